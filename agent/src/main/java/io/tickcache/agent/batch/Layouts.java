package io.tickcache.agent.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which order a client gives elements that name their symbols, and whether it repeats those that
 * it was asked for twice; learnt from its answers. While these have all been in the order asked
 * for, or all in that of the symbols, this is taken for the client's way, as soon as it is unlikely
 * enough to be chance; until then only for lists asked for in just that order before. After any
 * other, each list has an order of its own. Thread-safe.
 */
final class Layouts {

  private enum Order {
    ASKED,
    SORTED
  }

  private enum Times {
    AS_ASKED,
    ONCE
  }

  /**
   * Of so many clients with an order of their own, one answers three symbols as asked by chance.
   */
  private static final int ENOUGH = 6;

  private final Sequences sequences = new Sequences();

  /** Lists, as they were asked for, whose answers had one of these orders. */
  private final Map<List<Object>, Boolean> met = new Latest<>();

  /** What the answers leave possible; never changed, but replaced. */
  private volatile Set<Order> orders = EnumSet.allOf(Order.class);

  private volatile Set<Times> times = EnumSet.allOf(Times.class);

  /** Of how many clients with an order of their own one would have answered so by chance. */
  private int oneOf = 1;

  /** Whether the answers are hardly so by chance. */
  private volatile boolean proven;

  /** Whether the client follows neither of the two orders. */
  private volatile boolean own;

  /**
   * Learns from an answer to what is wanted.
   *
   * @param given the pieces in the order of the client
   */
  synchronized void learn(Pieces pieces, List<Integer> given) throws UnmakeableAnswerException {
    own |= !agree(pieces, given);
    if (own) {
      sequences.learn(pieces, given);
    }
  }

  private boolean agree(Pieces pieces, List<Integer> given) {
    if (own || !pieces.isInOrder()) {
      return true;
    }
    Set<Order> agreeingOrders = EnumSet.noneOf(Order.class);
    Set<Times> agreeingTimes = EnumSet.noneOf(Times.class);
    boolean[] answered = new boolean[pieces.keys().size()];
    for (int piece : given) {
      answered[piece] = true;
    }
    List<Integer> asked = only(answered, pieces.wantedPieces());
    for (Order order : orders) {
      for (Times often : times) {
        if (arranged(pieces, asked, order, often).equals(given)) {
          agreeingOrders.add(order);
          agreeingTimes.add(often);
        }
      }
    }
    if (agreeingOrders.isEmpty()) {
      return false;
    }
    orders = agreeingOrders;
    times = agreeingTimes;
    if (!proven && met.put(keys(pieces, asked), true) == null) {
      oneOf = more(oneOf, new HashSet<>(given).size());
      prove();
    }
    return true;
  }

  /** What is proven needs no lists any more. */
  private void prove() {
    proven = oneOf >= ENOUGH;
    if (proven) {
      met.clear();
    }
  }

  private static List<Object> keys(Pieces pieces, List<Integer> asked) {
    List<Object> keys = new ArrayList<>();
    for (int piece : asked) {
      keys.add(pieces.keys().get(piece));
    }
    return keys;
  }

  /** By an answer with so many elements, which may stand in as many orders as there are. */
  private static int more(int oneOf, int elements) {
    int more = oneOf;
    for (int i = 2; i <= elements && more < ENOUGH; i++) {
      more *= i;
    }
    return more;
  }

  /**
   * Whether it is known in which order the client would give all that is asked for and not missing,
   * or will be when it has answered for what is wanted of it now.
   */
  boolean areSettledFor(Pieces pieces) {
    if (proven && !own && orders.size() == 1 && (times.size() == 1 || !pieces.repeats())) {
      return true;
    }
    List<Integer> all = only(pieces.possible(), pieces.askedPieces());
    if (all.size() < 2) {
      return true;
    }
    if (own) {
      return !pieces.isAwaiting() && sequence(pieces) != null;
    }
    Set<Integer> distinct = new LinkedHashSet<>(all);
    if (distinct.size() < all.size() && times.size() > 1) {
      return false;
    }
    return distinct.size() < 2 || isOrderKnown(pieces, all);
  }

  private synchronized boolean isOrderKnown(Pieces pieces, List<Integer> all) {
    if (!proven && !pieces.isAwaiting() && met.containsKey(keys(pieces, all))) {
      return true;
    }
    List<Integer> wanted = only(pieces.awaited(), pieces.wantedPieces());
    boolean tells = pieces.isInOrder() && more(oneOf, wanted.size()) >= ENOUGH;
    List<Integer> asked = arranged(pieces, all, Order.ASKED, times.iterator().next());
    return (proven || tells)
        && (orders.size() == 1 || isSorted(pieces, asked) || (tells && !isSorted(pieces, wanted)));
  }

  /** The pieces with answers in the order in which the client would give them; null: not known. */
  @Nullable List<Integer> order(Pieces pieces) {
    List<Integer> asked = only(pieces.answered(), pieces.askedPieces());
    if (asked.size() < 2) {
      return asked;
    }
    return own
        ? sequence(pieces)
        : arranged(pieces, asked, orders.iterator().next(), times.iterator().next());
  }

  /** Where in an order of its own a client repeats symbols can't be told. */
  private @Nullable List<Integer> sequence(Pieces pieces) {
    return pieces.repeats() ? null : sequences.order(pieces);
  }

  private static List<Integer> only(boolean[] these, int[] of) {
    List<Integer> some = new ArrayList<>();
    for (int piece : of) {
      if (these[piece]) {
        some.add(piece);
      }
    }
    return some;
  }

  private static List<Integer> arranged(
      Pieces pieces, List<Integer> asked, Order order, Times times) {
    List<Integer> arranged =
        new ArrayList<>(times == Times.ONCE ? new LinkedHashSet<>(asked) : asked);
    if (order == Order.SORTED) {
      Collections.sort(arranged, pieces::compare);
    }
    return arranged;
  }

  private static boolean isSorted(Pieces pieces, List<Integer> order) {
    for (int i = 1; i < order.size(); i++) {
      if (pieces.compare(order.get(i - 1), order.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }
}
