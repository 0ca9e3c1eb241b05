package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Backplane;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Decides how far Redis and the other processes can be relied on, and tells the caches. All
 * decisions are made on the one background thread, every 100 ms and whenever something happens; the
 * state may be read by any.
 *
 * <pre>
 *          link open, life known,            subscribed, numbers known,
 *          values kept and voided,           own message heard,
 *          pending invalidations told        L1 flushed
 *   OUT  ────────────────────────> SUSPECT ───────────────────────────> SYNCED
 *    ^                               ^ ^   a message lost, no heartbeat,   │
 *    │                               │ └── subscription lost ──────────────┤
 *    └── link lost, breaker open ────┴─────────────────────────────────────┘
 * </pre>
 */
final class Supervisor {

  private static final long CHECK_MILLIS = 100;
  private static final long CLOSE_SECONDS = 5;

  private final ScheduledExecutorService background;
  private final Backplane backplane;
  private final LinkKeeper keeper;
  private final Introduction introduction;
  private final Ear ear;
  private final Breaker breaker;
  private final StateLog log;
  private final StateChanges changes;
  private final AtomicBoolean checkQueued = new AtomicBoolean();

  private volatile Backplane.Sync state = Backplane.Sync.OUT;

  Supervisor(
      ScheduledExecutorService background,
      Backplane backplane,
      LinkKeeper keeper,
      Introduction introduction,
      Ear ear,
      Breaker breaker,
      StateLog log,
      StateChanges changes) {
    this.background = background;
    this.backplane = backplane;
    this.keeper = keeper;
    this.introduction = introduction;
    this.ear = ear;
    this.breaker = breaker;
    this.log = log;
    this.changes = changes;
  }

  void start() {
    breaker.whenOpened(this::checkSoon);
    background.scheduleWithFixedDelay(this::check, 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Closes everything, on the thread that opens it, and ends that. */
  void close() {
    background.execute(this::closeAll);
    try {
      background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends its thread itself: on Java 8 a shutdown drops all that was given to it and isn't begun.
   */
  private void closeAll() {
    background.shutdown();
    state = Backplane.Sync.OUT;
    ear.close();
    keeper.close();
  }

  Backplane.Sync state() {
    return state;
  }

  /** The link, if callers may use it now. */
  @Nullable RedisLink usable() {
    if (state == Backplane.Sync.OUT || !breaker.isClosed()) {
      return null;
    }
    RedisLink open = keeper.link();
    return open != null && open.isOpen() ? open : null;
  }

  /** Looks at everything again without waiting for the next round; called on any thread. */
  void checkSoon() {
    if (checkQueued.compareAndSet(false, true)) {
      background.execute(
          () -> {
            checkQueued.set(false);
            check();
          });
    }
  }

  private void check() {
    if (background.isShutdown()) {
      return;
    }
    try {
      RedisLink working = keeper.working();
      if (working == null) {
        enter(Backplane.Sync.OUT, keeper.trouble());
        return;
      }
      introduction.make(working);
      if (state != Backplane.Sync.SYNCED || !ear.hearsAll(working)) {
        attune(working);
      }
    } catch (RuntimeException | LinkageError failure) {
      enter(keeper.link() == null ? Backplane.Sync.OUT : Backplane.Sync.SUSPECT, failure);
    }
  }

  private void attune(RedisLink working) {
    if (state == Backplane.Sync.SYNCED) {
      enter(Backplane.Sync.SUSPECT, ear.doubt());
    }
    if (ear.attune(working)) {
      enter(Backplane.Sync.SYNCED, "");
    } else {
      enter(Backplane.Sync.SUSPECT, ear.doubt());
    }
  }

  private void enter(Backplane.Sync next, Throwable failure) {
    enter(next, Remedy.line(failure));
  }

  /** Changes the state; the caches flush before anyone reads Redis again. */
  private void enter(Backplane.Sync next, String why) {
    if (next == state) {
      log.remains(next, why);
      return;
    }
    backplane.enter(next);
    changes.add("backplane", state, next, why);
    state = next;
    log.entered(next, why);
    if (next == Backplane.Sync.OUT) {
      checkSoon();
    }
  }
}
