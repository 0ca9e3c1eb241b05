package com.acme.values;

import com.acme.values.Shapes.Box;
import com.acme.values.Shapes.DeepDto;
import com.acme.values.Shapes.Dto;
import com.acme.values.Shapes.Fixed;
import com.acme.values.Shapes.Level;
import com.acme.values.Shapes.Node;
import com.acme.values.Shapes.Side;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** What the client answers for a symbol, by kind: always the same. */
// Old clients have old classes.
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder"})
final class Made {

  private static final Map<String, Function<String, Object>> CHANGEABLE = new LinkedHashMap<>();
  private static final Map<String, Function<String, Object>> FIXED = new LinkedHashMap<>();

  static {
    CHANGEABLE.put("dto", Dto::new);
    CHANGEABLE.put("inherited", DeepDto::new);
    CHANGEABLE.put("generic", s -> new Box<>(level(s), new Level[] {level(s)}));
    CHANGEABLE.put("list", s -> new ArrayList<>(Arrays.asList(new Dto(s), new Dto(s))));
    CHANGEABLE.put("fixedSize", s -> Arrays.asList(level(s), level(s)));
    CHANGEABLE.put("deque", s -> new ArrayDeque<>(Arrays.asList(level(s), level(s))));
    CHANGEABLE.put("map", s -> new HashMap<>(Collections.singletonMap(s, level(s))));
    CHANGEABLE.put("sorted", s -> new TreeMap<>(Collections.singletonMap(s, level(s))));
    CHANGEABLE.put(
        "concurrent", s -> new ConcurrentHashMap<>(Collections.singletonMap(s, level(s))));
    CHANGEABLE.put("set", s -> new HashSet<>(Arrays.asList(s, "other")));
    CHANGEABLE.put("linkedSet", s -> new LinkedHashSet<>(Arrays.asList(s, "other")));
    CHANGEABLE.put("ints", s -> new int[] {s.length(), 2, 3});
    CHANGEABLE.put("matrix", s -> new double[][] {{s.length()}, {2, 3}});
    CHANGEABLE.put("objects", s -> new Object[] {level(s), s, new StringBuilder(s)});
    CHANGEABLE.put("date", s -> new Date(s.length()));
    CHANGEABLE.put("timestamp", s -> new java.sql.Timestamp(s.length()));
    CHANGEABLE.put("calendar", Made::calendar);
    CHANGEABLE.put("text", s -> new StringBuilder(s).append(" text"));
    CHANGEABLE.put("buffer", s -> new StringBuffer(s).append(" text"));
    CHANGEABLE.put("bits", s -> BitSet.valueOf(new long[] {s.length()}));
    CHANGEABLE.put("number", s -> new AtomicLong(s.length()));
    CHANGEABLE.put("optional", s -> Optional.of(level(s)));
    CHANGEABLE.put("cycle", Node::ring);
    CHANGEABLE.put("enumMap", Made::bySide);
    CHANGEABLE.put("accessOrdered", Made::accessOrdered);
    CHANGEABLE.put("view", s -> Collections.unmodifiableList(held(s)));
    CHANGEABLE.put(
        "mapView", s -> Collections.unmodifiableMap(Collections.singletonMap(s, held(s))));
    CHANGEABLE.put("guavaList", s -> ImmutableList.of(level(s), level(s)));
    CHANGEABLE.put("guavaMap", s -> ImmutableMap.of(s, level(s), "other", level(s)));
    CHANGEABLE.put("guavaTexts", s -> ImmutableSet.of(s, "other"));
    CHANGEABLE.put("builder", s -> message(s).toBuilder());
    FIXED.put("fixed", s -> new Fixed(s, new BigDecimal("101.25"), Side.ASK));
    FIXED.put("string", s -> s + " text");
    FIXED.put("decimal", s -> new BigDecimal(s.length() + ".250"));
    FIXED.put("integer", s -> BigInteger.valueOf(s.length()).shiftLeft(100));
    FIXED.put("constant", s -> Side.valueOf("ASK"));
    FIXED.put("day", s -> LocalDate.ofEpochDay(s.length()));
    FIXED.put("zoned", s -> ZonedDateTime.of(2026, 3, 2, 9, 30, 0, s.length(), ZoneId.of("UTC")));
    FIXED.put("duration", s -> Duration.ofNanos(s.length()));
    FIXED.put("uuid", s -> new UUID(s.length(), 2));
    FIXED.put("optionalText", Optional::of);
    FIXED.put("one", Collections::singletonList);
    FIXED.put("message", Made::message);
  }

  private Made() {}

  /** Kinds that whoever gets one can change. */
  static Map<String, Function<String, Object>> changeable() {
    return CHANGEABLE;
  }

  /** Kinds that nobody can change. */
  static Map<String, Function<String, Object>> fixed() {
    return FIXED;
  }

  static Object of(String kind, String symbol) {
    Function<String, Object> maker = CHANGEABLE.get(kind);
    return (maker == null ? FIXED.get(kind) : maker).apply(symbol);
  }

  private static Level level(String symbol) {
    return new Level(101.25, symbol.length());
  }

  private static List<Level> held(String symbol) {
    return new ArrayList<>(Arrays.asList(level(symbol), level(symbol)));
  }

  private static Calendar calendar(String symbol) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("America/New_York"));
    calendar.setTimeInMillis(symbol.length());
    return calendar;
  }

  private static Map<Side, Level> bySide(String symbol) {
    Map<Side, Level> levels = new EnumMap<>(Side.class);
    levels.put(Side.ASK, level(symbol));
    return levels;
  }

  private static Map<String, Level> accessOrdered(String symbol) {
    Map<String, Level> levels = new LinkedHashMap<>(16, 0.75f, true);
    levels.put("first", level(symbol));
    levels.put(symbol, level(symbol));
    levels.get("first");
    return levels;
  }

  private static Struct message(String symbol) {
    return Struct.newBuilder()
        .putFields("symbol", Value.newBuilder().setStringValue(symbol).build())
        .build();
  }
}
