package io.tickcache.agent.codec;

import io.tickcache.agent.codec.Values.Basket;
import io.tickcache.agent.codec.Values.ByLength;
import io.tickcache.agent.codec.Values.DepthQuote;
import io.tickcache.agent.codec.Values.Holder;
import io.tickcache.agent.codec.Values.Money;
import io.tickcache.agent.codec.Values.Node;
import io.tickcache.agent.codec.Values.Primitives;
import io.tickcache.agent.codec.Values.Quote;
import io.tickcache.agent.codec.Values.Side;
import io.tickcache.agent.codec.Values.Tick;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** One value of every shape that can be kept. */
@SuppressWarnings({
  "JdkObsolete",
  "JavaUtilDate",
  "UnnecessaryStringBuilder"
}) // what legacy clients return
final class ShapesOfValues {

  private ShapesOfValues() {}

  static Stream<Object> all() {
    return Stream.of(values(), mutable(), collections(), wrappers(), application()).flatMap(s -> s);
  }

  static Stream<Object> values() {
    return Stream.of(
        "",
        "AAPL",
        "\u00e9\u20ac\ud83d\ude00",
        "lone \ud800",
        true,
        (byte) -1,
        (short) 300,
        'x',
        -5,
        1L << 40,
        1.5f,
        Double.NaN,
        new BigDecimal("-12.3400"),
        new BigInteger("-98765432109876543210"),
        MathContext.DECIMAL64,
        Side.SELL,
        DayOfWeek.FRIDAY,
        TimeUnit.DAYS,
        new UUID(1, -2),
        Currency.getInstance("EUR"),
        URI.create("https://x.example/a?b=c#d"),
        Locale.GERMANY,
        Locale.forLanguageTag("sr-Latn-RS"),
        Instant.ofEpochSecond(-5, 999_999_999),
        Duration.ofNanos(-1),
        LocalDate.of(-44, 3, 15),
        LocalTime.MAX,
        LocalDateTime.of(2024, 2, 29, 23, 59),
        ZoneOffset.ofHoursMinutes(-3, -30),
        ZoneId.of("Europe/Berlin"),
        OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC),
        OffsetDateTime.of(2024, 1, 1, 1, 1, 1, 1, ZoneOffset.MAX),
        ZonedDateTime.ofLocal(
            LocalDateTime.of(2018, 10, 28, 2, 30),
            ZoneId.of("Europe/Berlin"),
            ZoneOffset.ofHours(1)),
        Year.of(2024),
        YearMonth.of(2024, 2),
        MonthDay.of(2, 29),
        Period.of(1, -2, 3),
        OptionalInt.of(-4),
        OptionalInt.empty(),
        OptionalLong.of(9),
        OptionalDouble.of(0.5),
        OptionalDouble.empty());
  }

  static Stream<Object> mutable() {
    TimeZone tokyo = TimeZone.getTimeZone("Asia/Tokyo");
    GregorianCalendar calendar = new GregorianCalendar(tokyo, Locale.GERMANY);
    calendar.setTimeInMillis(1234567890123L);
    Timestamp timestamp = new Timestamp(1000);
    timestamp.setNanos(123456789);
    return Stream.of(
        new Object(),
        new AtomicInteger(-1),
        new AtomicLong(1L << 50),
        new AtomicBoolean(true),
        bits(0, 63, 64, 200),
        new StringBuilder("ab\u20ac"),
        new StringBuffer("cd"),
        new Date(-1),
        calendar,
        calendar("buddhist", tokyo),
        calendar("japanese", tokyo),
        tokyo,
        timestamp,
        new java.sql.Date(5),
        new java.sql.Time(6),
        new boolean[] {true, false},
        new byte[] {1, -1},
        new short[] {-300},
        new char[] {'\ud800'},
        new int[] {Integer.MIN_VALUE, 7},
        new long[] {Long.MAX_VALUE},
        new float[] {1.5f},
        new double[] {Double.NaN, -0.0},
        new int[0],
        new String[] {"a", null},
        new Object[] {1, "x", new int[] {1}},
        new int[][] {{1}, {}, null},
        new Money[1][2]);
  }

  private static Calendar calendar(String type, TimeZone zone) {
    return new Calendar.Builder()
        .setCalendarType(type)
        .setTimeZone(zone)
        .setWeekDefinition(Calendar.TUESDAY, 3)
        .setInstant(1234567890123L)
        .build();
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }

  static Stream<Object> collections() {
    List<Object> some = Arrays.asList("b", "a", "c");
    EnumMap<Side, Object> byside = new EnumMap<>(Side.class);
    byside.put(Side.SELL, new Date(1));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", new Date(1));
    map.put("y", null);
    TreeMap<String, Object> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.put("Aapl", 1);
    TreeMap<String, Object> byLength = new TreeMap<>(new ByLength());
    byLength.put("long", 1);
    byLength.put("z", 2);
    PriorityQueue<Object> queue = new PriorityQueue<>(Collections.reverseOrder());
    queue.addAll(some);
    Set<Object> concurrent = ConcurrentHashMap.newKeySet();
    concurrent.addAll(some);
    return Stream.of(
        new ArrayList<>(some),
        new ArrayList<>(),
        new LinkedList<>(some),
        new ArrayDeque<>(some),
        new Vector<>(some),
        stack(some),
        new ConcurrentLinkedQueue<>(some),
        new ConcurrentLinkedDeque<>(some),
        new CopyOnWriteArrayList<>(some),
        some,
        new AtomicReference<>(new Date(1)),
        new HashSet<>(some),
        new LinkedHashSet<>(some),
        new CopyOnWriteArraySet<>(some),
        concurrent,
        new HashMap<>(map),
        map,
        new ConcurrentHashMap<>(Map.of("a", 1)),
        new Hashtable<>(Map.of("a", 1)),
        queue,
        new TreeSet<>(some),
        new ConcurrentSkipListSet<>(some),
        ignoringCase,
        byLength,
        new ConcurrentSkipListMap<>(ignoringCase),
        EnumSet.of(Side.SELL),
        EnumSet.noneOf(Side.class),
        byside,
        new EnumMap<Side, Object>(Side.class));
  }

  private static Stack<Object> stack(List<Object> elements) {
    Stack<Object> stack = new Stack<>();
    stack.addAll(elements);
    return stack;
  }

  static Stream<Object> wrappers() {
    TreeMap<String, Object> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.put("Aapl", new Date(1));
    return Stream.of(
        Optional.empty(),
        Optional.of("x"),
        Optional.of(new Date(1)),
        List.of(),
        List.of(1),
        List.of(1, 2, 3),
        List.of(new Date(1)),
        Stream.of("a", null).toList(),
        Set.of(),
        Set.of("a"),
        Set.of("a", "b", "c"),
        Map.of(),
        Map.of("a", new Date(1)),
        Map.of("a", 1, "b", 2),
        Collections.emptyList(),
        Collections.emptySet(),
        Collections.emptyMap(),
        Collections.singletonList(null),
        Collections.singleton(new Date(1)),
        Collections.singletonMap("a", new Date(1)),
        new AbstractMap.SimpleImmutableEntry<>("k", new Date(1)),
        new AbstractMap.SimpleEntry<>("k", "v"),
        Collections.unmodifiableCollection(new ArrayDeque<>(List.of(1))),
        Collections.unmodifiableList(new LinkedList<>(List.of(1))),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Collections.unmodifiableSet(new HashSet<>(Set.of(1))),
        Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(1))),
        Collections.unmodifiableNavigableSet(new TreeSet<>(Set.of(1))),
        Collections.unmodifiableMap(ignoringCase),
        Collections.unmodifiableSortedMap(ignoringCase),
        Collections.unmodifiableNavigableMap(ignoringCase),
        Collections.synchronizedCollection(new ArrayDeque<>(List.of(1))),
        Collections.synchronizedList(new LinkedList<>(List.of(1))),
        Collections.synchronizedList(new ArrayList<>(List.of(1))),
        Collections.synchronizedSet(new HashSet<>(Set.of(1))),
        Collections.synchronizedSortedSet(new TreeSet<>(Set.of(1))),
        Collections.synchronizedNavigableSet(new TreeSet<>(Set.of(1))),
        Collections.synchronizedMap(ignoringCase),
        Collections.synchronizedSortedMap(ignoringCase),
        Collections.synchronizedNavigableMap(ignoringCase));
  }

  static Stream<Object> application() {
    Money money = new Money(new BigDecimal("1.50"), Side.BUY, 2);
    Quote quote = new Quote("AAPL", 42);
    List<Object> twice = new ArrayList<>(List.of(quote, quote, money, money));
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    Object[] loop = new Object[1];
    loop[0] = loop;
    Node root = new Node("root");
    root.notes.put(root.child("left"), "l");
    root.child("right").others.add(root);
    return Stream.of(
        new Tick("AAPL", 1.5),
        money,
        new Basket("b", List.of(money), Map.of("x", money)),
        new Holder<>(quote),
        quote,
        new DepthQuote("deep"),
        new Primitives(),
        twice,
        itself,
        loop,
        root,
        Values.chain(100),
        new Quote[] {quote, new DepthQuote("x")});
  }
}
