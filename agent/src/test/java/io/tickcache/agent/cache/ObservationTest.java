package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.rules.Freshness;
import io.tickcache.rules.FreshnessOverride;
import io.tickcache.rules.SymbolPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What is said of calls that would have come to a cache. */
class ObservationTest {

  private static final Duration TTL = Duration.ofSeconds(5);
  private static final Duration MILLI = Duration.ofMillis(1);

  private final FakeTicker ticker = new FakeTicker();
  private final ObservationStats stats = new ObservationStats();
  private Observation observation = of(CachePolicy.ttl(TTL), false);

  private Observation of(CachePolicy.Builder policy, boolean remote) {
    return new Observation(
        "quotes", policy.build(), ticker, remote, stats, new CacheStats(), "5 s");
  }

  private static long hash(String symbol) {
    return new SplittableRandom(symbol.hashCode()).nextLong();
  }

  private ObservedCall begin(String... symbols) {
    List<Question> questions = new ArrayList<>();
    long[] hashes = new long[symbols.length];
    for (int i = 0; i < symbols.length; i++) {
      RemoteKey remote = new RemoteKey("quotes", symbols[i], symbols[i]);
      questions.add(new Question(symbols[i], symbols[i], new TextValues(), remote));
      hashes[i] = hash(symbols[i]);
    }
    return observation.begin(hashes, questions::get);
  }

  private void call(String symbol, Duration takes) {
    ObservedCall call = begin(symbol);
    ticker.advance(takes);
    call.answered(false);
  }

  private void call(String symbol) {
    call(symbol, Duration.ZERO);
  }

  private void assertCounts(long hits, long shared, long misses) {
    assertThat(List.of(stats.hits(), stats.shared(), stats.misses()))
        .as("hits, shared, misses")
        .containsExactly(hits, shared, misses);
  }

  @Test
  void aCallWhoseQuestionsFailLeavesNothingUnderWay() {
    Question first = new Question("A", "A", new TextValues(), null);
    long[] hashes = {hash("A"), hash("B")};

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                observation.begin(
                    hashes,
                    place -> {
                      if (place > 0) {
                        throw new IllegalStateException("no symbol");
                      }
                      return first;
                    }));

    call("A");
    assertCounts(0, 0, 1);
  }

  @Test
  void anAnswerThatIsNoneToAllOfACallLeavesNothingUnderWay() {
    ObservedCall call = begin("A", "B", "C");

    assertThatThrownBy(() -> call.answered(false)).isInstanceOf(IndexOutOfBoundsException.class);

    begin("A", "B", "C");
    assertCounts(1, 0, 5);
  }

  @Test
  void whatIsAskedAgainWithinItsTimeIsAHit() {
    call("AAPL");
    ticker.advance(TTL.minus(MILLI));
    call("AAPL");
    assertCounts(1, 0, 1);

    ticker.advance(MILLI);
    call("AAPL");
    assertCounts(1, 0, 2);
  }

  @Test
  void timeCountsFromBeforeTheCallAndAHitProlongsNothing() {
    call("AAPL", Duration.ofSeconds(3));
    ticker.advance(Duration.ofSeconds(1));
    call("AAPL", Duration.ofSeconds(1));

    call("AAPL");

    assertCounts(1, 0, 2);
  }

  @Test
  void onlyAHitsOwnTimeWouldHaveBeenSaved() {
    call("AAPL", Duration.ofSeconds(2));
    call("AAPL", Duration.ofMillis(1_500));
    call("AAPL", Duration.ofMillis(500));

    assertThat(stats.savedNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
    assertThat(stats.savedCalls()).isEqualTo(2);
    assertThat(stats.calls()).isEqualTo(3);
  }

  @Test
  void ofHitsThatComeFastOneAMillisecondIsTimedForAll() {
    call("AAPL");
    assertThat(observation.hit(hash("AAPL"))).as("nothing of it to see").isFalse();
    call("AAPL", Duration.ofNanos(300));
    for (int i = 0; i < 9; i++) {
      assertThat(observation.hit(hash("AAPL"))).isTrue();
    }
    assertThat(Duration.ofNanos(stats.savedNanos())).isEqualTo(Duration.ofNanos(300));

    ticker.advance(MILLI);
    assertThat(observation.hit(hash("AAPL"))).isFalse();
    call("AAPL", Duration.ofNanos(500));

    assertThat(Duration.ofNanos(stats.savedNanos())).isEqualTo(Duration.ofNanos(300 + 10 * 500));
    assertCounts(11, 0, 1);
    assertThat(stats.calls()).isEqualTo(12);
    assertThat(stats.savedCalls()).isEqualTo(11);
    assertThat(observation.keys()).isEqualTo(1);
  }

  @Test
  void whatIsNoHitIsNotCountedAsOne() {
    assertThat(observation.hit(hash("AAPL"))).isFalse();
    call("AAPL");
    call("AAPL");
    assertThat(observation.hit(hash("AAPL"))).isTrue();

    observation.invalidate("AAPL");
    assertThat(observation.hit(hash("AAPL"))).isFalse();
    call("AAPL");
    assertThat(observation.hit(hash("AAPL"))).isTrue();
    ticker.advance(TTL);
    assertThat(observation.hit(hash("AAPL"))).isFalse();

    assertCounts(3, 0, 2);
    assertThat(stats.calls()).isEqualTo(5);
  }

  @Test
  void anInvalidationThatFallsDueIsSettledBeforeAHit() {
    call("AAPL");
    call("AAPL");
    DueInvalidation due =
        () -> {
          observation.invalidate("AAPL");
          return true;
        };
    observation.settleBeforeLookups(due);

    assertThat(observation.hit(hash("AAPL"))).isFalse();
  }

  @Test
  void whatWasObservedUnderOtherRulesIsNotCountedIn() {
    call("AAPL", Duration.ofSeconds(1));
    call("AAPL");
    ticker.advance(TTL);
    observation = of(CachePolicy.ttl(Duration.ofSeconds(1)), false);

    call("AAPL");
    ticker.advance(Duration.ofSeconds(2));
    call("AAPL");

    ObservationCounts counts = observation.counts();
    assertThat(List.of(counts.calls, counts.hits, counts.shared, counts.misses))
        .containsExactly(2L, 0L, 0L, 2L);
    assertThat(List.of(counts.savedCalls, counts.savedNanos)).containsExactly(0L, 0L);
    assertThat(Duration.ofNanos(counts.nanos)).isEqualTo(Duration.ofSeconds(2));
    assertCounts(1, 0, 3);
  }

  @Test
  void aHitThatFailsUpstreamHasItsTimeSavedToo() {
    call("AAPL");
    ObservedCall second = begin("AAPL");
    ticker.advance(Duration.ofSeconds(1));
    second.failed();

    assertThat(stats.savedNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
    call("AAPL");
    assertCounts(2, 0, 1);
  }

  @Test
  void aLoadThatFailsIsNoAnswer() {
    begin("AAPL").failed();
    call("AAPL");
    call("AAPL");

    assertCounts(1, 0, 2);
  }

  @Test
  void whoComesDuringALoadWouldShareIt() {
    ObservedCall load = begin("AAPL");
    ObservedCall follower = begin("AAPL");
    ticker.advance(Duration.ofSeconds(1));
    follower.answered(false);
    begin("AAPL").failed();
    load.answered(false);
    call("AAPL");

    assertCounts(1, 2, 1);
    assertThat(stats.savedCalls()).isEqualTo(3);
    assertThat(stats.savedNanos()).as("those who share wait").isZero();
  }

  @Test
  void aLoadIsNotFollowedLongerThanCallersWait() {
    observation = of(CachePolicy.ttl(TTL).waitAtMost(Duration.ofSeconds(2)), false);
    ObservedCall slow = begin("AAPL");
    ticker.advance(Duration.ofSeconds(2).minus(MILLI));
    begin("AAPL").answered(false);
    ticker.advance(MILLI);
    ObservedCall second = begin("AAPL");
    assertCounts(0, 1, 2);

    slow.answered(false);
    call("AAPL");
    second.answered(false);
    ticker.advance(Duration.ofSeconds(4));
    call("AAPL");

    assertCounts(2, 1, 2);
  }

  @Test
  void noneHasATimeOfItsOwn() {
    Freshness freshness = Freshness.ttl(TTL).nullTtl(Duration.ofSeconds(1)).build();
    observation = of(CachePolicy.of(freshness), false);
    begin("NONE").answered(true);
    ticker.advance(Duration.ofSeconds(1).minus(MILLI));
    call("NONE");
    ticker.advance(MILLI);
    call("NONE");

    assertCounts(1, 0, 2);
  }

  @Test
  void noneIsNotKeptAtAllWithoutATime() {
    observation = of(CachePolicy.of(Freshness.ttl(TTL).nullTtl(Duration.ZERO).build()), false);
    begin("NONE").answered(true);
    begin("NONE").answered(true);

    assertCounts(0, 0, 2);
  }

  @Test
  void someSymbolsHaveOtherTimes() {
    FreshnessOverride slow =
        FreshnessOverride.of(
            List.of(SymbolPattern.of("BTC*")), null, Freshness.ttl(Duration.ofSeconds(1)).build());
    observation = of(CachePolicy.ttl(TTL).overrides(List.of(slow)), false);
    call("BTCUSD");
    call("AAPL");
    ticker.advance(Duration.ofSeconds(1));
    call("BTCUSD");
    call("AAPL");

    assertCounts(1, 0, 3);
  }

  @Test
  void withoutL2AnAnswerIsGoneWhenItLeavesTheProcess() {
    Freshness freshness = Freshness.ttl(TTL).l1Ttl(Duration.ofSeconds(1)).build();
    observation = of(CachePolicy.of(freshness), false);
    call("AAPL");
    ticker.advance(Duration.ofSeconds(1));
    call("AAPL");
    assertCounts(0, 0, 2);

    observation = of(CachePolicy.of(freshness), true);
    call("AAPL");
    ticker.advance(Duration.ofSeconds(4));
    call("AAPL");
    assertCounts(1, 0, 3);
  }

  @Test
  void anInvalidationMakesTheNextCallOfItsSymbolAMiss() {
    call("AAPL");
    call("MSFT");
    observation.invalidate("AAPL");
    call("AAPL");
    call("MSFT");
    assertCounts(1, 0, 3);

    observation.invalidate(null);
    call("AAPL");
    call("MSFT");
    assertCounts(1, 0, 5);
  }

  @Test
  void aLoadThatWasVoidedIsNeitherFollowedNorAnAnswer() {
    ObservedCall load = begin("AAPL");
    observation.invalidate("AAPL");
    begin("AAPL").failed();
    load.answered(false);
    call("AAPL");

    assertCounts(0, 0, 3);
  }

  @Test
  void anInvalidationThatFallsDueIsSettledBeforeACall() {
    call("AAPL");
    DueInvalidation due =
        () -> {
          observation.invalidate("AAPL");
          return true;
        };
    observation.settleBeforeLookups(due);
    call("AAPL");

    assertCounts(0, 0, 2);
  }

  @Test
  void anUpdateIsAnAnswerAsOldAsItself() {
    begin("AAPL");
    ObservedUpdate update = observation.update("AAPL");
    ticker.advance(Duration.ofSeconds(1));
    Question question = new Question("AAPL", "AAPL", new TextValues(), null);
    update.complete(List.of(question), false, hash("AAPL"));
    call("AAPL");
    ticker.advance(Duration.ofSeconds(4));
    call("AAPL");

    assertCounts(1, 0, 2);
  }

  @Test
  void aCallForManyIsSavedIfNoneOfThemIsAMiss() {
    ObservedCall first = begin("A", "B");
    ticker.advance(Duration.ofSeconds(1));
    first.answered(false, false);
    begin("A", "B").answered(false, false);
    begin("A", "C").answered(false, false);

    assertCounts(3, 0, 3);
    assertThat(stats.calls()).isEqualTo(3);
    assertThat(stats.savedCalls()).isEqualTo(1);
  }

  @Test
  void aCallEndsOnce() {
    ObservedCall call = begin("AAPL");
    call.failed();
    call.answered(false);
    call("AAPL");

    assertCounts(0, 0, 2);
  }

  @Test
  void whatIsAskedSeldomMakesRoom() {
    observation = of(CachePolicy.ttl(TTL).maximumEntries(10), false);
    for (int i = 0; i < 1_000; i++) {
      call("S" + i);
    }
    observation.tidy();
    for (int i = 0; i < 1_000; i++) {
      call("S" + i);
    }

    assertThat(stats.hits()).isBetween(0L, 20L);
    assertThat(observation.keys()).isBetween(960L, 1_040L);
  }

  @Test
  void sixteenThreadsAreCountedToTheLastCall() throws Exception {
    int threads = 16;
    int calls = 5_000;
    int symbols = 50;
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<?>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        results.add(
            callers.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < calls; i++) {
                    String symbol = "S" + i % symbols;
                    if (!observation.hit(hash(symbol))) {
                      begin(symbol).answered(false);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : results) {
        each.get();
      }
    } finally {
      callers.shutdownNow();
    }

    long all = (long) threads * calls;
    assertThat(stats.calls()).isEqualTo(all);
    assertThat(stats.misses()).as("one load of each key, as no time passed").isEqualTo(symbols);
    assertThat(stats.hits() + stats.shared()).isEqualTo(all - symbols);
    assertThat(stats.savedCalls()).isEqualTo(all - symbols);
    assertThat(observation.keys()).isEqualTo(symbols);
  }

  @Test
  void itTellsWhatThereWasSinceItWasLastAsked() {
    assertThat(observation.news()).isNull();
    call("AAPL", Duration.ofMillis(200));
    for (int i = 0; i < 2_999; i++) {
      call(i % 2 == 0 ? "AAPL" : "MSFT", MILLI);
    }

    assertThat(observation.news())
        .isEqualTo(
            "quotes (observe): 3,000 calls for 2 keys in 3.2 s; with ttl 5 s 99.9 % would have been"
                + " answered: 2,998 calls and 3.0 s of waiting saved");
    assertThat(observation.news()).isNull();
    ticker.advance(Duration.ofSeconds(60));
    begin("A", "B").answered(false, false);
    assertThat(observation.news())
        .isEqualTo(
            "quotes (observe): 1 call asked 2 times for 2 keys in 60 s; with ttl 5 s 0.0 % would"
                + " have been answered: 0 calls and 0.0 s of waiting saved");
  }
}
