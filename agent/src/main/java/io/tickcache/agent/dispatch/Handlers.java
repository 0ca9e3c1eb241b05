package io.tickcache.agent.dispatch;

import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.agent.upstream.Budgets;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.Verification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Makes what answers the calls of a method, or watches them: by the mode of its rule, and by how
 * the method is asked and answers. The same for all rules that come to be in force in a JVM.
 * Thread-safe.
 */
final class Handlers {

  private final Detours detours;
  private final BackgroundCalls ahead;
  private final RefreshCalls refreshCalls;
  private final Comparisons comparisons;
  private final Budgets budgets;
  private final Log log;
  private final UnderWay underWay = new UnderWay();

  /** Apart, so that a call that is only observed changes nothing for those within it. */
  private final UnderWay observed = new UnderWay();

  /** Of these, those that have taken something of a budget. */
  private final UnderWay paying = new UnderWay();

  /** By upstream. */
  private final Map<String, LatestError> errors = new ConcurrentHashMap<>();

  /**
   * @param late runs calls of the application's that nobody else is there to make
   * @param ahead runs calls of the agent's own
   * @param own makes those
   */
  Handlers(
      Executor late, Later ahead, OwnCalls own, Comparisons comparisons, Budgets budgets, Log log) {
    this.detours = new Detours(late);
    this.ahead = new BackgroundCalls(ahead, own, budgets, paying);
    this.refreshCalls = new RefreshCalls(ahead, own, paying);
    this.comparisons = comparisons;
    this.budgets = budgets;
    this.log = log;
  }

  /** Makes calls of the methods that nobody waits for. */
  BackgroundCalls ahead() {
    return ahead;
  }

  CallHandler of(Rule rule, RuleInForce force, BoundMethod method, Scopes scopes) {
    if (rule.mode() == Mode.GUARD) {
      Site site = new Site(rule, force, scopes, underWay, log);
      return paying(site, method, new PassingHandler());
    }
    KeyPlan key = method.key();
    BatchPlan batch = method.batch();
    UnderWay calls = force.observes() ? observed : underWay;
    if (key != null) {
      Site site = new Site(rule, force, scopes, calls, log);
      if (key.symbolOnly()) {
        force.asks(site);
      }
      return paying(site, method, one(site, key, method));
    }
    if (batch == null) {
      throw new IllegalArgumentException("an answered method that no key is made for");
    }
    Site site = new Site(rule, force, scopes, calls, log);
    return paying(site, method, many(site, batch, method));
  }

  private CallHandler paying(Site site, BoundMethod method, CallHandler handler) {
    Budget budget = budget(site);
    if (budget == null) {
      return handler;
    }
    LatestError latest =
        errors.computeIfAbsent(budget.upstream().name(), name -> new LatestError());
    StoppedSite stopped = new StoppedSite(site, method, budget.brake(), latest);
    return new BudgetedHandler(site, handler, budget, stopped, paying);
  }

  private @Nullable Budget budget(Site site) {
    String upstream = site.rule().upstream();
    return upstream == null ? null : budgets.named(upstream);
  }

  private @Nullable Refresher refresher(Site site, KeyPlan key) {
    return site.rule().refreshAhead() ? new Refresher(site, key, refreshCalls, budget(site)) : null;
  }

  private CallHandler one(Site site, KeyPlan key, BoundMethod method) {
    Rule rule = site.rule();
    if (rule.mode() == Mode.OBSERVE) {
      return new ObservingHandler(site, key, watched(method), method.executor());
    }
    ShadowHandler shadows =
        rule.mode() == Mode.SHADOW
            ? new ShadowHandler(site, key, watched(method), comparisons)
            : null;
    if (rule.callback() != null) {
      return new CallbackHandler(site, key, method.executor(), detours, shadows);
    }
    if (shadows != null) {
      return shadows;
    }
    CallHandler answers =
        method.future()
            ? new PromiseHandler(site, key, detours, refresher(site, key))
            : new AnswerHandler(site, key, refresher(site, key));
    Verification verify = rule.verify();
    return verify == null
        ? answers
        : new VerifyingHandler(site, key, answers, checked(method), verify.share(), comparisons);
  }

  private CallHandler many(Site site, BatchPlan batch, BoundMethod method) {
    Rule rule = site.rule();
    if (rule.mode() == Mode.OBSERVE) {
      return new ObservingBatchHandler(site, batch, watched(method));
    }
    if (rule.mode() == Mode.SHADOW) {
      return new ShadowBatchHandler(site, batch, watched(method), false, comparisons);
    }
    CallHandler answers = new BatchHandler(site, batch, method.future(), detours);
    Verification verify = rule.verify();
    return verify == null
        ? answers
        : new VerifyingBatchHandler(
            site, batch, answers, checked(method), verify.share(), comparisons);
  }

  /** How callers come to the client's own answers. */
  private static Delivery watched(BoundMethod method) {
    return method.future() ? Delivery.CLIENTS_PROMISE : Delivery.RETURNED;
  }

  /** How those come to them whom the cache answers: as if the call were a load of theirs. */
  private static Delivery checked(BoundMethod method) {
    return method.future() ? Delivery.OWN_PROMISE : Delivery.RETURNED;
  }
}
