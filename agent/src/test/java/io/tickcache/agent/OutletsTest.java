package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.metrics.CollectorServer;
import io.tickcache.agent.metrics.ReloadStats;
import io.tickcache.agent.upstream.Budgets;
import io.tickcache.rules.MetricsSettings;
import io.tickcache.rules.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where meters are shown as rules come and go. */
class OutletsTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(said, true, StandardCharsets.UTF_8));
  private final List<String> lookedFor = new CopyOnWriteArrayList<>();
  private final Outlets outlets =
      new Outlets(
          new ReloadStats(),
          name -> {
            lookedFor.add(name);
            return List.of();
          },
          log);

  @AfterEach
  void end() {
    outlets.close();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private Deployment rules(MetricsSettings.Builder settings) {
    RuleSet rules = RuleSet.of("test.yaml", "111111111111", null, List.of()).with(settings.build());
    SharedTier tier = new SharedTier(null, new Budgets(Ticker.SYSTEM, log), log);
    return new Deployment(
        rules, tier, tier.relay().open(null), null, new BindingReport(rules, log));
  }

  private static MetricsSettings.Builder settings() {
    return MetricsSettings.builder();
  }

  private static long beans() throws Exception {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("tickcache:*"), null)
        .size();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tickcache-otlp-"))
        .count();
  }

  @Test
  void jmxShowsThemWhileTheRulesSayIt() throws Exception {
    Deployment on = rules(settings());
    outlets.follow(on);
    assertThat(beans()).isZero();
    outlets.tend(on);
    assertThat(beans()).isPositive();

    Deployment off = rules(settings().jmx(false));
    outlets.follow(off);
    outlets.tend(off);
    assertThat(beans()).isZero();

    outlets.follow(on);
    outlets.tend(on);
    assertThat(beans()).isPositive();
    outlets.close();
    assertThat(beans()).isZero();
  }

  @Test
  void theApplicationsRegistriesAreLookedForWhileTheRulesSayIt() {
    Deployment unsaid = rules(settings().jmx(false));
    outlets.follow(unsaid);
    outlets.tend(unsaid);
    assertThat(lookedFor).isEmpty();

    Deployment on = rules(settings().jmx(false).applicationRegistry(true));
    outlets.follow(on);
    outlets.tend(on);
    await()
        .untilAsserted(
            () -> assertThat(lookedFor).containsExactly("io.micrometer.core.instrument.Metrics"));

    outlets.follow(unsaid);
    outlets.tend(unsaid);
    assertThat(lookedFor).hasSize(1);
  }

  @Test
  void aCollectorGetsThemOnceMoreWhenTheAgentLeaves() throws Exception {
    try (CollectorServer server = CollectorServer.started()) {
      MetricsSettings.Builder seldom =
          settings().jmx(false).otlp(server.address("localhost")).otlpInterval(Duration.ofHours(1));
      outlets.follow(rules(seldom));
      assertThat(server.bodies()).isEmpty();

      outlets.close();

      assertThat(server.bodies()).singleElement().asString().contains("\"resourceMetrics\"");
      await().until(() -> threads() == 0);
    }
  }

  @Test
  void aCollectorGetsThemWhileTheRulesSayIt() throws Exception {
    try (CollectorServer first = CollectorServer.started();
        CollectorServer second = CollectorServer.started()) {
      MetricsSettings.Builder toFirst =
          settings()
              .jmx(false)
              .otlp(first.address("localhost"))
              .otlpInterval(Duration.ofMillis(5))
              .tags(Map.of("service.name", "trader", "desk", "fx"));
      outlets.follow(rules(toFirst));
      await().until(() -> !first.bodies().isEmpty());
      String body = first.bodies().get(first.bodies().size() - 1);
      assertThat(body)
          .contains(
              "{\"key\":\"desk\",\"value\":{\"stringValue\":\"fx\"}}",
              "{\"key\":\"service.name\",\"value\":{\"stringValue\":\"trader\"}}",
              "\"service.instance.id\"")
          .containsOnlyOnce("\"desk\"");
      await()
          .until(
              () -> first.bodies().get(first.bodies().size() - 1).contains("\"tickcache.rules\""));
      assertThat(threads()).isEqualTo(1);

      outlets.follow(
          rules(
              settings()
                  .jmx(false)
                  .otlp(second.address("localhost"))
                  .otlpInterval(Duration.ofMillis(5))));
      await().until(() -> second.bodies().size() > 2);
      assertThat(second.bodies().get(2)).doesNotContain("\"desk\"");

      outlets.follow(rules(settings().jmx(false)));
      await().until(() -> threads() == 0);
    }
  }

  @Test
  void thePortKeepsItsTextWhenThePushEnds() throws Exception {
    try (CollectorServer server = CollectorServer.started()) {
      Deployment both =
          rules(
              settings()
                  .jmx(false)
                  .otlp(server.address("localhost"))
                  .otlpInterval(Duration.ofMillis(5)));
      outlets.follow(both);
      var text = outlets.showAsText();
      Deployment portAlone = rules(settings().jmx(false));
      outlets.follow(portAlone);
      outlets.tend(portAlone);
      assertThat(text.prometheus()).contains("tickcache_rules{digest=\"111111111111\"} 0.0");
      assertThat(outlets.showAsText()).isSameAs(text);

      outlets.hideText();
      assertThat(outlets.showAsText()).isNotSameAs(text);
    }
  }
}
