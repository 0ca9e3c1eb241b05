package io.tickcache.agent.upstream;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where the processes of a namespace share out what providers allow them all. Thread-safe. */
public interface RemoteShares {

  /**
   * Says what this process has and wants of an upstream's windows, and brings its shares.
   *
   * @param leaseMillis after which they are others', if nothing more is heard of it
   * @return null where nobody can be asked now
   */
  @Nullable CompletionStage<Shares> share(String upstream, List<Claim> claims, long leaseMillis);

  /** What one process has of a budget. Immutable. */
  final class Shares {

    /** How many processes there are. */
    public final int processes;

    private final int[] units;

    public Shares(int processes, int[] units) {
      this.processes = processes;
      this.units = units.clone();
    }

    /** How much of each window. */
    public int[] units() {
      return units.clone();
    }
  }
}
