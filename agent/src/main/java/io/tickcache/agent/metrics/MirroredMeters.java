package io.tickcache.agent.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the registry of one application shows of the agent's meters: counters and gauges as they
 * are, a timer as its number and its sum, with gauges {@code .max} and {@code .percentile} beside
 * it. Holds none of the application's classes. For one thread.
 */
final class MirroredMeters {

  private static final String SECONDS = "seconds";

  private final Map<Meter.Id, Shown> shown = new HashMap<>();

  /**
   * Has the registry show these meters as they are now, and no others of the agent's; also those
   * that the application has taken out, as it does with all when it clears the registry.
   *
   * @throws ReflectiveOperationException where something could not be shown; the rest is
   */
  void show(ApplicationMicrometer application, List<Meter> meters)
      throws ReflectiveOperationException {
    Set<Object> present = application.meters();
    Set<Meter.Id> gone = new HashSet<>(shown.keySet());
    ReflectiveOperationException failure = null;
    for (Meter meter : meters) {
      gone.remove(meter.getId());
      try {
        show(application, meter, present);
      } catch (ReflectiveOperationException refused) {
        failure = refused;
      }
    }
    for (Meter.Id id : gone) {
      hide(application, id, present);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Has it show none any more. */
  void hide(ApplicationMicrometer application) throws ReflectiveOperationException {
    Set<Object> present = application.meters();
    for (Meter.Id id : new ArrayList<>(shown.keySet())) {
      hide(application, id, present);
    }
  }

  private void show(ApplicationMicrometer application, Meter meter, Set<Object> present)
      throws ReflectiveOperationException {
    double[] now = numbers(meter);
    Shown known = shown.get(meter.getId());
    if (known != null && known.isWithin(present)) {
      known.state.set(now);
      return;
    }
    hide(application, meter.getId(), present);
    Shown fresh = new Shown(now);
    shown.put(meter.getId(), fresh);
    ApplicationMicrometer.Name name = name(meter, "", unit(meter));
    if (meter instanceof FunctionCounter) {
      fresh.add(application.counter(name, fresh.state, JdkFunctions.number(0)));
    } else if (meter instanceof Timer) {
      showTimer(application, (Timer) meter, fresh, name);
    } else if (meter instanceof Gauge) {
      fresh.add(application.gauge(name, fresh.state, JdkFunctions.number(0)));
    }
  }

  private static void showTimer(
      ApplicationMicrometer application, Timer timer, Shown fresh, ApplicationMicrometer.Name name)
      throws ReflectiveOperationException {
    fresh.add(application.timer(name, fresh.state, JdkFunctions.whole(0), JdkFunctions.number(1)));
    fresh.add(application.gauge(name(timer, ".max", SECONDS), fresh.state, JdkFunctions.number(2)));
    int next = 3;
    for (ValueAtPercentile at : timer.takeSnapshot().percentileValues()) {
      ApplicationMicrometer.Name percentile =
          name(timer, ".percentile", SECONDS, "phi", Double.toString(at.percentile()));
      fresh.add(application.gauge(percentile, fresh.state, JdkFunctions.number(next++)));
    }
  }

  /** All that there is to say of a meter: of a timer number, sum, the most, and the percentiles. */
  private static double[] numbers(Meter meter) {
    if (meter instanceof FunctionCounter) {
      return new double[] {((FunctionCounter) meter).count()};
    }
    if (!(meter instanceof Timer)) {
      return new double[] {meter instanceof Gauge ? ((Gauge) meter).value() : Double.NaN};
    }
    HistogramSnapshot now = ((Timer) meter).takeSnapshot();
    ValueAtPercentile[] percentiles = now.percentileValues();
    double[] numbers = new double[3 + percentiles.length];
    numbers[0] = now.count();
    numbers[1] = now.total(TimeUnit.SECONDS);
    numbers[2] = now.max(TimeUnit.SECONDS);
    for (int i = 0; i < percentiles.length; i++) {
      numbers[3 + i] = percentiles[i].value(TimeUnit.SECONDS);
    }
    return numbers;
  }

  private static String unit(Meter meter) {
    String unit = meter.getId().getBaseUnit();
    return unit == null ? "" : unit;
  }

  private static ApplicationMicrometer.Name name(
      Meter meter, String suffix, String unit, String... more) {
    List<String> tags = new ArrayList<>();
    for (Tag tag : meter.getId().getTags()) {
      tags.add(tag.getKey());
      tags.add(tag.getValue());
    }
    Collections.addAll(tags, more);
    return new ApplicationMicrometer.Name(
        meter.getId().getName() + suffix,
        meter.getId().getDescription(),
        unit.isEmpty() ? null : unit,
        tags.toArray(new String[0]));
  }

  /** Takes out what is still there; a meter goes by its name, which another may bear by now. */
  private void hide(ApplicationMicrometer application, Meter.Id id, Set<Object> present)
      throws ReflectiveOperationException {
    Shown former = shown.remove(id);
    if (former != null) {
      for (WeakReference<Object> each : former.meters) {
        Object meter = each.get();
        if (meter != null && present.contains(meter)) {
          application.remove(meter);
        }
      }
    }
  }

  /** One of the agent's meters, and what the registry has in its place. */
  private static final class Shown {
    private final AtomicReference<double[]> state;
    private final List<WeakReference<Object>> meters = new ArrayList<>();

    private Shown(double[] first) {
      this.state = new AtomicReference<>(first);
    }

    private void add(@Nullable Object meter) {
      if (meter != null) {
        meters.add(new WeakReference<>(meter));
      }
    }

    private boolean isWithin(Set<Object> present) {
      for (WeakReference<Object> each : meters) {
        if (!present.contains(each.get())) {
          return false;
        }
      }
      return true;
    }
  }
}
