package io.tickcache.agent.cache;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One question as it is put to L2, and what was found there. Confined to one thread. */
final class RemoteRead implements Predicate<Reading.Found> {

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

  /** Whether the value can be used. */
  @Override
  public boolean test(Reading.Found found) {
    entry = asking.entryOf(question, flight, found);
    return entry != null;
  }

  /** Ends the flight with the entry that was found, if there was one. */
  @Nullable Lookup settleFound() {
    Entry usable = entry;
    return usable == null ? null : asking.found(usable, question, flight, beganNanos);
  }

  /** Ends the flight with the entry that was found, or lets its leader load. */
  Lookup settle(Reading reading) {
    Lookup found = settleFound();
    return found == null ? asking.notFound(reading, question, flight, waits) : found;
  }
}
