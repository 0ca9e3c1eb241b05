package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.bootstrap.gate.Served;
import org.jspecify.annotations.Nullable;

/** A call that loads the answer of one key. Confined to the thread of the call. */
final class AnswerTicket extends UpstreamCall {

  private final Load load;
  private final CallArguments arguments;

  AnswerTicket(Site site, Load load, CallArguments arguments, @Nullable UpstreamCall outer) {
    super(site, outer);
    this.load = load;
    this.arguments = arguments;
  }

  @Override
  void begins() {
    load.begin();
  }

  @Override
  void holds(long birthNanos) {
    load.contains(birthNanos);
  }

  @Override
  @Nullable Served lastAnswer() {
    Served last = last(site(), load, null, outer());
    if (last != null) {
      site().underWay().end(this);
    }
    return last;
  }

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    site().underWay().end(this);
    if (arguments.stillAsk()) {
      end(site(), load, value, failure);
    } else {
      endForCallerAlone(site(), load);
    }
  }

  @Override
  public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
    Served last =
        failure != null && arguments.stillAsk() ? last(site(), load, failure, outer()) : null;
    if (last == null) {
      return super.outcome(value, failure);
    }
    site().underWay().end(this);
    return last;
  }

  /**
   * Ends a load with the last answer where the rule grants that, and tells what the caller gets;
   * null where it grants none. Never throws.
   *
   * @param failure in whose place it is; null where the upstream must not be asked now
   * @param outer the load that this one is part of, if that is still under way here
   */
  static @Nullable Served last(
      Site site, Load load, @Nullable Throwable failure, @Nullable UpstreamCall outer) {
    try {
      Entry last = load.last(failure);
      if (last == null) {
        return null;
      }
      Served answer = last.answer();
      if (outer != null) {
        outer.contains(last.birthNanos());
      }
      load.endWith(last, failure);
      return answer;
    } catch (Throwable fault) {
      site.faulted(fault);
      return null;
    }
  }

  /** Ends a load whose call may have been answered for other arguments; never throws. */
  static void endForCallerAlone(Site site, Load load) {
    site.tellOfChange();
    abandon(site, load);
  }

  /** Ends a load that has come to nothing; never throws. */
  static void abandon(Site site, Load load) {
    try {
      load.abandon();
    } catch (Throwable fault) {
      site.faulted(fault);
    }
  }

  /** Ends a load with what its call has come to; never throws. */
  static void end(Site site, Load load, @Nullable Object value, @Nullable Throwable failure) {
    try {
      if (failure == null) {
        load.complete(value);
      } else if (site.rule().shared()) {
        // Another method of the cache need not fail as this one did.
        load.abandon();
      } else {
        load.fail(failure);
      }
    } catch (UnkeepableValueException unkeepable) {
      site.tellOfUnfit(String.valueOf(unkeepable.getMessage()));
    } catch (UnencodableValueException unencodable) {
      site.keepInProcess(String.valueOf(unencodable.getMessage()));
    } catch (Throwable fault) {
      site.faulted(fault);
    }
  }
}
