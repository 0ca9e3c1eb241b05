package io.tickcache.agent.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * L2 as one cache deals with it: reading, waiting for another process that loads, filling under the
 * lease of a load. Thread-safe.
 */
final class SecondTier {

  private static final long FIRST_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long NO_LEASE = 0;

  /**
   * A value leaves L2 this much before its time, so that no reader finds one that is over by his
   * own, more cautious count.
   */
  private static final long MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final String cache;
  private final CachePolicy policy;
  private final Ticker ticker;
  private final RemoteCache remote;
  private final Leases leases;
  private final LoadWatch watch = new LoadWatch();
  private final LoadDurations durations;
  private final Variants variants = new Variants();

  SecondTier(
      String cache,
      CachePolicy policy,
      Ticker ticker,
      RemoteCache remote,
      ScheduledExecutorService background,
      LoadDurations durations) {
    this.cache = cache;
    this.policy = policy;
    this.ticker = ticker;
    this.remote = remote;
    this.leases = new Leases(remote, ticker, policy.waitNanos, background);
    this.durations = durations;
  }

  /** Whether there is one, be it out of reach or not. */
  boolean exists() {
    return remote != RemoteCache.NONE;
  }

  /** Whether asking makes sense now. */
  boolean available() {
    return remote.available();
  }

  /**
   * Reads a key. While another process loads it, waits for that as for a leader of this one, until
   * the deadline; it may keep the caller for the remote cache's own time-out besides.
   *
   * @param usable whether the reader can make something of a value
   */
  Reading read(RemoteKey key, long deadline, Predicate<Reading.Found> usable) {
    Reading reading = readNow(key, usable);
    return reading == Reading.BUSY && waitsForProcesses()
        ? readLater(key, deadline, usable)
        : reading;
  }

  /**
   * Reads many keys in one round trip, without waiting for other processes.
   *
   * @param usable for each key, whether its reader can make something of a value
   */
  List<Reading> readAll(List<RemoteKey> keys, List<? extends Predicate<Reading.Found>> usable) {
    keys.forEach(variants::add);
    long began = ticker.read();
    List<Reading> readings = remote.readAll(keys, durations.leaseMillis(), began);
    List<Reading> useful = new ArrayList<>(readings.size());
    for (int i = 0; i < readings.size(); i++) {
      useful.add(useful(keys.get(i), readings.get(i), began, usable.get(i)));
    }
    return useful;
  }

  /** As {@link RemoteCache#fetchAll}; what can't be used is left alone. */
  List<Reading> fetch(List<RemoteKey> keys) {
    keys.forEach(variants::add);
    return remote.fetchAll(keys);
  }

  /** Reads a key as it is now, for who is not to load it. */
  Reading peek(RemoteKey key, Predicate<Reading.Found> usable) {
    variants.add(key);
    Reading reading = remote.read(key, NO_LEASE, ticker.read());
    return isUseful(reading, usable) ? reading : Reading.BUSY;
  }

  /**
   * Takes the lease on a key to replace its value, which stays until then; one that has at least
   * this much of its time before it has been replaced already.
   */
  Reading refresh(RemoteKey key, long youngNanos) {
    long began = ticker.read();
    return remote.refresh(key, durations.leaseMillis(), youngNanos, began);
  }

  private Reading readNow(RemoteKey key, Predicate<Reading.Found> usable) {
    variants.add(key);
    long began = ticker.read();
    return useful(key, remote.read(key, durations.leaseMillis(), began), began, usable);
  }

  /**
   * A value that is of no use gives way to a lease, in what is left of the caller's time: all who
   * find it would load at once. It may be damaged, or over by our count though not yet by L2's.
   */
  private Reading useful(
      RemoteKey key, Reading first, long began, Predicate<Reading.Found> usable) {
    if (isUseful(first, usable)) {
      return first;
    }
    remote.drop(key);
    Reading second = remote.read(key, durations.leaseMillis(), began);
    if (isUseful(second, usable)) {
      return second;
    }
    remote.drop(key);
    return Reading.UNAVAILABLE;
  }

  private static boolean isUseful(Reading reading, Predicate<Reading.Found> usable) {
    return !(reading instanceof Reading.Found) || usable.test((Reading.Found) reading);
  }

  /**
   * What there is for a symbol, of all that this process has asked for; null where L2 can't be
   * asked now.
   */
  @Nullable List<Look.Remote> look(String symbol) {
    List<RemoteKey> keys = variants.keys(cache, symbol);
    List<RemoteCache.@Nullable Seen> seen = keys.isEmpty() ? new ArrayList<>() : remote.look(keys);
    if (seen == null) {
      return null;
    }
    List<Look.Remote> found = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      RemoteCache.Seen one = seen.get(i);
      if (one != null) {
        long now = ticker.read();
        long end = policy.terms.end(symbol, one.isNull(), one.birthNanos(), now);
        found.add(new Look.Remote(keys.get(i).variant(), one, now, end));
      }
    }
    return found;
  }

  /** Whether this process has asked for more than is looked for. */
  boolean hasMoreVariants() {
    return variants.hasMore();
  }

  /** Whether callers wait for the load of another process. */
  boolean waitsForProcesses() {
    return policy.acrossProcesses;
  }

  /**
   * Whoever is watching before he reads misses no word. Polling insures against a word that was
   * lost; an interrupt ends the waiting and stays.
   */
  private Reading readLater(RemoteKey key, long deadline, Predicate<Reading.Found> usable) {
    try (LoadWatch.Watcher watcher = watch.register(key.symbol())) {
      for (long pause = 0; ; pause = next(pause)) {
        watcher.await(Math.min(pause, deadline - ticker.read()));
        Reading reading = readNow(key, usable);
        if (reading != Reading.BUSY || ticker.read() - deadline >= 0) {
          return reading;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Reading.BUSY;
    }
  }

  private static long next(long pause) {
    return pause == 0 ? FIRST_POLL_NANOS : Math.min(LONGEST_POLL_NANOS, 2 * pause);
  }

  /** Keeps a lease alive until the future is cancelled. */
  Future<?> renew(RemoteKey key, Lease lease) {
    return leases.keep(key, lease, durations.leaseMillis());
  }

  /** Takes note of how long a load took. */
  void loaded(long nanos) {
    durations.record(nanos);
  }

  /**
   * Stores the answer of a load, if it holds a lease and nothing has voided it, and otherwise gives
   * the lease back.
   *
   * @param lifeNanos how old it may become
   * @throws UnencodableValueException if the value can't be written
   */
  void fill(Load load, @Nullable Object value, long lifeNanos) throws UnencodableValueException {
    RemoteKey key = load.question().remoteKey();
    Lease lease = load.lease();
    if (key == null || lease == null) {
      return;
    }
    long left = left(key, load.birthNanos(), lifeNanos);
    if (left <= 0 || load.flight().isVoid()) {
      remote.release(key, lease);
      return;
    }
    byte[] bytes;
    try {
      bytes = RemoteValue.encode(load.question().values(), value);
    } catch (UnencodableValueException unencodable) {
      remote.release(key, lease);
      throw unencodable;
    }
    remote.fill(key, lease, bytes, load.birthNanos(), left);
  }

  /** How long L2 may keep an answer from now on; not above 0 where it may not. */
  long left(RemoteKey key, long birthNanos, long lifeNanos) {
    // What is refreshed ahead has its jitter there, and must not be over before.
    double jitter = policy.refreshAhead ? 0 : policy.terms.limits(key.symbol()).jitter;
    return jittered(lifeNanos - (ticker.read() - birthNanos), jitter) - MARGIN_NANOS;
  }

  private static long jittered(long nanos, double jitter) {
    return nanos - (long) (nanos * jitter * ThreadLocalRandom.current().nextDouble());
  }

  /** Gives back the lease of a load that brought nothing, if it has one. */
  void release(Load load) {
    RemoteKey key = load.question().remoteKey();
    Lease lease = load.lease();
    if (key != null && lease != null) {
      remote.release(key, lease);
    }
  }

  /** Voids a symbol, or all of them where it is null, and tells the other processes. */
  void invalidate(@Nullable String symbol) {
    remote.invalidate(cache, symbol);
  }

  /**
   * As {@link #invalidate}, and stores newer answers for the symbol.
   *
   * @return false where L2 knows of something that voids them
   */
  boolean update(String symbol, List<RemoteUpdate> values, long birthNanos) {
    if (values.isEmpty()) {
      remote.invalidate(cache, symbol);
      return true;
    }
    values.forEach(value -> variants.add(value.key()));
    return remote.update(cache, symbol, values, birthNanos);
  }

  /** Adds to how often symbols were asked for. */
  void noteAsked(Map<String, Long> counts) {
    if (!counts.isEmpty()) {
      remote.noteAsked(cache, counts);
    }
  }

  /** Has those read again who wait for a load of the symbol, or of any where it is null. */
  void wake(@Nullable String symbol) {
    watch.wake(symbol);
  }
}
