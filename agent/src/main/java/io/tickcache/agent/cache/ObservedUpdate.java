package io.tickcache.agent.cache;

import java.util.List;

/** As {@link Update}, where nothing is stored. Ended once, by one thread. */
public final class ObservedUpdate {

  private final Observation observation;
  private final String symbol;
  private final int asked;
  private final long birthNanos;

  ObservedUpdate(Observation observation, String symbol, int asked, long birthNanos) {
    this.observation = observation;
    this.symbol = symbol;
    this.asked = asked;
    this.birthNanos = birthNanos;
  }

  /** As {@link Update#invalidate}. */
  public void invalidate() {
    observation.invalidate(symbol);
  }

  /**
   * As {@link Update#complete}.
   *
   * @param hashes of the questions' keys
   */
  public void complete(List<Question> questions, boolean negative, long... hashes) {
    observation.updated(symbol, asked, birthNanos, questions, negative, hashes);
  }
}
