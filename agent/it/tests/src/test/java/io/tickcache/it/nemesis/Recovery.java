package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How soon after a fault all was well again, each in milliseconds, or -1 where it wasn't in time:
 * all backplanes synced, L2 filled and read by all, invalidations heard by all.
 */
public record Recovery(long synced, long shared, long heard) {

  private static final int SOME = 5;
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration HEARING = Duration.ofMillis(200);

  public boolean complete() {
    return synced >= 0 && shared >= 0 && heard >= 0;
  }

  /** The longest of the three. */
  public long millis() {
    return Math.max(synced, Math.max(shared, heard));
  }

  static Recovery await(List<AgentJvm> apps, long since, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Watch watch = new Watch(since, deadline);
    long synced = watch.until(() -> apps.stream().allMatch(Recovery::isSynced));
    long[] fills = apps.stream().mapToLong(Recovery::fills).toArray();
    long[] hits = apps.stream().mapToLong(Recovery::remoteHits).toArray();
    long shared =
        watch.until(
            () -> {
              boolean all = true;
              for (int i = 0; i < apps.size(); i++) {
                all &= fills(apps.get(i)) > fills[i] && remoteHits(apps.get(i)) >= hits[i] + SOME;
              }
              return all;
            });
    long heard =
        watch.until(() -> hears(apps.get(0), apps.get(1)) && hears(apps.get(1), apps.get(0)));
    return new Recovery(synced, shared, heard);
  }

  /** Whether an invalidation in the one is heard by the other soon. */
  private static boolean hears(AgentJvm teller, AgentJvm listener) {
    long before = heard(listener);
    teller.ask("order TOLD");
    Watch watch = new Watch(0, System.nanoTime() + HEARING.toNanos());
    return watch.until(() -> heard(listener) > before) >= 0;
  }

  private static boolean isSynced(AgentJvm app) {
    return app.meters().sum("tickcache.backplane.state", "state", "synced") == 1;
  }

  static long remoteHits(AgentJvm app) {
    return app.meters().count("tickcache.cache.gets", "level", "l2", "result", "hit");
  }

  private static long fills(AgentJvm app) {
    return app.meters().count("tickcache.redis.fills", "result", "stored");
  }

  private static long heard(AgentJvm app) {
    return app.meters().count("tickcache.backplane.invalidations", "direction", "received");
  }

  private record Watch(long since, long deadline) {

    /** Milliseconds since the beginning, or -1 where it didn't come about in time. */
    long until(BooleanSupplier condition) {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() - deadline > 0) {
          return -1;
        }
        Pause.of(POLL);
      }
      return Duration.ofNanos(System.nanoTime() - since).toMillis();
    }
  }

  @Override
  public String toString() {
    return "%6d %6d %6d".formatted(synced, shared, heard);
  }
}
