package io.tickcache.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.FakeTicker;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.BackOff;
import io.tickcache.rules.ErrorPattern;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.WhenExhausted;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a process tells the others how its calls are, and what it makes of answers and of none. */
class JointStopsTest {

  private static final Duration TEN = Duration.ofSeconds(10);
  private static final Rejection BUSY = new Rejection(0, "slow down", 0);
  private static final BackOff BACK_OFF =
      new BackOff(List.of(ErrorPattern.ofClass("com.acme.Busy")), TEN, TEN, null);

  private final FakeTicker ticker = new FakeTicker();
  private final Log log = new Log(new PrintStream(new ByteArrayOutputStream()));
  private final Budgets budgets = new Budgets(ticker, log);
  private final Others remote = new Others();
  private final JointStops stops = new JointStops(budgets, remote, ticker, log);

  @BeforeEach
  void backOff() {
    become(BACK_OFF, true);
  }

  private void become(BackOff backOff, boolean shared) {
    budgets.become(
        List.of(new Upstream("binance", List.of(), WhenExhausted.CALL, backOff)), shared);
  }

  private Brake brake() {
    return budgets.inForce().get(0).brake();
  }

  private void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 200) {
      ticker.advance(Duration.ofMillis(200));
      stops.run();
    }
  }

  @Test
  void itAsksOnceAtATimeAndAnewWhenNoAnswerComes() {
    stops.run();
    stops.run();
    assertThat(remote.kinds).containsExactly(RemoteStops.Kind.NOTHING);

    ticker.advance(Duration.ofMillis(1_250));
    stops.run();
    assertThat(remote.kinds).hasSize(2);
    remote.answer(0, 2, 5, new Stop(1, 0, ""));
    assertThat(brake().begin().isStopped()).as("another was asked since").isFalse();
    remote.answer(1, 2, 5, new Stop(1, 0, ""));
    assertThat(brake().begin().isStopped()).isTrue();
  }

  @Test
  void aRefusalIsToldWhateverIsStillBeingAsked() {
    List<String> woken = new ArrayList<>();
    budgets.onStop(() -> woken.add("run"));
    stops.run();
    brake().begin().refused(BUSY);
    assertThat(woken).hasSize(1);
    stops.run();
    assertThat(remote.kinds).containsExactly(RemoteStops.Kind.NOTHING, RemoteStops.Kind.STOP);
    remote.answer(0, 1, 0, null);
    assertThat(brake().begin().isStopped()).isTrue();

    remote.answer(1, 2, 7, new Stop(1, 0, ""));
    stops.run();
    assertThat(remote.kinds).last().isEqualTo(RemoteStops.Kind.NOTHING);
    assertThat(brake().begin().isStopped()).isTrue();
  }

  @Test
  void anAnswerThatIsLateIsNone() {
    stops.run();
    ticker.advance(Duration.ofMillis(1_250));
    remote.answer(0, 2, 5, new Stop(1, 0, ""));

    assertThat(brake().begin().isStopped()).isFalse();
  }

  @Test
  void whoHearsNothingForLongStandsApart() {
    stops.run();
    remote.answer(0, 3, 5, new Stop(1, 0, ""));
    remote.reachable = false;
    pass(Duration.ofSeconds(29));
    assertThat(brake().begin().isStopped()).as("three times as long").isTrue();
    remote.reachable = true;
    stops.run();
    remote.answer(1, 3, 5, new Stop(1, 0, ""));
    pass(Duration.ofSeconds(4));

    assertThat(brake().begin().isStopped()).as("nobody has allowed it").isTrue();
  }

  @Test
  void whoHearsNothingProbesAfterAll() {
    stops.run();
    remote.answer(0, 3, 5, new Stop(1, 0, ""));
    remote.reachable = false;
    pass(Duration.ofSeconds(30));

    assertThat(brake().begin().isStopped()).isFalse();
  }

  @Test
  void nothingIsAgreedOnWhereThereIsNothingToAgreeOn() {
    become(null, true);
    stops.run();
    become(BACK_OFF, false);
    stops.run();

    assertThat(remote.kinds).isEmpty();
  }

  @Test
  void aFailureHindersNoOther() {
    remote.failure = new IllegalStateException("redis");
    stops.run();
    remote.failure = null;
    stops.run();

    assertThat(remote.kinds).hasSize(1);
  }

  /** The other processes. */
  private static final class Others implements RemoteStops {
    private final List<Kind> kinds = new ArrayList<>();
    private final List<CompletableFuture<Verdict>> asked = new ArrayList<>();
    private boolean reachable = true;
    private RuntimeException failure;

    @Override
    public CompletionStage<Verdict> tell(String upstream, Report report, long leaseMillis) {
      if (failure != null) {
        throw failure;
      }
      if (!reachable) {
        return null;
      }
      kinds.add(report.kind);
      CompletableFuture<Verdict> answer = new CompletableFuture<>();
      asked.add(answer);
      return answer;
    }

    private void answer(int question, int processes, long number, Stop stop) {
      asked.get(question).complete(new Verdict(processes, number, 10_000, stop, false));
    }
  }
}
