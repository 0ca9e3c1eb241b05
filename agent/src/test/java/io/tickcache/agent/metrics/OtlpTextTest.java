package io.tickcache.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What collectors make of it, read by the protocol's own classes, which take no other fields. */
class OtlpTextTest {

  private static final Map<String, String> RESOURCE =
      Map.of("service.name", "trader \"größe\"\n\\", "desk", "fx");

  private static ResourceMetrics read(String json) throws InvalidProtocolBufferException {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    JsonFormat.parser().merge(json, request);
    assertThat(request.getResourceMetricsCount()).isEqualTo(1);
    assertThat(request.getResourceMetrics(0).getScopeMetricsCount()).isEqualTo(1);
    return request.getResourceMetrics(0);
  }

  private static Map<String, Metric> metrics(ResourceMetrics all) {
    return all.getScopeMetrics(0).getMetricsList().stream()
        .collect(Collectors.toMap(Metric::getName, Function.identity()));
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, each -> each.getValue().getStringValue()));
  }

  @Test
  void everyMeterIsToldAsWhatItIs() throws Exception {
    try (AllMeters all = new AllMeters()) {
      ResourceMetrics told = read(all.exposition.otlp(RESOURCE, 1_000, 61_500));

      assertThat(attributes(told.getResource().getAttributesList())).isEqualTo(RESOURCE);
      assertThat(told.getScopeMetrics(0).getScope().getName()).isEqualTo("io.tickcache");
      Map<String, Metric> metrics = metrics(told);
      assertThat(metrics.keySet())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Measure.values()).map(Measure::title).toList());
      for (Measure measure : Measure.values()) {
        Metric metric = metrics.get(measure.title());
        assertThat(metric.getDescription()).isEqualTo(measure.description());
        switch (measure.kind()) {
          case COUNTER -> {
            assertThat(metric.getUnit()).isEqualTo("1");
            assertThat(metric.getSum().getIsMonotonic()).isTrue();
            assertThat(metric.getSum().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            assertThat(metric.getSum().getDataPointsList())
                .isNotEmpty()
                .allMatch(point -> point.getStartTimeUnixNano() == 1_000_000_000L)
                .allMatch(point -> point.getTimeUnixNano() == 61_500_000_000L);
          }
          case GAUGE -> assertThat(metric.getGauge().getDataPointsList()).isNotEmpty();
          case SECONDS -> {
            assertThat(metric.getUnit()).isEqualTo("s");
            assertThat(metric.getGauge().getDataPointsList())
                .isNotEmpty()
                .allMatch(point -> point.getTimeUnixNano() == 61_500_000_000L);
          }
          case TIMER -> {
            assertThat(metric.getUnit()).isEqualTo("s");
            assertThat(metric.getSummary().getDataPointsList())
                .isNotEmpty()
                .allMatch(point -> point.getQuantileValuesCount() == 4);
          }
        }
      }
      List<NumberDataPoint> gets = metrics.get("tickcache.cache.gets").getSum().getDataPointsList();
      assertThat(gets).hasSize(7);
      assertThat(gets)
          .filteredOn(point -> point.getAsDouble() == 41)
          .singleElement()
          .extracting(point -> attributes(point.getAttributesList()))
          .isEqualTo(Map.of("rule", "quotes", "level", "l1", "result", "hit"));
    }
  }

  @Test
  void tagsOfTheProcessAreToldOnce() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.counter("a");
    Gauge.builder("b", () -> 1).tag("desk", "fx").tag("own", "x").register(registry);

    ResourceMetrics told = read(new OtlpText(RESOURCE, 0, 1).of(List.copyOf(registry.getMeters())));

    assertThat(attributes(metrics(told).get("b").getGauge().getDataPoints(0).getAttributesList()))
        .isEqualTo(Map.of("own", "x"));
  }

  @Test
  void durationsAreSummariesInSecondsWithTheMost() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Timer timer = Timer.builder("a.load").publishPercentiles(0.5).register(registry);
    timer.record(Duration.ofMillis(1500));
    timer.record(Duration.ofMillis(500));

    ResourceMetrics told = read(new OtlpText(RESOURCE, 0, 1).of(registry.getMeters()));

    SummaryDataPoint point = metrics(told).get("a.load").getSummary().getDataPoints(0);
    assertThat(point.getCount()).isEqualTo(2);
    assertThat(point.getSum()).isEqualTo(2.0);
    assertThat(point.getQuantileValues(0).getQuantile()).isEqualTo(0.5);
    assertThat(point.getQuantileValues(0).getValue()).isBetween(0.4, 0.6);
    assertThat(point.getQuantileValues(1).getQuantile()).isEqualTo(1);
    assertThat(point.getQuantileValues(1).getValue()).isEqualTo(1.5);
    assertThat(metrics(told)).hasSize(1);
  }

  @Test
  void whatIsNoNumberIsLeftOut() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Gauge.builder("a", () -> Double.NaN).register(registry);
    Gauge.builder("b", () -> Double.NEGATIVE_INFINITY).register(registry);
    Gauge.builder("c", () -> 1e-9).register(registry);

    assertThat(metrics(read(new OtlpText(RESOURCE, 0, 1).of(registry.getMeters()))))
        .containsOnlyKeys("c");
  }
}
