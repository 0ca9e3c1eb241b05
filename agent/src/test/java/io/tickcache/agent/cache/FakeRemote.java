package io.tickcache.agent.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * L2 as a test dictates it: readings in a row, the last one for ever, and a record of what was
 * asked of it.
 */
final class FakeRemote implements RemoteCache {

  final List<String> calls = new CopyOnWriteArrayList<>();

  /** The time to live of the latest fill. */
  volatile long lifeNanos;

  private final Deque<Reading> readings = new ArrayDeque<>();
  private volatile boolean available = true;
  private volatile Runnable onRead = () -> {};
  private volatile boolean failing;
  private volatile boolean failingToRelease;
  private Function<List<RemoteKey>, List<Seen>> shown = keys -> null;

  FakeRemote willRead(Reading... next) {
    synchronized (readings) {
      readings.addAll(List.of(next));
    }
    return this;
  }

  static Reading leased() {
    return new Reading.Leased(new Lease() {});
  }

  static Reading found(String text, long birthNanos) {
    return new Reading.Found(("v" + text).getBytes(UTF_8), birthNanos);
  }

  /** What is seen from outside. */
  void shows(Function<List<RemoteKey>, List<Seen>> view) {
    shown = view;
  }

  @Override
  public List<Seen> look(List<RemoteKey> keys) {
    return shown.apply(keys);
  }

  /** Happens while something is read. */
  void onRead(Runnable event) {
    onRead = event;
  }

  void goAway() {
    available = false;
  }

  void comeBack() {
    available = true;
  }

  void willFailToInvalidate() {
    failing = true;
  }

  void willFailToRelease() {
    failingToRelease = true;
  }

  List<String> callsOf(String kind) {
    List<String> matching = new ArrayList<>();
    for (String call : calls) {
      if (call.startsWith(kind)) {
        matching.add(call);
      }
    }
    return matching;
  }

  @Override
  public List<Reading> fetchAll(List<RemoteKey> keys) {
    return readAll(keys, 0, 0);
  }

  @Override
  public void noteAsked(String cache, Map<String, Long> counts) {
    calls.add("note " + cache + " " + new TreeMap<>(counts));
  }

  @Override
  public boolean available() {
    return available;
  }

  @Override
  public Reading read(RemoteKey key, long leaseMillis, long sinceNanos) {
    calls.add((leaseMillis == 0 ? "peek " : "read ") + key.symbol());
    onRead.run();
    synchronized (readings) {
      return readings.size() > 1 ? readings.remove() : readings.element();
    }
  }

  @Override
  public Reading refresh(RemoteKey key, long leaseMillis, long youngNanos, long sinceNanos) {
    calls.add("refresh " + key.symbol());
    synchronized (readings) {
      return readings.size() > 1 ? readings.remove() : readings.element();
    }
  }

  @Override
  public void fill(RemoteKey key, Lease lease, byte[] bytes, long birthNanos, long ttlNanos) {
    lifeNanos = ttlNanos;
    calls.add("fill " + key.symbol() + " " + new String(bytes, UTF_8));
  }

  @Override
  public void renew(RemoteKey key, Lease lease, long leaseMillis) {
    calls.add("renew " + key.symbol());
  }

  @Override
  public void release(RemoteKey key, Lease lease) {
    calls.add("release " + key.symbol());
    if (failingToRelease) {
      throw new IllegalStateException("it says so");
    }
  }

  @Override
  public void drop(RemoteKey key) {
    calls.add("drop " + key.symbol());
  }

  @Override
  public void invalidate(String cache, String symbol) {
    calls.add("invalidate " + cache + " " + symbol);
    if (failing) {
      throw new IllegalStateException("it says so");
    }
  }
}
