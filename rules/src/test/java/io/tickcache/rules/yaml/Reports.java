package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the whole report about a text with what people should see. */
final class Reports {
  private Reports() {}

  static void assertReport(String text, String report) {
    assertThat(RulesFile.read("rules.yaml", text, FixedEnvironment.EMPTY).render())
        .isEqualTo(report);
  }
}
