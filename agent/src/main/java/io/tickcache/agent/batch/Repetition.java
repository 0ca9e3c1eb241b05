package io.tickcache.agent.batch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client puts one object in all places of a symbol that is asked for twice, or makes one
 * for each; learnt from its answers. Thread-safe.
 */
final class Repetition {

  private volatile boolean one;

  /** Learns from what an answer has in two places of one symbol. */
  void learn(@Nullable Object first, @Nullable Object other) {
    if (other != null) {
      one = first == other;
    }
  }

  /** The values of pieces in a caller's places; null if there can't be two of one. */
  @Nullable List<@Nullable Object> values(Pieces pieces, List<Integer> places) {
    List<@Nullable Object> values = new ArrayList<>(places.size());
    boolean[] used = new boolean[pieces.keys().size()];
    for (int piece : places) {
      Object value = pieces.value(piece);
      if (value != null && used[piece] && !one) {
        value = pieces.another(value);
        if (value == null) {
          return null;
        }
      }
      used[piece] = true;
      values.add(value);
    }
    return values;
  }
}
