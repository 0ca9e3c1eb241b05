package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.cache.Values;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An hour without Redis, as a process with many symbols and many orders goes through it, by a clock
 * that the test moves. What it keeps stays bounded, and nothing that it was told to void is
 * forgotten.
 */
class OutageHourTest {

  private static final int MOST_PENDING = 10_000;
  private static final int SYMBOLS = 20_000;
  private static final int INVALIDATIONS_PER_SECOND = 200;
  private static final int READS_PER_SECOND = 500;
  private static final int HOUR_SECONDS = 3_600;
  private static final Duration TTL = Duration.ofSeconds(5);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final List<String> CACHES = List.of("quotes", "depth");

  private final AtomicLong nanos = new AtomicLong(1);
  private final Ticker ticker = nanos::get;
  private final ScheduledExecutorService background = new ScheduledThreadPoolExecutor(1);
  private final Caches caches = new Caches(Backplane.Sync.OUT);
  private final RedisTier tier =
      new RedisTier(
          RedisSettings.builder(RedisLocation.standalone(new HostPort("127.0.0.1", 1), 0)).build(),
          caches,
          RemoteStops.Listener.NONE,
          ticker,
          background,
          Thread::new,
          new Log(new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
  private final Random random = new Random(7);
  private final Map<String, BitSet> invalidated = new HashMap<>();

  OutageHourTest() {
    for (String name : CACHES) {
      CachePolicy policy =
          CachePolicy.of(Freshness.ttl(TTL).l1Ttl(Duration.ofMillis(100)).build()).build();
      caches.add(new HybridCache(name, policy, ticker, tier, background));
      invalidated.put(name, new BitSet(SYMBOLS));
    }
  }

  @AfterEach
  void stopBackground() {
    background.shutdownNow();
  }

  @Test
  void whatIsKeptStaysBoundedAndWhatWasVoidedIsRemembered() throws Exception {
    boolean overflowed = false;
    int before = 0;
    for (int second = 0; second < HOUR_SECONDS; second++) {
      for (int i = 0; i < INVALIDATIONS_PER_SECOND; i++) {
        invalidate(i % 4 == 0 ? "depth" : "quotes", random.nextInt(SYMBOLS));
      }
      for (int i = 0; i < READS_PER_SECOND; i++) {
        read(CACHES.get(i % 2), random.nextInt(SYMBOLS));
      }
      nanos.addAndGet(SECOND.toNanos());
      caches.tidy();

      int pending = tier.pendingInvalidations();
      assertThat(pending).isLessThanOrEqualTo(MOST_PENDING + CACHES.size());
      overflowed |= pending < before;
      before = pending;
      if (second % 600 == 0 || second == HOUR_SECONDS - 1) {
        assertThatNothingIsForgotten();
      }
    }
    assertThat(overflowed).as("more symbols were voided than the bound holds").isTrue();
    assertThatLittleIsKept();
  }

  @Test
  void allThatIsPendingIsDueWhenRedisIsBack() {
    for (int symbol = 0; symbol < MOST_PENDING / 2; symbol++) {
      invalidate("quotes", symbol);
    }
    assertThat(due()).hasSize(MOST_PENDING / 2).hasSize(tier.pendingInvalidations());

    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      invalidate("quotes", symbol);
    }
    assertThat(due())
        .as("the whole cache in place of the symbols that were too many")
        .contains(new PendingInvalidations.Item("quotes", null))
        .hasSize(tier.pendingInvalidations());
  }

  @Test
  void aCacheThatOverflowsLeavesTheSymbolsOfAnotherAsTheyAre() {
    for (int symbol = 0; symbol < MOST_PENDING - 1; symbol++) {
      invalidate("quotes", symbol);
    }
    invalidate("depth", 1);
    invalidate("depth", 2);

    assertThat(due())
        .contains(new PendingInvalidations.Item("depth", null))
        .doesNotContain(new PendingInvalidations.Item("quotes", null))
        .hasSize(MOST_PENDING);
    assertThatNothingIsForgotten();
  }

  private void invalidate(String cache, int symbol) {
    named(cache).invalidate("S" + symbol);
    invalidated.get(cache).set(symbol);
  }

  private void read(String cacheName, int number) throws Exception {
    HybridCache cache = named(cacheName);
    String symbol = "S" + number;
    if (cache.find(symbol) == null) {
      Question question =
          new Question(symbol, symbol, Texts.VALUES, new RemoteKey(cacheName, symbol, "v"));
      Load load = ((Lookup.Leading) cache.ask(question)).load();
      load.complete("answer");
    }
  }

  private HybridCache named(String cache) {
    HybridCache named = caches.named(cache);
    assertThat(named).isNotNull();
    return named;
  }

  /** L2 is not read for a symbol before what voids it is applied, and all of that is due. */
  private void assertThatNothingIsForgotten() {
    PendingInvalidations pending = pending();
    List<PendingInvalidations.Telling> due = pending.due();
    assertThat(due).hasSize(tier.pendingInvalidations());
    for (String cache : CACHES) {
      Stream<String> symbols = invalidated.get(cache).stream().mapToObj(number -> "S" + number);
      assertThat(symbols)
          .allMatch(symbol -> pending.cover(cache, symbol), "is covered by what is pending")
          .allMatch(symbol -> read(cache, symbol) == Reading.UNAVAILABLE, "is not read from L2");
    }
  }

  private Reading read(String cache, String symbol) {
    return tier.read(new RemoteKey(cache, symbol, "v"), 200, ticker.read());
  }

  private List<PendingInvalidations.Item> due() {
    return pending().due().stream()
        .map(PendingInvalidations.Telling::item)
        .collect(Collectors.toList());
  }

  private PendingInvalidations pending() {
    return assertThat(tier)
        .extracting("pending", InstanceOfAssertFactories.type(PendingInvalidations.class))
        .actual();
  }

  /** A few times of ttl later nothing is left of the traffic but what is pending. */
  private void assertThatLittleIsKept() {
    for (HybridCache cache : caches.all()) {
      assertThat(cache.size()).isLessThanOrEqualTo(SYMBOLS);
    }
    nanos.addAndGet(TTL.multipliedBy(2).toNanos());
    for (HybridCache cache : caches.all()) {
      assertThat(cache.loadsUnderWay()).isZero();
      await("entries and fences to be freed")
          .until(
              () -> {
                System.gc();
                caches.tidy();
                return cache.size() == 0 && fences(cache) == 0;
              });
    }
  }

  private static long fences(HybridCache cache) {
    return assertThat(cache)
        .extracting("fences.places", InstanceOfAssertFactories.MAP)
        .actual()
        .size();
  }

  /** Texts, shared as they are. */
  private static final class Texts implements Values {

    private static final Values VALUES = new Texts();

    @Override
    public Kept keep(Object value) {
      return new Kept() {
        @Override
        public Object answer() {
          return value;
        }

        @Override
        public Object held() {
          return value;
        }

        @Override
        public long bytes() {
          return 0;
        }

        @Override
        public boolean shared() {
          return true;
        }
      };
    }

    @Override
    public Kept snapshot(Object value) {
      return keep(value);
    }

    @Override
    public List<String> differences(@Nullable Object one, @Nullable Object other) {
      return Objects.equals(one, other) ? List.of() : List.of("return");
    }

    @Override
    public byte[] encode(Object value) {
      return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object decode(byte[] bytes, int start, int end) {
      return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
  }
}
