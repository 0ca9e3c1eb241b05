package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Freshness;
import io.tickcache.rules.OnError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is asked for often is loaded anew before its end, and callers go on with it meanwhile. Loads
 * take no time here unless a test says so, and so a refresh is due 20 ms before the end.
 */
class RefreshAheadTest extends HybridCacheFixture {

  private static final Duration L1_TTL = Duration.ofMillis(100);
  private static final Duration UNTIL_DUE = TTL.minusMillis(20);

  private final Object plan = new Object();
  private final ExecutorService refreshing = Executors.newSingleThreadExecutor();

  private HybridCache alone() {
    cache = cache(policy(Freshness.ttl(TTL).jitter(0)), RemoteCache.NONE);
    return cache;
  }

  private HybridCache shared() {
    cache = cache(policy(Freshness.ttl(TTL).l1Ttl(L1_TTL).jitter(0)), remote);
    return cache;
  }

  private static CachePolicy.Builder policy(Freshness.Builder freshness) {
    return CachePolicy.of(freshness.build()).refreshAhead(true);
  }

  /** Has so many callers find it in L1. */
  private Entry ask(String symbol, int times) {
    Entry entry = null;
    for (int i = 0; i < times; i++) {
      entry = cache.find(symbol);
      assertThat(entry).as("entry of %s", symbol).isNotNull();
    }
    return entry;
  }

  /** Has callers ask until a refresh is due, in L2 where L1 has nothing any more. */
  private Entry hot(String symbol) throws Exception {
    load(symbol, "old");
    ask(symbol, Heat.HOT);
    ticker.advance(UNTIL_DUE);
    return asked(symbol);
  }

  private Entry asked(String symbol) {
    Entry found = cache.find(symbol);
    return found == null ? ((Lookup.Answered) cache.ask(question(symbol))).entry() : found;
  }

  /**
   * @param next what L2 says from then on
   */
  private Entry hotInBoth(String symbol, Reading... next) throws Exception {
    remote.willRead(FakeRemote.leased(), FakeRemote.found("old", ticker.read()));
    remote.willRead(next);
    return hot(symbol);
  }

  @AfterEach
  void endRefreshing() {
    refreshing.shutdownNow();
  }

  /** Begun by a thread that asks nothing else. */
  private Load refresh(String symbol, Entry entry) throws Exception {
    return refreshing.submit(() -> cache.refresh(question(symbol), entry)).get();
  }

  private long count(RefreshResult result) {
    return cache.stats().refreshes(result).sum();
  }

  /** How long until a refresh of the entry is due that is planned now. */
  private Duration plan(Entry entry) {
    assertThat(entry.wantsRefresh()).as("it is hot").isTrue();
    return Duration.ofNanos(entry.planRefresh(plan, ticker.read()));
  }

  @Test
  void whatIsAskedForOftenIsToBeRefreshedShortlyBeforeItsEnd() throws Exception {
    alone();
    load("AAPL", "old");
    assertThat(ask("AAPL", Heat.HOT - 1).wantsRefresh()).isFalse();
    Entry hot = ask("AAPL", 1);

    assertThat(plan(hot)).isEqualTo(UNTIL_DUE);
    assertThat(hot.wantsRefresh()).as("once").isFalse();
    assertThat(hot.planRefresh("another", ticker.read())).isNegative();

    ticker.advance(UNTIL_DUE.minusNanos(1));
    assertThat(hot.isRefreshDue(plan, ticker.read())).isFalse();
    ticker.advance(Duration.ofNanos(1));
    assertThat(hot.isRefreshDue(plan, ticker.read())).isTrue();
    assertThat(hot.isRefreshDue("another", ticker.read())).isFalse();

    ticker.advance(TTL.minus(UNTIL_DUE));
    assertThat(hot.isRefreshDue(plan, ticker.read())).as("past its end").isFalse();
  }

  @Test
  void whatIsHeldBecauseALoadHasFailedIsLeftAlone() throws Exception {
    OnError onError = new OnError(TTL, List.of(), Duration.ofSeconds(2));
    cache = cache(policy(Freshness.ttl(TTL).jitter(0)).onError(onError), RemoteCache.NONE);
    Entry old = hot("AAPL");
    ticker.advance(TTL.minus(UNTIL_DUE));
    Load failing = lead(question("AAPL"));
    IOException down = new IOException("down");
    failing.endWith(failing.last(down), down);

    assertThat(refresh("AAPL", old)).isNull();
  }

  @Test
  void aValueIsRefreshedInItsOwnTimeThatComesAfterALongNone() throws Exception {
    cache =
        cache(policy(Freshness.ttl(TTL).nullTtl(Duration.ofHours(1)).jitter(0)), RemoteCache.NONE);
    load("AAPL", null);
    ticker.advance(Duration.ofSeconds(10));
    cache.invalidate("AAPL");
    load("AAPL", "listed");

    assertThat(plan(ask("AAPL", Heat.HOT))).isEqualTo(UNTIL_DUE);
  }

  @Test
  void nobodyWaitsForALoadThatHasFailed() throws Exception {
    alone();
    Load failing = lead(question("AAPL"));
    List<Boolean> waits = new ArrayList<>();
    assertThat(
            cache.whenAnswered(
                question("AAPL"),
                () -> waits.add(cache.whenAnswered(question("AAPL"), () -> waits.add(true)))))
        .isTrue();
    failing.fail(new IOException("down"));

    assertThat(waits).containsExactly(false);
  }

  @Test
  void whatCoolsDownIsSoonLeftAlone() throws Exception {
    alone();
    load("AAPL", "1");
    ask("AAPL", 1_000);
    int refreshes = 0;
    while (ask("AAPL", 1).wantsRefresh()) {
      ticker.advance(UNTIL_DUE);
      refresh("AAPL", ask("AAPL", 1)).complete("next");
      refreshes++;
    }

    assertThat(refreshes).isEqualTo(2);
  }

  @Test
  void slowLoadsBeginEarlier() throws Exception {
    alone();
    Load slow = lead(question("AAPL"));
    ticker.advance(Duration.ofMillis(500));
    slow.complete("old");
    load("MSFT", "old");

    assertThat(plan(ask("MSFT", Heat.HOT))).isBetween(TTL.dividedBy(2), TTL.minusMillis(520));
  }

  @Test
  void halfOfTheTimeIsNeverGivenAway() throws Exception {
    alone();
    Load slow = lead(question("AAPL"));
    ticker.advance(TTL.minusMillis(1));
    slow.complete("old");
    load("MSFT", "old");

    assertThat(plan(ask("MSFT", Heat.HOT))).isEqualTo(TTL.dividedBy(2));
  }

  @Test
  void jitterKeepsApartWhatCameTogether() throws Exception {
    cache = cache(policy(Freshness.ttl(TTL).jitter(50)), RemoteCache.NONE);
    Set<Duration> moments = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      load("S" + i, "old");
      moments.add(plan(ask("S" + i, Heat.HOT)));
    }

    assertThat(moments).hasSizeGreaterThan(5);
    assertThat(moments).allMatch(moment -> moment.compareTo(TTL.dividedBy(2)) >= 0);
  }

  @Test
  void whereNothingIsRefreshedAheadNothingIsEverHot() throws Exception {
    cache = cache(CachePolicy.ttl(TTL), RemoteCache.NONE);
    load("AAPL", "old");

    assertThat(ask("AAPL", 10 * Heat.HOT).wantsRefresh()).isFalse();
  }

  @Test
  void callersGoOnWithTheOldAnswerUntilTheNewOneIsThere() throws Exception {
    alone();
    Load load = refresh("AAPL", hot("AAPL"));
    assertThat(served("AAPL")).isEqualTo("old");

    load.complete("new");

    assertThat(served("AAPL")).isEqualTo("new");
    ticker.advance(UNTIL_DUE);
    assertThat(served("AAPL")).as("its age counts from its own load").isEqualTo("new");
    assertThat(count(RefreshResult.DONE)).isOne();
  }

  @Test
  void whoFindsTheOldAnswerOverFollowsTheLoadThatReplacesIt() throws Exception {
    alone();
    Load load = refresh("AAPL", hot("AAPL"));
    ticker.advance(Duration.ofMillis(20));
    Future<Lookup> follower = follow("AAPL");

    load.complete("new");

    assertThat(answer(follower.get())).isEqualTo("new");
    assertThat(cache.stats().loads.sum()).as("one after the other").isEqualTo(2);
  }

  @Test
  void whatFailsInTheBackgroundIsTriedAnewByWhoHasFollowed() throws Exception {
    alone();
    Load load = refresh("AAPL", hot("AAPL"));
    ticker.advance(Duration.ofMillis(20));
    Future<Lookup> follower = follow("AAPL");

    load.fail(new IOException("only here"));

    assertThat(follower.get()).isInstanceOf(Lookup.Leading.class);
    ((Lookup.Leading) follower.get()).load().complete("new");
  }

  @Test
  void oneRefreshOfAKeyIsEnough() throws Exception {
    alone();
    Entry due = hot("AAPL");
    Load load = refresh("AAPL", due);

    assertThat(refresh("AAPL", due)).isNull();
    load.complete("new");
    assertThat(refresh("AAPL", due)).as("it has come").isNull();
    assertThat(count(RefreshResult.ELSEWHERE)).isEqualTo(2);
    assertThat(cache.loadsUnderWay()).isZero();
  }

  @Test
  void aRefreshThatFailsChangesNothing() throws Exception {
    shared();
    Entry due = hotInBoth("AAPL", FakeRemote.leased());
    Load load = refresh("AAPL", due);
    load.fail(new IOException("down"));

    assertThat(served("AAPL")).isEqualTo("old");
    assertThat(remote.callsOf("release")).hasSize(1);
    assertThat(count(RefreshResult.FAILED)).isOne();
    assertThat(cache.loadsUnderWay()).isZero();
  }

  @Test
  void afterAFailureThereIsAnotherTryInHalfOfTheTimeThatIsLeft() throws Exception {
    alone();
    Entry hot = hot("AAPL");
    plan(hot);
    for (int left : List.of(10, 5)) {
      Duration next = Duration.ofNanos(hot.retryRefresh(plan, ticker.read()));
      assertThat(next).isEqualTo(Duration.ofMillis(left));
      assertThat(hot.isRefreshDue(plan, ticker.read())).isFalse();
      ticker.advance(next);
      assertThat(hot.isRefreshDue(plan, ticker.read())).isTrue();
    }

    assertThat(hot.retryRefresh(plan, ticker.read())).as("enough is enough").isNegative();
    assertThat(hot.wantsRefresh()).isFalse();
  }

  @Test
  void whatIsOverIsNotTriedAgain() throws Exception {
    alone();
    Entry hot = hot("AAPL");
    plan(hot);
    ticker.advance(TTL.minus(UNTIL_DUE));

    assertThat(hot.retryRefresh(plan, ticker.read())).isNegative();
  }

  @Test
  void whatCannotBeDoneMayBePlannedAnewByOthersAFewTimes() throws Exception {
    alone();
    Entry hot = hot("AAPL");
    for (int i = 0; i < 3; i++) {
      plan(hot);
      hot.dropRefresh(plan);
    }

    assertThat(hot.wantsRefresh()).as("enough is enough").isFalse();
  }

  @Test
  void aRefreshIsToldWhenTheCallerHasHisAnswerWhoAsksRightNow() throws Exception {
    alone();
    List<String> told = new ArrayList<>();
    assertThat(cache.whenAnswered(question("AAPL"), () -> told.add("nobody"))).isFalse();
    Load load = lead(question("AAPL"));

    assertThat(cache.whenAnswered(question("AAPL"), () -> told.add("caller"))).isTrue();
    assertThat(told).isEmpty();
    load.complete("new");
    assertThat(told).containsExactly("caller");

    Load ahead = refresh("MSFT", hot("MSFT"));
    assertThat(cache.whenAnswered(question("MSFT"), () -> told.add("refresh"))).isFalse();
    ahead.abandon();
  }

  @Test
  void aNewerAnswerForgetsWhatWasPlanned() throws Exception {
    alone();
    Entry hot = hot("AAPL");
    plan(hot);
    cache.invalidate("AAPL");
    load("AAPL", "new");

    assertThat(hot.isRefreshDue(plan, ticker.read())).isFalse();
    assertThat(ask("AAPL", Heat.HOT).wantsRefresh()).isTrue();
  }

  @Test
  void anInvalidationVoidsARefreshThatIsUnderWay() throws Exception {
    alone();
    Load load = refresh("AAPL", hot("AAPL"));
    cache.invalidate("AAPL");
    load.complete("new");

    assertThat(served("AAPL")).isEqualTo("nothing");
  }

  @Test
  void whatAnotherCallerLoadsIsNotRefreshed() throws Exception {
    alone();
    Entry due = hot("AAPL");
    cache.invalidate("AAPL");
    Load load = lead(question("AAPL"));

    assertThat(refresh("AAPL", due)).isNull();
    load.complete("new");
    assertThat(count(RefreshResult.ELSEWHERE)).isOne();
  }

  @Test
  void hitsInBothTiersCount() throws Exception {
    shared();
    remote.willRead(FakeRemote.leased(), FakeRemote.found("old", ticker.read()));
    load("AAPL", "old");
    for (int i = 0; i < Heat.HOT; i++) {
      ticker.advance(L1_TTL);
      asked("AAPL");
    }

    assertThat(plan(asked("AAPL"))).isEqualTo(UNTIL_DUE.minus(L1_TTL.multipliedBy(Heat.HOT)));
  }

  @Test
  void whatASlowReadOfL2MakesLookOlderIsStillTheSame() throws Exception {
    shared();
    long birth = ticker.read();
    long seemsBorn = birth - Duration.ofMillis(300).toNanos();
    remote.willRead(
        FakeRemote.leased(), FakeRemote.found("old", seemsBorn), FakeRemote.found("old", birth));
    load("AAPL", "old");
    plan(ask("AAPL", Heat.HOT));
    for (int i = 0; i < 2; i++) {
      ticker.advance(L1_TTL);
      asked("AAPL");
    }

    ticker.advance(UNTIL_DUE.minus(L1_TTL.multipliedBy(2)));
    assertThat(asked("AAPL").isRefreshDue(plan, ticker.read())).isTrue();
  }

  @Test
  void theValueOfL2IsReplacedUnderALease() throws Exception {
    shared();
    Entry due = hotInBoth("AAPL", FakeRemote.leased());
    refresh("AAPL", due).complete("new");

    assertThat(remote.calls.subList(remote.calls.size() - 2, remote.calls.size()))
        .containsExactly("refresh AAPL", "fill AAPL vnew");
    assertThat(served("AAPL")).isEqualTo("new");
  }

  @Test
  void whatAnotherProcessRefreshesIsLeftToIt() throws Exception {
    shared();
    Entry due = hotInBoth("AAPL", Reading.BUSY);

    assertThat(refresh("AAPL", due)).isNull();
    assertThat(count(RefreshResult.ELSEWHERE)).isOne();
    assertThat(cache.loadsUnderWay()).isZero();
  }

  @Test
  void whatAnotherProcessHasRefreshedComesFromL2() throws Exception {
    shared();
    long theirs = ticker.read() + TTL.toNanos() / 2 + 1;
    Entry due = hotInBoth("AAPL", FakeRemote.found("theirs", theirs));

    assertThat(refresh("AAPL", due)).isNull();
    assertThat(served("AAPL")).isEqualTo("theirs");
  }

  @Test
  void nothingIsRefreshedThatAnotherProcessMightBeRefreshing() throws Exception {
    shared();
    Entry due = hotInBoth("AAPL", FakeRemote.leased());
    remote.goAway();

    assertThat(refresh("AAPL", due)).isNull();
    assertThat(count(RefreshResult.L2)).isOne();
  }

  @Test
  void whoFindsNothingInL1WhileItIsRefreshedHasTheOldAnswerFromL2() throws Exception {
    shared();
    Load load = slowRefresh(FakeRemote.found("old", ticker.read()));
    ticker.advance(L1_TTL);
    remote.calls.clear();

    assertThat(answer(cache.ask(question("AAPL")))).isEqualTo("old");
    assertThat(remote.calls).as("the lease stays where it is").containsExactly("peek AAPL");
    load.complete("new");
    assertThat(served("AAPL")).isEqualTo("new");
  }

  @Test
  void whoMustNotBeKeptHasTheOldAnswerFromL2Too() throws Exception {
    shared();
    Load load = slowRefresh(FakeRemote.found("old", ticker.read()));
    ticker.advance(L1_TTL);

    assertThat(answer(cache.askWithoutWaiting(question("AAPL")))).isEqualTo("old");
    load.complete("new");
  }

  @Test
  void whoFindsNothingInL2EitherFollowsTheRefresh() throws Exception {
    shared();
    Load load = slowRefresh(Reading.BUSY);
    ticker.advance(L1_TTL);
    Future<Lookup> follower = follow("AAPL");
    load.complete("new");

    assertThat(answer(follower.get())).isEqualTo("new");
  }

  /** A refresh that begins more than the time of L1 before the end, for loads are slow. */
  private Load slowRefresh(Reading next) throws Exception {
    Reading old = FakeRemote.found("old", ticker.read());
    remote.willRead(FakeRemote.leased(), old, FakeRemote.leased(), next);
    Load slow = lead(question("AAPL"));
    ticker.advance(Duration.ofMillis(400));
    slow.complete("old");
    ask("AAPL", Heat.HOT);
    ticker.advance(TTL.minusMillis(820));
    return refresh("AAPL", asked("AAPL"));
  }

  @Test
  void whatIsRefreshedAheadIsNotShortenedInL2() throws Exception {
    cache = cache(policy(Freshness.ttl(TTL).l1Ttl(L1_TTL).jitter(50)), remote);
    remote.willRead(FakeRemote.leased());
    load("AAPL", "old");

    assertThat(remote.lifeNanos).isEqualTo(TTL.minusMillis(10).toNanos());
  }

  @Test
  void aBatchHasTheOldAnswerToo() throws Exception {
    alone();
    Load load = refresh("AAPL", hot("AAPL"));
    Batch batch = cache.askAll(List.of(question("AAPL")));

    assertThat(answer(batch.lookup(0))).isEqualTo("old");
    batch.abandon();
    load.complete("new");
  }
}
