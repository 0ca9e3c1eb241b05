package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a link to Redis that works: replaces one that was lost, makes the one probe of an open
 * breaker, tries a new or recovered one out before anyone uses it, and tells Redis of the
 * invalidations that it missed. Used by the background thread; the link may be read by any.
 */
final class LinkKeeper {

  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(800);

  /** One that is lost sooner counts as an attempt that failed, or a bad network would make many. */
  private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Connections connections;
  private final Breaker breaker;
  private final PendingInvalidations pending;
  private final Steps steps;
  private final SelfTest selfTest;
  private final Waiting waiting;
  private final long timeoutNanos;
  private final Runnable whenLost;
  private final Ticker ticker;

  private volatile @Nullable RedisLink link;
  private boolean proven;

  /** Whether a new link in place of the last one that worked has been probed at once. */
  private boolean hurried;

  private long provenNanos;
  private long pauseNanos;
  private long failedNanos;
  private volatile String trouble = "";

  /**
   * @param timeoutNanos how long callers wait, and so the probe
   * @param whenLost runs on another thread when a link is lost
   */
  LinkKeeper(
      Connections connections,
      Breaker breaker,
      PendingInvalidations pending,
      Steps steps,
      SelfTest selfTest,
      Waiting waiting,
      long timeoutNanos,
      Runnable whenLost,
      Ticker ticker) {
    this.connections = connections;
    this.breaker = breaker;
    this.pending = pending;
    this.steps = steps;
    this.selfTest = selfTest;
    this.waiting = waiting;
    this.timeoutNanos = timeoutNanos;
    this.whenLost = whenLost;
    this.ticker = ticker;
  }

  /** The link, whatever its state. */
  @Nullable RedisLink link() {
    return link;
  }

  /** Why there is no link that works. */
  String trouble() {
    return trouble;
  }

  /**
   * A link that works, or null; {@link #trouble} says why. One that was just found to be lost is
   * not replaced in the same call, so that the caller can spread the word first.
   *
   * @throws RuntimeException what the client throws where it can't connect
   */
  @Nullable RedisLink working() {
    RedisLink open = link;
    if (open != null && !open.isOpen()) {
      return lost(open, "the connection was lost");
    }
    if (open == null) {
      if (ticker.read() - failedNanos < pauseNanos) {
        return null;
      }
      open = connect();
    }
    if (!breaker.isClosed() && !recovers(open)) {
      return null;
    }
    if (!(proven || proves(open)) || !catchesUp(open)) {
      return lost(open, waiting.failure());
    }
    return open;
  }

  /** Closes the link and all that opens links, for good. */
  void close() {
    RedisLink open = link;
    if (open != null) {
      lost(open, "closed");
    }
    connections.close();
  }

  private RedisLink connect() {
    pause();
    RedisLink open = connections.connect();
    open.whenLost(whenLost);
    link = open;
    proven = false;
    if (!hurried) {
      hurried = true;
      breaker.endPause();
    }
    return open;
  }

  /** Each attempt that fails makes the next one wait longer. */
  private void pause() {
    failedNanos = ticker.read();
    pauseNanos = Math.min(LONGEST_PAUSE_NANOS, Math.max(FIRST_PAUSE_NANOS, 2 * pauseNanos));
  }

  private @Nullable RedisLink lost(RedisLink open, String why) {
    open.close();
    link = null;
    trouble = why;
    if (proven && ticker.read() - provenNanos >= STEADY_NANOS) {
      pauseNanos = 0;
    }
    return null;
  }

  /** Whether the pause of the open breaker is over, and its one probe goes well. */
  private boolean recovers(RedisLink open) {
    proven = false;
    trouble = "breaker " + breaker.state();
    if (!breaker.mayProbe()) {
      return false;
    }
    Command<long[]> probe = steps.tick(open);
    if (waiting.await(probe, timeoutNanos) == null) {
      breaker.failed(timeoutNanos, new IllegalStateException(waiting.failure()));
      lost(open, waiting.failure());
      return false;
    }
    breaker.succeeded(probe.tookNanos());
    return breaker.isClosed();
  }

  /**
   * Acquaints Redis with the life of its server, which must come before anything is read, and then
   * uses it as callers will.
   */
  private boolean proves(RedisLink open) {
    proven = waiting.await(steps.tick(open)) != null && selfTest.keepsAndVoids(open);
    provenNanos = ticker.read();
    hurried &= !proven;
    return proven;
  }

  /** Tells Redis of the invalidations that it missed; false if some are still to be told. */
  private boolean catchesUp(RedisLink open) {
    List<PendingInvalidations.Telling> tellings = pending.due();
    List<Command<Boolean>> sent = new ArrayList<>(tellings.size());
    for (PendingInvalidations.Telling telling : tellings) {
      sent.add(steps.invalidate(open, telling.item(), true));
    }
    boolean all = true;
    for (int i = 0; i < sent.size(); i++) {
      if (waiting.await(sent.get(i)) != null) {
        pending.applied(tellings.get(i));
      } else {
        all = false;
      }
    }
    return all;
  }
}
