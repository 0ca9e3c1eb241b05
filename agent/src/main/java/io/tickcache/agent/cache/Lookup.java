package io.tickcache.agent.cache;

import io.tickcache.bootstrap.gate.Served;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What becomes of a question that L1 had no answer to. */
public abstract class Lookup {

  private Lookup() {}

  /**
   * There is an answer, from another tier or from another caller's load; or that load's failure.
   */
  public static final class Answered extends Lookup {
    private final Served outcome;
    private final long birthNanos;
    private final @Nullable Entry entry;

    Answered(Entry entry) {
      this.outcome = entry.answer();
      this.birthNanos = entry.birthNanos();
      this.entry = entry;
    }

    /** The failure of another caller's load. */
    Answered(Served outcome, long nowNanos) {
      this.outcome = outcome;
      this.birthNanos = nowNanos;
      this.entry = null;
    }

    public Served outcome() {
      return outcome;
    }

    /** What the outcome is one of; null where it is a failure. */
    public @Nullable Entry entry() {
      return entry;
    }

    /** When the upstream call behind the answer began. */
    public long birthNanos() {
      return birthNanos;
    }
  }

  /** The caller leads: it asks upstream and completes the load. */
  public static final class Leading extends Lookup {
    private final Load load;

    Leading(Load load) {
      this.load = load;
    }

    public Load load() {
      return load;
    }
  }

  /** Another caller loads the answer, and the asker can be told when it is there. */
  public static final class Following extends Lookup {
    private final Asking asking;
    private final Question question;
    private final Flight flight;

    Following(Asking asking, Question question, Flight flight) {
      this.asking = asking;
      this.question = question;
      this.flight = flight;
    }

    /**
     * Has the outcome of the load told, once.
     *
     * @param landed told on the thread that ends the load: an answer, or null where a new leader is
     *     wanted
     * @param late told by a thread of the agent's, which it must not keep, if the load hasn't ended
     *     when callers wait no longer: the last answer, or null where none is granted
     */
    public void whenLanded(Consumer<@Nullable Answered> landed, Consumer<@Nullable Answered> late) {
      asking.whenLanded(question, flight, landed, late);
    }
  }

  /** The caller asks upstream for itself alone. */
  public static final class Bypassed extends Lookup {
    private final BypassReason reason;

    Bypassed(BypassReason reason) {
      this.reason = reason;
    }

    public BypassReason reason() {
      return reason;
    }
  }
}
