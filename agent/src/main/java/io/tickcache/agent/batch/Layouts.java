package io.tickcache.agent.batch;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * In which order a client gives elements that name their symbols, and whether it repeats those that
 * it was asked for twice; learnt from its answers. Any other order says something that elements
 * don't, such as which is the dearest. Thread-safe.
 */
final class Layouts {

  private enum Layout {
    ASKED,
    SORTED,
    ASKED_ONCE,
    SORTED_ONCE
  }

  private Set<Layout> possible = EnumSet.allOf(Layout.class);

  /** Whether an answer has been seen that has an order. */
  private boolean seen;

  /**
   * Learns from an answer to all that was asked for.
   *
   * @param given the pieces in the order of the client
   */
  synchronized void learn(Pieces pieces, List<Integer> given) throws UnmakeableAnswerException {
    Set<Layout> agreeing = agreeing(pieces, pieces.wantedPieces(), given);
    if (agreeing.isEmpty()) {
      throw new UnmakeableAnswerException(
          "an answer is neither in the order in which the symbols were asked for nor in their own,"
              + " or not in the same one as before, and what its order says can't be told of"
              + " answers from the cache; a method that returns a map, or a set without order, can"
              + " be cached");
    }
    possible = agreeing;
    seen |= given.size() > 1;
  }

  /** Whether an answer to a part of what was asked for is as those before; if not, all is open. */
  synchronized boolean agree(Pieces pieces, List<Integer> given) {
    if (!agreeing(pieces, pieces.wantedPieces(), given).isEmpty()) {
      return true;
    }
    possible = EnumSet.allOf(Layout.class);
    seen = false;
    return false;
  }

  private Set<Layout> agreeing(Pieces pieces, int[] asked, List<Integer> given) {
    Set<Layout> agreeing = EnumSet.noneOf(Layout.class);
    for (Layout layout : possible) {
      if (order(layout, pieces, asked, new LinkedHashSet<>(given)).equals(given)) {
        agreeing.add(layout);
      }
    }
    return agreeing;
  }

  /** Whether it is known in which order the client would give all that is asked for. */
  synchronized boolean areSettledFor(Pieces pieces) {
    Set<Integer> all = new LinkedHashSet<>();
    for (int i = 0; i < pieces.keys().size(); i++) {
      all.add(i);
    }
    if (pieces.askedPieces().length < 2) {
      return true;
    }
    Set<List<Integer>> orders = new LinkedHashSet<>();
    for (Layout layout : possible) {
      orders.add(order(layout, pieces, pieces.askedPieces(), all));
    }
    return seen && orders.size() == 1;
  }

  /** These pieces in the order in which the client would give them. */
  synchronized List<Integer> order(Pieces pieces, Set<Integer> present) {
    return order(possible.iterator().next(), pieces, pieces.askedPieces(), present);
  }

  private static List<Integer> order(
      Layout layout, Pieces pieces, int[] asked, Set<Integer> present) {
    List<Integer> order = new ArrayList<>();
    for (int piece : asked) {
      if (present.contains(piece)) {
        order.add(piece);
      }
    }
    if (layout == Layout.ASKED_ONCE || layout == Layout.SORTED_ONCE) {
      order = new ArrayList<>(new LinkedHashSet<>(order));
    }
    if (layout == Layout.SORTED || layout == Layout.SORTED_ONCE) {
      order.sort((one, other) -> pieces.compare(one, other));
    }
    return order;
  }
}
