package io.tickcache.agent.metrics;

import io.tickcache.agent.log.Log;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The meters in the applications' own Micrometer, whichever class loaders that is of: in its global
 * registry, and so in all registries that are added to that. They are brought up to date every few
 * seconds; what an application asks of them there runs no code of the agent's and holds none of it.
 * Keeps no application alive. All of it goes on in a thread of its own, for there may be filters
 * and listeners of the application's, which may never end. Used by one thread.
 */
public final class ApplicationRegistries {

  /** Put together here, or it would be renamed with the agent's own. */
  private static final String METRICS = ApplicationMicrometer.PACKAGE.concat("Metrics");

  private static final int ROUNDS = 5;
  private static final long LONGEST_HIDING_SECONDS = 2;

  private final Function<String, List<Class<?>>> loaded;
  private final Log log;
  private final Map<Class<?>, MirroredMeters> mirrors = new WeakHashMap<>();
  private final Executor apart;
  private final AtomicBoolean tending = new AtomicBoolean();
  private int round;

  /**
   * @param loaded brings the classes of a name that applications have loaded lately
   * @param apart does one thing after the other
   */
  public ApplicationRegistries(Function<String, List<Class<?>>> loaded, Executor apart, Log log) {
    this.loaded = loaded;
    this.apart = apart;
    this.log = log;
  }

  /** Looks for registries, and brings those that there are up to date; called each second. */
  public void tend(Exposition exposition) {
    if (tending.compareAndSet(false, true)) {
      apart.execute(
          () -> {
            try {
              tendNow(exposition);
            } finally {
              tending.set(false);
            }
          });
    }
  }

  private void tendNow(Exposition exposition) {
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
    asApplication(
        metrics,
        () -> mirror.show(ApplicationMicrometer.of(metrics), exposition.meters()),
        "can't show the meters");
  }

  /**
   * Takes all of them out of all registries that allow it, as Micrometer 1.1 and newer do; {@link
   * #tend} has them come back. Waits for that for some seconds at most.
   */
  public void hide() {
    FutureTask<@Nullable Void> hiding = new FutureTask<>(this::hideNow, null);
    apart.execute(hiding);
    try {
      hiding.get(LONGEST_HIDING_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException failure) {
      log.warn(
          "metrics: can't take the meters out of the application's own registry: "
              + (failure instanceof TimeoutException ? "it doesn't end" : failure.getCause()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void hideNow() {
    mirrors.forEach(
        (metrics, mirror) ->
            asApplication(
                metrics,
                () -> mirror.hide(ApplicationMicrometer.of(metrics)),
                "can't take the meters out"));
    mirrors.replaceAll((metrics, hidden) -> new MirroredMeters());
    round = 0;
  }

  /** Filters and listeners of the application's may run, which may rely on its class loader. */
  private void asApplication(Class<?> metrics, Step step, String complaint) {
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
