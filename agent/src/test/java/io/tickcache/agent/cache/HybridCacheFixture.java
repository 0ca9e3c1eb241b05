package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickcache.rules.Freshness;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;

/** A cache with a ticker of its own, alone or with an L2 in memory. */
abstract class HybridCacheFixture {

  static final Duration TTL = Duration.ofSeconds(5);
  static final Duration MILLI = Duration.ofMillis(1);
  final FakeTicker ticker = new FakeTicker();
  final FakeRemote remote = new FakeRemote();
  final ScheduledExecutorService background = new ScheduledThreadPoolExecutor(1);
  final ExecutorService callers = Executors.newCachedThreadPool();
  final Caches near = new Caches(Backplane.Sync.ALONE);
  HybridCache cache = cache(CachePolicy.ttl(TTL), RemoteCache.NONE);

  @AfterEach
  void everyGetWasAHitOrAMissAndNobodyIsLeftWaiting() {
    callers.shutdownNow();
    background.shutdownNow();
  }

  HybridCache cache(CachePolicy.Builder policy, RemoteCache tier) {
    HybridCache made = new HybridCache("quotes", policy.build(), ticker, tier, background);
    near.add(made);
    return made;
  }

  HybridCache twoTiers() {
    cache = cache(CachePolicy.of(Freshness.ttl(TTL).l1Ttl(Duration.ofMillis(100)).build()), remote);
    return cache;
  }

  Question question(String symbol) {
    return question(symbol, symbol);
  }

  Question question(Object key, String symbol) {
    return new Question(
        key, symbol, new TextValues(), new RemoteKey("quotes", symbol, String.valueOf(key)));
  }

  Load lead(Question question) {
    Lookup lookup = cache.ask(question);
    assertThat(lookup).isInstanceOf(Lookup.Leading.class);
    return ((Lookup.Leading) lookup).load();
  }

  void load(String symbol, Object value) throws Exception {
    lead(question(symbol)).complete(value);
  }

  Object served(Object key) {
    Entry entry = cache.find(key);
    return entry == null ? "nothing" : entry.answer().value;
  }

  static Object answer(Lookup lookup) {
    assertThat(lookup).isInstanceOf(Lookup.Answered.class);
    return ((Lookup.Answered) lookup).outcome().value;
  }

  /** A caller on a thread of its own that waits for a load which is under way. */
  Future<Lookup> follow(String symbol) throws ExecutionException, InterruptedException {
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
