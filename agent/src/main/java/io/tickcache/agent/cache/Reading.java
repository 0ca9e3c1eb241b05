package io.tickcache.agent.cache;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What L2 said of a key. */
public abstract class Reading {

  /** L2 gave no answer within its time, or is not to be asked now. */
  public static final Reading UNAVAILABLE = new Unavailable();

  /** There is no answer, and another process is loading it. */
  public static final Reading BUSY = new Busy();

  private Reading() {}

  /** There is an answer. */
  public static final class Found extends Reading {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final long birthNanos;
    private final int loader;

    public Found(byte[] bytes, long birthNanos) {
      this(bytes, 0, bytes.length, birthNanos, RemoteCache.THIS_PROCESS);
    }

    /**
     * @param bytes where it stands among others
     * @param loader the node that loaded it
     */
    public Found(byte[] bytes, int start, int end, long birthNanos, int loader) {
      this.bytes = bytes;
      this.start = start;
      this.end = end;
      this.birthNanos = birthNanos;
      this.loader = loader;
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
      return Arrays.copyOfRange(bytes, start, end);
    }

    @Nullable Object decode(Values values) throws UndecodableValueException {
      return RemoteValue.decode(values, bytes, start, end);
    }

    /**
     * When the upstream call behind it began, by the ticker of this process, and never later than
     * in truth.
     */
    public long birthNanos() {
      return birthNanos;
    }

    int loader() {
      return loader;
    }
  }

  /** There is no answer, and the reader is to load it. */
  public static final class Leased extends Reading {
    private final Lease lease;

    public Leased(Lease lease) {
      this.lease = lease;
    }

    public Lease lease() {
      return lease;
    }
  }

  private static final class Busy extends Reading {}

  private static final class Unavailable extends Reading {}
}
