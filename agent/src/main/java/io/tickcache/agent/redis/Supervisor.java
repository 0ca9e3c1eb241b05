package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.RedisSettings;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches over the link: connects it, probes it when the breaker was open, makes up for
 * invalidations that Redis missed, and tells the caches how far the others can be heard. All
 * decisions are made on the one background thread; the state may be read by any.
 */
final class Supervisor {

  private static final long CHECK_MILLIS = 100;

  private final RedisSettings settings;
  private final ThreadFactory threads;
  private final ScheduledExecutorService background;
  private final Backplane backplane;
  private final Breaker breaker;
  private final PendingInvalidations pending;
  private final Steps steps;
  private final Patience patience;
  private final Ticker ticker;
  private final Log log;
  private volatile Backplane.Sync state = Backplane.Sync.OUT;
  private volatile @Nullable RedisLink link;
  private @Nullable RedisConnector connector;
  private int lossesSeen;
  private boolean told;

  Supervisor(
      RedisSettings settings,
      ThreadFactory threads,
      ScheduledExecutorService background,
      Backplane backplane,
      Breaker breaker,
      PendingInvalidations pending,
      Steps steps,
      Patience patience,
      Ticker ticker,
      Log log) {
    this.settings = settings;
    this.threads = threads;
    this.background = background;
    this.backplane = backplane;
    this.breaker = breaker;
    this.pending = pending;
    this.steps = steps;
    this.patience = patience;
    this.ticker = ticker;
    this.log = log;
  }

  void start(Keyspace keyspace, Inbox inbox) {
    background.scheduleWithFixedDelay(
        () -> connectAndCheck(keyspace, inbox), 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  Backplane.Sync state() {
    return state;
  }

  /** The link, if callers may use it now. */
  @Nullable RedisLink usable() {
    return state != Backplane.Sync.OUT && breaker.isClosed() ? link : null;
  }

  /** The link, whatever its state. */
  @Nullable RedisLink link() {
    return link;
  }

  private void connectAndCheck(Keyspace keyspace, Inbox inbox) {
    try {
      RedisLink open = link;
      if (open == null) {
        open = connector().connect();
        open.listen(keyspace, inbox, settings.connectTimeout(), this::checkSoon);
        link = open;
      }
      check(open);
    } catch (RuntimeException | LinkageError failure) {
      tellOnce(failure);
    }
  }

  private RedisConnector connector() {
    RedisConnector present = connector;
    if (present == null) {
      present = new RedisConnector(settings, threads);
      connector = present;
    }
    return present;
  }

  private void checkSoon() {
    RedisLink open = link;
    if (open != null) {
      background.execute(() -> check(open));
    }
  }

  private void check(RedisLink open) {
    int losses = open.losses();
    if (losses != lossesSeen && state == Backplane.Sync.SYNCED) {
      enter(Backplane.Sync.SUSPECT);
    }
    lossesSeen = losses;
    if (!open.isConnected() || !(breaker.isClosed() || recovers(open))) {
      enter(Backplane.Sync.OUT);
    } else if (catchUp(open)) {
      enter(open.isListening() ? Backplane.Sync.SYNCED : Backplane.Sync.SUSPECT);
    }
  }

  /** The one probe of a breaker that was open. */
  private boolean recovers(RedisLink open) {
    return breaker.mayProbe()
        && patience.await(open.ping(), ticker.read()) != null
        && breaker.isClosed();
  }

  /** Tells Redis of the invalidations that it missed; false if some are still to be told. */
  private boolean catchUp(RedisLink open) {
    for (PendingInvalidations.Item item : pending.due()) {
      PendingInvalidations.Attempt attempt = pending.attempt(item);
      if (attempt != null) {
        if (patience.await(steps.invalidate(open, item, true), ticker.read()) == null) {
          return false;
        }
        pending.applied(item, attempt);
      }
    }
    return true;
  }

  /** Changes the state; the caches flush before anyone reads Redis again. */
  private void enter(Backplane.Sync next) {
    Backplane.Sync last = state;
    if (next != last) {
      backplane.enter(next);
      state = next;
      if (told || next != Backplane.Sync.SYNCED) {
        told = true;
        log.line("redis: " + words(next));
      }
    }
  }

  private String words(Backplane.Sync next) {
    switch (next) {
      case SYNCED:
        return "in use";
      case SUSPECT:
        return "invalidations of other processes may be lost; entries live at most 100 ms in this"
            + " process until they are heard again";
      case OUT:
        return "out (breaker "
            + breaker.state()
            + "); answers come from this process alone, for `degraded-ttl`";
    }
    throw new AssertionError(next);
  }

  private void tellOnce(Throwable failure) {
    if (!told) {
      told = true;
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      log.line(
          "redis: no connection to "
              + settings
              + " ("
              + why
              + "); answers come from this process alone, for `degraded-ttl`, while it is tried again");
    }
  }
}
