package io.tickcache.agent.metrics;

import io.tickcache.agent.log.Log;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * The meters in the applications' own Micrometer, whichever class loaders that is of: in its global
 * registry, and so in all registries that are added to that. They are brought up to date every few
 * seconds; what an application asks of them there runs no code of the agent's and holds none of it.
 * Keeps no application alive. Used by one thread.
 */
public final class ApplicationRegistries {

  /** Put together here, or it would be renamed with the agent's own. */
  private static final String METRICS = ApplicationMicrometer.PACKAGE.concat("Metrics");

  private static final int ROUNDS = 5;

  private final Function<String, List<Class<?>>> loaded;
  private final Log log;
  private final Map<Class<?>, MirroredMeters> mirrors = new WeakHashMap<>();
  private int round;

  /**
   * @param loaded brings the classes of a name that applications have loaded lately
   */
  public ApplicationRegistries(Function<String, List<Class<?>>> loaded, Log log) {
    this.loaded = loaded;
    this.log = log;
  }

  /** Looks for registries, and brings those that there are up to date; called each second. */
  public void tend(Exposition exposition) {
    for (Class<?> metrics : loaded.apply(METRICS)) {
      if (!mirrors.containsKey(metrics)) {
        mirrors.put(metrics, new MirroredMeters());
        round = 0;
      }
    }
    if (round++ % ROUNDS == 0) {
      mirrors.forEach((metrics, mirror) -> show(metrics, mirror, exposition));
    }
  }

  private void show(Class<?> metrics, MirroredMeters mirror, Exposition exposition) {
    apart(
        metrics,
        () -> mirror.show(ApplicationMicrometer.of(metrics), exposition.meters()),
        "can't show the meters");
  }

  /**
   * Takes all of them out of all registries that allow it, as Micrometer 1.1 and newer do; {@link
   * #tend} has them come back.
   */
  public void hide() {
    mirrors.forEach(
        (metrics, mirror) ->
            apart(
                metrics,
                () -> mirror.hide(ApplicationMicrometer.of(metrics)),
                "can't take the meters out"));
    mirrors.replaceAll((metrics, hidden) -> new MirroredMeters());
    round = 0;
  }

  /** Filters and listeners of the application's may run, which may rely on its class loader. */
  private void apart(Class<?> metrics, Step step, String complaint) {
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    thread.setContextClassLoader(metrics.getClassLoader());
    try {
      step.run();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
      log.seldom(
          "application-registry",
          "metrics: " + complaint + " in the application's own registry: " + cause(failure));
    } finally {
      thread.setContextClassLoader(own);
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : cause;
  }

  private interface Step {
    void run() throws ReflectiveOperationException;
  }
}
