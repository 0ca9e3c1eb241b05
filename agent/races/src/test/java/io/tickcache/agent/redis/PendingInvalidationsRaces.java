package io.tickcache.agent.redis;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.tickcache.agent.redis.PendingInvalidations.Item;
import io.tickcache.agent.redis.PendingInvalidations.Telling;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Invalidations that are noted while others are told. */
public final class PendingInvalidationsRaces {

  private static final String CACHE = "quotes";
  private static final int MOST = 8;

  private PendingInvalidationsRaces() {}

  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Redis has not heard of the second")
  @State
  public static class OneThatIsNotedAnewIsNotForgotten {
    private final PendingInvalidations pending = new PendingInvalidations();
    private final Telling first = pending.begin(symbol("AAPL"));

    @Actor
    public void confirmed() {
      pending.applied(first);
    }

    @Actor
    public void notedAnew(II_Result result) {
      pending.begin(symbol("AAPL"));
      result.r1 = covers(pending, "AAPL");
    }

    @Arbiter
    public void later(II_Result result) {
      result.r2 = covers(pending, "AAPL");
    }
  }

  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "by itself, or by the whole cache")
  @State
  public static class OneIsCoveredWhileSymbolsBecomeTheWholeCache extends Full {
    @Actor
    public void overflowing() {
      pending.begin(symbol("one too many"));
    }

    @Actor
    public void reading(II_Result result) {
      result.r1 = covers(pending, "S0");
    }

    @Arbiter
    public void later(II_Result result) {
      result.r2 = covers(pending, "S0");
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "noted after the whole cache was told")
  @State
  public static class OneThatIsNotedAfterTheWholeCacheWasToldIsNotForgotten extends Full {
    @Actor
    public void overflowing() {
      pending.begin(symbol("one too many"));
    }

    @Actor
    public void supervisor() {
      pending.due().forEach(pending::applied);
      pending.begin(symbol("AAPL"));
    }

    @Arbiter
    public void later(I_Result result) {
      result.r1 = covers(pending, "AAPL");
    }
  }

  /** Another's note may be in the map and not in its size yet, and be taken out again. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "covered all the time")
  @State
  public static class OneIsCoveredWhileAnotherComesAndGoes {
    private final PendingInvalidations pending = new PendingInvalidations(1);

    public OneIsCoveredWhileAnotherComesAndGoes() {
      pending.begin(new Item("depth", "AAPL"));
    }

    @Actor
    public void coming() {
      pending.begin(symbol("one too many"));
    }

    @Actor
    public void going(I_Result result) {
      pending.due().forEach(pending::applied);
      result.r1 = pending.cover("depth", "AAPL") ? 1 : 0;
    }
  }

  /** As many symbols as there may be. */
  static class Full {
    final PendingInvalidations pending = new PendingInvalidations(MOST);

    Full() {
      for (int i = 0; i < MOST; i++) {
        pending.begin(symbol("S" + i));
      }
    }
  }

  private static int covers(PendingInvalidations pending, String symbol) {
    return pending.cover(CACHE, symbol) ? 1 : 0;
  }

  private static Item symbol(String symbol) {
    return new Item(CACHE, symbol);
  }
}
