package io.tickcache.agent.cache;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One question as it is put to L2, and what was found there. Confined to one thread. */
final class RemoteRead implements Predicate<Reading.Found> {

  private static final long UNTIMED = Long.MIN_VALUE;

  private final Asking asking;
  private final Question question;
  private final Flight flight;
  private final boolean waits;
  private final long beganNanos;
  private @Nullable Entry entry;

  RemoteRead(Asking asking, Question question, Flight flight, boolean waits, long beganNanos) {
    this.asking = asking;
    this.question = question;
    this.flight = flight;
    this.waits = waits;
    this.beganNanos = beganNanos;
  }

  /** Another question of the same call, which is not timed by itself. */
  RemoteRead beside(Question other, Flight itsFlight) {
    return new RemoteRead(asking, other, itsFlight, waits, UNTIMED);
  }

  /** Whether the value can be used. */
  @Override
  public boolean test(Reading.Found found) {
    entry = asking.entryOf(question, flight, found);
    return entry != null;
  }

  /** Ends the flight with the entry that was found, if there was one. */
  @Nullable Lookup settleFound() {
    Entry usable = entry;
    if (usable != null && beganNanos != UNTIMED) {
      asking.timed(beganNanos);
    }
    return usable == null ? null : asking.found(usable, question, flight);
  }

  /** Ends the flight with the entry that was found, or lets its leader load. */
  Lookup settle(Reading reading) {
    Lookup found = settleFound();
    return found == null ? asking.notFound(reading, question, flight, waits) : found;
  }
}
