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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Gives each woven method a site on the gate and a handler behind it, and each rule its cache.
 * Thread-safe.
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
  private final UnderWay underWay = new UnderWay();
  private final SiteNumbers numbers = new SiteNumbers();
  private final Map<String, RuleInForce> inForce = new HashMap<>();
  private boolean begun;

  /**
   * @param late runs calls of the application's that nobody else is there to make
   * @param onFirst run once, when the first method of all is woven; it must not block
   */
  public Dispatch(
      Caches caches,
      Ticker ticker,
      Clock clock,
      RemoteCache remote,
      ScheduledExecutorService background,
      Executor late,
      Log log,
      Runnable onFirst) {
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
    for (int left : numbers.takeBack()) {
      CallGate.handle(left, null);
    }
    ClassLoader loader = method.loader();
    String signature = method.type() + "#" + method.name() + method.descriptor();
    Integer site = known.get(signature);
    if (site == null) {
      site = nextSite++;
      known.put(signature, site);
      CallGate.handle(site, new PrivilegedHandler(handlerFor(method)));
      if (site == 0) {
        onFirst.run();
      }
    }
    return site;
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
