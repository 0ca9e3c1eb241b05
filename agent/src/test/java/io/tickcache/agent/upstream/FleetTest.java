package io.tickcache.agent.upstream;

import static io.tickcache.agent.upstream.Taking.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.FakeTicker;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.Allowance;
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

/** When a process asks for its share of a budget, and what it makes of answers and of none. */
class FleetTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Upstream BINANCE =
      new Upstream("binance", List.of(new Allowance(20, SECOND)), WhenExhausted.CALL);

  private final FakeTicker ticker = new FakeTicker();
  private final Log log = new Log(new PrintStream(new ByteArrayOutputStream()));
  private final Budgets budgets = new Budgets(ticker, log);
  private final Exchange remote = new Exchange();
  private final Fleet fleet = new Fleet(budgets, remote, ticker, log);

  @BeforeEach
  void makeBudget() {
    budgets.become(List.of(BINANCE), true);
  }

  /** As time goes by where the process doesn't stand still. */
  private void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 200) {
      ticker.advance(Duration.ofMillis(200));
      fleet.run();
    }
  }

  private int share() {
    return budgets.inForce().get(0).windows().get(0).share;
  }

  @Test
  void whoHasNotHeardOfTheOthersHasNothingAndAfterAWhileATenth() {
    remote.reachable = false;
    fleet.run();
    pass(Duration.ofMillis(9_800));
    assertThat(share()).isZero();

    pass(Duration.ofMillis(200));
    assertThat(share()).isEqualTo(2);

    remote.reachable = true;
    fleet.run();
    remote.answer(0, 21, 1);
    fleet.run();
    assertThat(share()).isOne();
  }

  @Test
  void itKeepsToWhatItIsGranted() {
    fleet.run();
    assertThat(remote.granted).containsExactly(false);
    remote.answer(0, 4, 5);
    assertThat(share()).isEqualTo(5);

    fleet.run();
    assertThat(remote.granted).containsExactly(false, true);
    assertThat(remote.claims.get(1).held).isEqualTo(5);
  }

  @Test
  void itAsksOnceAtATimeAndAnewWhenNoAnswerComes() {
    fleet.run();
    fleet.run();
    assertThat(remote.asked).hasSize(1);

    ticker.advance(Duration.ofMillis(1_250));
    fleet.run();
    assertThat(remote.asked).hasSize(2);
  }

  @Test
  void anAnswerThatIsLateMayBeOfAShareThatIsOthersByNow() {
    fleet.run();
    ticker.advance(Duration.ofMillis(1_250));
    remote.answer(0, 1, 20);
    assertThat(share()).isZero();

    fleet.run();
    fleet.run();
    assertThat(remote.asked).hasSize(2);
    ticker.advance(Duration.ofMillis(1_250));
    fleet.run();
    remote.answer(1, 1, 20);
    assertThat(share()).as("another was asked since").isZero();
    remote.answer(2, 1, 20);
    assertThat(share()).isEqualTo(20);
  }

  @Test
  void aRefusalChangesNothing() {
    fleet.run();
    remote.asked.get(0).completeExceptionally(new IllegalStateException("redis"));
    assertThat(share()).isZero();

    fleet.run();
    assertThat(remote.asked).hasSize(2);
  }

  @Test
  void whoHasStoodStillAsksBeforeItReliesOnItsShare() {
    fleet.run();
    remote.answer(0, 2, 10);
    ticker.advance(Duration.ofSeconds(60));
    fleet.run();
    take(budgets.inForce().get(0), 1).end();
    assertThat(budgets.inForce().get(0).stats().granted.sum()).isZero();

    remote.answer(1, 2, 4);
    take(budgets.inForce().get(0), 1).end();
    assertThat(budgets.inForce().get(0).stats().granted.sum()).isOne();
    assertThat(share()).isEqualTo(4);
  }

  @Test
  void whoHasStoodStillAndHearsNothingGoesOnWithLess() {
    fleet.run();
    remote.answer(0, 2, 20);
    remote.reachable = false;
    ticker.advance(Duration.ofSeconds(60));
    fleet.run();
    take(budgets.inForce().get(0), 1).end();
    assertThat(budgets.inForce().get(0).stats().granted.sum()).isZero();

    ticker.advance(Duration.ofMillis(1_250));
    fleet.run();
    take(budgets.inForce().get(0), 1).end();
    assertThat(budgets.inForce().get(0).stats().granted.sum()).isOne();
    assertThat(share()).isEqualTo(9);
  }

  @Test
  void aWindowThatComesWhileNobodyAnswersIsUsedInPart() {
    fleet.run();
    remote.answer(0, 2, 10);
    remote.reachable = false;
    Allowance minute = new Allowance(600, Duration.ofMinutes(1));
    budgets.become(
        List.of(new Upstream("binance", List.of(new Allowance(20, SECOND), minute))), true);
    pass(Duration.ofSeconds(64));
    assertThat(budgets.inForce().get(0).windows().get(1).share).isZero();

    pass(Duration.ofSeconds(1));
    assertThat(budgets.inForce().get(0).windows().get(1).share).isEqualTo(60);
    assertThat(share()).as("it was granted").isEqualTo(9);
  }

  @Test
  void whatWasAllItsOwnIsNotItsOwnAmongOthers() {
    Budgets own = new Budgets(ticker, log);
    own.become(List.of(BINANCE), false);

    own.become(List.of(BINANCE), true);

    assertThat(own.inForce().get(0).windows().get(0).share).isZero();
  }

  @Test
  void anUpstreamThatIsNamedAgainHasNothingOfItsFormerShare() {
    fleet.run();
    remote.answer(0, 2, 10);
    budgets.become(List.of(), true);
    fleet.run();

    budgets.become(List.of(BINANCE), true);
    assertThat(share()).isZero();
  }

  @Test
  void whoIsCutOffKeepsItsShareAndThenLessThanAnEqualPart() {
    fleet.run();
    remote.answer(0, 4, 14);
    remote.reachable = false;
    pass(Duration.ofSeconds(5));
    assertThat(share()).isEqualTo(14);

    pass(Duration.ofSeconds(1));
    assertThat(share()).as("nine tenths of a quarter").isEqualTo(4);

    remote.reachable = true;
    fleet.run();
    assertThat(remote.granted).endsWith(true);
    remote.answer(1, 1, 20);
    assertThat(share()).isEqualTo(20);
  }

  @Test
  void withoutOthersAllOfItIsItsOwn() {
    Budgets alone = new Budgets(ticker, log);
    alone.become(List.of(BINANCE), false);

    assertThat(alone.inForce().get(0).windows().get(0).share).isEqualTo(20);
  }

  /** Answers when the test says so. */
  private static final class Exchange implements RemoteShares {
    private final List<CompletableFuture<Shares>> asked = new ArrayList<>();
    private final List<Boolean> granted = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private boolean reachable = true;

    @Override
    public CompletionStage<Shares> share(String upstream, List<Claim> all, long leaseMillis) {
      if (!reachable) {
        return null;
      }
      granted.add(all.get(0).granted);
      claims.add(all.get(0));
      CompletableFuture<Shares> answer = new CompletableFuture<>();
      asked.add(answer);
      return answer;
    }

    private void answer(int which, int processes, int units) {
      asked.get(which).complete(new Shares(processes, new int[] {units}));
    }
  }
}
