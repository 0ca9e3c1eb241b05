package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoRulesTest {
  @Test
  void withoutRedisOnlyItsBlockIsGone() throws IOException {
    DemoRules rules = new DemoRules(Files.readString(Path.of("tickcache.yaml")));
    String without = rules.withoutRedis().text();

    assertThat(rules.text()).contains("redis:", "DEMO_REDIS");
    assertThat(without).doesNotContain("redis:", "DEMO_REDIS").startsWith("version: 1\n\nrules:\n");
    assertThat(without.substring(without.indexOf("rules:")))
        .isEqualTo(rules.text().substring(rules.text().indexOf("rules:")));
  }

  @Test
  void knowsTheTtl() throws IOException {
    DemoRules rules = new DemoRules(Files.readString(Path.of("tickcache.yaml")));

    assertThat(rules.ttl()).isEqualTo(Duration.ofSeconds(5));
  }
}
