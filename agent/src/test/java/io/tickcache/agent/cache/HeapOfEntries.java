package io.tickcache.agent.cache;

import io.tickcache.agent.codec.HandOutPolicy;
import io.tickcache.agent.codec.ValueCodec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Holds the weights of entries against the heap that they take: what is there after a garbage
 * collection with 10,000 of them in L1, less what was there before. Run by {@code ci/heap}, with no
 * other work in the JVM.
 */
final class HeapOfEntries {

  private static final int NUMBER = 10_000;
  private static final long TTL = Long.MAX_VALUE / 4;

  private HeapOfEntries() {}

  public static void main(String[] args) throws Exception {
    Map<String, IntFunction<Object>> shapes = new LinkedHashMap<>();
    shapes.put("nothing but the entry", i -> true);
    shapes.put("quote of 3 fields", i -> new Quote("S" + i, i / 7.0, 100 * i));
    shapes.put("quote of decimals", HeapOfEntries::decimals);
    shapes.put("JSON text of 300 chars", i -> "{" + "\"bid\":\"1\",".repeat(30) + i + "}");
    shapes.put("map of 12 fields", HeapOfEntries::fields);
    shapes.put("book of 20 levels", HeapOfEntries::book);
    shapes.put("history of 250 bars", HeapOfEntries::history);
    for (Map.Entry<String, IntFunction<Object>> shape : shapes.entrySet()) {
      measure(shape.getKey(), shape.getValue(), true); // loads classes and fills tables
      System.out.println(measure(shape.getKey(), shape.getValue(), false));
    }
  }

  private static String measure(String name, IntFunction<Object> values, boolean warmUp)
      throws Exception {
    int number = warmUp ? 100 : name.startsWith("history") ? NUMBER / 10 : NUMBER;
    Room room = Room.of(Integer.MAX_VALUE, 1L << 30);
    ValueCodec codec =
        ValueCodec.of(Object.class, HeapOfEntries.class.getClassLoader(), HandOutPolicy.AUTO);
    NearCache near = new NearCache(room, TTL, 0);
    Term term = new Term(TTL, TTL, TTL);
    long before = used();
    long weight = 0;
    for (int i = 0; i < number; i++) {
      String symbol = "SYMBOL" + i;
      Kept kept = codec.keep(values.apply(i));
      Entry entry =
          Entry.of(new Fence(), kept, false, i, 0, term, room.weight(symbol, kept.bytes()));
      weight += entry.weight();
      near.put(symbol, entry, Trust.ALONE);
    }
    near.tidy(0);
    long heap = used() - before;
    if (near.size() != number) {
      throw new IllegalStateException(near.size() + " of " + number);
    }
    return String.format(
        "%-24s heap %7d bytes an entry, weight %7d, %+.1f%%",
        name, heap / number, weight / number, 100.0 * (weight - heap) / heap);
  }

  /** The heap in use, collected until several times nothing more was freed. */
  static long used() {
    long least = Long.MAX_VALUE;
    for (int vain = 0; vain < 5; vain++) {
      System.gc();
      long now = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      if (now < least) {
        least = now;
        vain = 0;
      }
    }
    return least;
  }

  private static Object decimals(int i) {
    Map<String, Object> none = new HashMap<>();
    return new Tick("S" + i, decimal(i), decimal(i + 1), Instant.ofEpochSecond(i), none);
  }

  private static Object fields(int i) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int field = 0; field < 12; field++) {
      fields.put(("field" + field).intern(), field % 2 == 0 ? decimal(i) : "text " + i);
    }
    return fields;
  }

  private static Object book(int i) {
    TreeMap<BigDecimal, BigDecimal> levels = new TreeMap<>();
    for (int level = 0; level < 20; level++) {
      levels.put(decimal(20 * i + level), decimal(i));
    }
    return levels;
  }

  private static Object history(int i) {
    List<Object> bars = new ArrayList<>();
    for (int bar = 0; bar < 250; bar++) {
      bars.add(new Bar(LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(bar), i, i, i, i, bar));
    }
    return bars;
  }

  private static BigDecimal decimal(int number) {
    return BigDecimal.valueOf(1_000_000L + number, 4);
  }

  record Quote(String symbol, double price, int size) {}

  record Bar(LocalDateTime at, double open, double high, double low, double close, long volume) {}

  /** One that callers get copies of. */
  static final class Tick {
    String symbol;
    BigDecimal bid;
    BigDecimal ask;
    Instant at;
    Map<String, Object> more;

    Tick(String symbol, BigDecimal bid, BigDecimal ask, Instant at, Map<String, Object> more) {
      this.symbol = symbol;
      this.bid = bid;
      this.ask = ask;
      this.at = at;
      this.more = more;
    }
  }
}
