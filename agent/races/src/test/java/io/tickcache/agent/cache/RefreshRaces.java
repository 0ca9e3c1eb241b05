package io.tickcache.agent.cache;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * An answer, 0, is refreshed while others ask for its symbol or invalidate it; the new one is 1.
 */
public final class RefreshRaces {

  private RefreshRaces() {}

  @JCStressTest
  @Outcome(id = "(-1|0|1), (-1|1), 1", expect = ACCEPTABLE)
  @State
  public static class AgainstAnInvalidation extends Market {

    private final Entry old = present();

    public AgainstAnInvalidation() {
      clock.advance(Duration.ofSeconds(40));
    }

    @Actor
    public void refresher(III_Result result) {
      result.r1 = refresh(old);
    }

    @Actor
    public void invalidator(III_Result result) {
      priceMoves();
      cache.invalidate(SYMBOL);
      result.r2 = find();
    }

    @Arbiter
    public void later(III_Result result) {
      result.r3 = get();
    }
  }

  /** L1 has nothing, and L2 still has the old answer. */
  @JCStressTest
  @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "the caller came first")
  @Outcome(id = "[01], 1", expect = ACCEPTABLE, desc = "he had the one or the other")
  @State
  public static class AgainstACallerWhoNeverLoads extends Market.WithRemote {

    private static final int LED = 2;
    private final Entry old;

    public AgainstACallerWhoNeverLoads() {
      remote.holds(0, clock.read());
      old = present();
      caches.enter(Backplane.Sync.SYNCED);
      clock.advance(Duration.ofSeconds(40));
      priceMoves();
    }

    @Actor
    public void refresher(II_Result result) {
      result.r2 = refresh(old);
    }

    @Actor
    public void caller(II_Result result) {
      int found = find();
      result.r1 = found == NOTHING ? number(lookup()) : found;
    }

    private static int number(Lookup lookup) {
      return lookup instanceof Lookup.Answered answered ? number(answered.outcome()) : LED;
    }
  }
}
