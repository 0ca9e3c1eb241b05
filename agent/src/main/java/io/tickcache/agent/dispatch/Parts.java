package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.Values;
import org.jspecify.annotations.Nullable;

/**
 * What a client's answer says to each of the questions of one call. Used by one thread at a time.
 */
abstract class Parts {

  private final Values values;

  /**
   * @param values of the answer to one question
   */
  Parts(Values values) {
    this.values = values;
  }

  final Values values() {
    return values;
  }

  /** Takes the answer apart; false, after telling why, if nothing of it can be kept. */
  abstract boolean take(@Nullable Object answer);

  abstract @Nullable Object value(int part);

  /** Whether the answer names the part and says null of it, where that is not as a missing one. */
  boolean isNull(int part) {
    return false;
  }

  /** Ends a load with its part of the answer. */
  abstract void complete(Load load, int part);

  /** Ends a load whose call has failed. */
  abstract void fail(Load load, Throwable failure);

  /** The answer of a method that is asked one thing. */
  static final class Whole extends Parts {
    private final Site site;
    private @Nullable Object answer;

    Whole(Site site, Values values) {
      super(values);
      this.site = site;
    }

    @Override
    boolean take(@Nullable Object of) {
      answer = of;
      return true;
    }

    @Override
    @Nullable Object value(int part) {
      return answer;
    }

    @Override
    void complete(Load load, int part) {
      AnswerTicket.end(site, load, answer, null);
    }

    @Override
    void fail(Load load, Throwable failure) {
      AnswerTicket.end(site, load, null, failure);
    }
  }
}
