package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonReportTest {
  @Test
  void holdsTheFiguresOfTheTable() {
    String json = JsonReport.of(Samples.comparison(Samples.tiers()));

    assertThat(json)
        .startsWith("{\n  \"processes\": 2,\n")
        .contains("\"exchangeCallsFewerPercent\": 99.5,")
        .contains("\"l1HitPercent\": 93.75,")
        .contains("\"applicationCalls\": 38000,", "\"applicationCalls\": 38400,")
        .contains("\"l2Hits\": 2300,")
        .contains("\"redisCalls\": {\"evalsha\": 2500, \"get\": 2500, \"ping\": 30}\n  }\n}\n");
  }

  @Test
  void whatNobodyCountedIsNull() {
    assertThat(JsonReport.of(Samples.comparison(TierCounts.UNKNOWN)))
        .contains("\"l1HitPercent\": null,", "\"loads\": null,");
  }

  @Test
  void noCommaStandsBeforeABrace() {
    assertThat(JsonReport.of(Samples.comparison(Samples.tiers())))
        .doesNotContainPattern(",\\s*}")
        .doesNotContainPattern("[}\\d]\\s*\n\\s*\"");
  }
}
