package io.tickcache.agent.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept for one symbol at one moment, and how old it is. Immutable. */
public final class Look {

  private final String symbol;
  private final List<Near> near;
  private final boolean moreNear;
  private final @Nullable List<Remote> remote;
  private final boolean moreRemote;

  Look(
      String symbol,
      List<Near> near,
      boolean moreNear,
      @Nullable List<Remote> remote,
      boolean moreRemote) {
    this.symbol = symbol;
    this.near = near;
    this.moreNear = moreNear;
    this.remote = remote;
    this.moreRemote = moreRemote;
  }

  /** The symbol in the form that keys have. */
  public String symbol() {
    return symbol;
  }

  /** The entries of L1 that callers would get. */
  public List<Near> near() {
    return near;
  }

  /** Whether L1 has more of them than these. */
  public boolean hasMoreNear() {
    return moreNear;
  }

  /**
   * What L2 has under the other parts of keys that this process has asked it for; null where it
   * could not be asked.
   */
  public @Nullable List<Remote> remote() {
    return remote;
  }

  /** Whether this process has asked for more kinds of keys than were looked for. */
  public boolean mayHaveMoreRemote() {
    return moreRemote;
  }

  /** An entry of L1. Immutable. */
  public static final class Near {
    private final Object key;
    private final Entry entry;
    private final long now;
    private final long leavesNanos;

    Near(Object key, Entry entry, long now, long leavesNanos) {
      this.key = key;
      this.entry = entry;
      this.now = now;
      this.leavesNanos = leavesNanos;
    }

    public Object key() {
      return key;
    }

    public long ageNanos() {
      return now - entry.birthNanos();
    }

    /** How much longer callers may get it from L1. */
    public long leftNanos() {
      return leavesNanos - now;
    }

    /** The node that loaded it, or {@link RemoteCache#THIS_PROCESS}. */
    public int loader() {
      return entry.loader();
    }

    /** Whether it says that there is none. */
    public boolean isNegative() {
      return entry.negative();
    }
  }

  /** A value of L2, or the lease of somebody who loads it. Immutable. */
  public static final class Remote {
    private final String variant;
    private final RemoteCache.Seen seen;
    private final long now;
    private final long endNanos;

    Remote(String variant, RemoteCache.Seen seen, long now, long endNanos) {
      this.variant = variant;
      this.seen = seen;
      this.now = now;
      this.endNanos = endNanos;
    }

    /** All of its key but the symbol. */
    public String variant() {
      return variant;
    }

    /** Whether there is no value yet, and a process is loading it. */
    public boolean isLoading() {
      return seen.bytes() < 0;
    }

    public long ageNanos() {
      return now - seen.birthNanos();
    }

    /** How much longer anybody may get it. */
    public long leftNanos() {
      return endNanos - now;
    }

    public long bytes() {
      return seen.bytes();
    }

    /** The node that loaded it or is loading it, or {@link RemoteCache#THIS_PROCESS}. */
    public int loader() {
      return seen.loader();
    }
  }
}
