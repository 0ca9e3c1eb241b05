package io.tickcache.agent.cache;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The price moves and is invalidated while a caller asks for it. The caller may get the old price,
 * 0, or the new one, 1; once the invalidation has returned, nobody gets the old one.
 */
public final class InvalidationRaces {

  private InvalidationRaces() {}

  @JCStressTest
  @Outcome(id = "[01], (-1|1), 1", expect = ACCEPTABLE)
  @State
  public static class OfASymbolAgainstALoad extends Market {
    @Actor
    public void caller(III_Result result) {
      result.r1 = get();
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

  @JCStressTest
  @Outcome(id = "[01], 1, 1", expect = ACCEPTABLE)
  @State
  public static class OfASymbolAgainstALoadThatOthersFollow extends Market {
    @Actor
    public void caller(III_Result result) {
      result.r1 = get();
    }

    @Actor
    public void invalidator(III_Result result) {
      priceMoves();
      cache.invalidate(SYMBOL);
      result.r2 = ask();
    }

    @Arbiter
    public void later(III_Result result) {
      result.r3 = get();
    }
  }

  @JCStressTest
  @Outcome(id = "[01], (-1|1), 1", expect = ACCEPTABLE)
  @State
  public static class OfTheWholeCacheAgainstALoad extends Market {
    @Actor
    public void caller(III_Result result) {
      result.r1 = get();
    }

    @Actor
    public void invalidator(III_Result result) {
      priceMoves();
      cache.invalidateAll();
      result.r2 = find();
    }

    @Arbiter
    public void later(III_Result result) {
      result.r3 = get();
    }
  }

  @JCStressTest
  @Outcome(id = "[01], (-1|1), 1", expect = ACCEPTABLE)
  @State
  public static class ByHearingTheOthersAgainAgainstALoad extends Market {
    @Actor
    public void caller(III_Result result) {
      result.r1 = get();
    }

    @Actor
    public void supervisor(III_Result result) {
      priceMoves();
      caches.enter(Backplane.Sync.SYNCED);
      result.r2 = find();
    }

    @Arbiter
    public void later(III_Result result) {
      result.r3 = get();
    }
  }

  @JCStressTest
  @Outcome(id = "[01], (-1|1), 1", expect = ACCEPTABLE)
  @State
  public static class OfASymbolAgainstAHitInL2 extends Market.WithRemote {
    public OfASymbolAgainstAHitInL2() {
      remote.holds(0, clock.read());
    }

    @Actor
    public void caller(III_Result result) {
      result.r1 = get();
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

  @JCStressTest
  @Outcome(id = "[01], (-1|1), 1", expect = ACCEPTABLE)
  @State
  public static class OfTheWholeCacheAgainstAHitInL2 extends Market.WithRemote {
    public OfTheWholeCacheAgainstAHitInL2() {
      remote.holds(0, clock.read());
    }

    @Actor
    public void caller(III_Result result) {
      result.r1 = get();
    }

    @Actor
    public void invalidator(III_Result result) {
      priceMoves();
      cache.invalidateAll();
      result.r2 = find();
    }

    @Arbiter
    public void later(III_Result result) {
      result.r3 = get();
    }
  }

  @JCStressTest
  @Outcome(id = "[01], (-1|1), 1", expect = ACCEPTABLE)
  @State
  public static class OfASymbolAgainstAFillOfL2 extends Market.WithRemote {
    @Actor
    public void caller(III_Result result) {
      result.r1 = get();
    }

    @Actor
    public void invalidator(III_Result result) {
      priceMoves();
      cache.invalidate(SYMBOL);
      result.r2 = find();
    }

    @Arbiter
    public void later(III_Result result) {
      caches.enter(Backplane.Sync.SYNCED);
      result.r3 = get();
    }
  }

  @JCStressTest
  @Outcome(id = "-1, -1, 1", expect = ACCEPTABLE)
  @State
  public static class OfASymbolBesideAnotherOfIt extends Loaded {
    @Actor
    public void one(III_Result result) {
      cache.invalidate(SYMBOL);
      result.r1 = find();
    }

    @Actor
    public void other(III_Result result) {
      cache.invalidate(SYMBOL);
      result.r2 = find();
    }

    @Arbiter
    public void later(III_Result result) {
      result.r3 = get();
    }
  }

  @JCStressTest
  @Outcome(id = "-1, -1, 1", expect = ACCEPTABLE)
  @State
  public static class OfTheWholeCacheBesideOneOfASymbol extends Loaded {
    @Actor
    public void one(III_Result result) {
      cache.invalidate(SYMBOL);
      result.r1 = find();
    }

    @Actor
    public void other(III_Result result) {
      cache.invalidateAll();
      result.r2 = find();
    }

    @Arbiter
    public void later(III_Result result) {
      result.r3 = get();
    }
  }

  /** The old price is in L1 already, and has moved. */
  static class Loaded extends Market {
    Loaded() {
      get();
      priceMoves();
    }
  }
}
