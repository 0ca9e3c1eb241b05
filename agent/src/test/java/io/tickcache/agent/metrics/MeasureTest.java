package io.tickcache.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each meter is described, and each that is described is there. */
class MeasureTest {

  private static final Map<String, Measure> BY_TITLE =
      Arrays.stream(Measure.values())
          .collect(Collectors.toMap(Measure::title, Function.identity()));

  @Test
  void everyMeterIsDescribedAndEveryDescriptionIsOfAMeter() {
    Set<Measure> seen = new HashSet<>();
    try (AllMeters all = new AllMeters()) {
      for (Meter meter : all.registry.getMeters()) {
        if (meter.getId().syntheticAssociation() == null) {
          String name = meter.getId().getName();
          assertThat(BY_TITLE).as("Measure describes %s", name).containsKey(name);
          assertIsAsDescribed(meter, BY_TITLE.get(name));
          seen.add(BY_TITLE.get(name));
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Measure.values());
  }

  @Test
  void everyValueOfATagThatIsDescribedIsThere() {
    try (AllMeters all = new AllMeters()) {
      for (Measure measure : Measure.values()) {
        for (Measure.Label label : measure.labels()) {
          if (!label.values().isEmpty()) {
            assertThat(all.registry.find(measure.title()).meters())
                .as(measure.title())
                .extracting(meter -> meter.getId().getTag(label.name()))
                .containsAll(label.values());
          }
        }
      }
    }
  }

  private static void assertIsAsDescribed(Meter meter, Measure measure) {
    Class<?> type =
        switch (measure.kind()) {
          case COUNTER -> FunctionCounter.class;
          case GAUGE, SECONDS -> Gauge.class;
          case TIMER -> Timer.class;
        };
    assertThat(meter).as(measure.title()).isInstanceOf(type);
    assertThat(meter.getId().getDescription()).isEqualTo(measure.description());
    assertThat(meter.getId().getTags())
        .as(measure.title())
        .extracting(Tag::getKey)
        .containsExactlyInAnyOrderElementsOf(
            measure.labels().stream().map(Measure.Label::name).toList());
    for (Measure.Label label : measure.labels()) {
      if (!label.values().isEmpty()) {
        assertThat(meter.getId().getTag(label.name())).isIn(label.values());
      }
    }
  }

  @Test
  void aCounterIsNoGauge() {
    MeterRegistry registry = new SimpleMeterRegistry();
    assertThatThrownBy(() -> Measure.SIZE.count(registry, new LongAdder()))
        .hasMessage("tickcache.cache.size is a gauge");
    assertThatThrownBy(() -> Measure.LOAD.gauge(registry, "", text -> 1))
        .hasMessage("tickcache.cache.load is a timer");
  }

  @ParameterizedTest
  @EnumSource
  void aDescriptionIsASentenceOfOneLine(Measure measure) {
    assertThat(measure.description()).matches("[A-Z1].*\\.").doesNotContain("\n", "|", "`");
  }

  @Test
  void thePageIsWhatTheMetersSay() throws IOException {
    if (Boolean.getBoolean("page.write")) {
      MetricsPage.main();
    }
    assertThat(Files.readString(MetricsPage.PAGE))
        .as(
            "docs/metrics.md is generated; write it anew with"
                + " `mvn -pl agent -am test -Dtest=MeasureTest -Dpage.write=true"
                + " -Dsurefire.failIfNoSpecifiedTests=false`")
        .isEqualTo(MetricsPage.text());
  }
}
