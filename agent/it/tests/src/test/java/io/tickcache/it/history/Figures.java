package io.tickcache.it.history;

import java.util.Locale;

/**
 * How the reads of a history were answered: by a call that the read itself made, by one that
 * another had under way, or from a tier; then the call was once its own process's or another's.
 */
record Figures(
    long reads,
    long failures,
    long invalidations,
    long unreturned,
    long calls,
    long loads,
    long follows,
    long ownHits,
    long othersHits,
    double seconds,
    double longestReadMillis) {

  static Figures of(History history) {
    Counting counting = new Counting(history);
    history.symbols().values().forEach(counting::count);
    return counting.figures();
  }

  @Override
  public String toString() {
    double each = 100.0 / Math.max(1, reads);
    return String.format(
        Locale.ROOT,
        "%d reads in %.0f s (%.0f/s), %d of them told of a failure; %d invalidations returned, %d did"
            + " not%nanswered by: own load %.1f %%, load under way %.1f %%, hit of an own load %.1f"
            + " %%, hit of another's %.1f %%%nupstream calls %d, saved %d (%.1f %%); longest read"
            + " %.0f ms",
        reads,
        seconds,
        reads / seconds,
        failures,
        invalidations,
        unreturned,
        loads * each,
        follows * each,
        ownHits * each,
        othersHits * each,
        calls,
        reads - calls,
        (reads - calls) * each,
        longestReadMillis);
  }

  private static final class Counting {
    private final History history;
    private long reads;
    private long failures;
    private long loads;
    private long follows;
    private long ownHits;
    private long othersHits;
    private long longest;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    Counting(History history) {
      this.history = history;
    }

    void count(History.OfSymbol symbol) {
      symbol.reads.forEach(this::count);
    }

    private void count(Operation read) {
      reads++;
      failures += read.kind() == Operation.Kind.FAILED_READ ? 1 : 0;
      longest = Math.max(longest, read.end() - read.start());
      first = Math.min(first, read.start());
      last = Math.max(last, read.end());
      Call call = history.call(read.call());
      if (call == null) {
        return;
      }
      if (read.equals(history.readThatMade(call))) {
        loads++;
      } else if (call.end() > read.start()) {
        follows++;
      } else if (call.process() == read.process()) {
        ownHits++;
      } else {
        othersHits++;
      }
    }

    Figures figures() {
      return new Figures(
          reads,
          failures,
          history.invalidations().stream().filter(Invalidation::returned).count(),
          history.invalidations().stream().filter(each -> !each.returned()).count(),
          history.calls(),
          loads,
          follows,
          ownHits,
          othersHits,
          Math.max(1e-9, (last - first) / 1e9),
          longest / 1e6);
    }
  }
}
