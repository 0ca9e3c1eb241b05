package io.tickcache.agent.metrics;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The Micrometer of one application, of any version from 1.0 on, by reflection: the agent has one
 * of its own. Not to be kept, for it keeps the application.
 */
final class ApplicationMicrometer {

  static final String PACKAGE = "io.".concat("micrometer.core.instrument.");

  private final ClassLoader loader;
  private final Object registry;
  private final Class<?> registryType;

  private ApplicationMicrometer(ClassLoader loader, Object registry, Class<?> registryType) {
    this.loader = loader;
    this.registry = registry;
    this.registryType = registryType;
  }

  /**
   * That of a class {@code Metrics}.
   *
   * @throws ReflectiveOperationException where it is not as it is known to be, or its own code
   *     fails
   */
  static ApplicationMicrometer of(Class<?> metrics) throws ReflectiveOperationException {
    ClassLoader loader = metrics.getClassLoader();
    Object registry = metrics.getField("globalRegistry").get(null);
    return new ApplicationMicrometer(loader, registry, type("MeterRegistry", loader));
  }

  /** Registers a counter, and brings it; null where the application keeps it out. */
  @Nullable Object counter(Name name, AtomicReference<double[]> state, ToDoubleFunction<?> count)
      throws ReflectiveOperationException {
    Object builder =
        type("FunctionCounter", loader)
            .getMethod("builder", String.class, Object.class, ToDoubleFunction.class)
            .invoke(null, name.title, state, count);
    return register(name, builder);
  }

  /** As {@link #counter}, for a gauge. */
  @Nullable Object gauge(Name name, AtomicReference<double[]> state, ToDoubleFunction<?> value)
      throws ReflectiveOperationException {
    Object builder =
        type("Gauge", loader)
            .getMethod("builder", String.class, Object.class, ToDoubleFunction.class)
            .invoke(null, name.title, state, value);
    if (name.unit != null) {
      builder.getClass().getMethod("baseUnit", String.class).invoke(builder, name.unit);
    }
    return register(name, builder);
  }

  /** As {@link #counter}, for a timer of which only the number and the sum are known. */
  @Nullable Object timer(
      Name name,
      AtomicReference<double[]> state,
      ToLongFunction<?> count,
      ToDoubleFunction<?> totalSeconds)
      throws ReflectiveOperationException {
    Object builder =
        type("FunctionTimer", loader)
            .getMethod(
                "builder",
                String.class,
                Object.class,
                ToLongFunction.class,
                ToDoubleFunction.class,
                TimeUnit.class)
            .invoke(null, name.title, state, count, totalSeconds, TimeUnit.SECONDS);
    return register(name, builder);
  }

  /** All meters that the registry has now. */
  Set<Object> meters() throws ReflectiveOperationException {
    // Meters are equal where their names and tags are.
    Set<Object> meters = Collections.newSetFromMap(new IdentityHashMap<>());
    meters.addAll((List<?>) registryType.getMethod("getMeters").invoke(registry));
    return meters;
  }

  private @Nullable Object register(Name name, Object builder) throws ReflectiveOperationException {
    Class<?> type = builder.getClass();
    type.getMethod("tags", String[].class).invoke(builder, (Object) name.tags);
    type.getMethod("description", String.class).invoke(builder, name.description);
    Object meter = type.getMethod("register", registryType).invoke(builder, registry);
    return type("noop.NoopMeter", loader).isInstance(meter) ? null : meter;
  }

  /** Takes a meter out again; Micrometer 1.0 can't do that, and the meter stays without a value. */
  void remove(Object meter) throws ReflectiveOperationException {
    Method remove;
    try {
      remove = registryType.getMethod("remove", type("Meter", loader));
    } catch (NoSuchMethodException before11) {
      return;
    }
    remove.invoke(registry, meter);
  }

  private static Class<?> type(String name, ClassLoader loader) throws ClassNotFoundException {
    return Class.forName(PACKAGE.concat(name), false, loader);
  }

  /** What tells a meter from others, and what it says. */
  static final class Name {
    private final String title;
    private final @Nullable String description;
    private final @Nullable String unit;
    private final String[] tags;

    /**
     * @param tags names and values in turn
     */
    Name(String title, @Nullable String description, @Nullable String unit, String[] tags) {
      this.title = title;
      this.description = description;
      this.unit = unit;
      this.tags = tags.clone();
    }
  }
}
