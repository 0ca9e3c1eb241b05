package io.tickcache.agent.cache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * L2: answers that processes share. No method throws, and none keeps its caller longer than the
 * configured time-out; what can't be done in that time is as if there were no L2. Thread-safe.
 */
public interface RemoteCache {

  /** Stands for the node that asks, among those that have loaded something. */
  int THIS_PROCESS = 0;

  /** Whether asking makes sense now; cheap enough for every miss. */
  boolean available();

  /**
   * Reads a key in one round trip, and takes the lease on it if there is nothing and nobody else
   * holds it.
   *
   * @param leaseMillis 0 takes no lease: where there is nothing it is as if another held it
   * @param sinceNanos since when the caller has been kept: the time-out counts from there
   */
  Reading read(RemoteKey key, long leaseMillis, long sinceNanos);

  /**
   * As {@link #read}, for who is to replace the value: he gets the lease though there is one,
   * unless it stays for long yet. Others find the old value until the new one is filled in.
   *
   * @param youngNanos how much longer a value stays that need not be replaced
   */
  default Reading refresh(RemoteKey key, long leaseMillis, long youngNanos, long sinceNanos) {
    return Reading.UNAVAILABLE;
  }

  /** As {@link #read} for each of the keys, all in the time of one. */
  default List<Reading> readAll(List<RemoteKey> keys, long leaseMillis, long sinceNanos) {
    List<Reading> readings = new ArrayList<>(keys.size());
    for (RemoteKey key : keys) {
      readings.add(read(key, leaseMillis, sinceNanos));
    }
    return readings;
  }

  /**
   * Reads keys in one round trip for nobody who would load them: it takes no lease, so what there
   * is no value for is {@link Reading#BUSY}. It may keep its caller for half a second, and says
   * nothing of how fast L2 is for others.
   */
  default List<Reading> fetchAll(List<RemoteKey> keys) {
    return Collections.nCopies(keys.size(), Reading.UNAVAILABLE);
  }

  /** Stores an answer if the lease still stands and no invalidation came since; doesn't wait. */
  void fill(RemoteKey key, Lease lease, byte[] bytes, long birthNanos, long ttlNanos);

  /** Prolongs a lease; doesn't wait. */
  void renew(RemoteKey key, Lease lease, long leaseMillis);

  /** Gives a lease back after a load that brought nothing; doesn't wait. */
  void release(RemoteKey key, Lease lease);

  /** Deletes a value that can't be used. */
  void drop(RemoteKey key);

  /**
   * Voids all answers for a symbol, or for the whole cache where it is null, and tells the other
   * processes. When it returns, no later {@link #read} of this process gives such an answer, though
   * L2 itself may hear of it later.
   */
  void invalidate(String cache, @Nullable String symbol);

  /**
   * As {@link #invalidate} of a symbol, and in the same step stores newer answers for it, unless an
   * invalidation came since their birth, or a newer update. Where L2 can't be asked it is an
   * invalidation that L2 has yet to hear of.
   *
   * @param values of the symbol, one at least
   * @return false where something voids the answers, as far as L2 could tell
   */
  default boolean update(String cache, String symbol, List<RemoteUpdate> values, long birthNanos) {
    invalidate(cache, symbol);
    return true;
  }

  /**
   * Looks at keys without taking a lease or changing anything; what there is nothing under brings
   * null. Null in all where L2 can't be asked now.
   */
  default @Nullable List<@Nullable Seen> look(List<RemoteKey> keys) {
    return null;
  }

  /** Adds to how often symbols of a cache were asked for by all processes; doesn't wait. */
  default void noteAsked(String cache, Map<String, Long> counts) {}

  /**
   * The symbols of a cache that all processes together have asked for most of late, the most asked
   * first; null where L2 can't tell now. It may keep its caller for half a second.
   */
  default @Nullable List<String> mostAsked(String cache, int number) {
    return null;
  }

  /** A value as it is seen from outside, or a lease on it. Immutable. */
  final class Seen {
    private final long birthNanos;
    private final long bytes;
    private final boolean isNull;
    private final int loader;

    private Seen(long birthNanos, long bytes, boolean isNull, int loader) {
      this.birthNanos = birthNanos;
      this.bytes = bytes;
      this.isNull = isNull;
      this.loader = loader;
    }

    /**
     * A value.
     *
     * @param birthNanos by the ticker of this process
     * @param first the first of its bytes
     * @param loader the node that loaded it, or {@link #THIS_PROCESS}
     */
    public static Seen value(long birthNanos, long bytes, byte first, int loader) {
      return new Seen(birthNanos, bytes, RemoteValue.isNull(bytes, first), loader);
    }

    /** Nothing yet, but this node loads it. */
    public static Seen lease(int loader) {
      return new Seen(0, -1, false, loader);
    }

    long birthNanos() {
      return birthNanos;
    }

    long bytes() {
      return bytes;
    }

    boolean isNull() {
      return isNull;
    }

    int loader() {
      return loader;
    }
  }

  /** Stands in where there is no L2. */
  RemoteCache NONE =
      new RemoteCache() {
        @Override
        public boolean available() {
          return false;
        }

        @Override
        public Reading read(RemoteKey key, long leaseMillis, long sinceNanos) {
          return Reading.UNAVAILABLE;
        }

        @Override
        public void fill(
            RemoteKey key, Lease lease, byte[] bytes, long birthNanos, long ttlNanos) {}

        @Override
        public void renew(RemoteKey key, Lease lease, long leaseMillis) {}

        @Override
        public void release(RemoteKey key, Lease lease) {}

        @Override
        public void drop(RemoteKey key) {}

        @Override
        public void invalidate(String cache, @Nullable String symbol) {}
      };
}
