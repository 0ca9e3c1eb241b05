package io.tickcache.agent.cache;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.tickcache.bootstrap.gate.Served;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two callers of one key that L1 doesn't have. Each loads his own number, if he leads. */
public final class SingleFlightRaces {

  private SingleFlightRaces() {}

  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the first led")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "the second led")
  @State
  public static class OneLeadsAndTheOtherGetsHisAnswer extends Callers {
    @Actor
    public void first(II_Result result) {
      result.r1 = answer(1);
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = answer(2);
    }
  }

  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the first led")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "the second led")
  @State
  public static class WhoFollowedFindsTheAnswerInL1 extends Callers {
    @Actor
    public void first(II_Result result) {
      answer(1);
      result.r1 = find();
    }

    @Actor
    public void second(II_Result result) {
      answer(2);
      result.r2 = find();
    }
  }

  @JCStressTest
  @Outcome(id = "1, 1, 3", expect = ACCEPTABLE, desc = "the second followed the first")
  @Outcome(id = "2, 2, 3", expect = ACCEPTABLE, desc = "the first followed the second")
  @Outcome(id = "1, 2, 3", expect = ACCEPTABLE, desc = "one after the other: failures aren't kept")
  @State
  public static class AFailureIsSharedAndTheNextCallerLeads extends Callers {
    @Actor
    public void first(III_Result result) {
      result.r1 = failure(1);
    }

    @Actor
    public void second(III_Result result) {
      result.r2 = failure(2);
    }

    @Arbiter
    public void later(III_Result result) {
      result.r3 = failure(3);
    }
  }

  @JCStressTest
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "the first led, died, and the second led anew")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "the second led")
  @State
  public static class AfterALeadersOwnErrorTheFollowerLeads extends Callers {
    @Actor
    public void first(II_Result result) {
      Lookup lookup = lookup();
      if (lookup instanceof Lookup.Leading leading) {
        leading.load().fail(new StackOverflowError("only here"));
      } else {
        result.r1 = number(((Lookup.Answered) lookup).outcome());
      }
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = answer(2);
    }
  }

  /** What callers do who know their number. */
  static class Callers extends Market {
    int answer(int caller) {
      Lookup lookup = lookup();
      if (lookup instanceof Lookup.Leading leading) {
        complete(leading.load(), caller);
        return caller;
      }
      return number(((Lookup.Answered) lookup).outcome());
    }

    int failure(int caller) {
      Lookup lookup = lookup();
      if (lookup instanceof Lookup.Leading leading) {
        leading.load().fail(new Outage(caller));
        return caller;
      }
      Served outcome = ((Lookup.Answered) lookup).outcome();
      return outcome.failure instanceof Outage outage ? outage.caller : NOTHING;
    }
  }
}
