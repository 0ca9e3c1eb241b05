package io.tickcache.agent.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which order a client gave the answers for lists of symbols, whatever the order they were asked
 * for in; of the lists that were met with latest. Thread-safe.
 */
final class Sequences {

  /** For all keys of a call those with answers, in the order of these. */
  private final Map<Set<Object>, List<Object>> sequences = new Latest<>();

  /**
   * Learns from an answer to all that was asked for. One to a part says nothing of the whole: the
   * order of a hash table depends on what else is in it.
   *
   * @param given the pieces in the order of the client
   * @throws UnmakeableAnswerException if an earlier one for the same list had another order
   */
  synchronized void learn(Pieces pieces, List<Integer> given) throws UnmakeableAnswerException {
    if (!pieces.isWhole()) {
      return;
    }
    Set<Integer> now = new LinkedHashSet<>(given);
    List<Integer> known = remembered(pieces);
    Set<Integer> before = new LinkedHashSet<>(known == null ? now : known);
    if (!common(now, before).equals(common(before, now))) {
      throw new UnmakeableAnswerException(
          "an answer is neither in the order in which the symbols were asked for nor in their own,"
              + " and not in the same one as an earlier answer for these symbols; what such an order"
              + " says can't be told of answers from the cache. A method that returns a map, or a"
              + " set without order, can be cached, and so can this one by a rule without `symbols`,"
              + " which keeps each list as a whole");
    }
    List<Object> sequence = new ArrayList<>();
    for (int piece : now) {
      sequence.add(pieces.keys().get(piece));
    }
    sequences.put(new HashSet<>(pieces.keys()), sequence);
  }

  private @Nullable List<Integer> remembered(Pieces pieces) {
    Map<Object, Integer> byKey = pieces.byKey();
    List<Object> sequence = sequences.get(byKey.keySet());
    if (sequence == null) {
      return null;
    }
    List<Integer> remembered = new ArrayList<>();
    for (Object key : sequence) {
      remembered.add(byKey.get(key));
    }
    return remembered;
  }

  private static List<Integer> common(Set<Integer> these, Set<Integer> others) {
    List<Integer> common = new ArrayList<>(these);
    common.retainAll(others);
    return common;
  }

  /**
   * The pieces with answers in the order of the client; null if the list isn't known, or one of
   * them had no answer then.
   */
  synchronized @Nullable List<Integer> order(Pieces pieces) {
    List<Integer> order = remembered(pieces);
    if (order == null) {
      return null;
    }
    int places = 0;
    for (int i = 0; i < pieces.keys().size(); i++) {
      places += pieces.value(i) == null ? 0 : 1;
    }
    order.removeIf(piece -> pieces.value(piece) == null);
    return order.size() == places ? order : null;
  }
}
