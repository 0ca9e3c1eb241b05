package io.tickcache.agent.admin;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.TextValues;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.metrics.Exposition;
import io.tickcache.agent.metrics.Meters;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.agent.upstream.Budgets;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.BackOff;
import io.tickcache.rules.ErrorPattern;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.WhenExhausted;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** Two rules at work, of which one has a cache, with Redis that isn't there or without. */
public final class AdminFixture {

  /** Refuses all. */
  static final Operations NONE =
      new Operations() {
        @Override
        public Result reload() {
          return new Result(true, "tickcache: read\n");
        }

        @Override
        public Result rollBack() {
          return new Result(false, "tickcache: nothing to go back to\n");
        }

        @Override
        public Result switchMode(String rule, Mode mode) {
          return new Result(true, rule + " " + mode);
        }
      };

  final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  final AtomicLong clock = new AtomicLong();
  final RedisTier redis;
  public final HybridCache cache;
  public final Endpoints endpoints;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  public final Log log = new Log(new PrintStream(said, true, StandardCharsets.UTF_8));
  final Budgets budgets = new Budgets(Ticker.SYSTEM, log);
  final Meters meters = new Meters();
  private final Exposition exposition = meters.showAsText();
  final Figures figures = new Figures(() -> "Tickcache 1", () -> 42, () -> 1_700_000_000_000L);
  final InForce inForce;

  public AdminFixture(boolean withRedis) {
    Caches caches = new Caches(withRedis ? Backplane.Sync.OUT : Backplane.Sync.ALONE);
    redis =
        withRedis
            ? new RedisTier(
                RedisSettings.builder(RedisLocation.standalone(new HostPort("127.0.0.1", 1), 0))
                    .connectTimeout(Duration.ofSeconds(1))
                    .build(),
                caches,
                RemoteStops.Listener.NONE,
                clock::get,
                Executors.newSingleThreadScheduledExecutor(),
                Thread::new,
                log)
            : null;
    cache =
        new HybridCache(
            "quotes",
            CachePolicy.ttl(Duration.ofMinutes(5))
                .symbols(symbol -> symbol.toUpperCase(Locale.ROOT))
                .build(),
            System::nanoTime,
            withRedis ? redis : RemoteCache.NONE,
            background,
            caches.stats("quotes"));
    caches.add(cache);
    RuleSet rules =
        RuleSet.of(
                "dir/test \"rules\".yaml",
                "0123456789ab",
                null,
                List.of(rule("quotes"), rule("depth")))
            .writtenAs("rules: {}\n");
    budgets.become(
        List.of(
            new Upstream(
                "binance",
                List.of(new Allowance(20, Duration.ofSeconds(1))),
                WhenExhausted.CALL,
                new BackOff(
                    List.of(ErrorPattern.ofClass("com.acme.Busy")),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(5),
                    null))),
        false);
    inForce =
        new InForce(
            rules,
            caches,
            new BindingReport(rules, log),
            redis,
            budgets.inForce(),
            null,
            (rule, cache) -> left);
    endpoints = new Endpoints(() -> inForce, this::shown, figures, NONE, () -> onDisk, background);
    figures.know(meters.latencies());
    figures.begin(Object::toString);
    meters.show(caches);
  }

  private static Rule rule(String name) {
    return Rule.builder(name).method(MethodPattern.parse("com.acme.Client#" + name)).build();
  }

  private Exposition shown() {
    return exposition;
  }

  /** What calls have shown to be for the upstream. */
  List<String> left = List.of();

  RulesOnDisk.Found onDisk = new RulesOnDisk.Found("0123456789ab", "");

  /** Puts an answer into L1. */
  void load(String symbol) throws Exception {
    Lookup lookup = cache.ask(new Question(symbol, symbol, new TextValues(), null));
    ((Lookup.Leading) lookup).load().complete("a quote");
  }

  boolean holds(String symbol) {
    return cache.find(symbol) != null;
  }

  public String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  public void close() {
    background.shutdownNow();
    if (redis != null) {
      redis.close();
    }
    meters.close();
  }
}
