package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.agent.instrument.CallSites;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.log.Log;
import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.rules.Rule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Puts a handler on the site of each woven method, and gives each rule its cache. Thread-safe.
 *
 * <p>One that follows on another begins withdrawn: its handlers wait until all methods are woven,
 * and then take the others' places in one step.
 */
public final class Dispatch implements CallSites {

  private final Caches caches;
  private final Ticker ticker;
  private final Clock clock;
  private final RemoteCache remote;
  private final ScheduledExecutorService background;
  private final Detours detours;
  private final Log log;
  private final Runnable onFirst;
  private final SiteNumbers numbers;
  private final UnderWay underWay = new UnderWay();
  private final Map<String, RuleInForce> inForce = new HashMap<>();
  private final SortedMap<Integer, CallHandler> handlers = new TreeMap<>();

  /** Those of class loaders that are gone go with their handlers. */
  private final Set<Scopes> hanging = Collections.newSetFromMap(new WeakHashMap<Scopes, Boolean>());

  private boolean begun;
  private boolean withdrawn;

  /**
   * @param numbers the same for all in a JVM
   * @param late runs calls of the application's that nobody else is there to make
   * @param onFirst run once, when the first method of all is woven; it must not block
   */
  public Dispatch(
      SiteNumbers numbers,
      Caches caches,
      Ticker ticker,
      Clock clock,
      RemoteCache remote,
      ScheduledExecutorService background,
      Executor late,
      Log log,
      Runnable onFirst) {
    this.numbers = numbers;
    this.caches = caches;
    this.ticker = ticker;
    this.clock = clock;
    this.remote = remote;
    this.background = background;
    this.detours = new Detours(late);
    this.log = log;
    this.onFirst = onFirst;
  }

  @Override
  public synchronized int open(BoundMethod method) {
    for (Integer left : numbers.takeBack()) {
      handlers.remove(left);
      CallGate.handle(left, null);
    }
    int site = numbers.of(method);
    if (!handlers.containsKey(site)) {
      CallHandler handler = new PrivilegedHandler(handlerFor(method));
      handlers.put(site, handler);
      if (!withdrawn) {
        CallGate.handle(site, handler);
      }
      if (!begun) {
        begun = true;
        onFirst.run();
      }
    }
    return site;
  }

  /** Has its handlers wait for {@link #succeed}. */
  public synchronized void withdraw() {
    withdrawn = true;
  }

  /**
   * Handles all calls from now on in place of another, whose calls under way go on there.
   *
   * @param rules those that this one's methods are bound by
   */
  public synchronized void succeed(Dispatch former, List<Rule> rules) {
    for (Rule rule : rules) {
      former.leadsTo(inForce(rule));
    }
    CallHandler[] bySite = new CallHandler[handlers.isEmpty() ? 0 : handlers.lastKey() + 1];
    for (Map.Entry<Integer, CallHandler> handler : handlers.entrySet()) {
      bySite[handler.getKey()] = handler.getValue();
    }
    CallGate.handleOnly(bySite);
    withdrawn = false;
  }

  /** Leaves nothing on the application's classes; calls under way may still come to their end. */
  public synchronized void close() {
    for (Scopes scopes : hanging) {
      scopes.close();
    }
    for (RuleInForce force : inForce.values()) {
      force.addressees().close();
    }
  }

  private synchronized void leadsTo(RuleInForce next) {
    RuleInForce force = inForce.get(next.rule().cache());
    if (force != null) {
      force.leadsTo(next);
    }
  }

  private CallHandler handlerFor(BoundMethod method) {
    Rule rule = method.answering();
    KeyPlan key = method.key();
    BatchPlan batch = method.batch();
    if (rule != null && key != null) {
      Site site = site(rule, method, key.description());
      if (rule.callback() != null) {
        return new CallbackHandler(site, key, method.executor(), detours);
      }
      return method.future()
          ? new PromiseHandler(site, key, detours)
          : new AnswerHandler(site, key);
    }
    return rule == null || batch == null
        ? invalidating(method)
        : new BatchHandler(
            site(rule, method, batch.description()), batch, method.future(), detours);
  }

  private Site site(Rule rule, BoundMethod method, List<String> key) {
    RuleInForce force = inForce(rule);
    Scopes scopes = new Scopes(rule, method, force.addressees());
    hanging.add(scopes);
    Site site = new Site(rule, force, key, scopes, underWay, log);
    KeyPlan plan = method.key();
    if (plan != null && plan.symbolOnly()) {
      force.asks(site);
    }
    return site;
  }

  private CallHandler invalidating(BoundMethod method) {
    List<Voiding> voidings = new ArrayList<>();
    for (BoundMethod.Invalidation invalidation : method.invalidations()) {
      voidings.add(
          new Voiding(
              inForce(invalidation.rule()),
              method.toString(),
              invalidation.symbol(),
              invalidation.value(),
              log));
    }
    if (voidings.isEmpty()) {
      throw new IllegalArgumentException("a method that is bound to nothing");
    }
    return new InvalidationHandler(voidings);
  }

  private RuleInForce inForce(Rule rule) {
    RuleInForce force = inForce.get(rule.cache());
    if (force == null) {
      force = new RuleInForce(rule, caches, ticker, clock, remote, background, log);
      inForce.put(rule.cache(), force);
    }
    return force;
  }
}
