package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplanationTest {
  @Test
  void showsTheArithmetic() {
    assertThat(Explanation.of(Samples.comparison(Samples.tiers())))
        .contains("2 processes x 5 symbols x 256 polls/s x 15 s = 38,400 scheduled calls")
        .contains("36,000 of 38,400 calls were answered in the process = 93.8 %")
        .contains("2,400 with L1; with L1 off every call would be one: 38,400, 16.0 times as many")
        .contains("by Redis' own count: evalsha 2,500, get 2,500")
        .contains("190 calls = 130 quotes + 60 orders; 38,040 calls without, so -99.5 %");
  }

  @Test
  void makesUpNoFigure() {
    assertThat(Explanation.of(Samples.comparison(TierCounts.UNKNOWN)))
        .contains("n/a of 38,400 calls were answered in the process = n/a")
        .contains("n/a with L1; with L1 off every call would be one: 38,400\n");
  }
}
