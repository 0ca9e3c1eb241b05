package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.bootstrap.gate.Served;
import io.tickcache.rules.DailyMoment;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.MarketDays;
import io.tickcache.rules.OnError;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which answers are served past their time, for how long, and which never are. */
class LastAnswersTest extends HybridCacheFixture {

  private static final Duration STALE = Duration.ofSeconds(30);
  private static final Duration HELD = Duration.ofSeconds(2);
  private static final OnError ON_IO_ERROR =
      new OnError(STALE, List.of("java.io.IOException"), HELD);
  private static final MarketDays DAYS =
      MarketDays.of(EnumSet.allOf(DayOfWeek.class), ZoneOffset.UTC);
  private final IOException down = new IOException("down");

  @BeforeEach
  void grantThem() {
    cache = cache(CachePolicy.ttl(TTL).onError(ON_IO_ERROR), RemoteCache.NONE);
  }

  /** What a caller gets whose load fails: the last answer, or nothing. */
  private Object afterFailure(String symbol, Exception failure) {
    return after(lead(question(symbol)), failure);
  }

  private static Object after(Load load, Exception failure) {
    Entry last = load.last(failure);
    if (last == null) {
      load.fail(failure);
      return "nothing";
    }
    load.endWith(last, failure);
    return last.answer().value;
  }

  private long served(StaleReason reason) {
    return cache.stats().stale(reason).sum();
  }

  @Test
  void aLoadThatFailsEndsWithTheLastAnswer() throws Exception {
    load("AAPL", "190");
    ticker.advance(TTL);

    assertThat(afterFailure("AAPL", down)).isEqualTo("190");

    assertThat(served(StaleReason.FAILURE)).isOne();
    assertThat(cache.stats().loadFailures.sum()).isOne();
    assertThat(cache.loadsUnderWay()).isZero();
  }

  @Test
  void noneIsServedThatIsOlderThanItsTimeAndTheGraceTogether() throws Exception {
    load("AAPL", "190");
    ticker.advance(TTL.plus(STALE).minus(MILLI));
    assertThat(afterFailure("AAPL", down)).isEqualTo("190");
    assertThat(served("AAPL")).isEqualTo("190");

    ticker.advance(MILLI);
    assertThat(served("AAPL")).as("though upstream is left alone for longer").isEqualTo("nothing");
    assertThat(afterFailure("AAPL", down)).isEqualTo("nothing");
  }

  @Test
  void aSymbolThatWasNeverSeenFails() {
    assertThat(afterFailure("AAPL", down)).isEqualTo("nothing");
  }

  @Test
  void otherFailuresArePassedOn() throws Exception {
    load("AAPL", "190");
    ticker.advance(TTL);

    assertThat(afterFailure("AAPL", new IllegalStateException("closed"))).isEqualTo("nothing");
    assertThat(afterFailure("AAPL", new java.io.InterruptedIOException())).isEqualTo("nothing");
  }

  @Test
  void whatSaysNothingOfTheUpstreamIsPassedOn() throws Exception {
    cache =
        cache(CachePolicy.ttl(TTL).onError(new OnError(STALE, List.of(), HELD)), RemoteCache.NONE);
    load("AAPL", "190");
    ticker.advance(TTL);

    assertThat(afterFailure("AAPL", new CancellationException())).isEqualTo("nothing");
    assertThat(afterFailure("AAPL", new IllegalStateException())).isEqualTo("190");
  }

  @Test
  void afterAFailureUpstreamIsLeftAloneForAWhile() throws Exception {
    load("AAPL", "190");
    ticker.advance(TTL);
    afterFailure("AAPL", down);

    ticker.advance(HELD.minus(MILLI));
    assertThat(served("AAPL")).isEqualTo("190");
    assertThat(served(StaleReason.HELD)).isOne();
    assertThat(cache.stats().nearHits.sum()).as("counted apart").isZero();
    ticker.advance(MILLI);
    assertThat(served("AAPL")).isEqualTo("nothing");
    load("AAPL", "191");
    assertThat(served("AAPL")).isEqualTo("191");
    assertThat(cache.stats().nearHits.sum()).isOne();
  }

  @Test
  void followersGetTheLastAnswerWithTheirLeader() throws Exception {
    load("AAPL", "190");
    ticker.advance(TTL);
    Load load = lead(question("AAPL"));
    Future<Lookup> waiting = follow("AAPL");

    after(load, down);

    assertThat(answer(waiting.get())).isEqualTo("190");
    assertThat(served(StaleReason.FAILURE)).isEqualTo(2);
  }

  @Test
  void whoFindsOutWhetherUpstreamIsWellAgainKeepsNobodyElse() throws Exception {
    load("AAPL", "190");
    ticker.advance(TTL);
    afterFailure("AAPL", down);
    ticker.advance(HELD);
    Load load = lead(question("AAPL"));

    assertThat(callers.submit(() -> answer(cache.ask(question("AAPL")))).get()).isEqualTo("190");
    assertThat(callers.submit(() -> answer(cache.askWithoutWaiting(question("AAPL")))).get())
        .isEqualTo("190");
    assertThat(
            callers.submit(() -> answer(cache.askAll(List.of(question("AAPL"))).lookup(0))).get())
        .isEqualTo("190");
    assertThat(served(StaleReason.WAIT)).isEqualTo(3);
    load.complete("191");
  }

  @Test
  void whoHasWaitedInVainGetsTheLastAnswer() throws Exception {
    cache =
        cache(
            CachePolicy.ttl(TTL).onError(ON_IO_ERROR).waitAtMost(Duration.ofMillis(1)),
            RemoteCache.NONE);
    load("AAPL", "190");
    ticker.advance(TTL);
    Load load = lead(question("AAPL"));

    Lookup lookup = callers.submit(() -> cache.ask(question("AAPL"))).get();

    assertThat(answer(lookup)).isEqualTo("190");
    assertThat(served(StaleReason.WAIT)).isOne();
    load.complete("191");
    assertThat(served("AAPL")).isEqualTo("191");
  }

  @Test
  void whoHasWaitedInVainForAnotherProcessGetsTheLastAnswer() throws Exception {
    cache =
        cache(
            CachePolicy.of(Freshness.ttl(TTL).l1Ttl(Duration.ofMillis(100)).build())
                .onError(ON_IO_ERROR),
            remote.willRead(FakeRemote.leased(), Reading.BUSY));
    load("AAPL", "190");
    ticker.advance(TTL);

    Future<Lookup> waiting = follow("AAPL");
    ticker.advance(Duration.ofSeconds(2));

    assertThat(answer(waiting.get())).isEqualTo("190");
    assertThat(served(StaleReason.WAIT)).isOne();
  }

  @Test
  void whoMustNotAskUpstreamGetsTheLastAnswer() throws Exception {
    load("AAPL", "190");
    ticker.advance(TTL);
    Load load = lead(question("AAPL"));

    Entry last = load.last(null);
    load.endWith(last, null);

    assertThat(last.answer().value).isEqualTo("190");
    assertThat(served(StaleReason.EXHAUSTED)).isOne();
    assertThat(cache.stats().loadFailures.sum()).isZero();
    ticker.advance(Duration.ofMillis(99));
    assertThat(served("AAPL")).isEqualTo("190");
    ticker.advance(MILLI);
    assertThat(served("AAPL")).as("a budget has room soon").isEqualTo("nothing");
  }

  @Test
  void anInvalidationEndsTheLastAnswer() throws Exception {
    load("AAPL", "190");
    ticker.advance(TTL);
    Load load = lead(question("AAPL"));
    cache.invalidate("AAPL");

    assertThat(after(load, down)).isEqualTo("nothing");
    assertThat(afterFailure("AAPL", down)).isEqualTo("nothing");
  }

  @Test
  void anInvalidationEndsWhatIsServedPastItsTime() throws Exception {
    load("AAPL", "190");
    ticker.advance(TTL);
    afterFailure("AAPL", down);

    cache.invalidate("AAPL");

    assertThat(served("AAPL")).isEqualTo("nothing");
  }

  @Test
  void nothingIsServedPastItsTimeWhileInvalidationsMayBeLost() throws Exception {
    load("AAPL", "190");
    ticker.advance(TTL);
    cache.enter(Backplane.Sync.SUSPECT);
    assertThat(afterFailure("AAPL", down)).isEqualTo("nothing");

    cache.enter(Backplane.Sync.OUT);
    assertThat(afterFailure("AAPL", down)).as("granted for that, too").isEqualTo("190");
  }

  @Test
  void aMomentThatEndsAllAnswersEndsThemForGood() throws Exception {
    FakeWall wall = new FakeWall(ticker, "2026-03-02T09:29:58Z");
    cache =
        cache(
            CachePolicy.ttl(TTL)
                .onError(ON_IO_ERROR)
                .clock(wall)
                .endings(List.of(DailyMoment.of(DAYS, LocalTime.parse("09:30")))),
            RemoteCache.NONE);
    load("AAPL", "190");
    ticker.advance(Duration.ofSeconds(2));

    assertThat(afterFailure("AAPL", down)).isEqualTo("nothing");
  }

  @Test
  void aNullIsAnAnswerToo() throws Exception {
    load("NONE", null);
    ticker.advance(TTL);

    assertThat(afterFailure("NONE", down)).isNull();
  }

  @Test
  void withoutTheGrantEveryFailureIsPassedOn() throws Exception {
    cache = cache(CachePolicy.ttl(TTL), RemoteCache.NONE);
    load("AAPL", "190");
    ticker.advance(TTL);
    Load load = lead(question("AAPL"));
    Future<Lookup> waiting = follow("AAPL");

    assertThat(after(load, down)).isEqualTo("nothing");

    Served outcome = ((Lookup.Answered) waiting.get()).outcome();
    assertThat(outcome.failure).isSameAs(down);
  }

  @Test
  void theLeaseOfALoadThatFailedIsGivenBack() throws Exception {
    cache =
        cache(
            CachePolicy.of(Freshness.ttl(TTL).l1Ttl(Duration.ofMillis(100)).build())
                .onError(ON_IO_ERROR),
            remote.willRead(FakeRemote.leased()));
    load("AAPL", "190");
    ticker.advance(TTL);

    afterFailure("AAPL", down);

    assertThat(remote.callsOf("release")).containsExactly("release AAPL");
  }
}
