package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.bootstrap.gate.LoadTicket;
import org.jspecify.annotations.Nullable;

/** A call that asks upstream on behalf of the cache. Confined to the thread of the call. */
final class AnswerTicket extends LoadTicket {

  private final AnswerHandler handler;
  private final Load load;
  private final @Nullable AnswerTicket outer;

  AnswerTicket(AnswerHandler handler, Load load, @Nullable AnswerTicket outer) {
    this.handler = handler;
    this.load = load;
    this.outer = outer;
  }

  @Nullable AnswerTicket outer() {
    return outer;
  }

  /** Whether this load, or one that it is part of, is of the rule. */
  boolean isWithin(String rule) {
    return handler.rule().equals(rule) || (outer != null && outer.isWithin(rule));
  }

  /**
   * Says that what is being loaded contains an answer of this age, and so do the loads around it.
   */
  void contains(long birthNanos) {
    load.contains(birthNanos);
    if (outer != null) {
      outer.contains(birthNanos);
    }
  }

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    try {
      handler.ended(this);
      if (failure == null) {
        load.complete(value);
      } else {
        load.fail(failure);
      }
    } catch (UnkeepableValueException unkeepable) {
      handler.refuse(String.valueOf(unkeepable.getMessage()));
    } catch (UnencodableValueException unencodable) {
      handler.keepInProcess(String.valueOf(unencodable.getMessage()));
    } catch (Throwable fault) {
      handler.faulted(fault);
    }
  }
}
