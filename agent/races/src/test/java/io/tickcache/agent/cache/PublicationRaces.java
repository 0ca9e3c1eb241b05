package io.tickcache.agent.cache;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Entries that are put into L1 while others look for them. */
public final class PublicationRaces {

  private static final String KEY = "AAPL";
  private static final long TTL = TimeUnit.MINUTES.toNanos(1);

  private PublicationRaces() {}

  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "there, and whole")
  @State
  public static class AnEntryThatIsFoundIsWhole {
    private final NearCache near = near();

    @Actor
    public void putter() {
      near.put(KEY, entry(7, 8), Trust.ALONE);
    }

    @Actor
    public void finder(I_Result result) {
      Entry entry = near.get(KEY);
      result.r1 = entry == null ? 0 : isWhole(entry) ? 1 : 2;
    }

    private static boolean isWhole(Entry entry) {
      int[] value = (int[]) entry.answer().value;
      return entry.servableAt(8, Trust.ALONE)
          && entry.birthNanos() == 7
          && entry.storedNanos() == 8
          && !entry.servableAt(7 + TTL, Trust.ALONE)
          && value[0] == 7;
    }
  }

  @JCStressTest
  @Outcome(id = "[12], 2, 2", expect = ACCEPTABLE, desc = "the younger one stays")
  @State
  public static class AnEntryIsNeverReplacedByAnOlderOne {
    private final NearCache near = near();

    @Actor
    public void older(III_Result result) {
      near.put(KEY, entry(1, 3), Trust.ALONE);
      result.r1 = birth(near);
    }

    @Actor
    public void younger(III_Result result) {
      near.put(KEY, entry(2, 3), Trust.ALONE);
      result.r2 = birth(near);
    }

    @Arbiter
    public void later(III_Result result) {
      result.r3 = birth(near);
    }
  }

  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "what was asked for later stays")
  @State
  public static class AVoidLoadDoesNotReplaceAFreshOne extends Market {
    private final Load before;
    private final Load after;

    public AVoidLoadDoesNotReplaceAFreshOne() {
      before = lead();
      cache.invalidate(SYMBOL);
      clock.advance(Duration.ofNanos(1));
      after = lead();
      clock.advance(Duration.ofNanos(1));
    }

    @Actor
    public void stale() {
      complete(before, 0);
    }

    @Actor
    public void fresh(II_Result result) {
      complete(after, 1);
      result.r1 = find();
    }

    @Arbiter
    public void later(II_Result result) {
      result.r2 = find();
    }
  }

  private static NearCache near() {
    return new NearCache(Room.of(1_000, null), TTL, 0);
  }

  private static int birth(NearCache near) {
    Entry entry = near.get(KEY);
    return entry == null ? -1 : (int) entry.birthNanos();
  }

  private static Entry entry(int birth, int stored) {
    int[] value = {birth};
    return Entry.of(
        new Fence(),
        new Numbers().keep(value),
        false,
        birth,
        stored,
        new Term(birth + TTL, stored + TTL, stored + TTL),
        1);
  }
}
