package io.tickcache.agent.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The meters as text for a Prometheus that comes to fetch it: counters end in {@code _total},
 * timers are summaries in seconds with a gauge {@code _max} beside them. Names and values are those
 * that Micrometer's own registry for Prometheus gives. Thread-safe.
 */
public final class Exposition {

  private final MeterRegistry registry;

  Exposition(MeterRegistry registry) {
    this.registry = registry;
  }

  /** All meters as they are now, in the text format of Prometheus, version 0.0.4. */
  public String prometheus() {
    return text(false);
  }

  /** The same in the format of OpenMetrics, version 1.0.0. */
  public String openMetrics() {
    return text(true);
  }

  /**
   * The same as a request of OTLP, in JSON.
   *
   * @param resource what the process is
   * @param beganMillis when counts were 0
   */
  public String otlp(Map<String, String> resource, long beganMillis, long nowMillis) {
    return new OtlpText(resource, beganMillis, nowMillis).of(registry.getMeters());
  }

  /** All meters, but for percentiles, which are meters of their own in the registry. */
  List<Meter> meters() {
    List<Meter> meters = new ArrayList<>();
    for (Meter meter : registry.getMeters()) {
      if (meter.getId().syntheticAssociation() == null) {
        meters.add(meter);
      }
    }
    return meters;
  }

  private String text(boolean open) {
    Map<String, Family> families = new TreeMap<>();
    for (Meter meter : meters()) {
      add(meter, open, families);
    }
    StringBuilder text = new StringBuilder();
    families.forEach(
        (name, family) -> {
          if (family.help != null) {
            text.append("# HELP ").append(name).append(' ').append(family.help).append('\n');
          }
          text.append("# TYPE ").append(name).append(' ').append(family.type).append('\n');
          family.samples.forEach(sample -> text.append(sample).append('\n'));
        });
    return open ? text.append("# EOF\n").toString() : text.toString();
  }

  private static void add(Meter meter, boolean open, Map<String, Family> families) {
    String name = name(meter);
    String labels = labels(meter.getId().getTags());
    String help = help(meter.getId().getDescription(), open);
    if (meter instanceof FunctionCounter) {
      String total = name + "_total";
      family(families, open ? name : total, "counter", help)
          .add(total, labels, ((FunctionCounter) meter).count());
    } else if (meter instanceof Timer) {
      add((Timer) meter, name, labels, help, families);
    } else if (meter instanceof Gauge) {
      family(families, name, "gauge", help).add(name, labels, ((Gauge) meter).value());
    }
  }

  private static void add(
      Timer timer,
      String name,
      String labels,
      @Nullable String help,
      Map<String, Family> families) {
    HistogramSnapshot now = timer.takeSnapshot();
    Family summary = family(families, name, "summary", help);
    for (ValueAtPercentile at : now.percentileValues()) {
      String quantile = "quantile=\"" + at.percentile() + '"';
      summary.add(
          name, labels.isEmpty() ? quantile : labels + ',' + quantile, at.value(TimeUnit.SECONDS));
    }
    summary.samples.add(sample(name + "_count", labels) + now.count());
    summary.add(name + "_sum", labels, now.total(TimeUnit.SECONDS));
    family(families, name + "_max", "gauge", help)
        .add(name + "_max", labels, now.max(TimeUnit.SECONDS));
  }

  private static Family family(
      Map<String, Family> families, String name, String type, @Nullable String help) {
    return families.computeIfAbsent(name, unknown -> new Family(type, help));
  }

  /** OpenMetrics has quotes escaped, too. */
  private static @Nullable String help(@Nullable String description, boolean open) {
    if (description == null) {
      return null;
    }
    return open ? escaped(description) : description.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String name(Meter meter) {
    String name = meter.getId().getName().replaceAll("[^a-zA-Z0-9_]", "_");
    String unit = meter instanceof Timer ? "seconds" : unit(meter);
    return unit == null || name.endsWith("_" + unit) ? name : name + '_' + unit;
  }

  private static @Nullable String unit(Meter meter) {
    return meter instanceof Gauge ? meter.getId().getBaseUnit() : null;
  }

  private static String labels(List<Tag> tags) {
    StringBuilder labels = new StringBuilder();
    for (Tag tag : tags) {
      labels.append(labels.length() == 0 ? "" : ",");
      labels.append(tag.getKey().replaceAll("[^a-zA-Z0-9_]", "_")).append("=\"");
      labels.append(escaped(tag.getValue())).append('"');
    }
    return labels.toString();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String sample(String name, String labels) {
    return labels.isEmpty() ? name + ' ' : name + '{' + labels + "} ";
  }

  /** The samples of one name. */
  private static final class Family {
    private final String type;
    private final @Nullable String help;
    private final List<String> samples = new ArrayList<>();

    private Family(String type, @Nullable String help) {
      this.type = type;
      this.help = help;
    }

    private void add(String name, String labels, double value) {
      samples.add(sample(name, labels) + written(value));
    }

    private static String written(double value) {
      if (Double.isInfinite(value)) {
        return value > 0 ? "+Inf" : "-Inf";
      }
      return Double.toString(value);
    }
  }
}
