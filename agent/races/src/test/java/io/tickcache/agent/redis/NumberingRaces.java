package io.tickcache.agent.redis;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Messages that arrive while counting begins anew. */
public final class NumberingRaces {

  private NumberingRaces() {}

  @JCStressTest
  @Outcome(id = "6", expect = ACCEPTABLE, desc = "what has arrived stays known")
  @State
  public static class ARestartForgetsNoMessageThatArrivesMeanwhile {
    private final Numbering numbering = new Numbering();

    @Actor
    public void ear() {
      long[] numbers = new long[Keyspace.BUCKETS];
      numbers[0] = 5;
      numbering.restart(numbers);
    }

    @Actor
    public void inbox() {
      numbering.hear(0, 6);
    }

    @Arbiter
    public void later(I_Result result) {
      result.r1 = (int) numbering.heard()[0];
    }
  }
}
