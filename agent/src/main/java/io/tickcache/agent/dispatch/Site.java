package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.ObservedCall;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that a rule answers, as far as it is the same for one symbol and for many: which of its
 * calls are the cache's, for whom they are, and what is told of the others. Thread-safe.
 */
final class Site {

  private static final String WHY_APART_STAY =
      "its callers have the client's own promises, and may change an answer before the agent sees"
          + " it, or keep a promise themselves";

  private static final String WHY_MADE_STAY =
      "its receivers were made at run time, and another process may serve another of them; to"
          + " share answers between processes, ";

  private final Rule rule;
  private final RuleInForce force;
  private final Faults faults;
  private final Scopes scopes;
  private final UnderWay underWay;
  private final Log log;
  private final boolean single;
  private final boolean perInstance;

  /** That of the first calls for the cache; most sites have no other. It hangs on a class. */
  private WeakReference<Scope> first = new WeakReference<>(null);

  private volatile boolean refused;
  private volatile boolean inProcessOnly;
  private volatile boolean unfitToWarm;

  /**
   * @param rule the one that governs the method; it may share the cache of another
   */
  Site(Rule rule, RuleInForce force, Scopes scopes, UnderWay underWay, Log log) {
    this.rule = rule;
    this.force = force;
    this.faults = force.faults();
    this.scopes = scopes;
    this.underWay = underWay;
    this.log = log;
    this.single = rule.receiver().kind() == Receiver.Kind.SINGLE;
    this.perInstance = rule.receiver().kind() == Receiver.Kind.INSTANCE;
  }

  Rule rule() {
    return rule;
  }

  HybridCache cache() {
    return force.cache();
  }

  UnderWay underWay() {
    return underWay;
  }

  /** The scope of a call that the cache is for, or null for one that goes upstream. */
  @Nullable Scope admit(@Nullable Object self, @Nullable UpstreamCall outer)
      throws ClassNotFoundException {
    Scope known = first.get();
    return known != null && outer == null && isFor(self, known) ? known : judge(self, outer);
  }

  /** Whether a call would be judged to be for the cache, and of this scope; false if in doubt. */
  private boolean isFor(@Nullable Object self, Scope known) {
    return self != null
        && known.isOf(self.getClass())
        && (!single || known.addressee().serves(self))
        && !refused
        && !faults.tooMany();
  }

  private @Nullable Scope judge(@Nullable Object self, @Nullable UpstreamCall outer)
      throws ClassNotFoundException {
    BypassReason reason = null;
    Scope scope = null;
    if (refused) {
      reason = BypassReason.REFUSED;
    } else if (faults.tooMany()) {
      reason = BypassReason.FAULT;
    } else if (outer != null && outer.isFor(rule.cache())) {
      reason = BypassReason.NESTED;
    } else {
      scope = scopes.of(self);
      reason = scope.bypass();
      if (reason == BypassReason.REFUSED && self != null) {
        tell(
            "receiver",
            "its receivers are "
                + ProxyReceivers.kind(self.getClass())
                + ", whose class doesn't tell who is asked; calls go upstream. Instead of `receiver:"
                + " class`, "
                + ProxyReceivers.help());
      }
      if (reason == null && self != null && !serves(scope, self)) {
        reason = BypassReason.SECOND_RECEIVER;
      }
    }
    if (reason != null) {
      bypass(reason);
      return null;
    }
    if (scope != null && first.get() == null) {
      first = new WeakReference<>(scope);
    }
    return scope;
  }

  private boolean serves(Scope scope, Object self) {
    if (!single || scope.addressee().serves(self)) {
      return true;
    }
    log.seldom(
        rule.name() + " receiver",
        rule.name()
            + ": a second "
            + self.getClass().getName()
            + " was called; it goes upstream. "
            + (ProxyReceivers.are(self.getClass())
                ? "It is one of the "
                    + ProxyReceivers.kind(self.getClass())
                    + "; "
                    + ProxyReceivers.help()
                : "Say `receiver: class` if all of them answer alike, `instance` to keep them apart,"
                    + " or the property that tells them apart, such as `this.baseUrl`"));
    return false;
  }

  /** What stands in keys for who is asked. */
  KeyScope keyScope(Scope scope, @Nullable Object self) {
    Addressee addressee = scope.addressee();
    return self != null && perInstance ? addressee.of(self) : addressee;
  }

  /** Whether keys may be bare symbols. */
  boolean isPlain(Scope scope) {
    return scope.addressee().plain() && !perInstance;
  }

  /** Whether symbols are to be made ready for a scope as soon as it is seen how it is asked. */
  boolean awaitsWarmUp(Scope scope) {
    return force.warmUps() != null
        && !unfitToWarm
        && !perInstance
        && !scope.addressee().isWarmedUp();
  }

  /** Has symbols made ready in the background by calls like this one. */
  void warmUp(Scope scope, @Nullable Object self, SeenCall seen) {
    WarmUps warmUps = force.warmUps();
    if (warmUps != null) {
      warmUps.begin(new Callee(this, scope, self), scope.addressee(), seen, cache());
    }
  }

  /** No call of the method can be made by the agent. */
  void tellUnfitToWarm(String why) {
    unfitToWarm = true;
    log.warn(rule.name() + ": `warm` can't be done by " + this + ": " + why);
  }

  /** Whether other rules have taken the place of those that it is for. */
  boolean isOver() {
    return force.isClosed();
  }

  /** The scopes that have been asked so far. */
  List<Scope> seen() {
    return refused ? Collections.<Scope>emptyList() : scopes.seen();
  }

  Question question(Scope scope, Object key) {
    force.kinds().note(key);
    String symbol = KeyPlan.symbolOf(key);
    return new Question(key, symbol, scope.values(), remoteKey(scope, key, symbol));
  }

  /**
   * Takes note of a call that is about to go upstream, where the cache would answer it and there is
   * nothing else to see of it; false where {@link #observe} has to be told.
   */
  boolean observesHit(Object key) {
    return force.observation().hit(KeyPlan.hashOf(key));
  }

  /**
   * Takes note of a call that is about to go upstream.
   *
   * @param keys of all that it asks, no two the same
   */
  ObservedCall observe(Scope scope, List<Object> keys) {
    long[] hashes = new long[keys.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = KeyPlan.hashOf(keys.get(i));
    }
    return force.observation().begin(hashes, place -> question(scope, keys.get(place)));
  }

  private @Nullable RemoteKey remoteKey(Scope scope, Object key, String symbol) {
    if (inProcessOnly || !rule.l2() || perInstance) {
      return null;
    }
    String remoteScope = scope.remoteScope();
    if (remoteScope != null) {
      String variant = remoteScope.concat(KeyPlan.variantOf(key)); // itself where nothing is added
      return new RemoteKey(rule.cache(), symbol, variant);
    }
    if (force.hasRemote()) {
      keepInProcess(scopes.areApart() ? WHY_APART_STAY : WHY_MADE_STAY + ProxyReceivers.help());
    }
    return null;
  }

  /** Switches the rule off at this site, for a reason that lies in its answers. */
  void refuse(String why) {
    if (!refused) {
      refused = true;
      force.refused(this + ": " + why, rule);
      log.warn(rule.name() + ": " + why + "; the rule is off for this method, calls go upstream");
    }
  }

  /** Whether callers may have an answer, and change it, before the agent has seen it. */
  boolean isLate() {
    return scopes.areLate();
  }

  /** Takes note that an answer can't be kept; it may be for what its caller has made of it. */
  void tellOfUnfit(String why) {
    if (isLate()) {
      tell("answer", why + "; it was passed on and not kept");
    } else {
      refuse(why);
    }
  }

  /** Keeps the answers of this site out of L2, for a reason that lies in them. */
  void keepInProcess(String why) {
    if (!inProcessOnly) {
      inProcessOnly = true;
      log.warn(rule.name() + ": " + why + "; answers of this method stay in this process");
    }
  }

  /** Says that nothing of this site is refreshed ahead any more. */
  void refreshNoMore(String why) {
    log.warn(rule.name() + ": " + why + "; refresh-ahead is off for this method");
  }

  /** Tells of a call in the background that has taken longer than callers wait for another's. */
  void tellOfKept(String thread) {
    tell(
        "kept " + this,
        "a call of "
            + this
            + " in the background has not returned in "
            + rule.waitLimit().toMillis()
            + " ms (`wait`) and keeps `"
            + thread
            + "`, one of few threads: while all are kept, nothing is refreshed ahead or made ready."
            + " To mend it, bound how long the client waits for its upstream");
  }

  void faulted(Throwable fault) {
    faults.note(fault);
  }

  /** Tells once in a while of something that sends calls upstream, and how to mend it. */
  void tell(String about, String text) {
    log.seldom(rule.name() + " " + about, rule.name() + ": " + text);
  }

  /** Tells of an answer that may be for other arguments than those at the beginning of its call. */
  void tellOfChange() {
    tell(
        "change in " + this,
        "what a call of "
            + this
            + " asks for had changed when the method returned, so its answer went to its caller"
            + " alone and was not kept. To mend it, pass each call a request of its own that nobody"
            + " changes before the method has returned, neither another thread nor the client; where"
            + " only a part of it says what is asked for, name that part with `symbol` and `key`");
  }

  /** What becomes of a call in which the agent failed: it goes upstream. */
  @Nullable Object failed(Throwable failure) {
    if (failure instanceof UnkeyableException) {
      tell((UnkeyableException) failure);
      return bypass(BypassReason.UNKEYABLE);
    }
    faulted(failure);
    return bypass(BypassReason.FAULT);
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

  @Override
  public String toString() {
    return rule.method().toString();
  }

  /** Counts a call that goes upstream for itself. */
  @Nullable Object bypass(BypassReason reason) {
    force.stats().bypasses(reason).increment();
    return null;
  }
}
