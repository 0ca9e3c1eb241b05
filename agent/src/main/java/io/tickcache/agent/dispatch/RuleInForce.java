package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.CacheStats;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.DueInvalidation;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Observation;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.SymbolKinds;
import io.tickcache.agent.log.Log;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.WarmUp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What the sites of one cache share, by the rule whose settings it has: the cache or, where its
 * calls are only observed, the observation. That is made by the first call, because sites are
 * opened while a class of the application is being loaded, which is no time for loading libraries.
 * Thread-safe.
 */
final class RuleInForce {

  private final Rule rule;
  private Caches caches;
  private final Ticker ticker;
  private final Clock clock;
  private final RemoteCache remote;
  private final ScheduledExecutorService background;
  private final @Nullable WarmUps warmUps;
  private final Faults faults;
  private final Addressees addressees = new Addressees();

  /** Weak, because those of an application that is gone are nobody's any more. */
  private final Set<Site> sites =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<Site, Boolean>()));

  private final Refusals refusals = new Refusals();
  private final SymbolKinds kinds = new SymbolKinds();
  private final Map<Integer, BoundMethod> methods = new HashMap<>();
  private final Map<Integer, CallHandler> answering = new HashMap<>();

  /** Weak, because those of an application that is gone went with its classes. */
  private final Set<Scopes> scopes = Collections.newSetFromMap(new WeakHashMap<Scopes, Boolean>());

  private volatile boolean closed;
  private volatile @Nullable HybridCache cache;
  private volatile @Nullable Observation observation;

  RuleInForce(
      Rule rule,
      Caches caches,
      Ticker ticker,
      Clock clock,
      RemoteCache remote,
      ScheduledExecutorService background,
      BackgroundCalls ahead,
      Log log) {
    this.rule = rule;
    this.caches = caches;
    this.ticker = ticker;
    this.clock = clock;
    this.remote = remote;
    this.background = background;
    WarmUp warm = rule.warm();
    this.warmUps =
        warm == null
            ? null
            : new WarmUps(rule.cache(), warm, ahead, background, remote, ticker, log);
    this.faults = new Faults(rule.name(), log);
  }

  Rule rule() {
    return rule;
  }

  HybridCache cache() {
    HybridCache present = cache;
    return present == null ? makeCache() : present;
  }

  /** Goes on, with its entries, where the rules have changed but for its own. */
  synchronized void moveTo(Caches next) {
    HybridCache present = cache;
    if (present != null) {
      next.take(present, caches);
    }
    Observation observed = observation;
    if (observed != null) {
      next.take(observed, caches);
    }
    caches = next;
  }

  /** What answers the calls of a method at a site, or null if that is new there. */
  synchronized @Nullable CallHandler answering(int site, BoundMethod method) {
    BoundMethod known = methods.get(site);
    return known != null && known.loader() == method.loader() ? answering.get(site) : null;
  }

  synchronized void answer(int site, BoundMethod method, CallHandler handler, Scopes itsScopes) {
    methods.put(site, method);
    answering.put(site, handler);
    scopes.add(itsScopes);
  }

  /** A site is gone with its class loader. */
  synchronized void forget(int site) {
    methods.remove(site);
    answering.remove(site);
  }

  /** Leaves nothing on the application's classes. */
  synchronized void close() {
    closed = true;
    for (Scopes each : scopes) {
      each.close();
    }
    addressees.close();
  }

  boolean isClosed() {
    return closed;
  }

  /** Has symbols ready at start; null if there are none. */
  @Nullable WarmUps warmUps() {
    return warmUps;
  }

  /** A method of a rule goes upstream from now on. */
  void refused(String what, Rule by) {
    refusals.add(by.name(), what);
  }

  /** Which methods of a rule go upstream now, and why, a line each. */
  List<String> refusals(String rule) {
    List<String> all = refusals.of(rule);
    if (faults.tooMany()) {
      all.add(0, "the agent has failed too often on its calls; the log has the first failure");
    }
    return all;
  }

  /** Whether there is no cache, because it is found out what one would do. */
  boolean observes() {
    return rule.mode() == Mode.OBSERVE;
  }

  Observation observation() {
    Observation present = observation;
    return present == null ? makeObservation() : present;
  }

  /** Where what happens to its calls is counted. */
  CacheStats stats() {
    return observes() ? observation().bypasses() : cache().stats();
  }

  /** Voids a symbol; null for all symbols. */
  void invalidate(@Nullable String symbol) {
    if (observes()) {
      observation().invalidate(symbol);
    } else if (symbol == null) {
      cache().invalidateAll();
    } else {
      cache().invalidate(symbol);
    }
  }

  /** Has it settled before anything is looked up from now on, as soon as it is due. */
  void settleBeforeLookups(DueInvalidation due) {
    if (observes()) {
      observation().settleBeforeLookups(due);
    } else {
      cache().settleBeforeLookups(due);
    }
  }

  /** What its cache voids from now on, that of a later rule voids too. */
  synchronized void leadsTo(RuleInForce next) {
    HybridCache present = cache;
    if (present != null) {
      present.leadTo(next.cache());
    }
  }

  /** Whether there is an L2. */
  boolean hasRemote() {
    return remote != RemoteCache.NONE;
  }

  Faults faults() {
    return faults;
  }

  /** The kinds of symbols that its keys have had. */
  SymbolKinds kinds() {
    return kinds;
  }

  Addressees addressees() {
    return addressees;
  }

  /** Notes a method whose questions say a symbol and nothing more. */
  void asks(Site site) {
    sites.add(site);
  }

  /** The methods whose questions say a symbol and nothing more. */
  List<Site> sites() {
    synchronized (sites) {
      return new ArrayList<>(sites);
    }
  }

  private synchronized HybridCache makeCache() {
    HybridCache present = cache;
    if (present == null) {
      present =
          new HybridCache(
              rule.cache(), policy(), ticker, remote, background, caches.stats(rule.cache()));
      caches.add(present);
      cache = present;
    }
    return present;
  }

  private synchronized Observation makeObservation() {
    Observation present = observation;
    if (present == null) {
      String name = rule.cache();
      present =
          new Observation(
              name,
              policy(),
              ticker,
              hasRemote(),
              caches.observationStats(name),
              caches.stats(name),
              inWords(rule.freshness().ttl()));
      caches.add(present);
      observation = present;
    }
    return present;
  }

  private static String inWords(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** Whether the namespace is told which symbols are asked for most. */
  private boolean isHotKept() {
    WarmUp warm = rule.warm();
    return warm != null && warm.hottest() > 0 && hasRemote();
  }

  private CachePolicy policy() {
    return CachePolicy.of(rule.freshness())
        .overrides(rule.overrides())
        .endings(rule.endings())
        .clock(clock)
        .waitAtMost(rule.waitLimit())
        .maximumEntries(rule.maxEntries())
        .maximumBytes(rule.maxBytes())
        .acrossProcesses(rule.acrossProcesses())
        .refreshAhead(rule.refreshAhead())
        .symbols(rule.symbolCase()::of)
        .homes(KeyScope.HOMES)
        .onError(rule.onError())
        .hot(isHotKept() ? KeyPlan::symbolOf : null)
        .build();
  }
}
