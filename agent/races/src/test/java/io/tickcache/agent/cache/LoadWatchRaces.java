package io.tickcache.agent.cache;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Loads of other processes that end while a caller begins to wait for them. */
public final class LoadWatchRaces {

  private static final String SYMBOL = "AAPL";
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(2);

  private LoadWatchRaces() {}

  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "read too early, and woken")
  @Outcome(id = "1, [01]", expect = ACCEPTABLE, desc = "read it")
  @State
  public static class WhoRegistersBeforeHeReadsMissesNoEnd {
    private final LoadWatch watch = new LoadWatch();
    private volatile boolean filled;
    private LoadWatch.Watcher watcher;

    @Actor
    public void waiting(II_Result result) {
      watcher = watch.register(SYMBOL);
      result.r1 = filled ? 1 : 0;
    }

    @Actor
    public void loading() {
      filled = true;
      watch.wake(SYMBOL);
    }

    @Arbiter
    public void later(II_Result result) {
      result.r2 = result.r1 == 1 || isWoken(watcher) ? 1 : 0;
    }
  }

  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "read too early, and woken")
  @Outcome(id = "1, [01]", expect = ACCEPTABLE, desc = "read it")
  @State
  public static class AnEndForAllSymbolsIsNotMissedEither {
    private final LoadWatch watch = new LoadWatch();
    private volatile boolean voided;
    private LoadWatch.Watcher watcher;

    @Actor
    public void waiting(II_Result result) {
      watcher = watch.register(SYMBOL);
      result.r1 = voided ? 1 : 0;
    }

    @Actor
    public void invalidating() {
      voided = true;
      watch.wake(null);
    }

    @Arbiter
    public void later(II_Result result) {
      result.r2 = result.r1 == 1 || isWoken(watcher) ? 1 : 0;
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "woken")
  @State
  public static class WhoRegistersWhileTheLastOneLeavesIsWokenToo {
    private final LoadWatch watch = new LoadWatch();
    private final LoadWatch.Watcher last = watch.register(SYMBOL);
    private LoadWatch.Watcher next;

    @Actor
    public void leaving() {
      last.close();
    }

    @Actor
    public void coming() {
      next = watch.register(SYMBOL);
    }

    @Arbiter
    public void later(I_Result result) {
      watch.wake(SYMBOL);
      result.r1 = isWoken(next) ? 1 : 0;
    }
  }

  private static boolean isWoken(LoadWatch.Watcher watcher) {
    long began = System.nanoTime();
    try {
      watcher.await(LONG_NANOS);
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
    return System.nanoTime() - began < LONG_NANOS;
  }
}
