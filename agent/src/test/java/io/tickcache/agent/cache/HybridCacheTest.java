package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.tickcache.bootstrap.gate.Served;
import io.tickcache.rules.DailyMoment;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.FreshnessOverride;
import io.tickcache.rules.Hours;
import io.tickcache.rules.MarketDays;
import io.tickcache.rules.SymbolCase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HybridCacheTest {

  private static final Duration TTL = Duration.ofSeconds(5);
  private static final Duration MILLI = Duration.ofMillis(1);

  private final FakeTicker ticker = new FakeTicker();
  private final FakeRemote remote = new FakeRemote();
  private final ScheduledExecutorService background = new ScheduledThreadPoolExecutor(1);
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final Caches near = new Caches(Backplane.Sync.ALONE);
  private HybridCache cache = cache(CachePolicy.ttl(TTL), RemoteCache.NONE);

  @AfterEach
  void everyGetWasAHitOrAMissAndNobodyIsLeftWaiting() {
    callers.shutdownNow();
    background.shutdownNow();
  }

  private HybridCache cache(CachePolicy.Builder policy, RemoteCache tier) {
    HybridCache made = new HybridCache("quotes", policy.build(), ticker, tier, background);
    near.add(made);
    return made;
  }

  private HybridCache twoTiers() {
    cache = cache(CachePolicy.of(Freshness.ttl(TTL).l1Ttl(Duration.ofMillis(100)).build()), remote);
    return cache;
  }

  private Question question(String symbol) {
    return question(symbol, symbol);
  }

  private Question question(Object key, String symbol) {
    return new Question(
        key, symbol, new TextValues(), new RemoteKey("quotes", symbol, String.valueOf(key)));
  }

  private Load lead(Question question) {
    Lookup lookup = cache.ask(question);
    assertThat(lookup).isInstanceOf(Lookup.Leading.class);
    return ((Lookup.Leading) lookup).load();
  }

  private void load(String symbol, Object value) throws Exception {
    lead(question(symbol)).complete(value);
  }

  private Object served(Object key) {
    Entry entry = cache.find(key);
    return entry == null ? "nothing" : entry.answer().value;
  }

  private static Object answer(Lookup lookup) {
    assertThat(lookup).isInstanceOf(Lookup.Answered.class);
    return ((Lookup.Answered) lookup).outcome().value;
  }

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
  void anAnswerOfL2ThatIsPastItsTimeIsDroppedAndTheLeaseTaken() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.found("over", ticker.read() - TTL.toNanos()), FakeRemote.leased());
    load("AAPL", "new");
    assertThat(remote.calls)
        .containsExactly("read AAPL", "drop AAPL", "read AAPL", "fill AAPL vnew");
  }

  @Test
  void whatL2HoldsAndNobodyCanDecodeIsDroppedAndTheLeaseTaken() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.found("garbage", ticker.read()), FakeRemote.leased());
    load("AAPL", "good");
    assertThat(remote.calls)
        .containsExactly("read AAPL", "drop AAPL", "read AAPL", "fill AAPL vgood");
    assertThat(served("AAPL")).isEqualTo("good");
    assertThat(cache.stats().undecodable.sum()).isEqualTo(1);
  }

  @Test
  void whereNobodyCanDecodeWhatComesNextEitherTheAnswerStaysInL1() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.found("garbage", ticker.read()));
    load("AAPL", "good");
    assertThat(remote.calls).containsExactly("read AAPL", "drop AAPL", "read AAPL", "drop AAPL");
    assertThat(served("AAPL")).isEqualTo("good");
  }

  @Test
  void aLoadIsWrittenThroughToBothTiers() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    load("AAPL", "one");
    assertThat(served("AAPL")).isEqualTo("one");
    assertThat(remote.callsOf("fill")).containsExactly("fill AAPL vone");
  }

  @Test
  void anInvalidatedSymbolIsNotServedInAnyVariant() throws Exception {
    lead(question("AAPL level 1", "AAPL")).complete("a");
    lead(question("AAPL level 2", "AAPL")).complete("b");
    load("MSFT", "m");
    cache.invalidate("AAPL");
    assertThat(served("AAPL level 1")).isEqualTo("nothing");
    assertThat(served("AAPL level 2")).isEqualTo("nothing");
    assertThat(served("MSFT")).isEqualTo("m");
  }

  @Test
  void theWholeCacheCanBeInvalidated() throws Exception {
    load("AAPL", "a");
    load("MSFT", "m");
    cache.invalidateAll();
    assertThat(served("AAPL")).isEqualTo("nothing");
    assertThat(served("MSFT")).isEqualTo("nothing");
  }

  @Test
  void aLoadUnderWayWhenItsSymbolIsInvalidatedIsStoredInNoTier() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    Load load = lead(question("AAPL"));
    cache.invalidate("AAPL");
    load.complete("stale");
    assertThat(served("AAPL")).isEqualTo("nothing");
    assertThat(remote.callsOf("fill")).isEmpty();
    assertThat(remote.callsOf("release")).hasSize(1);
    assertThat(cache.stats().nearFenced.sum()).isEqualTo(1);
  }

  @Test
  void anInvalidationReachesL2BeforeThisProcessAsksAgain() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    load("AAPL", "a");
    cache.invalidate("AAPL");
    lead(question("AAPL"));
    assertThat(remote.calls)
        .containsExactly("read AAPL", "fill AAPL va", "invalidate quotes AAPL", "read AAPL");
  }

  @Test
  void whateverFailsInL2AnInvalidatedAnswerIsNotServed() throws Exception {
    for (boolean whole : List.of(false, true)) {
      remote.willRead(FakeRemote.leased());
      twoTiers();
      load("AAPL", "a");
      remote.willFailToInvalidate();
      assertThatThrownBy(
              () -> {
                if (whole) {
                  cache.invalidateAll();
                } else {
                  cache.invalidate("AAPL");
                }
              })
          .isInstanceOf(IllegalStateException.class);
      assertThat(served("AAPL")).isEqualTo("nothing");
    }
  }

  @Test
  void aLateStaleLoadDoesNotReplaceAFreshOne() throws Exception {
    Load stale = lead(question("AAPL"));
    cache.invalidate("AAPL");
    load("AAPL", "fresh");
    stale.complete("stale");
    assertThat(served("AAPL")).isEqualTo("fresh");
  }

  @Test
  void whoWaitedBeforeAnInvalidationMayHaveItsValueAndNobodyElse() throws Exception {
    Load load = lead(question("AAPL"));
    Future<Lookup> waiting = follow("AAPL");
    cache.invalidate("AAPL");
    Load second = lead(question("AAPL"));
    load.complete("before");
    assertThat(answer(waiting.get())).isEqualTo("before");
    second.complete("after");
    assertThat(served("AAPL")).isEqualTo("after");
  }

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
  void aNullOfL2IsANullHere() {
    twoTiers();
    remote.willRead(new Reading.Found(new byte[] {'n'}, ticker.read()));
    assertThat(answer(cache.ask(question("NONE")))).isNull();
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
  void aValueThatCannotBeWrittenStaysInThisProcess() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    Load load = lead(question("AAPL"));
    assertThatThrownBy(() -> load.complete("unencodable"))
        .isInstanceOf(UnencodableValueException.class);
    assertThat(served("AAPL")).isEqualTo("unencodable");
    assertThat(remote.callsOf("release")).hasSize(1);
  }

  @Test
  void theLeaseOfALoadThatTakesLongIsKept() {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    lead(question("AAPL"));
    await().until(() -> remote.callsOf("renew").size() >= 2);
  }

  @Test
  void aLoadThatNeverEndsKeepsItsLeaseNoLongerThanCallersWait() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    lead(question("AAPL"));
    ticker.advance(Duration.ofSeconds(2));
    int renewals = remote.callsOf("renew").size();
    background.schedule(() -> {}, 250, TimeUnit.MILLISECONDS).get();
    assertThat(remote.callsOf("renew")).as("in the time of three").hasSizeLessThan(renewals + 2);
    assertThat(((ScheduledThreadPoolExecutor) background).getQueue())
        .as("nothing goes on for a load that may never end")
        .allMatch(task -> ((Future<?>) task).isCancelled());
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

  @Test
  void aFailedLoadGivesTheLeaseBack() {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    lead(question("AAPL")).fail(new IOException("down"));
    assertThat(remote.callsOf("release")).hasSize(1);
  }

  @Test
  void whileAnotherProcessLoadsTheCallerWaitsForItsAnswer() throws Exception {
    twoTiers();
    remote.willRead(Reading.BUSY, Reading.BUSY, FakeRemote.found("theirs", ticker.read()));
    Future<Lookup> waiting = callers.submit(() -> cache.ask(question("AAPL")));
    await().until(() -> remote.callsOf("read").size() >= 2);
    near.loaded("quotes", "AAPL");
    assertThat(answer(waiting.get())).isEqualTo("theirs");
  }

  @Test
  void aProcessThatNeverEndsItsLoadIsWaitedForNoLongerThanSaid() {
    cache = cache(CachePolicy.ttl(TTL).waitAtMost(Duration.ZERO), remote);
    remote.willRead(Reading.BUSY);
    lead(question("AAPL"));
  }

  /** The first value of a class is slow to write. */
  @Test
  void aLeaseIsRenewedUntilTheAnswerIsWritten() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    Values slow =
        new TextValues() {
          @Override
          public byte[] encode(Object value) throws UnencodableValueException {
            await().until(() -> !remote.callsOf("renew").isEmpty());
            return super.encode(value);
          }
        };
    RemoteKey key = new RemoteKey("quotes", "AAPL", "variant");

    lead(new Question("AAPL", "AAPL", slow, key)).complete("a");

    assertThat(remote.callsOf("fill")).hasSize(1);
  }

  @Test
  void theLoadOfAnotherProcessIsNotWaitedForWhereTheRuleSaysSo() {
    cache = cache(CachePolicy.ttl(TTL).acrossProcesses(false), remote);
    remote.willRead(Reading.BUSY);
    lead(question("AAPL"));
    assertThat(remote.callsOf("read")).hasSize(1);
  }

  @Test
  void aSymbolFromOutsideIsTakenInTheFormThatKeysHave() throws Exception {
    cache = cache(CachePolicy.ttl(TTL).symbols(SymbolCase.UPPER::of), RemoteCache.NONE);
    assertThat(near.symbol("quotes", "aapl")).isEqualTo("AAPL");
    assertThat(near.symbol("trades", "aapl")).isEqualTo("aapl");
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
  void whenTheOthersAreHeardAgainL1IsEmptyAndLoadsUnderWayAreVoid() throws Exception {
    twoTiers();
    remote.willRead(Reading.UNAVAILABLE);
    near.enter(Backplane.Sync.OUT);
    load("AAPL", "a");
    Load underWay = lead(question("MSFT"));
    near.enter(Backplane.Sync.SYNCED);
    underWay.complete("m");
    assertThat(served("AAPL")).isEqualTo("nothing");
    assertThat(served("MSFT")).isEqualTo("nothing");
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
  void theNumberOfEntriesIsBounded() throws Exception {
    cache = cache(CachePolicy.ttl(TTL).maximumEntries(10), RemoteCache.NONE);
    for (int i = 0; i < 1000; i++) {
      load("S" + i, "v");
    }
    await()
        .until(
            () -> {
              cache.tidy();
              return cache.size() <= 10;
            });
  }

  @Test
  void theBytesOfEntriesAreBounded() throws Exception {
    cache = cache(CachePolicy.ttl(TTL).maximumBytes(10_240L), RemoteCache.NONE);
    String kilobyte = String.join("", Collections.nCopies(1024, "v"));
    for (int i = 0; i < 1000; i++) {
      load("S" + i, kilobyte);
    }
    await()
        .until(
            () -> {
              cache.tidy();
              return cache.size() > 0 && cache.size() <= 10_240 / 1024;
            });
  }

  @Test
  void theFirstTidyingFreesNothingThatIsNotOver() throws Exception {
    load("AAPL", "a");
    ticker.advance(MILLI);
    cache.tidy();
    assertThat(served("AAPL")).isEqualTo("a");
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

  @Test
  void whatIsOverIsFreed() throws Exception {
    load("AAPL", "a");
    ticker.advance(TTL);
    cache.tidy();
    ticker.advance(TTL);
    cache.tidy();
    assertThat(cache.size()).isZero();
  }

  @Test
  void aHitAllocatesNothing() throws Exception {
    load("AAPL", "a");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    hits(100_000);
    long before = threads.getThreadAllocatedBytes(id);
    hits(100_000);
    assertThat(threads.getThreadAllocatedBytes(id) - before).isLessThan(100_000);
  }

  private void hits(int number) {
    for (int i = 0; i < number; i++) {
      Entry entry = cache.find("AAPL");
      if (entry == null || entry.answer() != entry) {
        throw new IllegalStateException("no shared hit");
      }
    }
  }

  @Test
  void everyGetIsAHitOrAMiss() throws Exception {
    load("AAPL", "a");
    load("NONE", null);
    served("AAPL");
    served("NONE");
    served("MSFT");
    CacheStats stats = cache.stats();
    assertThat(stats.nearHits.sum()).isEqualTo(1);
    assertThat(stats.nearNegatives.sum()).isEqualTo(1);
    assertThat(stats.nearMisses.sum()).isEqualTo(1);
    assertThat(stats.loads.sum()).isEqualTo(2);
  }

  /** A caller on a thread of its own that waits for a load which is under way. */
  private Future<Lookup> follow(String symbol) throws ExecutionException, InterruptedException {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Future<Lookup> lookup =
        callers.submit(
            () -> {
              thread.complete(Thread.currentThread());
              return cache.ask(question(symbol));
            });
    Thread waiting = thread.get();
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    return lookup;
  }
}
