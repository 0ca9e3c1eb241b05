package io.tickcache.it.history;

import io.tickcache.it.harness.FaultProxy;
import io.tickcache.it.harness.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Several trading floors trade at random with the shipped agent while one thing after the other
 * breaks; afterwards, or as it goes on, the checker reads what all have noted. The main program is
 * run by {@code ci/history}.
 */
final class HistoryRun implements AutoCloseable {

  private static final Duration BETWEEN_TROUBLES = Duration.ofMillis(4_200);
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** Within what time all that happened is in the journals of processes that run. */
  private static final Duration TOLD_LATE = Duration.ofMillis(1_500);

  private final RunSettings settings;
  private final FaultLog faults = new FaultLog();
  private final StateWatch states = new StateWatch(faults, Terms.OF_RUN);
  private final Checker checker = new Checker(Terms.OF_RUN);
  private final RedisServer redis;
  private final FaultProxy proxy;
  private final Truth truth;
  private final Fleet fleet;
  private final long began;
  private long nextCheck;
  private boolean violated;

  HistoryRun(RunSettings settings) throws IOException {
    this.settings = settings;
    redis = RedisServer.started();
    proxy = FaultProxy.before(redis.port());
    truth = Truth.started(settings.symbols(), settings.seed());
    int starting = faults.begin("all start", Fault.Effect.LOSS, Operation.ALL);
    fleet = new Fleet(settings, proxy.uri(), truth.port());
    began = System.nanoTime();
    fleet.awaitSynced();
    faults.end(starting);
    nextCheck = began + BETWEEN_CHECKS.toNanos();
  }

  /** Lets things break for the time that the settings say. */
  HistoryRun run() throws Exception {
    Random random = new Random(settings.seed());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.seconds());
    pause(BETWEEN_TROUBLES, end);
    while (System.nanoTime() < end && !violated) {
      rotate(random, end);
    }
    fleet.end();
    return this;
  }

  private void rotate(Random random, long end) throws Exception {
    List<Trouble> troubles =
        settings.allFaults()
            ? Rotation.whole(redis, proxy, fleet, random)
            : Rotation.brief(redis, proxy, fleet, random);
    int death = random.nextInt(troubles.size());
    for (int i = 0; i < troubles.size() && System.nanoTime() < end && !violated; i++) {
      make(troubles.get(i), end);
      if (i == death && System.nanoTime() < end && !violated) {
        replaceOne(random.nextInt(fleet.size()), end);
      }
    }
  }

  /** One that would not be over by then is left out. */
  private void make(Trouble trouble, long end) throws Exception {
    if (System.nanoTime() + trouble.length().toNanos() > end) {
      pause(BETWEEN_TROUBLES, end);
      return;
    }
    int fault =
        faults.begin(trouble.nemesis().name(), trouble.effect(), trouble.process().getAsInt());
    try {
      trouble.nemesis().strike();
      pause(trouble.length(), Faults.NEVER);
    } finally {
      trouble.nemesis().heal();
    }
    faults.end(fault);
    pause(BETWEEN_TROUBLES, end);
  }

  private void replaceOne(int place, long end) throws InterruptedException {
    int death = faults.begin("a process is killed", Fault.Effect.DEATH, fleet.number(place));
    fleet.kill(place);
    faults.end(death);
    int start = faults.begin("another starts", Fault.Effect.LOSS, fleet.all().size());
    fleet.replace(place);
    fleet.awaitSynced();
    faults.end(start);
    pause(BETWEEN_TROUBLES, end);
  }

  private void pause(Duration length, long end) throws InterruptedException {
    long until = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < Math.min(until, end) && !violated) {
      states.look(fleet);
      if (settings.stopAtFirst() && System.nanoTime() > nextCheck) {
        long horizon = System.nanoTime() - TOLD_LATE.toNanos();
        violated = !checker.judge(history()).violationsUntil(horizon).isEmpty();
        nextCheck = System.nanoTime() + BETWEEN_CHECKS.toNanos();
      }
      new CountDownLatch(1).await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** All so far. What is read first knows least, so that everything it speaks of is known. */
  History history() {
    List<Operation> operations = fleet.operations();
    return new History(operations, truth.calls(), truth.changes(), faults.all(), states.said());
  }

  Summary summary() {
    History history = history();
    return new Summary(settings, began, history, checker.judge(history), fleet.all());
  }

  @Override
  public void close() throws IOException {
    fleet.close();
    truth.close();
    proxy.close();
    redis.close();
  }

  /**
   * Arguments: seconds, seed, and {@code ahead} to refresh ahead, all optional. Ends with 1 if a
   * promise was broken.
   */
  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 600;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime() & 0xFFFF;
    RunSettings settings = RunSettings.whole(seconds, seed);
    boolean ahead = arguments.length > 2 && arguments[2].equals("ahead");
    try (HistoryRun run = new HistoryRun(ahead ? settings.refreshingAhead() : settings)) {
      Summary summary = run.run().summary();
      System.out.println(summary);
      System.exit(summary.kept() ? 0 : 1);
    }
  }
}
