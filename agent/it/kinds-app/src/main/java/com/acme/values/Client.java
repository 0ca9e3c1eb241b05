package com.acme.values;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Struct;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Date;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A client with a method for each kind of value. It keeps what it has made, as clients do. */
// Old clients have old classes.
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder"})
public final class Client {

  private static final long UPSTREAM_NANOS = 500_000;

  private final AtomicLong bodies = new AtomicLong();
  private final ThreadLocal<List<Object>> made = ThreadLocal.withInitial(ArrayList::new);

  long bodies() {
    return bodies.get();
  }

  /** What it has made on this thread since it was last asked that. */
  List<Object> takeMade() {
    List<Object> taken = made.get();
    made.remove();
    return taken;
  }

  // the caller knows what the kind is
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> T make(String kind, String symbol) {
    bodies.incrementAndGet();
    LockSupport.parkNanos(UPSTREAM_NANOS);
    Object value = Made.of(kind, symbol);
    made.get().add(value);
    return (T) value;
  }

  public Map<String, Shapes.Dto> batch(List<String> symbols) {
    Map<String, Shapes.Dto> answers = new LinkedHashMap<>();
    for (String symbol : symbols) {
      answers.put(symbol, make("dto", symbol));
    }
    made.get().add(answers);
    return answers;
  }

  public CompletableFuture<Shapes.Dto> promise(String symbol) {
    return CompletableFuture.completedFuture(make("dto", symbol));
  }

  public Shapes.Dto dto(String symbol) {
    return make("dto", symbol);
  }

  public Shapes.Dto inherited(String symbol) {
    return make("inherited", symbol);
  }

  public Shapes.Box<Shapes.Level> generic(String symbol) {
    return make("generic", symbol);
  }

  public List<Shapes.Dto> list(String symbol) {
    return make("list", symbol);
  }

  public List<Shapes.Level> fixedSize(String symbol) {
    return make("fixedSize", symbol);
  }

  public Deque<Shapes.Level> deque(String symbol) {
    return make("deque", symbol);
  }

  public Map<String, Shapes.Level> map(String symbol) {
    return make("map", symbol);
  }

  public SortedMap<String, Shapes.Level> sorted(String symbol) {
    return make("sorted", symbol);
  }

  public Map<String, Shapes.Level> concurrent(String symbol) {
    return make("concurrent", symbol);
  }

  public Set<String> set(String symbol) {
    return make("set", symbol);
  }

  public Set<String> linkedSet(String symbol) {
    return make("linkedSet", symbol);
  }

  public int[] ints(String symbol) {
    return make("ints", symbol);
  }

  public double[][] matrix(String symbol) {
    return make("matrix", symbol);
  }

  public Object[] objects(String symbol) {
    return make("objects", symbol);
  }

  public Date date(String symbol) {
    return make("date", symbol);
  }

  public Date timestamp(String symbol) {
    return make("timestamp", symbol);
  }

  public Calendar calendar(String symbol) {
    return make("calendar", symbol);
  }

  public StringBuilder text(String symbol) {
    return make("text", symbol);
  }

  public StringBuffer buffer(String symbol) {
    return make("buffer", symbol);
  }

  public BitSet bits(String symbol) {
    return make("bits", symbol);
  }

  public AtomicLong number(String symbol) {
    return make("number", symbol);
  }

  public Optional<Shapes.Level> optional(String symbol) {
    return make("optional", symbol);
  }

  public Shapes.Node cycle(String symbol) {
    return make("cycle", symbol);
  }

  public Map<Shapes.Side, Shapes.Level> enumMap(String symbol) {
    return make("enumMap", symbol);
  }

  public Map<String, Shapes.Level> accessOrdered(String symbol) {
    return make("accessOrdered", symbol);
  }

  public List<Shapes.Level> view(String symbol) {
    return make("view", symbol);
  }

  public Map<String, List<Shapes.Level>> mapView(String symbol) {
    return make("mapView", symbol);
  }

  public ImmutableList<Shapes.Level> guavaList(String symbol) {
    return make("guavaList", symbol);
  }

  public ImmutableMap<String, Shapes.Level> guavaMap(String symbol) {
    return make("guavaMap", symbol);
  }

  public Struct.Builder builder(String symbol) {
    return make("builder", symbol);
  }

  public Shapes.Fixed fixed(String symbol) {
    return make("fixed", symbol);
  }

  public String string(String symbol) {
    return make("string", symbol);
  }

  public BigDecimal decimal(String symbol) {
    return make("decimal", symbol);
  }

  public BigInteger integer(String symbol) {
    return make("integer", symbol);
  }

  public Shapes.Side constant(String symbol) {
    return make("constant", symbol);
  }

  public LocalDate day(String symbol) {
    return make("day", symbol);
  }

  public ZonedDateTime zoned(String symbol) {
    return make("zoned", symbol);
  }

  public Duration duration(String symbol) {
    return make("duration", symbol);
  }

  public UUID uuid(String symbol) {
    return make("uuid", symbol);
  }

  public Optional<String> optionalText(String symbol) {
    return make("optionalText", symbol);
  }

  public List<String> one(String symbol) {
    return make("one", symbol);
  }

  public ImmutableSet<String> guavaTexts(String symbol) {
    return make("guavaTexts", symbol);
  }

  public Struct message(String symbol) {
    return make("message", symbol);
  }
}
