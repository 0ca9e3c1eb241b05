package io.tickcache.agent.admin;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Counts the frequent ones among many symbols in little room, by the algorithm Space-Saving
 * (Metwally, Agrawal, El Abbadi, 2005): a symbol that is not counted takes the place of the one
 * with the lowest count, and goes on from that count. So each count may be too high by what the
 * lowest is, and a symbol with a share of more than one in {@link #MOST} is there. For one thread.
 */
final class FrequentSymbols {

  private static final int MOST = 100;

  private final Map<String, Long> counts = new HashMap<>();
  private long total;

  void add(String symbol) {
    total++;
    Long count = counts.get(symbol);
    if (count == null && counts.size() == MOST) {
      count = replaceLowest();
    }
    counts.put(symbol, count == null ? 1 : count + 1);
  }

  private long replaceLowest() {
    String lowest = "";
    long least = Long.MAX_VALUE;
    for (Map.Entry<String, Long> symbol : counts.entrySet()) {
      if (symbol.getValue() < least) {
        least = symbol.getValue();
        lowest = symbol.getKey();
      }
    }
    counts.remove(lowest);
    return least;
  }

  /** Has what was count for half, so that what comes outweighs it by and by. */
  void halve() {
    total = 0;
    for (Iterator<Map.Entry<String, Long>> each = counts.entrySet().iterator(); each.hasNext(); ) {
      Map.Entry<String, Long> symbol = each.next();
      symbol.setValue(symbol.getValue() / 2);
      total += symbol.getValue();
      if (symbol.getValue() == 0) {
        each.remove();
      }
    }
  }

  Map<String, Long> counts() {
    return counts;
  }

  long total() {
    return total;
  }
}
