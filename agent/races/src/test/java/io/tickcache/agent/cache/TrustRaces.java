package io.tickcache.agent.cache;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Proofs that the others are heard, which come while it turns out that they are not. */
public final class TrustRaces {

  private TrustRaces() {}

  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "an entry stays 100 ms from then on")
  @State
  public static class AProofDoesNotOutliveTheSuspicion extends Market {
    public AProofDoesNotOutliveTheSuspicion() {
      get();
    }

    @Actor
    public void inbox() {
      caches.confirm(clock.read() + 1);
    }

    @Actor
    public void supervisor() {
      caches.enter(Backplane.Sync.SUSPECT);
    }

    @Arbiter
    public void later(I_Result result) {
      clock.advance(Duration.ofMillis(200));
      result.r1 = find();
    }
  }
}
