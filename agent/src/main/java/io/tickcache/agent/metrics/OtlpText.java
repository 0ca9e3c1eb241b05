package io.tickcache.agent.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.tickcache.agent.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Meters as a request of OTLP in its JSON encoding: counters are cumulative sums, timers are
 * summaries in seconds whose highest quantile is the most of the last minute. The form is that of
 * {@code ExportMetricsServiceRequest} in opentelemetry-proto, in the JSON mapping of proto3. Used
 * once.
 */
final class OtlpText {

  private static final int CUMULATIVE = 2;

  private final Map<String, String> resource;
  private final String beganNanos;
  private final String nowNanos;

  /**
   * @param resource what the process is; tags of these names are not told of each meter again
   * @param beganMillis when counts were 0
   */
  OtlpText(Map<String, String> resource, long beganMillis, long nowMillis) {
    this.resource = resource;
    this.beganNanos = TimeUnit.MILLISECONDS.toNanos(beganMillis) + "";
    this.nowNanos = TimeUnit.MILLISECONDS.toNanos(nowMillis) + "";
  }

  String of(List<Meter> meters) {
    Map<String, Metric> metrics = new TreeMap<>();
    for (Meter meter : meters) {
      // Percentiles are meters of their own in the registry, and part of their timer here.
      if (meter.getId().syntheticAssociation() == null) {
        add(meter, metrics);
      }
    }
    List<String> texts = new ArrayList<>();
    for (Metric metric : metrics.values()) {
      texts.add(metric.text());
    }
    return "{\"resourceMetrics\":[{\"resource\":{\"attributes\":"
        + attributes(resource)
        + "},\"scopeMetrics\":[{\"scope\":{\"name\":\"io.tickcache\"},\"metrics\":"
        + list(texts)
        + "}]}]}";
  }

  private void add(Meter meter, Map<String, Metric> metrics) {
    String attributes = "\"attributes\":" + attributes(own(meter.getId().getTags()));
    String time = ",\"timeUnixNano\":\"" + nowNanos + '"';
    String times = ",\"startTimeUnixNano\":\"" + beganNanos + '"' + time;
    String point = null;
    String kind = "gauge";
    String unit = meter.getId().getBaseUnit() == null ? "1" : "s";
    if (meter instanceof FunctionCounter) {
      kind = "sum";
      point = value(times, ((FunctionCounter) meter).count());
    } else if (meter instanceof Timer) {
      kind = "summary";
      unit = "s";
      point = times + summary(((Timer) meter).takeSnapshot());
    } else if (meter instanceof Gauge) {
      point = value(time, ((Gauge) meter).value());
    }
    if (point != null) {
      String name = meter.getId().getName();
      Metric metric = metrics.get(name);
      if (metric == null) {
        metric = new Metric(name, meter.getId().getDescription(), unit, kind);
        metrics.put(name, metric);
      }
      metric.points.add('{' + attributes + point + '}');
    }
  }

  private static @Nullable String value(String times, double value) {
    return Double.isNaN(value) || Double.isInfinite(value)
        ? null
        : times + ",\"asDouble\":" + value;
  }

  private static String summary(HistogramSnapshot now) {
    List<String> quantiles = new ArrayList<>();
    for (ValueAtPercentile at : now.percentileValues()) {
      quantiles.add(quantile(at.percentile(), at.value(TimeUnit.SECONDS)));
    }
    quantiles.add(quantile(1, now.max(TimeUnit.SECONDS)));
    return ",\"count\":\""
        + now.count()
        + "\",\"sum\":"
        + now.total(TimeUnit.SECONDS)
        + ",\"quantileValues\":"
        + list(quantiles);
  }

  private static String quantile(double quantile, double value) {
    return "{\"quantile\":" + quantile + ",\"value\":" + value + '}';
  }

  private Map<String, String> own(List<Tag> tags) {
    Map<String, String> own = new TreeMap<>();
    for (Tag tag : tags) {
      if (!resource.containsKey(tag.getKey())) {
        own.put(tag.getKey(), tag.getValue());
      }
    }
    return own;
  }

  private static String attributes(Map<String, String> attributes) {
    List<String> texts = new ArrayList<>();
    attributes.forEach(
        (name, value) ->
            texts.add(
                "{\"key\":"
                    + Json.quoted(name)
                    + ",\"value\":{\"stringValue\":"
                    + Json.quoted(value)
                    + "}}"));
    return list(texts);
  }

  private static String list(List<String> texts) {
    return '[' + String.join(",", texts) + ']';
  }

  /** The data points of one name. */
  private static final class Metric {
    private final String head;
    private final String kind;
    private final List<String> points = new ArrayList<>();

    private Metric(String name, @Nullable String description, String unit, String kind) {
      this.head =
          "{\"name\":"
              + Json.quoted(name)
              + ",\"description\":"
              + Json.quoted(description == null ? "" : description)
              + ",\"unit\":"
              + Json.quoted(unit);
      this.kind = kind;
    }

    private String text() {
      String form =
          kind.equals("sum")
              ? "\"aggregationTemporality\":" + CUMULATIVE + ",\"isMonotonic\":true,"
              : "";
      return head + ",\"" + kind + "\":{" + form + "\"dataPoints\":" + list(points) + "}}";
    }
  }
}
