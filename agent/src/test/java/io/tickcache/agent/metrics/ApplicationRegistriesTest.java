package io.tickcache.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.log.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What applications with a Micrometer of their own see of the agent's meters in it. */
class ApplicationRegistriesTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final List<Class<?>> appearing = new ArrayList<>();
  private final Meters meters = new Meters();
  private final Exposition exposition = meters.showAsText();
  private final Caches caches = new Caches(Backplane.Sync.ALONE);
  private final HybridCache quotes = cache("quotes");
  private final ApplicationRegistries registries =
      new ApplicationRegistries(
          name -> {
            assertThat(name).isEqualTo("io.micrometer.core.instrument.Metrics");
            List<Class<?>> seen = List.copyOf(appearing);
            appearing.clear();
            return seen;
          },
          Runnable::run,
          new Log(new PrintStream(said, true, StandardCharsets.UTF_8)));

  @AfterEach
  void end() {
    background.shutdownNow();
    meters.close();
  }

  private HybridCache cache(String name) {
    HybridCache cache =
        new HybridCache(
            name,
            CachePolicy.ttl(Duration.ofSeconds(5)).build(),
            System::nanoTime,
            RemoteCache.NONE,
            background,
            caches.stats(name));
    caches.add(cache);
    return cache;
  }

  /** An application with classes of its own of the library. */
  private static final class Application implements AutoCloseable {
    private final URLClassLoader loader;
    private final Class<?> metrics;

    Application() throws ReflectiveOperationException {
      URL[] jars =
          Stream.of(MeterRegistry.class, KeyValue.class, Observation.class, Histogram.class)
              .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
              .distinct()
              .toArray(URL[]::new);
      loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
      metrics = loader.loadClass("io.micrometer.core.instrument.Metrics");
      Object simple =
          loader
              .loadClass("io.micrometer.core.instrument.simple.SimpleMeterRegistry")
              .getConstructor()
              .newInstance();
      Class<?> type = loader.loadClass("io.micrometer.core.instrument.MeterRegistry");
      metrics.getMethod("addRegistry", type).invoke(null, simple);
      assertThat(type).isNotEqualTo(MeterRegistry.class);
    }

    /** By name, tags and what is measured. */
    Map<String, Double> values() throws ReflectiveOperationException {
      Map<String, Double> values = new TreeMap<>();
      for (Object meter : meters()) {
        Object id = of(meter, "Meter", "getId");
        for (Object measurement : (Iterable<?>) of(meter, "Meter", "measure")) {
          values.put(
              of(id, "Meter$Id", "getName")
                  + of(id, "Meter$Id", "getTags").toString().replaceAll("tag\\((.*?)\\)", "$1")
                  + " "
                  + of(measurement, "Measurement", "getStatistic"),
              (Double) of(measurement, "Measurement", "getValue"));
        }
      }
      return values;
    }

    Object registry() throws ReflectiveOperationException {
      return metrics.getField("globalRegistry").get(null);
    }

    List<?> meters() throws ReflectiveOperationException {
      return (List<?>) of(registry(), "MeterRegistry", "getMeters");
    }

    void remove(String name) throws ReflectiveOperationException {
      Class<?> meter = loader.loadClass("io.micrometer.core.instrument.Meter");
      for (Object each : meters()) {
        if (of(of(each, "Meter", "getId"), "Meter$Id", "getName").equals(name)) {
          registry().getClass().getMethod("remove", meter).invoke(registry(), each);
        }
      }
    }

    /** Keeps all meters out, and counts how often it was asked. */
    void denyAll(AtomicInteger asked) throws ReflectiveOperationException {
      Class<?> filter = loader.loadClass("io.micrometer.core.instrument.config.MeterFilter");
      Predicate<Object> counted = id -> asked.incrementAndGet() > 0;
      Object denying = filter.getMethod("deny", Predicate.class).invoke(null, counted);
      Object config = of(registry(), "MeterRegistry", "config");
      config.getClass().getMethod("meterFilter", filter).invoke(config, denying);
    }

    private Object of(Object object, String type, String method)
        throws ReflectiveOperationException {
      return loader
          .loadClass("io.micrometer.core.instrument." + type)
          .getMethod(method)
          .invoke(object);
    }

    @Override
    public void close() throws IOException {
      loader.close();
    }
  }

  /** Meters are equal where their names are. */
  private static Set<Object> identities(List<?> meters) {
    Set<Object> identities = Collections.newSetFromMap(new IdentityHashMap<>());
    identities.addAll(meters);
    return identities;
  }

  private void tendFor(int rounds) {
    for (int i = 0; i < rounds; i++) {
      registries.tend(exposition);
    }
  }

  @Test
  void theyAreThereWithTheirValuesAndFollowThem() throws Exception {
    try (Application application = new Application()) {
      quotes.stats().loads.add(3);
      meters.show(caches);
      quotes.stats().shadow().saved(1_500_000_000);
      meters.show(caches);
      registries.tend(exposition);
      assertThat(application.values()).isEmpty();

      appearing.add(application.metrics);
      registries.tend(exposition);

      assertThat(application.values())
          .containsEntry("tickcache.cache.loads[rule=quotes] COUNT", 3.0)
          .containsEntry("tickcache.shadow.saved.time[rule=quotes] VALUE", 1.5)
          .containsEntry("tickcache.cache.load[rule=quotes] COUNT", 0.0);

      quotes.stats().loads.add(4);
      exposition.meters().stream()
          .filter(meter -> meter.getId().getName().equals("tickcache.cache.load"))
          .map(io.micrometer.core.instrument.Timer.class::cast)
          .forEach(timer -> timer.record(2, TimeUnit.SECONDS));
      tendFor(5);

      Map<String, Double> values = application.values();
      assertThat(values)
          .containsEntry("tickcache.cache.loads[rule=quotes] COUNT", 7.0)
          .containsEntry("tickcache.cache.load[rule=quotes] COUNT", 1.0)
          .containsEntry("tickcache.cache.load[rule=quotes] TOTAL_TIME", 2.0)
          .containsEntry("tickcache.cache.load.max[rule=quotes] VALUE", 2.0);
      assertThat(values.get("tickcache.cache.load.percentile[phi=0.99, rule=quotes] VALUE"))
          .isBetween(1.8, 2.2);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void whatIsGoneIsTakenOutAndInTheEndAll() throws Exception {
    try (Application application = new Application()) {
      cache("depths");
      meters.show(caches);
      appearing.add(application.metrics);
      registries.tend(exposition);
      assertThat(application.values().keySet())
          .anyMatch(
              name -> name.startsWith("tickcache.cache.age.percentile[phi=0.5, rule=depths]"));

      Caches later = caches.next(Backplane.Sync.ALONE);
      later.add(quotes);
      meters.show(later);
      tendFor(5);
      assertThat(application.values().keySet())
          .noneMatch(name -> name.contains("rule=depths"))
          .anyMatch(name -> name.contains("rule=quotes"));

      registries.hide();
      assertThat(application.values()).isEmpty();

      registries.tend(exposition);
      assertThat(application.values().keySet()).anyMatch(name -> name.contains("rule=quotes"));
      registries.hide();
      assertThat(application.values()).isEmpty();
    }
  }

  @Test
  void theyComeBackOnceWhenTheApplicationHasClearedItsRegistry() throws Exception {
    try (Application application = new Application()) {
      meters.show(caches);
      appearing.add(application.metrics);
      registries.tend(exposition);
      Set<String> before = application.values().keySet();
      List<?> registered = application.meters();
      quotes.stats().loads.add(3);
      tendFor(5);
      assertThat(identities(application.meters())).isEqualTo(identities(registered));

      application.of(application.registry(), "MeterRegistry", "clear");
      assertThat(application.values()).isEmpty();
      tendFor(5);

      assertThat(application.values().keySet()).isEqualTo(before);
      assertThat(application.meters()).hasSameSizeAs(registered);
      quotes.stats().loads.add(4);
      tendFor(5);
      assertThat(application.values())
          .containsEntry("tickcache.cache.loads[rule=quotes] COUNT", 7.0);
      registries.hide();
      assertThat(application.values()).isEmpty();
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void onePartOfATimerThatIsTakenOutComesBackWithTheOthers() throws Exception {
    try (Application application = new Application()) {
      meters.show(caches);
      appearing.add(application.metrics);
      registries.tend(exposition);
      Set<String> before = application.values().keySet();

      application.remove("tickcache.cache.load.max");
      exposition.meters().stream()
          .filter(meter -> meter.getId().getName().equals("tickcache.cache.load"))
          .map(io.micrometer.core.instrument.Timer.class::cast)
          .forEach(timer -> timer.record(2, TimeUnit.SECONDS));
      tendFor(5);

      assertThat(application.values())
          .containsEntry("tickcache.cache.load[rule=quotes] TOTAL_TIME", 2.0)
          .containsEntry("tickcache.cache.load.max[rule=quotes] VALUE", 2.0)
          .containsOnlyKeys(before);
    }
  }

  @Test
  void whatTheApplicationKeepsOutIsOfferedOnce() throws Exception {
    try (Application application = new Application()) {
      AtomicInteger asked = new AtomicInteger();
      application.denyAll(asked);
      meters.show(caches);
      appearing.add(application.metrics);

      registries.tend(exposition);
      int once = asked.get();
      tendFor(10);

      assertThat(once).isPositive();
      assertThat(asked).hasValue(once);
      assertThat(application.values()).isEmpty();
    }
  }

  @Test
  void applicationsAreSeenApartAndLetGo() throws Exception {
    meters.show(caches);
    try (Application stays = new Application()) {
      WeakReference<ClassLoader> gone = new WeakReference<>(redeployed());
      appearing.add(stays.metrics);
      registries.tend(exposition);
      assertThat(stays.values()).isNotEmpty();

      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                System.gc();
                return gone.get() == null;
              });
      tendFor(5);
      assertThat(stays.values()).isNotEmpty();
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private ClassLoader redeployed() throws Exception {
    try (Application application = new Application()) {
      appearing.add(application.metrics);
      registries.tend(exposition);
      assertThat(application.values()).isNotEmpty();
      return application.loader;
    }
  }

  @Test
  void whatIsNoMicrometerIsToldAndLeftAlone() {
    meters.show(caches);
    appearing.add(String.class);
    registries.tend(exposition);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("metrics: can't show the meters in the application's own registry: ");
  }

  @Test
  void functionsAreOfTheJdkAlone() throws ReflectiveOperationException {
    assertThat(JdkFunctions.number(1).getClass().getName()).doesNotContain("tickcache");
    assertThat(JdkFunctions.whole(1).getClass().getName()).doesNotContain("tickcache");
  }
}
