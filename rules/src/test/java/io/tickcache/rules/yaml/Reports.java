package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the whole report about a text with what people should see. */
final class Reports {
  private Reports() {}

  static void assertReport(String text, String report) {
    assertReport(text, FixedEnvironment.EMPTY, report);
  }

  static void assertReport(String text, Environment environment, String report) {
    Outcome outcome = RulesFile.read("rules.yaml", text, environment);
    assertThat(outcome.render()).isEqualTo(report);
    RulesSchema.assertAgrees(text, outcome);
  }
}
