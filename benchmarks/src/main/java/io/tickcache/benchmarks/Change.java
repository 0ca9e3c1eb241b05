package io.tickcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one kind of call costs with an earlier agent and with this one, each in some JVMs, and
 * whether it costs clearly more. Of all JVMs the best counts: what else a machine does only ever
 * adds, and in which way a compiler goes about a call, and whether it does without an object, is
 * not the same in each JVM.
 */
final class Change {

  /** How much slower it may seem; the best of some JVMs with the same agent differ by less. */
  private static final double SLOWER = 0.25;

  /** The same where the call is hardly more than a plain one. */
  private static final double SLOWER_NANOS = 3;

  /**
   * Half of the smallest object; what one call in many allocates comes to less. JVMs with the
   * earlier agent may differ by more: then as much as those do.
   */
  private static final double MORE_BYTES = 8;

  private final List<Cost> yardstick = new ArrayList<>();
  private final List<Cost> before = new ArrayList<>();
  private final List<Cost> after = new ArrayList<>();

  /** In one round, one after the other. */
  void add(Cost yardstick, Cost before, Cost after) {
    this.yardstick.add(yardstick);
    this.before.add(before);
    this.after.add(after);
  }

  boolean isWorse() {
    return isSlower() || allocatesMore();
  }

  private boolean isSlower() {
    return cpuNanos(after) > cpuNanos(before) * (1 + SLOWER) + SLOWER_NANOS;
  }

  private boolean allocatesMore() {
    double most = before.stream().mapToDouble(Cost::bytes).max().orElse(Double.NaN);
    double least = bytes(before);
    return bytes(after) > least + Math.max(MORE_BYTES, most - least);
  }

  /** For a table: the call, its time before and after, in times of the yardstick's, and so on. */
  List<String> cells(String call) {
    return List.of(
        call,
        "%.2f".formatted(cpuNanos(before) / cpuNanos(yardstick)),
        "%.2f".formatted(cpuNanos(after) / cpuNanos(yardstick)),
        "%+.0f %%".formatted(100 * (cpuNanos(after) / cpuNanos(before) - 1)),
        "%.1f".formatted(bytes(before)),
        "%.1f".formatted(bytes(after)),
        isWorse() ? "worse" : "as before");
  }

  private static double cpuNanos(List<Cost> costs) {
    return least(costs, Cost::cpuNanos);
  }

  private static double bytes(List<Cost> costs) {
    return least(costs, Cost::bytes);
  }

  private static double least(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    return costs.stream().mapToDouble(figure).min().orElse(Double.NaN);
  }
}
