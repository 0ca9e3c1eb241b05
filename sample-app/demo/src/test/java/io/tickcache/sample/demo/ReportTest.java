package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void showsBothRunsSideBySide() {
    assertThat(Report.of(Samples.comparison(Samples.tiers())))
        .isEqualTo(
            """
                                                 without   with agent            change
            ---------------------------------------------------------------------------
            calls by the applications             38,000       38,400
            calls that reached the exchange       38,040          190           -99.5 %
              answered 429, too many requests        300            0
              answered 418, banned                36,240            0
              bans                                     3            0
            errors seen by the applications       36,700            0
            latency p50                          13.7 ms      1.25 us
                    p99                          27.4 ms      2.50 us
                    max                           2.00 s       2.00 s
            hits in L1, the process                    -       36,000   93.8 % of calls
            hits in L2, Redis                          -        2,300
            loads, asked of the exchange               -          100
            oldest price served, ttl 5 s        4,321 ms     4,321 ms
            older than one's own order           0 of 60      0 of 60
            """);
  }

  @Test
  void saysSoWhereTheMetersCouldNotBeRead() {
    String report = Report.of(Samples.comparison(TierCounts.UNKNOWN));

    assertThat(report.lines().filter(line -> line.matches("(hits|loads).*")))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains("n/a").doesNotContainPattern(" \\d"));
  }
}
