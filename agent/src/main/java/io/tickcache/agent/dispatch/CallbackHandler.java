package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.key.CallPath;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.bootstrap.gate.Served;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of one site that hand out their answers by a callback: on a hit it is called
 * and the body skipped, on a miss the client gets a stand-in for it. Nobody is kept waiting for
 * another's load. As in {@link AnswerHandler}, every failure of the agent's becomes the original
 * call; what a callback throws is its application's. Thread-safe.
 */
final class CallbackHandler extends CallHandler {

  private final Site site;
  private final KeyPlan keys;
  private final @Nullable CallPath executor;
  private final Detours detours;
  private final @Nullable ShadowHandler shadows;

  /**
   * @param executor where calls have what hits are called on; null for the thread of the call
   * @param shadows tells what the cache would do, where all calls go upstream; null where they
   *     don't
   */
  CallbackHandler(
      Site site,
      KeyPlan keys,
      @Nullable CallPath executor,
      Detours detours,
      @Nullable ShadowHandler shadows) {
    this.site = site;
    this.keys = keys;
    this.executor = executor;
    this.detours = detours;
    this.shadows = shadows;
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    Object decided;
    try {
      decided = decide(self, arguments);
    } catch (Throwable failure) {
      return site.failed(failure);
    }
    return decided instanceof Telling ? ((Telling) decided).told() : decided;
  }

  /** As {@link #enter}, but a callback that is to be called now is left to the caller. */
  private @Nullable Object decide(@Nullable Object self, @Nullable Object[] arguments)
      throws ClassNotFoundException, UnkeyableException {
    UpstreamCall outer = site.underWay().here();
    Scope scope = site.admit(self, outer);
    if (scope == null) {
      return null;
    }
    CallbackMethod method = scope.callback();
    Object callback = arguments[method.argument()];
    if (callback == null) {
      return site.bypass(BypassReason.NO_CALLBACK);
    }
    if (StandIn.is(callback, site.rule().cache())) {
      return site.bypass(BypassReason.NESTED);
    }
    if (!method.usable()) {
      site.refuse("`" + method.type().getName() + "` is not open to the agent");
      return site.bypass(BypassReason.REFUSED);
    }
    if (!keys.admits(self, arguments)) {
      return site.bypass(BypassReason.CONDITION);
    }
    Object on = executor == null ? null : executor(executor, self, arguments);
    if (on == null && executor != null) {
      return site.bypass(BypassReason.NO_CALLBACK);
    }
    Object key = keys.key(site.keyScope(scope, self), site.isPlain(scope), self, arguments);
    if (key == null) {
      return site.bypass(BypassReason.NULL_KEY);
    }
    Call call = new Call(method, key, self, arguments, callback, (Executor) on, outer);
    if (shadows != null) {
      Shadowing shadowing = shadows.shadowing(scope, key);
      return shadowing == null ? null : call.standIn(shadowing);
    }
    Entry entry = site.cache().find(key);
    return entry == null
        ? call.settle(site.cache().askWithoutWaiting(site.question(scope, key)))
        : call.answered(entry.answer(), entry.birthNanos());
  }

  private @Nullable Object executor(
      CallPath path, @Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    Object found = path.ofResult() ? null : path.before(self, arguments);
    if (found instanceof Executor) {
      return found;
    }
    site.tell(
        "executor",
        "`"
            + path
            + "` led to "
            + (found == null ? "null" : "a " + found.getClass().getName())
            + ", which is no java.util.concurrent.Executor; the call went upstream");
    return null;
  }

  /** One call that the cache is for. */
  private final class Call {
    private final CallbackMethod method;
    private final Object key;
    private final @Nullable Object self;
    private final @Nullable Object[] arguments;
    private final Object callback;
    private final @Nullable Executor on;
    private final @Nullable UpstreamCall outer;

    private Call(
        CallbackMethod method,
        Object key,
        @Nullable Object self,
        @Nullable Object[] arguments,
        Object callback,
        @Nullable Executor on,
        @Nullable UpstreamCall outer) {
      this.method = method;
      this.key = key;
      this.self = self;
      this.arguments = arguments;
      this.callback = callback;
      this.on = on;
      this.outer = outer;
    }

    private @Nullable Object settle(Lookup lookup) {
      if (lookup instanceof Lookup.Answered) {
        Lookup.Answered answered = (Lookup.Answered) lookup;
        return answered(answered.outcome(), answered.birthNanos());
      }
      if (lookup instanceof Lookup.Bypassed) {
        return site.bypass(((Lookup.Bypassed) lookup).reason());
      }
      if (lookup instanceof Lookup.Following) {
        return follow((Lookup.Following) lookup);
      }
      return standIn(new Loading(site, ((Lookup.Leading) lookup).load()));
    }

    private @Nullable Object answered(Served outcome, long birthNanos) {
      if (!method.takes(outcome)) {
        return site.bypass(BypassReason.NO_CALLBACK);
      }
      if (on != null && !method.callable()) {
        return site.bypass(BypassReason.WAIT);
      }
      if (outer != null) {
        outer.contains(birthNanos);
      }
      return on == null ? new Telling(method, callback, outcome) : queued(on, outcome, birthNanos);
    }

    private Telling queued(Executor queue, Served outcome, long birthNanos) {
      boolean negative = Ages.isNegative(outcome.value);
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      return new QueuedTelling(
          site,
          method,
          callback,
          outcome,
          queue,
          () -> site.cache().isOver(KeyPlan.symbolOf(key), negative, birthNanos),
          () -> detours.make(site, context, () -> method.callAnew(self, arguments)));
    }

    /**
     * Who is part of a load himself doesn't follow: how old the answer will be isn't known yet. Nor
     * does he whose call can't be made again, if there is no answer.
     */
    private @Nullable Object follow(Lookup.Following following) {
      if (outer != null || !method.callable()) {
        return site.bypass(BypassReason.WAIT);
      }
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      following.whenLanded(
          this::tellOrCall, last -> detours.make(site, context, () -> tellOrCall(last)));
      return Telling.DONE;
    }

    private void tellOrCall(Lookup.@Nullable Answered answered) {
      if (answered != null && method.takes(answered.outcome())) {
        method.tellAlone(callback, answered.outcome());
      } else {
        method.callAnew(self, arguments);
      }
    }

    /** Has the body called with a stand-in for the callback. */
    private Object standIn(Purpose purpose) {
      return purpose.orLose(
          () -> {
            CallArguments asked = new CallArguments(keys, key, self, arguments);
            CallbackTicket ticket = new CallbackTicket(purpose, asked, outer, method.successName());
            ticket.substitute(method, arguments, callback, on);
            site.underWay().begin(ticket);
            return ticket;
          });
    }
  }
}
