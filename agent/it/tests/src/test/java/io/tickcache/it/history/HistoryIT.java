package io.tickcache.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.Alone;
import org.junit.jupiter.api.Test;

/** A short run of what {@code ci/history} does for long, with a seed that is always the same. */
@Alone
class HistoryIT {

  private static final int SECONDS = 57;
  private static final long SEED = 20_261_124;

  /** Far below what a busy machine does, and far above what would prove nothing. */
  private static final int FEWEST_READS = 20_000;

  @Test
  void thePromisesAreKeptThroughARotationOfFaults() throws Exception {
    try (HistoryRun run = new HistoryRun(RunSettings.brief(SECONDS, SEED))) {
      Summary summary = run.run().summary();
      System.out.println(summary);

      assertThat(summary.verdict().figures().reads()).isGreaterThan(FEWEST_READS);
      assertThat(summary.kept()).as(summary.toString()).isTrue();
    }
  }
}
