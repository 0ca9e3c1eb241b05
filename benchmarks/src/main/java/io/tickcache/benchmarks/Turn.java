package io.tickcache.benchmarks;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** How far a thread has come in what it asks for. */
@State(Scope.Thread)
public class Turn {

  private int thread;
  private int threads;
  private int at;

  @Setup
  public void begin(ThreadParams params) {
    thread = params.getThreadIndex();
    threads = params.getThreadCount();
    at = thread * (Zipf.LENGTH / threads);
  }

  /** The next one of what {@link Zipf} has drawn; each thread begins at another place. */
  <T> T next(T[] drawn) {
    return drawn[at++ & (drawn.length - 1)];
  }

  /** The next one of this thread's share of all, so that it comes again as late as can be. */
  <T> T nextOfShare(T[] all) {
    int share = all.length / threads;
    return all[thread * share + (at++ & Integer.MAX_VALUE) % share];
  }
}
