package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.agent.log.Log;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of one site from the cache, or lets them through. This is the one place that
 * catches every failure of the agent's on a call: it becomes the original call. Thread-safe.
 */
final class AnswerHandler extends CallHandler {

  private final Rule rule;
  private final RuleInForce force;
  private final KeyPlan keys;
  private final Scopes scopes;
  private final UnderWay underWay;
  private final Faults faults;
  private final Log log;
  private final String keyPaths;
  private volatile boolean refused;
  private volatile boolean inProcessOnly;

  AnswerHandler(RuleInForce force, KeyPlan keys, Scopes scopes, UnderWay underWay, Log log) {
    this.rule = force.rule();
    this.force = force;
    this.keys = keys;
    this.scopes = scopes;
    this.underWay = underWay;
    this.faults = force.faults();
    this.log = log;
    this.keyPaths = "?" + String.join(",", keys.description()).replace(' ', '-') + "=";
  }

  String rule() {
    return rule.name();
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    try {
      AnswerTicket outer = underWay.here();
      Scope scope = admit(self, outer);
      if (scope == null) {
        return null;
      }
      if (!keys.admits(self, arguments)) {
        return bypass(BypassReason.CONDITION);
      }
      return answer(scope, keys.key(keyScope(scope, self), isPlain(scope), self, arguments), outer);
    } catch (Throwable failure) {
      return failed(failure);
    }
  }

  @Override
  public @Nullable Object enterOne(@Nullable Object self, @Nullable Object argument) {
    if (keys.conditional()) {
      return enter(self, new Object[] {argument});
    }
    try {
      AnswerTicket outer = underWay.here();
      Scope scope = admit(self, outer);
      return scope == null
          ? null
          : answer(
              scope, keys.keyOfOne(keyScope(scope, self), isPlain(scope), self, argument), outer);
    } catch (Throwable failure) {
      return failed(failure);
    }
  }

  /** The scope of a call that the cache is for, or null for one that goes upstream. */
  private @Nullable Scope admit(@Nullable Object self, @Nullable AnswerTicket outer)
      throws ClassNotFoundException {
    BypassReason reason = null;
    Scope scope = null;
    if (refused) {
      reason = BypassReason.REFUSED;
    } else if (faults.tooMany()) {
      reason = BypassReason.FAULT;
    } else if (outer != null && outer.isWithin(rule.name())) {
      reason = BypassReason.NESTED;
    } else {
      scope = scopes.of(self);
      reason = scope.bypass();
      if (reason == null && self != null && !serves(scope, self)) {
        reason = BypassReason.SECOND_RECEIVER;
      }
    }
    if (reason == null) {
      return scope;
    }
    bypass(reason);
    return null;
  }

  private @Nullable Object answer(Scope scope, @Nullable Object key, @Nullable AnswerTicket outer) {
    if (key == null) {
      return bypass(BypassReason.NULL_KEY);
    }
    HybridCache cache = force.cache();
    Entry entry = cache.find(key);
    if (entry == null) {
      return settle(cache.ask(question(scope, key)), outer);
    }
    if (outer != null) {
      outer.contains(entry.birthNanos());
    }
    return entry.answer();
  }

  private @Nullable Object failed(Throwable failure) {
    if (failure instanceof UnkeyableException) {
      tell((UnkeyableException) failure);
      return bypass(BypassReason.UNKEYABLE);
    }
    faulted(failure);
    return bypass(BypassReason.FAULT);
  }

  private @Nullable Object settle(Lookup lookup, @Nullable AnswerTicket outer) {
    if (lookup instanceof Lookup.Answered) {
      Lookup.Answered answered = (Lookup.Answered) lookup;
      if (outer != null) {
        outer.contains(answered.birthNanos());
      }
      return answered.outcome();
    }
    if (lookup instanceof Lookup.Bypassed) {
      return bypass(((Lookup.Bypassed) lookup).reason());
    }
    AnswerTicket ticket = new AnswerTicket(this, ((Lookup.Leading) lookup).load(), outer);
    underWay.begin(ticket);
    return ticket;
  }

  private boolean serves(Scope scope, Object self) {
    if (rule.receiver().kind() != Receiver.Kind.SINGLE || scope.serves(self)) {
      return true;
    }
    log.seldom(
        rule.name() + " receiver",
        rule.name()
            + ": a second "
            + self.getClass().getName()
            + " was called; it goes upstream. Say `receiver: class` if all of them answer alike,"
            + " `instance` to keep them apart, or the property that tells them apart, such as"
            + " `this.baseUrl`");
    return false;
  }

  private Object keyScope(Scope scope, @Nullable Object self) {
    return self != null && isPerInstance() ? scope.of(self) : scope;
  }

  private boolean isPlain(Scope scope) {
    return scope.plain() && !isPerInstance();
  }

  private boolean isPerInstance() {
    return rule.receiver().kind() == Receiver.Kind.INSTANCE;
  }

  private Question question(Scope scope, Object key) {
    String symbol = KeyPlan.symbolOf(key);
    RemoteKey remoteKey =
        inProcessOnly || !rule.l2() || isPerInstance()
            ? null
            : new RemoteKey(
                rule.name(), symbol, scope.remoteScope() + keyPaths + KeyPlan.variantOf(key));
    return new Question(key, symbol, scope.values(), remoteKey);
  }

  void ended(AnswerTicket ticket) {
    underWay.end(ticket);
  }

  /** Switches the rule off at this site, for a reason that lies in its answers. */
  void refuse(String why) {
    if (!refused) {
      refused = true;
      log.line(rule.name() + ": " + why + "; the rule is off for this method, calls go upstream");
    }
  }

  /** Keeps the answers of this site out of L2, for a reason that lies in them. */
  void keepInProcess(String why) {
    if (!inProcessOnly) {
      inProcessOnly = true;
      log.line(rule.name() + ": " + why + "; answers of this method stay in this process");
    }
  }

  void faulted(Throwable fault) {
    faults.note(fault);
  }

  private void tell(UnkeyableException unkeyable) {
    String help = unkeyable.help();
    log.seldom(
        rule.name() + " key",
        rule.name()
            + ": "
            + unkeyable.getMessage()
            + "; the call went upstream"
            + (help == null ? "" : ". To mend it, " + help));
  }

  private @Nullable Object bypass(BypassReason reason) {
    force.cache().stats().bypasses(reason).increment();
    return null;
  }
}
