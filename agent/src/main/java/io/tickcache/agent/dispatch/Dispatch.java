package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.agent.instrument.CallSites;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.Budgets;
import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Puts a handler on the site of each woven method, and gives each rule its cache. Thread-safe.
 *
 * <p>One that is the {@link #next} of another begins withdrawn: its handlers wait until all methods
 * are woven, and then take the others' places in one step. Caches of which the rules say what they
 * said before go over to it with their entries.
 */
public final class Dispatch implements CallSites {

  private final Caches caches;
  private final Ticker ticker;
  private final Clock clock;
  private final RemoteCache remote;
  private final ScheduledExecutorService background;
  private final Handlers making;
  private final Log log;
  private final Runnable onFirst;
  private final SiteNumbers numbers;
  private final Map<String, RuleInForce> inForce = new HashMap<>();
  private final SortedMap<Integer, BoundMethod> methods = new TreeMap<>();
  private final SortedMap<Integer, CallHandler> handlers = new TreeMap<>();

  /** The caches that are still another's, and this one's when it succeeds. */
  private final Set<RuleInForce> inherited = new HashSet<>();

  private boolean begun;
  private boolean withdrawn;

  /**
   * @param numbers the same for all in a JVM
   * @param late runs calls of the application's that nobody else is there to make
   * @param ahead runs calls of the agent's own
   * @param budgets of the upstreams that rules name
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
      Later ahead,
      Budgets budgets,
      Log log,
      Runnable onFirst) {
    this(
        numbers,
        caches,
        ticker,
        clock,
        remote,
        background,
        new Handlers(
            late, ahead, new OwnCalls(background), new Comparisons(background), budgets, log),
        log,
        onFirst);
  }

  private Dispatch(
      SiteNumbers numbers,
      Caches caches,
      Ticker ticker,
      Clock clock,
      RemoteCache remote,
      ScheduledExecutorService background,
      Handlers making,
      Log log,
      Runnable onFirst) {
    this.numbers = numbers;
    this.caches = caches;
    this.ticker = ticker;
    this.clock = clock;
    this.remote = remote;
    this.background = background;
    this.making = making;
    this.log = log;
    this.onFirst = onFirst;
  }

  /**
   * One that is to succeed this one in the same JVM.
   *
   * @param former the rules that this one's methods are bound by
   */
  public synchronized Dispatch next(
      RuleSet former, RuleSet rules, Caches nextCaches, RemoteCache nextRemote) {
    Dispatch next =
        new Dispatch(
            numbers, nextCaches, ticker, clock, nextRemote, background, making, log, onFirst);
    next.withdrawn = true;
    next.begun = begun;
    if (nextRemote == remote) {
      for (RuleInForce force : inForce.values()) {
        String cache = force.rule().cache();
        if (former.ofCache(cache).equals(rules.ofCache(cache))) {
          next.inForce.put(name(force.rule()), force);
          next.inherited.add(force);
        }
      }
    }
    return next;
  }

  @Override
  public synchronized int open(BoundMethod method) {
    for (Integer left : numbers.takeBack()) {
      forget(left);
      CallGate.handle(left, null);
    }
    int site = numbers.of(method);
    open(site, method);
    return site;
  }

  private void open(int site, BoundMethod method) {
    BoundMethod known = methods.get(site);
    if (known != null && known.loader() == method.loader()) {
      return;
    }
    // New, or another dispatch took the number back and was given up, so it stands for one that is
    // gone.
    CallHandler handler = new PrivilegedHandler(handlerFor(method, site));
    handlers.put(site, handler);
    methods.put(site, method);
    if (!withdrawn) {
      CallGate.handle(site, handler);
    }
    if (!begun) {
      begun = true;
      onFirst.run();
    }
  }

  private void forget(int site) {
    handlers.remove(site);
    methods.remove(site);
    for (RuleInForce force : inForce.values()) {
      force.forget(site);
    }
  }

  /** Opens the sites of another, where the rules bind as that one's do. */
  public synchronized void openAllOf(Dispatch former, RuleSet rules) {
    for (Map.Entry<Integer, BoundMethod> method : former.methods().entrySet()) {
      if (method.getValue().loader() != null) {
        open(method.getKey(), method.getValue().under(rules));
      }
    }
  }

  private synchronized Map<Integer, BoundMethod> methods() {
    return new TreeMap<>(methods);
  }

  /**
   * Handles all calls from now on in place of another, whose calls under way go on there.
   *
   * @param rules those that this one's methods are bound by
   */
  public synchronized void succeed(Dispatch former, RuleSet rules) {
    for (RuleInForce force : inherited) {
      former.leave(force);
      force.moveTo(caches);
    }
    for (Rule rule : rules.rules()) {
      boolean empty = rule.mode() == Mode.OBSERVE || rule.mode() == Mode.GUARD;
      if (!empty && !inherited.contains(inForce(rule))) {
        former.leadsTo(inForce(rule));
      }
    }
    inherited.clear();
    CallHandler[] bySite = new CallHandler[handlers.isEmpty() ? 0 : handlers.lastKey() + 1];
    for (Map.Entry<Integer, CallHandler> handler : handlers.entrySet()) {
      bySite[handler.getKey()] = handler.getValue();
    }
    CallGate.handleOnly(bySite);
    withdrawn = false;
  }

  /**
   * What of a rule goes upstream for a reason that only its calls have shown, a line each.
   *
   * @param cache that of the rule
   */
  public synchronized List<String> refusals(String rule, String cache) {
    List<String> all = new ArrayList<>();
    for (RuleInForce force : inForce.values()) {
      if (force.rule().cache().equals(cache)) {
        all.addAll(force.refusals(rule));
      }
    }
    return all;
  }

  /** Leaves nothing on the application's classes; calls under way may still come to their end. */
  public synchronized void close() {
    for (RuleInForce force : inForce.values()) {
      if (!inherited.contains(force)) {
        force.close();
      }
    }
  }

  private synchronized void leave(RuleInForce force) {
    inForce.remove(name(force.rule()));
  }

  private synchronized void leadsTo(RuleInForce next) {
    RuleInForce force = inForce.get(name(next.rule()));
    if (force != null) {
      force.leadsTo(next);
    }
  }

  private CallHandler handlerFor(BoundMethod method, int site) {
    Rule rule = method.answering();
    if (rule == null) {
      return invalidating(method);
    }
    RuleInForce force = inForce(rule);
    CallHandler present = force.answering(site, method);
    if (present != null) {
      return present;
    }
    Scopes scopes = new Scopes(rule, method, force.addressees());
    CallHandler handler = making.of(rule, force, method, scopes);
    force.answer(site, method, handler, scopes);
    return handler;
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
    String name = name(rule);
    RuleInForce force = inForce.get(name);
    if (force == null) {
      force = new RuleInForce(rule, caches, ticker, clock, remote, background, making.ahead(), log);
      inForce.put(name, force);
    }
    return force;
  }

  /** Those that have no cache are apart from one of the same name. */
  private static String name(Rule rule) {
    switch (rule.mode()) {
      case OBSERVE:
        return "observe " + rule.cache();
      case GUARD:
        return "guard " + rule.name();
      default:
        return rule.cache();
    }
  }
}
