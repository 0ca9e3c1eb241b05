package io.tickcache.agent.upstream;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where the processes of a namespace agree on when calls are stopped. Thread-safe. */
public interface RemoteStops {

  /**
   * Says how an upstream's calls are in this process, and brings how they are to be in all.
   *
   * @param leaseMillis after which a probe of this process counts as lost, and the process as gone,
   *     if nothing more is heard of it
   * @return null where nobody can be asked now
   */
  @Nullable CompletionStage<Verdict> tell(String upstream, Report report, long leaseMillis);

  /** What a process has to say. */
  enum Kind {
    /** Nothing new. */
    NOTHING,
    /** The provider has refused a call. */
    STOP,
    /** It has taken a probe. */
    OVER,
    /** A call has been stopped that could be the next probe. */
    WANT,
    /** This process probes. */
    PROBE
  }

  /** How an upstream's calls are in one process. Immutable. */
  final class Report {
    public final Kind kind;

    /** That of the latest verdict which this process knows of. */
    public final long number;

    /** How long calls are stopped from now on; 0 where they are not. */
    public final long millis;

    public final Stop stop;

    final BrakeState state;

    Report(Kind kind, long number, long millis, Stop stop, BrakeState state) {
      this.kind = kind;
      this.number = number;
      this.millis = millis;
      this.stop = stop;
      this.state = state;
    }
  }

  /** How an upstream's calls are to be in all processes. Immutable. */
  final class Verdict {
    final int processes;
    final long number;
    final long millis;
    final @Nullable Stop stop;
    final boolean probing;

    /**
     * @param number grows with each change
     * @param millis until the next probe
     * @param stop null where all calls are made
     * @param probing whether this process probes
     */
    public Verdict(int processes, long number, long millis, @Nullable Stop stop, boolean probing) {
      this.processes = processes;
      this.number = number;
      this.millis = millis;
      this.stop = stop;
      this.probing = probing;
    }
  }

  /** Hears of changes without having asked. Called on threads of the agent's own. */
  interface Listener {

    /**
     * An upstream's calls are to be stopped, or made again, says another process.
     *
     * @param number as that of a verdict
     * @param stop null where all calls are made
     */
    void heard(String upstream, long number, long millis, @Nullable Stop stop);

    /** Minds nothing. */
    Listener NONE = (upstream, number, millis, stop) -> {};
  }
}
