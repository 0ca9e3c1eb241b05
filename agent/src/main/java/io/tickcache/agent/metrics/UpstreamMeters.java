package io.tickcache.agent.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tickcache.agent.upstream.Brake;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.agent.upstream.WindowState;
import io.tickcache.rules.Upstream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/** The meters of upstreams. Used by one thread. */
final class UpstreamMeters {

  private final MeterRegistry registry;
  private final Map<String, Upstream> shown = new HashMap<>();

  UpstreamMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows these and no others. */
  void show(List<Budget> budgets) {
    Set<String> gone = new HashSet<>(shown.keySet());
    for (Budget budget : budgets) {
      Upstream upstream = budget.upstream();
      gone.remove(upstream.name());
      if (!upstream.equals(shown.get(upstream.name()))) {
        hide(upstream.name());
        shown.put(upstream.name(), upstream);
        show(budget, upstream);
      }
    }
    gone.forEach(this::hide);
  }

  /** All meters are gone. */
  void forgetAll() {
    shown.clear();
  }

  private void hide(String upstream) {
    shown.remove(upstream);
    for (Meter meter : registry.getMeters()) {
      if (upstream.equals(meter.getId().getTag("upstream"))) {
        registry.remove(meter);
      }
    }
  }

  private void show(Budget budget, Upstream upstream) {
    String name = upstream.name();
    calls(name, "granted", budget.stats().granted);
    calls(name, "waited", budget.stats().waited);
    calls(name, "overdrawn", budget.stats().overdrawn);
    calls(name, "forgone", budget.stats().forgone);
    Measure.UPSTREAM_WAITED.gauge(
        registry, budget.stats(), now -> now.waitedNanos.sum() / 1e9, "upstream", name);
    Measure.UPSTREAM_WAITING.gauge(registry, budget, Budget::waiting, "upstream", name);
    if (upstream.backOff() != null) {
      show(budget.brake(), name);
    }
    for (int i = 0; i < upstream.budget().size(); i++) {
      String period = inWords(upstream.budget().get(i).period());
      part(budget, i, period, "all", window -> window.allowance.amount());
      part(budget, i, period, "share", window -> window.share);
      part(budget, i, period, "used", window -> window.used);
    }
  }

  private void show(Brake brake, String name) {
    stopped(name, "failed", brake.stats().failed);
    stopped(name, "answered", brake.stats().answered);
    stopped(name, "made", brake.stats().made);
    Measure.UPSTREAM_PROBES.count(registry, brake.stats().probes, "upstream", name);
    Measure.UPSTREAM_BACKING_OFF.gauge(
        registry, brake, now -> now.leftNanos() < 0 ? 0 : 1, "upstream", name);
  }

  private void stopped(String upstream, String result, LongAdder count) {
    Measure.UPSTREAM_STOPPED.count(registry, count, "upstream", upstream, "result", result);
  }

  private void calls(String upstream, String result, LongAdder count) {
    Measure.UPSTREAM_CALLS.count(registry, count, "upstream", upstream, "result", result);
  }

  private void part(
      Budget budget, int window, String period, String part, ToLongFunction<WindowState> value) {
    Measure.UPSTREAM_BUDGET.gauge(
        registry,
        budget,
        now -> valueOf(now, window, value),
        "upstream",
        budget.upstream().name(),
        "period",
        period,
        "part",
        part);
  }

  /** Other rules may have taken the window away. */
  private static long valueOf(Budget budget, int window, ToLongFunction<WindowState> value) {
    List<WindowState> windows = budget.windows();
    return window < windows.size() ? value.applyAsLong(windows.get(window)) : 0;
  }

  private static String inWords(Duration period) {
    long millis = period.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
