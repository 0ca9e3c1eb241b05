package io.tickcache.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.CacheStats;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Observation;
import io.tickcache.agent.cache.RefreshResult;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.StaleReason;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.agent.instrument.CallSites;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.instrument.Loom;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.Budgets;
import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An application whose clients are woven and answered from real caches, by a clock that the test
 * moves. After each test nothing may be left under way, and every call that came to a look-up must
 * have been a hit or a miss.
 */
final class World implements AfterEachCallback {

  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final RemoteCache remote;
  private final ExecutorService ahead = Executors.newSingleThreadExecutor();
  private final List<Planned> planned = new CopyOnWriteArrayList<>();
  private final SiteNumbers numbers = new SiteNumbers();
  private Caches caches = new Caches(Backplane.Sync.ALONE);
  private final Map<String, Integer> sites = new HashMap<>();
  private final List<BoundMethod> bound = new ArrayList<>();
  private final Budgets budgets =
      new Budgets(ticker(), new Log(new PrintStream(said, true, StandardCharsets.UTF_8)));
  private Dispatch dispatch;
  private Runnable beforeSuccession = () -> {};
  private Loom loom;
  private long now = TimeUnit.HOURS.toNanos(1);
  private RuntimeException clockFailure;
  private int firsts;

  World() {
    this(RemoteCache.NONE);
  }

  World(RemoteCache remote) {
    // As in the agent: a thread that is started later inherits from whoever needs it first.
    background.execute(() -> {});
    this.remote = remote;
    this.dispatch =
        new Dispatch(
            numbers,
            caches,
            ticker(),
            wall(),
            remote,
            background,
            late -> new Thread(late, "late").start(),
            this::plan,
            budgets,
            new Log(new PrintStream(said, true, StandardCharsets.UTF_8)),
            () -> firsts++);
  }

  private Ticker ticker() {
    return () -> {
      if (clockFailure != null) {
        throw clockFailure;
      }
      return now;
    };
  }

  /** The clock on the wall, which goes with the other. */
  private Clock wall() {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.EPOCH.plusNanos(now);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks a wall for another zone");
      }
    };
  }

  static Rule.Builder rule(String name, Class<?> type, String method) {
    return Rule.builder(name).method(MethodPattern.parse(type.getName() + "#" + method));
  }

  /** Weaves by these rules what {@link Loom#holding} is then given. */
  Loom loom(Rule... rules) {
    loom = new Loom(noting(dispatch), rules);
    return loom;
  }

  /** Puts other rules in force; what is loaded already keeps its byte code. */
  void change(Rule... rules) {
    Dispatch former = dispatch;
    RuleSet formerRules = loom.rules();
    RuleSet nextRules = Loom.setOf(rules);
    caches = caches.next(Backplane.Sync.ALONE);
    dispatch = former.next(formerRules, nextRules, caches, remote);
    if (nextRules.bindsAs(formerRules)) {
      loom.resume(noting(dispatch), rules);
      dispatch.openAllOf(former, nextRules);
    } else {
      loom.change(noting(dispatch), rules);
    }
    beforeSuccession.run();
    dispatch.succeed(former, nextRules);
  }

  /** Has this run when other rules are bound and calls still go to the former. */
  void beforeSuccession(Runnable action) {
    beforeSuccession = action;
  }

  private CallSites noting(Dispatch into) {
    return method -> {
      int site = into.open(method);
      bound.add(method);
      sites.put(
          method.name() + method.descriptor() + System.identityHashCode(method.loader()), site);
      return site;
    };
  }

  /** A client of this class, woven by these rules. */
  Object client(Class<?> type, Rule... rules) {
    Loom woven = loom(rules);
    for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
      woven.holding(at);
    }
    return Calls.create(woven.load(type));
  }

  List<String> wovenAgain() {
    return loom.wovenAgain();
  }

  /** Lets go of the application, as a container does that stops it. */
  void stop() {
    loom = null;
  }

  /** The lists of symbols that a client which notes them was called for. */
  static List<?> asked(Object client) throws Throwable {
    return (List<?>) Calls.call(client, "asked");
  }

  Object another(Object client) {
    return Calls.create(client.getClass());
  }

  Dispatch dispatch() {
    return dispatch;
  }

  /** Makes calls of the clients' methods that nobody waits for. */
  BackgroundCalls ahead() {
    return ((Handlers) hidden(dispatch, "making")).ahead();
  }

  /** The only method that a rule answers, as a client has it that was called. */
  Callee callee(String rule, Object client) {
    Map<?, ?> inForce = (Map<?, ?>) hidden(dispatch, "inForce");
    Site site = ((RuleInForce) inForce.get(rule)).sites().get(0);
    return new Callee(site, site.seen().get(0), client);
  }

  /** The numbers of all call sites so far. */
  Collection<Integer> sites() {
    return sites.values();
  }

  List<BoundMethod> bound() {
    return bound;
  }

  void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** From now on the agent's clock fails, and with it every look-up; null mends it. */
  void failClock(RuntimeException failure) {
    clockFailure = failure;
  }

  /** What the upstreams allow that rules name. */
  Budgets budgets() {
    return budgets;
  }

  HybridCache cache(String rule) {
    return caches.named(rule);
  }

  /** What is observed by the rules of a cache of this name. */
  Observation observation(String rule) {
    return caches.observationNamed(rule);
  }

  CacheStats stats(String rule) {
    return cache(rule).stats();
  }

  long bypasses(String rule, BypassReason reason) {
    return stats(rule).bypasses(reason).sum();
  }

  long hits(String rule) {
    return stats(rule).nearHits.sum() + stats(rule).nearNegatives.sum();
  }

  /** Waits until the agent has done in the background what was left to it. */
  void settleBackground() throws Exception {
    background.submit(() -> {}).get(10, TimeUnit.SECONDS);
  }

  private void plan(Runnable refresh, long delayNanos) {
    if (delayNanos == 0) {
      new Thread(refresh, "ahead").start();
    } else {
      planned.add(new Planned(refresh, now + delayNanos));
    }
  }

  /** Has refreshed what is due by now. */
  void settleRefreshes() throws Exception {
    List<Planned> due = planned.stream().filter(refresh -> refresh.dueNanos <= now).toList();
    planned.removeAll(due);
    due.forEach(refresh -> ahead.execute(refresh.call));
    ahead.submit(() -> {}).get(10, TimeUnit.SECONDS);
  }

  /** A call that is to be made in the background. */
  private record Planned(Runnable call, long dueNanos) {}

  /** Has the agent do nothing in the background until the latch is let go. */
  CountDownLatch holdUpBackground() {
    CountDownLatch until = new CountDownLatch(1);
    background.execute(
        () -> {
          try {
            until.await();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
        });
    return until;
  }

  /** How often the first method was announced. */
  int firsts() {
    return firsts;
  }

  String said() {
    return said.toString(StandardCharsets.UTF_8) + (loom == null ? "" : loom.said());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    clockFailure = null;
    sites.values().forEach(site -> CallGate.handle(site, null));
    background.shutdownNow();
    ahead.shutdownNow();
    for (HybridCache cache : caches.all()) {
      assertThat(cache.loadsUnderWay()).as("loads of " + cache.name()).isZero();
      CacheStats stats = cache.stats();
      long refreshes =
          stats.refreshes(RefreshResult.DONE).sum() + stats.refreshes(RefreshResult.FAILED).sum();
      long settled =
          stats.loads.sum()
              - refreshes
              + stats.follows.sum()
              + stats.bypasses(BypassReason.WAIT).sum()
              + stats.bypasses(BypassReason.INTERRUPTED).sum()
              + stats.remoteHits.sum()
              + stats.remoteNegatives.sum()
              + stats.stale(StaleReason.WAIT).sum()
              + stats.stale(StaleReason.EXHAUSTED).sum();
      assertThat(stats.nearMisses.sum())
          .as("misses of %s are settled", cache.name())
          .isEqualTo(settled);
    }
    for (String loads : List.of("underWay", "observed", "paying")) {
      UnderWay underWay = (UnderWay) hidden(hidden(dispatch, "making"), loads);
      assertThat(underWay.isEmpty()).as("no loads under way").isTrue();
    }
    assertThat(Arrays.asList(said().split("\n")))
        .noneMatch(line -> line.contains("could not weave"));
  }

  private static Object hidden(Object owner, String field) {
    try {
      Field found = owner.getClass().getDeclaredField(field);
      found.setAccessible(true);
      return found.get(owner);
    } catch (ReflectiveOperationException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
