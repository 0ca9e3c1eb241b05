package io.tickcache.agent;

import io.tickcache.agent.log.Log;
import io.tickcache.agent.metrics.ApplicationRegistries;
import io.tickcache.agent.metrics.Exposition;
import io.tickcache.agent.metrics.Latencies;
import io.tickcache.agent.metrics.Meters;
import io.tickcache.agent.metrics.OtlpPush;
import io.tickcache.agent.metrics.ReloadStats;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.rules.MetricsSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The meters, and where they are shown as the rules in force ask. There are none, and nothing of
 * their library is loaded, until something is to show them. Used by the background thread.
 */
final class Outlets {

  private final ReloadStats reloads;
  private final Log log;
  private MetricsSettings settings = MetricsSettings.defaults();
  private @Nullable Meters meters;
  private boolean overJmx;
  private boolean neverOverJmx;
  private boolean atPort;
  private @Nullable OtlpPush push;
  private final Function<String, List<Class<?>>> appearing;
  private @Nullable ApplicationRegistries registries;
  private @Nullable ExecutorService registering;
  private boolean inRegistries;

  /** Counts begin with the process, and there is no call of a woven method before this. */
  private final long beganMillis = System.currentTimeMillis();

  /** Made when it is needed, for that sets up the JVM's security providers. */
  private @Nullable String instance;

  /**
   * @param appearing brings the classes of a name that applications have loaded lately
   */
  Outlets(ReloadStats reloads, Function<String, List<Class<?>>> appearing, Log log) {
    this.reloads = reloads;
    this.appearing = appearing;
    this.log = log;
  }

  /** Shows them as these rules ask from now on. */
  void follow(Deployment next) {
    MetricsSettings former = settings;
    settings = next.rules.metrics();
    if (!settings.equals(former)) {
      endPush();
    }
    if (push == null && settings.otlp() != null) {
      beginPush(settings.otlp());
    }
    if (settings.applicationRegistry()) {
      beginRegistries();
    } else {
      endRegistries();
    }
    if (meters == null) {
      return;
    }
    meters.tag(settings.tags());
    if (overJmx && !settings.jmx()) {
      meters.hideJmx();
      overJmx = false;
    }
    show(next);
  }

  /** The meters, to be shown somewhere. */
  Meters meters() {
    Meters there = meters;
    if (there == null) {
      there = new Meters();
      there.tag(settings.tags());
      meters = there;
    }
    return there;
  }

  /** How long things took, where that is recorded. */
  @Nullable Latencies latencies() {
    return meters == null ? null : meters.latencies();
  }

  /** Shows them as text at the port, until {@link #hideText}. */
  Exposition showAsText() {
    atPort = true;
    return meters().showAsText();
  }

  void hideText() {
    atPort = false;
    hideUnusedText();
  }

  private void hideUnusedText() {
    if (meters != null && !atPort && push == null && !inRegistries) {
      meters.hideText();
    }
  }

  private void beginPush(String address) {
    Exposition exposition = meters().showAsText();
    Map<String, String> resource = new TreeMap<>(settings.tags());
    String service = System.getenv("OTEL_SERVICE_NAME");
    resource.putIfAbsent(
        "service.name", service == null || service.isEmpty() ? "unknown_service:java" : service);
    if (instance == null) {
      instance = UUID.randomUUID().toString();
    }
    resource.putIfAbsent("service.instance.id", instance);
    OtlpPush begun =
        new OtlpPush(
            address,
            settings.otlpInterval(),
            () -> exposition.otlp(resource, beganMillis, System.currentTimeMillis()),
            AgentThreads.single(AgentThreads.named("otlp")),
            log);
    push = begun;
    begun.start();
  }

  private void endPush() {
    if (push != null) {
      push.close();
      push = null;
      hideUnusedText();
    }
  }

  private void beginRegistries() {
    if (!inRegistries) {
      meters().showAsText();
      inRegistries = true;
    }
    if (registries == null) {
      ExecutorService own = AgentThreads.single(AgentThreads.named("registry"));
      registering = own;
      registries = new ApplicationRegistries(appearing, own, log);
    }
  }

  /** What has been found of the application's is kept for another time: it appears once. */
  private void endRegistries() {
    if (inRegistries && registries != null) {
      inRegistries = false;
      registries.hide();
      hideUnusedText();
    }
  }

  /** Sees to what has come, and to JMX, which may have to wait. */
  void tend(Deployment current) {
    if (settings.jmx() && !overJmx && !neverOverJmx) {
      openJmx();
    }
    if (meters != null) {
      show(current);
      if (inRegistries && registries != null) {
        registries.tend(meters.showAsText());
      }
    }
  }

  private void openJmx() {
    if (!PlatformServer.exists()) {
      neverOverJmx = true;
      log.info("no meters over JMX: this JVM has no module java.management; all else works");
      return;
    }
    if (!PlatformServer.isSafeToTouch()) {
      return;
    }
    try {
      meters().showOverJmx();
      overJmx = true;
    } catch (RuntimeException | LinkageError failure) {
      neverOverJmx = true;
      log.failure("meters can't be shown over JMX", failure);
    }
  }

  /**
   * Shows those of these rules, and no others. Redis's come last: who sees that it is in use finds
   * the meters of all rules, too.
   */
  void show(Deployment current) {
    Meters there = meters();
    there.show(current.rules, reloads);
    there.show(current.caches);
    there.show(current.tier.budgets().inForce());
    RedisTier redis = current.tier.redis();
    if (redis == null) {
      there.hideTier();
    } else {
      there.show(redis);
    }
  }

  /** Shows nothing more; a collector gets what has happened since the last push. */
  void close() {
    if (push != null) {
      push.finish();
      push = null;
    }
    endRegistries();
    if (registering != null) {
      registering.shutdownNow();
    }
    if (meters != null) {
      meters.close();
      meters = null;
    }
  }
}
