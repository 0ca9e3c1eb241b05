package com.acme.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram();

  @Test
  void anEmptyOneSaysZero() {
    assertThat(histogram.percentileNanos(0.5)).isZero();
    assertThat(histogram.maxNanos()).isZero();
  }

  @Test
  void smallValuesAreExact() {
    for (int i = 1; i <= 20; i++) {
      histogram.record(i);
    }

    assertThat(histogram.percentileNanos(0.5)).isEqualTo(10);
    assertThat(histogram.percentileNanos(0.99)).isEqualTo(20);
    assertThat(histogram.percentileNanos(0.01)).isEqualTo(1);
  }

  @Test
  void percentilesAreAtMostAFewPercentTooHigh() {
    for (long i = 1; i <= 100_000; i++) {
      histogram.record(i * 1_000);
    }

    assertThat(histogram.percentileNanos(0.50)).isBetween(50_000_000L, 51_700_000L);
    assertThat(histogram.percentileNanos(0.99)).isBetween(99_000_000L, 100_000_000L);
    assertThat((double) histogram.percentileNanos(0.10))
        .isCloseTo(10_000_000, within(10_000_000 * 0.032));
  }

  @Test
  void noPercentileIsBelowItsValueOrAboveTheMaximum() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      LatencyHistogram one = new LatencyHistogram();
      long value = random.nextLong() >>> (24 + random.nextInt(40));
      one.record(value);
      assertThat(one.percentileNanos(0.5)).isEqualTo(value);
    }
  }

  @Test
  void oneOutlierIsTheMaximumOnly() {
    for (int i = 0; i < 999; i++) {
      histogram.record(1_000);
    }
    histogram.record(5_000_000_000L);

    assertThat(histogram.percentileNanos(0.99)).isBetween(1_000L, 1_040L);
    assertThat(histogram.maxNanos()).isEqualTo(5_000_000_000L);
    assertThat(histogram.count()).isEqualTo(1_000);
  }

  @Test
  void valuesOutOfRangeCountAtTheEdge() {
    histogram.record(-5);
    histogram.record(Long.MAX_VALUE);

    assertThat(histogram.count()).isEqualTo(2);
    assertThat(histogram.percentileNanos(0.5)).isZero();
    assertThat(histogram.maxNanos()).isEqualTo((1L << 40) - 1);
  }
}
