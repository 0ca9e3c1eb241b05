package io.tickcache.agent.upstream;

import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.BrakeState.Calling;
import io.tickcache.agent.upstream.BrakeState.Probing;
import io.tickcache.agent.upstream.BrakeState.Stopped;
import io.tickcache.rules.BackOff;
import io.tickcache.rules.Upstream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops the calls of one upstream while its provider refuses them. After a time one call is made,
 * to probe; if it is refused, too, all wait for twice as long, and else all go on. Where there are
 * other processes, {@link JointStops} has all of them do so together. Thread-safe; the lock is held
 * for arithmetic alone.
 *
 * <pre>
 *            refused                 it is time, and a call comes
 *  CALLING ──────────> STOPPED ───────────────────────────────────> PROBING
 *     ^                   ^            refused, for twice as long      │
 *     │                   └────────────────────────────────────────────┤
 *     └────────────────────────────────────────────────────────────────┘ not refused
 * </pre>
 */
public final class Brake {

  /** A probe that is still not over by then is lost. */
  private static final long LONGEST_PROBE_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Who may probe and has no call for so long leaves it to others. */
  private static final long UNUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** The longest ban that is known; who asks for more has said something else. */
  private static final long LONGEST_RETRY_NANOS = TimeUnit.DAYS.toNanos(3);

  /** So that processes which can't hear each other don't probe at the same time. */
  private static final double JITTER = 0.1;

  private static final Stop NONE = new Stop(0, 0, "");

  private final Ticker ticker;
  private final DoubleSupplier random;
  private final Log log;
  private final Runnable changes;
  private final BrakeStats stats = new BrakeStats();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private volatile BrakeState state = new Calling();
  private volatile Upstream upstream;
  private int episode;
  private boolean shared;
  private boolean closed;

  /** Whether a call has come that could be a probe. */
  private boolean wanted;

  /** Whether the others still have to hear that calls are made again. */
  private boolean tellsOver;

  /** That of the latest verdict. */
  private long number;

  /** How many processes each probe for themselves; 0 while they agree. */
  private int apart;

  /**
   * @param shared whether there may be other processes
   * @param random between 0 and 1
   * @param changes runs, under a lock, whenever the others should soon hear of something
   */
  Brake(
      Upstream upstream,
      boolean shared,
      Ticker ticker,
      DoubleSupplier random,
      Log log,
      Runnable changes) {
    this.upstream = upstream;
    this.shared = shared;
    this.ticker = ticker;
    this.random = random;
    this.log = log;
    this.changes = changes;
  }

  /** Holds to what is said now. */
  void become(Upstream next, boolean nowShared) {
    lock.lock();
    try {
      if (nowShared && !shared && state instanceof Stopped) {
        enter(((Stopped) state).untold());
      }
      upstream = next;
      shared = nowShared;
      if (next.backOff() == null && !(state instanceof Calling)) {
        enter(new Calling());
      }
    } finally {
      lock.unlock();
    }
  }

  /** The errors that stop calls; null where none does. */
  public @Nullable BackOff backOff() {
    return upstream.backOff();
  }

  /** How often calls have been made again after a time without. */
  public int episode() {
    lock.lock();
    try {
      return episode;
    } finally {
      lock.unlock();
    }
  }

  public BrakeStats stats() {
    return stats;
  }

  /** How long calls are stopped yet, in nanoseconds; 0 where it is time to probe, -1 if not. */
  public long leftNanos() {
    BrakeState now = state;
    if (now instanceof Stopped) {
      return Math.max(0, ((Stopped) now).untilNanos - ticker.read());
    }
    return now instanceof Probing ? 0 : -1;
  }

  /** A call is about to be made. It is to be ended unless it is stopped. */
  public Call begin() {
    BrakeState now = state;
    if (now instanceof Calling) {
      return new Call(now, null);
    }
    lock.lock();
    try {
      return begin(ticker.read());
    } finally {
      lock.unlock();
    }
  }

  private Call begin(long now) {
    if (state instanceof Stopped) {
      lookForProbe((Stopped) state, now);
    }
    if (state instanceof Probing) {
      Probing probing = (Probing) state;
      if (!probing.begun || now - probing.sinceNanos > LONGEST_PROBE_NANOS) {
        Probing mine = new Probing(probing.stop, now, true);
        enter(mine);
        stats.probes.increment();
        return new Call(mine, null);
      }
      return new Call(probing, probing.stop);
    }
    return new Call(state, state instanceof Stopped ? ((Stopped) state).stop : null);
  }

  private void lookForProbe(Stopped stopped, long now) {
    if (!stopped.isDue(now)) {
      return;
    }
    if (!shared || (apart > 0 && stopped.isDue(now, apart))) {
      enter(new Probing(stopped.stop, now, false));
    } else if (!wanted) {
      wanted = true;
      changes.run();
    }
  }

  /**
   * As {@link #begin}, but waits as long as the upstream's calls do, and in the end is never
   * stopped.
   *
   * @param began when the call began to be kept waiting
   */
  public Call beginInTime(long began) {
    lock.lock();
    try {
      for (long now = ticker.read(); ; now = ticker.read()) {
        Call call = begin(now);
        if (!call.isStopped()) {
          return call;
        }
        long left = upstream.whenExhausted().waitLimit().toNanos() - (now - began);
        if (left <= 0 || closed) {
          return madeAnyway();
        }
        if (state instanceof Stopped && !((Stopped) state).isDue(now)) {
          left = Math.min(left, ((Stopped) state).untilNanos - now);
        }
        changed.await(left, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return madeAnyway();
    } finally {
      lock.unlock();
    }
  }

  /** A call that is made though calls are stopped; what it comes to counts for nothing. */
  private Call madeAnyway() {
    stats.made.increment();
    return new Call(new Stopped(NONE, 0, 0, true), null);
  }

  private void refused(BrakeState began, Rejection rejection) {
    String line = stopped(began, rejection);
    if (line != null) {
      log.warn(line);
    }
  }

  /** What is to be told of it; null where nothing has changed. */
  private @Nullable String stopped(BrakeState began, Rejection rejection) {
    lock.lock();
    try {
      BackOff backOff = upstream.backOff();
      if (state != began || backOff == null || began instanceof Stopped) {
        return null;
      }
      boolean probed = began instanceof Probing;
      int failures = probed ? ((Probing) began).stop.failures + 1 : 1;
      Stop stop = new Stop(failures, rejection.pattern, rejection.message);
      long wait = Math.max(waitNanos(backOff, failures), retryNanos(rejection));
      wanted = false;
      tellsOver = false;
      enter(new Stopped(stop, ticker.read(), wait, !shared));
      changes.run();
      return words()
          + (probed ? "a probe was refused, too" : "a call was refused")
          + "; no calls for "
          + seconds(wait)
          + (shared ? ", in any process" : "");
    } finally {
      lock.unlock();
    }
  }

  private long waitNanos(BackOff backOff, int failures) {
    double longest = (double) backOff.longest().toNanos();
    double wait = (double) backOff.first().toNanos() * Math.pow(2, failures - 1.0);
    return (long) Math.min(longest, wait * (1 + JITTER * random.getAsDouble()));
  }

  private static long retryNanos(Rejection rejection) {
    return rejection.retryAfterNanos > LONGEST_RETRY_NANOS ? 0 : rejection.retryAfterNanos;
  }

  private void again(BrakeState began) {
    lock.lock();
    try {
      BackOff backOff = upstream.backOff();
      if (state == began && began instanceof Probing && backOff != null) {
        Stop stop = ((Probing) began).stop;
        wanted = false;
        enter(new Stopped(stop, ticker.read(), waitNanos(backOff, stop.failures), !shared));
        changes.run();
      }
    } finally {
      lock.unlock();
    }
  }

  private void taken(BrakeState began) {
    lock.lock();
    try {
      if (state != began || !(began instanceof Probing)) {
        return;
      }
      enter(new Calling());
      tellsOver = shared;
      changes.run();
    } finally {
      lock.unlock();
    }
    log.info(words() + "a probe was not refused; calls are made again");
  }

  private void lost(BrakeState began) {
    lock.lock();
    try {
      if (state == began && began instanceof Probing) {
        enter(new Probing(((Probing) began).stop, ticker.read(), false));
      }
    } finally {
      lock.unlock();
    }
  }

  private void enter(BrakeState next) {
    if (next instanceof Calling) {
      episode++;
    }
    state = next;
    changed.signalAll();
  }

  private String words() {
    return "upstream `" + upstream.name() + "`: ";
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  /** Whether there may be other processes. */
  boolean isShared() {
    lock.lock();
    try {
      return shared && upstream.backOff() != null;
    } finally {
      lock.unlock();
    }
  }

  /** Whether something has changed since this was reported. */
  boolean hasChangedSince(RemoteStops.Report report) {
    return state != report.state;
  }

  /** What the others are to hear. */
  RemoteStops.Report report() {
    lock.lock();
    try {
      long now = ticker.read();
      if (state instanceof Stopped) {
        return report((Stopped) state, now);
      }
      if (state instanceof Probing) {
        Probing probing = (Probing) state;
        long longest = probing.begun ? LONGEST_PROBE_NANOS : UNUSED_NANOS;
        if (now - probing.sinceNanos < longest) {
          return report(RemoteStops.Kind.PROBE, 1, probing.stop);
        }
        enter(new Stopped(probing.stop, now, 0, true));
        return report(RemoteStops.Kind.NOTHING, 1, probing.stop);
      }
      return report(tellsOver ? RemoteStops.Kind.OVER : RemoteStops.Kind.NOTHING, 0, NONE);
    } finally {
      lock.unlock();
    }
  }

  private RemoteStops.Report report(Stopped stopped, long now) {
    RemoteStops.Kind kind = RemoteStops.Kind.NOTHING;
    if (!stopped.told) {
      kind = RemoteStops.Kind.STOP;
    } else if (wanted && stopped.isDue(now)) {
      kind = RemoteStops.Kind.WANT;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(stopped.untilNanos - now);
    return report(kind, Math.max(1, millis), stopped.stop);
  }

  private RemoteStops.Report report(RemoteStops.Kind kind, long millis, Stop stop) {
    return new RemoteStops.Report(kind, number, millis, stop, state);
  }

  /** All processes agree on this, unless something has changed here meanwhile. */
  void heard(RemoteStops.Report report, RemoteStops.Verdict verdict) {
    Runnable line;
    lock.lock();
    try {
      apart = 0;
      if (!shared || state != report.state) {
        return;
      }
      boolean news = verdict.number != number && report.kind == RemoteStops.Kind.NOTHING;
      number = verdict.number;
      tellsOver = false;
      line = agree(verdict, news);
    } finally {
      lock.unlock();
    }
    if (line != null) {
      line.run();
    }
  }

  private @Nullable Runnable agree(RemoteStops.Verdict verdict, boolean news) {
    Stop stop = verdict.stop;
    if (stop == null) {
      return goOn();
    }
    if (verdict.probing) {
      probe(stop);
    } else if (state instanceof Calling) {
      return stop(stop, verdict.millis);
    } else if (news || state instanceof Probing || !((Stopped) state).told) {
      stopQuietly(stop, verdict.millis);
    }
    return null;
  }

  private void probe(Stop stop) {
    if (state instanceof Stopped && wanted) {
      wanted = false;
      enter(new Probing(stop, ticker.read(), false));
    }
  }

  /** Another process says so. */
  void heard(long changeNumber, long millis, @Nullable Stop stop) {
    Runnable line;
    lock.lock();
    try {
      boolean untold = state instanceof Stopped && !((Stopped) state).told;
      if (!shared || upstream.backOff() == null || changeNumber <= number || untold) {
        return;
      }
      number = changeNumber;
      tellsOver = false;
      line = follow(millis, stop);
    } finally {
      lock.unlock();
    }
    if (line != null) {
      line.run();
    }
  }

  private @Nullable Runnable follow(long millis, @Nullable Stop stop) {
    if (stop == null) {
      return goOn();
    }
    if (state instanceof Calling) {
      return stop(stop, millis);
    }
    stopQuietly(stop, millis);
    return null;
  }

  /** What is to be told when the lock is free. */
  private @Nullable Runnable goOn() {
    if (state instanceof Calling) {
      return null;
    }
    enter(new Calling());
    return () ->
        log.info(words() + "another process's probe was not refused; calls are made again");
  }

  /** As {@link #goOn}. */
  private Runnable stop(Stop stop, long millis) {
    stopQuietly(stop, millis);
    return () ->
        log.warn(
            words()
                + "a call of another process was refused; no calls for "
                + seconds(TimeUnit.MILLISECONDS.toNanos(millis)));
  }

  private void stopQuietly(Stop stop, long millis) {
    wanted &= millis == 0;
    enter(new Stopped(stop, ticker.read(), TimeUnit.MILLISECONDS.toNanos(millis), true));
  }

  /** The others can't be heard; there were so many processes, this one among them. */
  void standApart(int processes) {
    lock.lock();
    try {
      apart = processes;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a call waits for calls to be made again. */
  boolean hasWaiting() {
    lock.lock();
    try {
      return lock.hasWaiters(changed);
    } finally {
      lock.unlock();
    }
  }

  /** Lets all go that wait; nobody waits any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A call that is made, or stopped. */
  public final class Call {
    private final BrakeState state;
    private final @Nullable Stop stop;

    private Call(BrakeState state, @Nullable Stop stop) {
      this.state = state;
      this.stop = stop;
    }

    /** Whether it is not to be made. */
    public boolean isStopped() {
      return stop != null;
    }

    /** Why it is not to be made; null where it is. */
    public @Nullable Stop stop() {
      return stop;
    }

    /** The provider has refused it. */
    public void refused(Rejection rejection) {
      if (stop == null) {
        Brake.this.refused(state, rejection);
      }
    }

    /** It has come to nothing, because a part of it was stopped. */
    public void again() {
      if (stop == null) {
        Brake.this.again(state);
      }
    }

    /** Whether it is to find out whether the provider still refuses calls. */
    public boolean probes() {
      return stop == null && state instanceof Probing;
    }

    /** Whether calls have been stopped since. */
    public boolean isOutdated() {
      return !(state instanceof Stopped) && state != Brake.this.state;
    }

    /** The provider has not refused it. */
    public void taken() {
      if (probes()) {
        Brake.this.taken(state);
      }
    }

    /** Nothing is known of what the provider makes of it. */
    public void lost() {
      if (probes()) {
        Brake.this.lost(state);
      }
    }
  }
}
