package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.DailyMoment;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.FreshnessOverride;
import io.tickcache.rules.Hours;
import io.tickcache.rules.MarketDays;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How long entries are served, by the age of their load and by what is known of the others. */
class EntryAgeTest extends HybridCacheFixture {

  @Test
  void theAgeOfAnAnswerCountsFromBeforeItsUpstreamCall() throws Exception {
    Load load = lead(question("AAPL"));
    ticker.advance(Duration.ofSeconds(3));
    load.complete("slow");
    ticker.advance(Duration.ofSeconds(2).minus(MILLI));
    assertThat(served("AAPL")).isEqualTo("slow");
    ticker.advance(MILLI);
    assertThat(served("AAPL")).isEqualTo("nothing");
  }

  @Test
  void anAnswerThatContainsAnOlderOneIsAsOldAsThat() throws Exception {
    long inner = ticker.read();
    ticker.advance(Duration.ofSeconds(4));
    Load load = lead(question("AAPL"));
    load.contains(inner);
    load.complete("sum");
    ticker.advance(Duration.ofSeconds(1));
    assertThat(served("AAPL")).isEqualTo("nothing");
  }

  @Test
  void anEntryLeavesL1AfterItsL1TimeAndL2IsAsked() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased(), FakeRemote.found("second", ticker.read()));
    load("AAPL", "first");
    ticker.advance(Duration.ofMillis(100).minus(MILLI));
    assertThat(served("AAPL")).isEqualTo("first");
    ticker.advance(MILLI);
    assertThat(served("AAPL")).isEqualTo("nothing");
    assertThat(answer(cache.ask(question("AAPL")))).isEqualTo("second");
    assertThat(served("AAPL")).as("an older answer of L2 renews the entry").isEqualTo("second");
  }

  /** A cache whose answers may become 5 s old, and 1 s old from noon on. */
  private void busyFromNoonOn(String now) {
    MarketDays days = MarketDays.of(EnumSet.allOf(DayOfWeek.class), ZoneOffset.UTC);
    Hours afternoon = Hours.of(days, List.of(new Hours.Range(LocalTime.NOON, LocalTime.MIDNIGHT)));
    Freshness busy = Freshness.ttl(Duration.ofSeconds(1)).jitter(0).build();
    cache =
        cache(
            CachePolicy.of(Freshness.ttl(TTL).jitter(0).build())
                .overrides(List.of(FreshnessOverride.of(null, afternoon, busy)))
                .clock(new FakeWall(ticker, now)),
            remote);
  }

  @Test
  void anEntryEndsWhereAWindowBeginsThatFindsItTooOld() throws Exception {
    busyFromNoonOn("2026-11-27T11:59:57Z");
    remote.willRead(FakeRemote.leased());
    load("AAPL", "quiet");
    assertThat(remote.lifeNanos).as("in L2, too").isEqualTo(Duration.ofMillis(2990).toNanos());
    ticker.advance(Duration.ofSeconds(3).minus(MILLI));
    assertThat(served("AAPL")).isEqualTo("quiet");
    ticker.advance(MILLI);
    assertThat(served("AAPL")).isEqualTo("nothing");
  }

  @Test
  void whatL2HoldsIsJudgedByTheWindowInWhichItIsRead() throws Exception {
    busyFromNoonOn("2026-11-27T12:00:01Z");
    remote.willRead(
        FakeRemote.found("quiet", ticker.read() - 2 * Duration.ofSeconds(1).toNanos()),
        FakeRemote.leased());
    load("AAPL", "busy");
    assertThat(remote.calls)
        .containsExactly("read AAPL", "drop AAPL", "read AAPL", "fill AAPL vbusy");
  }

  @Test
  void aLoadThatBeganBeforeAMomentIsKeptNowhereAndHandedToNobody() throws Exception {
    MarketDays days = MarketDays.of(EnumSet.allOf(DayOfWeek.class), ZoneOffset.UTC);
    cache =
        cache(
            CachePolicy.ttl(TTL)
                .endings(List.of(DailyMoment.of(days, LocalTime.NOON)))
                .clock(new FakeWall(ticker, "2026-11-27T11:59:59Z")),
            remote);
    remote.willRead(FakeRemote.leased());
    Load load = lead(question("AAPL"));
    Future<Lookup> waiting = follow("AAPL");
    ticker.advance(Duration.ofSeconds(1));
    load.complete("before");
    assertThat(waiting.get()).as("leads anew").isInstanceOf(Lookup.Leading.class);
    assertThat(served("AAPL")).isEqualTo("nothing");
    assertThat(remote.callsOf("fill")).isEmpty();
    ((Lookup.Leading) waiting.get()).load().complete("after");
    assertThat(served("AAPL")).isEqualTo("after");
    assertThat(remote.callsOf("fill")).containsExactly("fill AAPL vafter");
  }

  @Test
  void anAnswerThatL2CannotHoldStaysUnlessInvalidationsMayBeMissed() throws Exception {
    Freshness freshness = Freshness.ttl(TTL).l1TtlWithL2(Duration.ofMillis(100)).build();
    cache = cache(CachePolicy.of(freshness), remote);
    near.enter(Backplane.Sync.SYNCED);
    lead(new Question("AAPL", "AAPL", new TextValues(), null)).complete("here");
    ticker.advance(Duration.ofMillis(900));
    assertThat(served("AAPL")).isEqualTo("here");
    ticker.advance(Duration.ofMillis(100));
    assertThat(served("AAPL")).as("1 s after the last proof").isEqualTo("nothing");
  }

  @Test
  void anAnswerOfL2KeepsTheAgeOfItsLoad() {
    twoTiers();
    remote.willRead(FakeRemote.found("old", ticker.read() - TTL.toNanos() + MILLI.toNanos()));
    assertThat(answer(cache.ask(question("AAPL")))).isEqualTo("old");
    ticker.advance(MILLI);
    assertThat(served("AAPL")).isEqualTo("nothing");
  }

  @Test
  void nullAndAnEmptyOptionalAreKeptForTheirOwnTime() throws Exception {
    cache =
        cache(
            CachePolicy.of(Freshness.ttl(TTL).nullTtl(Duration.ofSeconds(1)).build()),
            RemoteCache.NONE);
    load("NONE", null);
    load("EMPTY", Optional.empty());
    load("AAPL", "a");
    assertThat(served("NONE")).isNull();
    assertThat(served("EMPTY")).isEqualTo(Optional.empty());
    assertThat(cache.stats().nearNegatives.sum()).isEqualTo(2);
    ticker.advance(Duration.ofSeconds(1));
    assertThat(served("NONE")).isEqualTo("nothing");
    assertThat(served("EMPTY")).isEqualTo("nothing");
    assertThat(served("AAPL")).isEqualTo("a");
  }

  @Test
  void withoutTimeForNullItIsNeverKeptButSharedByThoseWhoWait() throws Exception {
    cache =
        cache(CachePolicy.of(Freshness.ttl(TTL).nullTtl(Duration.ZERO).build()), RemoteCache.NONE);
    Load load = lead(question("NONE"));
    Future<Lookup> waiting = follow("NONE");
    load.complete(null);
    assertThat(answer(waiting.get())).isNull();
    assertThat(served("NONE")).isEqualTo("nothing");
  }

  @Test
  void withoutL2AnEntryLivesForTheDegradedTime() throws Exception {
    twoTiers();
    remote.willRead(Reading.UNAVAILABLE);
    near.enter(Backplane.Sync.OUT);
    load("AAPL", "a");
    ticker.advance(Duration.ofSeconds(4));
    assertThat(served("AAPL")).isEqualTo("a");
    near.enter(Backplane.Sync.SUSPECT);
    assertThat(served("AAPL")).isEqualTo("nothing");
  }

  @Test
  void anEntryThatNobodyVouchesForAnyMoreLivesShortly() throws Exception {
    cache = cache(CachePolicy.ttl(TTL), remote);
    remote.willRead(FakeRemote.leased());
    near.enter(Backplane.Sync.SYNCED);
    load("AAPL", "a");
    ticker.advance(Duration.ofSeconds(1).minus(MILLI));
    assertThat(served("AAPL")).isEqualTo("a");
    ticker.advance(MILLI);
    assertThat(served("AAPL")).as("no proof for a second").isEqualTo("nothing");
    near.confirm(ticker.read());
    assertThat(served("AAPL")).as("all has been heard").isEqualTo("a");
  }

  @Test
  void aProofThatComesLateCountsFromWhenItWasSent() throws Exception {
    cache = cache(CachePolicy.ttl(TTL), remote);
    remote.willRead(FakeRemote.leased());
    near.enter(Backplane.Sync.SYNCED);
    load("AAPL", "a");
    long sent = ticker.read();
    ticker.advance(Duration.ofMillis(1500));
    near.confirm(sent);
    assertThat(served("AAPL")).isEqualTo("nothing");
  }

  @Test
  void aProofChangesNothingWhileInvalidationsMayBeLost() throws Exception {
    cache = cache(CachePolicy.ttl(TTL), remote);
    remote.willRead(FakeRemote.leased());
    near.enter(Backplane.Sync.SUSPECT);
    load("AAPL", "a");
    near.confirm(ticker.read());
    ticker.advance(Duration.ofMillis(100));
    assertThat(served("AAPL")).isEqualTo("nothing");
  }

  @Test
  void anEntryThatSoonReplacedAnotherLivesItsWholeTime() throws Exception {
    load("AAPL", "first");
    ticker.advance(Duration.ofMillis(900));
    cache.invalidate("AAPL");
    load("AAPL", "second");
    ticker.advance(TTL.minus(MILLI));
    near.tidy();
    assertThat(served("AAPL")).isEqualTo("second");
  }
}
