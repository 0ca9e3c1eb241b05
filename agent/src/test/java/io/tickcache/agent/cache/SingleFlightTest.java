package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.bootstrap.gate.Served;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One load at a time for each key, and what its followers get. */
class SingleFlightTest extends HybridCacheFixture {

  @Test
  void manyCallersOfOneKeyAskUpstreamOnce() throws Exception {
    for (int round = 0; round < 50; round++) {
      Question question = question("S" + round);
      AtomicInteger loads = new AtomicInteger();
      List<Future<Object>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(callers.submit(() -> getOrLoad(question, loads)));
      }
      for (Future<Object> answer : answers) {
        assertThat(answer.get()).isEqualTo("value 1");
      }
      assertThat(loads).hasValue(1);
    }
  }

  private Object getOrLoad(Question question, AtomicInteger loads) throws Exception {
    Entry entry = cache.find(question.key());
    if (entry != null) {
      return entry.answer().value;
    }
    Lookup lookup = cache.ask(question);
    if (lookup instanceof Lookup.Leading leading) {
      String value = "value " + loads.incrementAndGet();
      leading.load().complete(value);
      return value;
    }
    return answer(lookup);
  }

  @Test
  void followersShareTheLeadersFailure() throws Exception {
    Load load = lead(question("AAPL"));
    Future<Lookup> waiting = follow("AAPL");
    IOException failure = new SocketTimeoutException("upstream is slow");
    load.fail(failure);
    Served outcome = ((Lookup.Answered) waiting.get()).outcome();
    assertThat(outcome.failure).isSameAs(failure);
  }

  @Test
  void aNullThatCanNotBeKeptEndsItsLoadAllTheSame() {
    Load load = lead(question("AAPL"));
    Object unhashed =
        new Object() {
          @Override
          public int hashCode() {
            throw new IllegalStateException("no hash");
          }
        };

    assertThatThrownBy(() -> load.keepNullBeside(unhashed)).hasMessage("no hash");

    assertThat(cache.loadsUnderWay()).isZero();
  }

  @Test
  void aFailureIsNotKept() {
    lead(question("AAPL")).fail(new IOException("down"));
    assertThat(served("AAPL")).isEqualTo("nothing");
    lead(question("AAPL"));
  }

  @Test
  void anErrorOrAnInterruptOfTheLeaderElectsANewOne() throws Exception {
    for (Throwable own : List.of(new InterruptedException(), new OutOfMemoryError("only here"))) {
      Load load = lead(question("AAPL"));
      Future<Lookup> waiting = follow("AAPL");
      load.fail(own);
      assertThat(waiting.get()).isInstanceOf(Lookup.Leading.class);
      ((Lookup.Leading) waiting.get()).load().complete("again");
      cache.invalidate("AAPL");
    }
  }

  @Test
  void aFollowerWaitsNoLongerThanSaidAndTheNextCallerLeads() {
    cache = cache(CachePolicy.ttl(TTL).waitAtMost(Duration.ZERO), RemoteCache.NONE);
    lead(question("AAPL"));
    Lookup second =
        CompletableFuture.supplyAsync(() -> cache.ask(question("AAPL")), callers).join();
    assertThat(((Lookup.Bypassed) second).reason()).isEqualTo(BypassReason.WAIT);
    Lookup third = CompletableFuture.supplyAsync(() -> cache.ask(question("AAPL")), callers).join();
    assertThat(third).isInstanceOf(Lookup.Leading.class);
  }

  @Test
  void anInterruptedFollowerGoesOnByItselfAndStaysInterrupted() throws Exception {
    lead(question("AAPL"));
    Future<Boolean> interrupted =
        callers.submit(
            () -> {
              Thread.currentThread().interrupt();
              Lookup lookup = cache.ask(question("AAPL"));
              return ((Lookup.Bypassed) lookup).reason() == BypassReason.INTERRUPTED
                  && Thread.currentThread().isInterrupted();
            });
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void aCallerThatMeetsItsOwnLoadPassesThrough() {
    lead(question("AAPL"));
    Lookup again = cache.ask(question("AAPL"));
    assertThat(((Lookup.Bypassed) again).reason()).isEqualTo(BypassReason.NESTED);
  }

  @Test
  void aValueThatCannotBeKeptLetsItsFollowersGoAndGivesTheLeaseBack() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    Load load = lead(question("AAPL"));
    Future<Lookup> waiting = follow("AAPL");
    assertThatThrownBy(() -> load.complete("unkeepable stream"))
        .isInstanceOf(UnkeepableValueException.class);
    assertThat(waiting.get()).isInstanceOf(Lookup.Leading.class);
    assertThat(remote.callsOf("release")).hasSize(1);
  }

  @Test
  void aLoadThatHasLeftItsThreadAndNeverEndsIsForgotten() throws Exception {
    Load load = lead(question("AAPL"));
    load.goOn();
    ticker.advance(Duration.ofSeconds(2).minusNanos(1));
    cache.tidy();
    assertThat(cache.loadsUnderWay()).isOne();

    ticker.advance(Duration.ofNanos(1));
    cache.tidy();

    assertThat(cache.loadsUnderWay()).isZero();
    load.complete("late");
    assertThat(served("AAPL")).isEqualTo("late");
  }
}
