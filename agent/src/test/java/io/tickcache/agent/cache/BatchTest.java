package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many questions asked together, beside other callers and other processes. */
class BatchTest {

  private static final Duration TTL = Duration.ofSeconds(5);

  private final FakeTicker ticker = new FakeTicker();
  private final FakeRemote remote = new FakeRemote();
  private final ScheduledExecutorService background = new ScheduledThreadPoolExecutor(1);
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private HybridCache cache = cache(ticker, RemoteCache.NONE);

  private HybridCache cache(Ticker clock, RemoteCache tier) {
    return new HybridCache("quotes", CachePolicy.ttl(TTL).build(), clock, tier, background);
  }

  @AfterEach
  void end() {
    callers.shutdownNow();
    background.shutdownNow();
  }

  private static Question question(String symbol) {
    return new Question(
        symbol, symbol, new TextValues(), new RemoteKey("quotes", symbol, "variant"));
  }

  private Batch ask(String... symbols) {
    List<Question> questions = new ArrayList<>();
    for (String symbol : symbols) {
      questions.add(question(symbol));
    }
    return cache.askAll(questions);
  }

  /** For each question what has become of it: the answer, or a word. */
  private static List<Object> outcomes(Batch batch, int count) {
    List<Object> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Lookup lookup = batch.lookup(i);
      if (lookup instanceof Lookup.Answered answered) {
        outcomes.add(answered.outcome().value);
      } else {
        outcomes.add(lookup == null ? "open" : lookup.getClass().getSimpleName());
      }
    }
    return outcomes;
  }

  private static Load load(Batch batch, int question) {
    return ((Lookup.Leading) batch.lookup(question)).load();
  }

  @Test
  void whatNobodyLoadsIsTheCallersToLoad() throws Exception {
    Batch batch = ask("A", "B");

    assertThat(outcomes(batch, 2)).containsExactly("Leading", "Leading");
    load(batch, 0).complete("a");
    load(batch, 1).complete(null);

    assertThat(cache.find("A").answer().value).isEqualTo("a");
    assertThat(cache.find("B").answer().value).isNull();
    assertThat(batch.isOpen()).isFalse();
  }

  @Test
  void whatIsKeptBesideAKeyIsLookedForOnceThereIsAny() {
    List<Object> looked = new ArrayList<>();
    Function<Object, Object[]> beside =
        key -> {
          looked.add(key);
          return new Object[] {key + " missing"};
        };

    assertThat(cache.findAll(List.of("A", "B"), beside, (key, entry) -> true)).containsOnlyNulls();
    assertThat(looked).isEmpty();
    load(ask("A"), 0).keepNullBeside("A missing");

    Entry[] found = cache.findAll(List.of("A", "B"), beside, (key, entry) -> true);
    assertThat(found[0].answer().value).isNull();
    assertThat(found[1]).isNull();
    assertThat(looked).containsExactly("A", "B");
  }

  @Test
  void whatAnotherCallerLoadsIsWaitedForAfterwards() throws Exception {
    Load others = ((Lookup.Leading) onAnotherThread(() -> cache.ask(question("B")))).load();

    Batch batch = ask("A", "B");
    assertThat(outcomes(batch, 2)).containsExactly("Leading", "open");
    load(batch, 0).complete("a");
    others.complete("theirs");
    batch.await();

    assertThat(outcomes(batch, 2)).containsExactly("Leading", "theirs");
  }

  @Test
  void whatAnotherCallerFailedToLoadIsTheCallersAfterAll() throws Exception {
    Load others = ((Lookup.Leading) onAnotherThread(() -> cache.ask(question("A")))).load();
    Batch batch = ask("A");

    others.fail(new IllegalStateException("unknown symbol"));
    batch.await();

    assertThat(outcomes(batch, 1)).containsExactly("Leading");
    load(batch, 0).complete("mine");
  }

  @Test
  void ofThoseWhoWaitedInVainOneLoadsAndTheOthersWaitOn() throws Exception {
    Load failing = ((Lookup.Leading) cache.ask(question("A"))).load();
    Batch first = onAnotherThread(() -> ask("A"));
    Batch second = onAnotherThread(() -> ask("A"));

    failing.fail(new IllegalStateException("too many requests"));
    awaitOnAnotherThread(first);
    second.await();
    assertThat(outcomes(first, 1)).containsExactly("Leading");
    assertThat(outcomes(second, 1)).containsExactly("open");
    load(first, 0).complete("a");
    second.await();

    assertThat(outcomes(second, 1)).containsExactly("a");
  }

  @Test
  void whoWaitedInVainWaitsForAnotherProcessToo() throws Exception {
    cache = cache(ticker, remote);
    remote.willRead(FakeRemote.leased(), Reading.BUSY);
    Load failing = ((Lookup.Leading) onAnotherThread(() -> cache.ask(question("A")))).load();
    Batch batch = ask("A");

    failing.fail(new IllegalStateException("too many requests"));
    batch.await();
    assertThat(outcomes(batch, 1)).containsExactly("open");
    remote.willRead(FakeRemote.found("theirs", ticker.read()));
    batch.await();

    assertThat(outcomes(batch, 1)).containsExactly("theirs");
  }

  @Test
  void nobodyWaitsInVainForLongerThanCallersWait() throws Exception {
    Load failing = ((Lookup.Leading) cache.ask(question("A"))).load();
    Batch first = onAnotherThread(() -> ask("A"));
    Batch second = onAnotherThread(() -> ask("A"));

    failing.fail(new IllegalStateException("too many requests"));
    awaitOnAnotherThread(first);
    ticker.advance(Duration.ofSeconds(2));
    second.await();

    assertThat(outcomes(second, 1)).containsExactly("Bypassed");
    load(first, 0).complete("a");
  }

  @Test
  void whatTheCallerLoadsItselfIsNotWaitedFor() throws Exception {
    Lookup.Leading outer = (Lookup.Leading) cache.ask(question("A"));

    assertThat(outcomes(ask("A"), 1)).containsExactly("Bypassed");

    outer.load().complete("a");
  }

  @Test
  void allAreReadFromL2TogetherAndOnlyTheRestIsLoaded() throws Exception {
    cache = cache(ticker, remote);
    remote.willRead(FakeRemote.found("a", ticker.read()), FakeRemote.leased(), Reading.UNAVAILABLE);

    Batch batch = ask("A", "B", "C");

    assertThat(outcomes(batch, 3)).containsExactly("a", "Leading", "Leading");
    load(batch, 1).complete("b");
    load(batch, 2).complete("c");
    assertThat(remote.callsOf("fill")).containsExactly("fill B vb");
  }

  @Test
  void whatAnotherProcessLoadsIsWaitedForOnceTheOwnLoadsHaveEnded() throws Exception {
    cache = cache(ticker, remote);
    remote.willRead(FakeRemote.leased(), Reading.BUSY, Reading.BUSY);
    Batch batch = ask("A", "B", "C");
    assertThat(outcomes(batch, 3)).containsExactly("Leading", "open", "open");
    load(batch, 0).complete("a");

    remote.willRead(FakeRemote.found("b", ticker.read()), FakeRemote.found("c", ticker.read()));
    batch.await();

    assertThat(outcomes(batch, 3)).containsExactly("Leading", "b", "c");
  }

  @Test
  void oneLoadThatCanNotBeGivenUpLeavesNoOtherUnderWay() {
    cache = cache(ticker, remote);
    remote.willRead(FakeRemote.leased());
    Batch batch = ask("A", "B", "C");
    assertThat(outcomes(batch, 3)).containsExactly("Leading", "Leading", "Leading");
    remote.willFailToRelease();

    assertThatIllegalStateException().isThrownBy(batch::abandon);

    assertThat(cache.loadsUnderWay()).isZero();
    assertThat(remote.callsOf("release")).hasSize(3);
  }

  /** Who waited on while he held this lease might be waited for in a circle. */
  @Test
  void aLeaseThatAnotherProcessLeavesIsTakenAndNothingElseWaitedFor() throws Exception {
    cache = cache(ticker, remote);
    remote.willRead(Reading.BUSY, Reading.BUSY);
    Batch batch = ask("A", "B");

    remote.willRead(FakeRemote.leased(), Reading.BUSY);
    batch.await();
    assertThat(outcomes(batch, 2)).containsExactly("Leading", "open");
    load(batch, 0).complete("a");
    remote.willRead(FakeRemote.found("b", ticker.read()));
    batch.await();

    assertThat(outcomes(batch, 2)).containsExactly("Leading", "b");
  }

  @Test
  void aValueOfNoUseGivesWayToALease() throws Exception {
    cache = cache(ticker, remote);
    remote.willRead(new Reading.Found(new byte[] {1}, ticker.read()), FakeRemote.leased());

    Batch batch = ask("A");

    assertThat(outcomes(batch, 1)).containsExactly("Leading");
    assertThat(remote.callsOf("drop")).hasSize(1);
    load(batch, 0).complete("a");
  }

  @Test
  void whoGivesUpLeavesNobodyWaiting() throws Exception {
    cache = cache(ticker, remote);
    remote.willRead(FakeRemote.leased(), Reading.BUSY, FakeRemote.leased());
    Batch batch = ask("A", "B");
    Future<Lookup> first = callers.submit(() -> cache.ask(question("A")));
    Future<Lookup> second = callers.submit(() -> cache.ask(question("B")));

    batch.abandon();
    batch.abandon();

    assertThat(first.get()).isInstanceOf(Lookup.Leading.class);
    assertThat(second.get()).isInstanceOf(Lookup.Leading.class);
    assertThat(remote.callsOf("release")).hasSize(1);
    ((Lookup.Leading) first.get()).load().abandon();
    ((Lookup.Leading) second.get()).load().abandon();
  }

  @Test
  void anInvalidationBetweenAskingAndAnsweringKeepsNothing() throws Exception {
    Batch batch = ask("A", "B");

    cache.invalidate("A");
    load(batch, 0).complete("old");
    load(batch, 1).complete("b");

    assertThat(cache.find("A")).isNull();
    assertThat(cache.find("B")).isNotNull();
  }

  /** Overlapping batches and single calls in any order: nobody waits for ever, and one loads. */
  @Test
  void callersNeverWaitInACircleAndOneLoadsAtATime() throws Exception {
    CachePolicy soonOver = CachePolicy.ttl(Duration.ofNanos(200_000)).build();
    cache = new HybridCache("quotes", soonOver, Ticker.SYSTEM, RemoteCache.NONE, background);
    Map<String, AtomicInteger> loading = new ConcurrentHashMap<>();
    AtomicInteger twice = new AtomicInteger();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Random random = new Random(i);
      tasks.add(() -> askAtRandom(random, loading, twice));
    }

    int answers = 0;
    for (Future<Integer> done : callers.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
      answers += done.get();
    }

    assertThat(answers).isPositive();
    assertThat(twice).as("loads of a key at the same time").hasValue(0);
    assertThat(cache.stats().follows.sum()).as("loads that others waited for").isPositive();
  }

  private int askAtRandom(Random random, Map<String, AtomicInteger> loading, AtomicInteger twice)
      throws Exception {
    int answers = 0;
    List<String> symbols = new ArrayList<>(Arrays.asList("A", "B", "C", "D", "E", "F"));
    for (int round = 0; round < 2_000; round++) {
      Collections.shuffle(symbols, random);
      List<String> some = symbols.subList(0, 1 + random.nextInt(symbols.size()));
      Batch batch = ask(some.toArray(new String[0]));
      try {
        do {
          answers += loadWanted(batch, some, random, loading, twice);
          if (batch.isOpen()) {
            batch.await();
          }
        } while (hasLoads(batch, some.size()) || batch.isOpen());
      } finally {
        batch.abandon();
      }
    }
    return answers;
  }

  private static boolean hasLoads(Batch batch, int count) {
    for (int i = 0; i < count; i++) {
      if (batch.lookup(i) instanceof Lookup.Leading leading && !leading.load().hasEnded()) {
        return true;
      }
    }
    return false;
  }

  private static int loadWanted(
      Batch batch,
      List<String> some,
      Random random,
      Map<String, AtomicInteger> loading,
      AtomicInteger twice)
      throws Exception {
    int loads = 0;
    for (int i = 0; i < some.size(); i++) {
      if (batch.lookup(i) instanceof Lookup.Leading leading && !leading.load().hasEnded()) {
        AtomicInteger now = loading.computeIfAbsent(some.get(i), absent -> new AtomicInteger());
        if (now.incrementAndGet() > 1) {
          twice.incrementAndGet();
        }
        LockSupport.parkNanos(1_000);
        now.decrementAndGet();
        if (random.nextInt(4) == 0) {
          leading.load().fail(new IllegalStateException(some.get(i)));
        } else {
          leading.load().complete(some.get(i));
        }
        loads++;
      }
    }
    return loads;
  }

  private void awaitOnAnotherThread(Batch batch) throws Exception {
    callers.submit(batch::await).get();
  }

  private <T> T onAnotherThread(Callable<T> action) throws Exception {
    return callers.submit(action).get();
  }
}
