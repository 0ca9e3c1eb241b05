package io.tickcache.agent.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one call that asks for many symbols. What nobody loads yet is the caller's to
 * load, in one upstream call; what others load is waited for. The order keeps callers from waiting
 * for each other in a circle: nobody waits for another process while he has something to load, nor
 * for another caller while he leads anything at all.
 *
 * <p>A batch is ended by {@link #abandon}, which does nothing where all is settled: a flight that
 * stayed would keep its followers. Used by one thread at a time.
 */
public final class Batch {

  private final Asking asking;
  private final Flights flights;
  private final SecondTier second;
  private final List<Question> questions;
  private final boolean waits;
  private final long deadline;
  private final @Nullable Lookup[] lookups;
  private final @Nullable Flight[] mine;
  private final @Nullable Flight[] others;

  /**
   * @param waits whether the caller may be kept; if not, it is told of what others load
   */
  Batch(
      Asking asking, Flights flights, SecondTier second, List<Question> questions, boolean waits) {
    this.asking = asking;
    this.flights = flights;
    this.second = second;
    this.questions = questions;
    this.waits = waits;
    this.deadline = asking.deadline();
    this.lookups = new Lookup[questions.size()];
    this.mine = new Flight[questions.size()];
    this.others = new Flight[questions.size()];
  }

  Batch begin() {
    return orAbandon(
        all -> {
          claim(true);
          readRemote(waits && second.waitsForProcesses());
          return this;
        });
  }

  /** What a step makes of this; where it fails, or makes nothing of it, this is abandoned. */
  public <T> T orAbandon(Function<Batch, T> step) {
    T made = null;
    try {
      made = step.apply(this);
      return made;
    } finally {
      if (made == null) {
        abandon();
      }
    }
  }

  /**
   * What has become of a question: an answer, a load that the caller is to complete, one of others
   * that it doesn't wait for, or a bypass, which the caller asks upstream for itself alone. Null
   * while it may wait for what others load.
   */
  public @Nullable Lookup lookup(int question) {
    return lookups[question];
  }

  /** Whether others still load one of the questions. */
  public boolean isOpen() {
    for (Lookup lookup : lookups) {
      if (lookup == null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Waits for what others load, until there is something for the caller to load after all or each
   * of those loads has ended. Those that came to nothing leave questions open for which somebody
   * else has come first. Every load of the caller's must have been ended before.
   */
  public void await() {
    if (awaitProcesses()) {
      awaitCallers();
      boolean inTime = asking.isBefore(deadline);
      claim(inTime);
      readRemote(inTime && second.waitsForProcesses());
    }
  }

  /**
   * One process often loads many of the questions, so after each wait all are read again. False if
   * there is something to load first.
   */
  private boolean awaitProcesses() {
    for (int i = 0; i < lookups.length; i++) {
      Flight flight = mine[i];
      RemoteKey key = questions.get(i).remoteKey();
      if (flight == null || key == null || lookups[i] != null) {
        continue;
      }
      RemoteRead read = asking.remoteRead(questions.get(i), flight, waits);
      Lookup lookup = read.settle(second.read(key, deadline, read));
      lookups[i] = lookup;
      boolean leads = lookup instanceof Lookup.Leading;
      readRemote(!leads || asking.isBefore(deadline));
      if (leads) {
        return false;
      }
    }
    return true;
  }

  private void awaitCallers() {
    for (int i = 0; i < lookups.length; i++) {
      Flight other = others[i];
      if (other != null) {
        lookups[i] = asking.follow(questions.get(i), other, deadline, false);
        others[i] = null;
      }
    }
  }

  /** Takes the lead on the questions of which nothing is known. */
  private void claim(boolean mayWait) {
    long now = asking.now();
    for (int i = 0; i < lookups.length; i++) {
      if (lookups[i] == null && mine[i] == null && others[i] == null) {
        claim(i, mayWait, now);
      }
    }
  }

  private void claim(int i, boolean mayWait, long now) {
    Question question = questions.get(i);
    Flight flight = flights.prepare(question, now);
    Flight other =
        waits ? flights.place(question, flight) : asking.placeUnlessOverdue(question, flight);
    if (other == null) {
      mine[i] = flight;
      lookups[i] = asking.present(question, flight);
      return;
    }
    lookups[i] = asking.beside(question, flight, other, false);
    if (lookups[i] != null) {
      return;
    }
    if (!waits) {
      lookups[i] = new Lookup.Following(asking, question, other);
    } else if (mayWait) {
      others[i] = other;
    } else {
      lookups[i] = new Lookup.Bypassed(BypassReason.WAIT);
    }
  }

  /**
   * Puts all questions to L2 that this batch leads and that are open. Those that another process
   * loads stay open where that may be waited for.
   */
  private void readRemote(boolean mayWait) {
    List<Integer> open = new ArrayList<>();
    List<RemoteKey> keys = new ArrayList<>();
    List<RemoteRead> reads = new ArrayList<>();
    boolean available = second.available();
    for (int i = 0; i < lookups.length; i++) {
      Flight flight = mine[i];
      if (flight == null || lookups[i] != null) {
        continue;
      }
      RemoteKey key = questions.get(i).remoteKey();
      if (key == null || !available) {
        lookups[i] = asking.leading(questions.get(i), flight, null);
      } else {
        open.add(i);
        keys.add(key);
        reads.add(
            reads.isEmpty()
                ? asking.remoteRead(questions.get(i), flight, waits)
                : reads.get(0).beside(questions.get(i), flight));
      }
    }
    if (open.isEmpty()) {
      return;
    }
    List<Reading> readings = second.readAll(keys, reads);
    for (int i = 0; i < readings.size(); i++) {
      if (readings.get(i) != Reading.BUSY || !mayWait) {
        lookups[open.get(i)] = reads.get(i).settle(readings.get(i));
      }
    }
  }

  /** Ends every load that has not been ended; others who wait for it lead anew. */
  public void abandon() {
    abandonFrom(0);
  }

  /** Also where ending one of them fails. */
  private void abandonFrom(int first) {
    int next = first;
    try {
      while (next < lookups.length) {
        abandon(next++);
      }
    } finally {
      if (next < lookups.length) {
        abandonFrom(next);
      }
    }
  }

  private void abandon(int i) {
    Flight flight = mine[i];
    Lookup lookup = lookups[i];
    mine[i] = null;
    if (lookup instanceof Lookup.Leading) {
      ((Lookup.Leading) lookup).load().abandon();
    } else if (flight != null && lookup == null) {
      flights.abandon(questions.get(i), flight);
    }
  }
}
