package io.tickcache.agent.cache;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The loads of one cache that are under way, one at most for each key. Thread-safe. */
final class Flights {

  private final Fences fences;
  private final Ticker ticker;
  private final ConcurrentHashMap<Object, Flight> underWay = new ConcurrentHashMap<>();

  Flights(Fences fences, Ticker ticker) {
    this.fences = fences;
    this.ticker = ticker;
  }

  int number() {
    return underWay.size();
  }

  /** A flight that the current thread may lead; its fence is taken before anything is read. */
  Flight prepare(Question question) {
    return prepare(question, ticker.read());
  }

  /** As {@link #prepare(Question)}, at one moment for many. */
  Flight prepare(Question question, long now) {
    return prepare(question, now, false);
  }

  /** As {@link #prepare}, for a load that begins before the present answer is over. */
  Flight prepareAhead(Question question) {
    return prepare(question, ticker.read(), true);
  }

  private Flight prepare(Question question, long now, boolean ahead) {
    Fence fence = fences.of(question.symbol());
    return new Flight(fence, Thread.currentThread(), now, ahead);
  }

  /** Puts a flight in place; returns null, or the one that is there already and not void. */
  @Nullable Flight place(Question question, Flight mine) {
    Flight other = underWay.putIfAbsent(question.key(), mine);
    while (other != null && other.isVoid()) {
      if (underWay.replace(question.key(), other, mine)) {
        return null;
      }
      other = underWay.putIfAbsent(question.key(), mine);
    }
    return other;
  }

  /** The one that is in place and not void, or null. */
  @Nullable Flight present(Question question) {
    Flight present = underWay.get(question.key());
    return present == null || present.isVoid() ? null : present;
  }

  /** Has nobody follow this flight any more but those who do already. */
  void remove(Question question, Flight flight) {
    underWay.remove(question.key(), flight);
  }

  /**
   * Forgets those that began no later than this and go on without their leader: their clients may
   * never end them.
   */
  void forget(long beganNanos) {
    underWay
        .values()
        .removeIf(flight -> flight.hasLeftThread() && flight.beganNanos() - beganNanos <= 0);
  }

  /**
   * Ends a flight with an answer.
   *
   * @param untilNanos until when those who follow may have it
   */
  void land(Question question, Flight flight, Entry entry, long untilNanos) {
    remove(question, flight);
    flight.land(entry, untilNanos);
  }

  /** Ends a flight that came to nothing: whoever follows leads anew. */
  void abandon(Question question, Flight flight) {
    remove(question, flight);
    flight.abandon();
  }
}
