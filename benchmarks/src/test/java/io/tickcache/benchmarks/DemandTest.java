package io.tickcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

/** The formulas against what is plain, and against what was measured. */
class DemandTest {

  @Test
  void asksRedisForEachCallWhereL1KeepsNothing() {
    Demand demand = new Demand(3, 100, 1_000, 0.9, 5, 0, 0.005);

    assertThat(demand.reads()).isCloseTo(300, withinPercentage(0.001));
  }

  @Test
  void asksRedisOnceInATimeForASymbolThatAllAskFor() {
    Demand demand = new Demand(4, 1_000_000, 1, 0, 5, 0.1, 0.005);

    assertThat(demand.reads()).isCloseTo(4 / 0.1, withinPercentage(0.1));
    assertThat(demand.loads()).isCloseTo(1 / 5.0, withinPercentage(1));
  }

  @Test
  void waitsForNobodyInAProcessAlone() {
    assertThat(measured(1).waits()).isZero();
    assertThat(measured(1).awaited()).isZero();
  }

  @Test
  void tellsNoMoreLoadsThanThereAreAndNoneTwice() {
    Demand demand = measured(200);

    assertThat(demand.awaited()).isPositive().isLessThan(demand.waits());
    assertThat(new Demand(200, 1_000_000, 1, 0, 5, 0.001, 5).awaited())
        .as("of a load that lasts, all are awaited")
        .isCloseTo(new Demand(200, 1_000_000, 1, 0, 5, 0.001, 5).loads(), withinPercentage(1));
  }

  /** By benchmarks/load: upstream calls of 1,000. */
  @Test
  void agreesWithMeasurements() {
    assertThat(upstream(1)).isCloseTo(398.3, withinPercentage(5));
    assertThat(upstream(2)).isCloseTo(304.0, withinPercentage(5));
    assertThat(upstream(4)).isCloseTo(224.4, withinPercentage(5));
  }

  private static double upstream(int processes) {
    return 1_000 * measured(processes).loads() / measured(processes).calls();
  }

  private static Demand measured(int processes) {
    return new Demand(processes, 1_000, 10_000, 0.9, 5 * (1 - 0.025), 0.1, 0.005);
  }
}
