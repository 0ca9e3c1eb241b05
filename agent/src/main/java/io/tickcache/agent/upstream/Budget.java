package io.tickcache.agent.upstream;

import io.tickcache.agent.cache.Ticker;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.Priority;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.WhenExhausted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of this process may still take of one upstream's budget. Each takes what it weighs
 * out of every window before it is made; who finds no room waits for his turn, first come first
 * served, and calls all the same if it doesn't come in time. Where other processes have a part,
 * too, there is room in this one's share alone, which {@link Fleet} sees to. Thread-safe; the lock
 * is held for arithmetic alone.
 */
public final class Budget {

  /** Who has made no call for so long leaves all to the others, if they want it. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A call that is still not over by then has reached its provider, or is lost. */
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Ticker ticker;
  private final Brake brake;
  private final BudgetStats stats = new BudgetStats();
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Turn> queue = new ArrayDeque<>();

  /** Those that have not ended, the oldest first. */
  private final LinkedHashSet<Permit> permits = new LinkedHashSet<>();

  private Upstream upstream;
  private List<Window> windows = Collections.emptyList();
  private boolean shared;
  private boolean stands = true;
  private boolean closed;
  private int heaviest = 1;
  private long heaviestNanos;
  private long missed;

  /**
   * A budget of which nothing is used.
   *
   * @param shared whether other processes have a part; then this one has none before it is granted
   */
  public Budget(Upstream upstream, boolean shared, Ticker ticker, Brake brake) {
    this.upstream = upstream;
    this.ticker = ticker;
    this.brake = brake;
    become(upstream, shared);
  }

  /**
   * Holds to what is said now. What is used of a window stays so where there is one as long; its
   * share doesn't grow by that, for others have the rest.
   */
  void become(Upstream next, boolean nowShared) {
    lock.lock();
    try {
      List<Window> nextWindows = new ArrayList<>();
      for (Allowance allowance : next.budget()) {
        Window window = windowOf(allowance.period());
        if (window == null) {
          window = new Window(allowance, nowShared ? 0 : allowance.amount());
        } else if (nowShared) {
          long share = window.share();
          window.keepTo((int) (share * allowance.amount() / window.allowance().amount()));
        }
        window.allow(allowance);
        if (!nowShared) {
          window.assume(allowance.amount());
        }
        nextWindows.add(window);
      }
      windows = nextWindows;
      upstream = next;
      shared = nowShared;
      brake.become(next, nowShared);
      stands = stands || !nowShared || windows.isEmpty();
      wakeAll();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Window windowOf(Duration period) {
    for (Window window : windows) {
      if (window.allowance().period().equals(period)) {
        return window;
      }
    }
    return null;
  }

  public Upstream upstream() {
    lock.lock();
    try {
      return upstream;
    } finally {
      lock.unlock();
    }
  }

  /** Stops the calls while the provider refuses them. */
  public Brake brake() {
    return brake;
  }

  public BudgetStats stats() {
    return stats;
  }

  /** This moment, by the clock of all waiting. */
  public long now() {
    return ticker.read();
  }

  /** What becomes of a call that there is no room for. */
  public WhenExhausted whenExhausted() {
    return upstream().whenExhausted();
  }

  /**
   * Takes what a call weighs; null if there is no room now, or others wait for it that matter as
   * much.
   *
   * @return to be ended when the call has
   */
  public @Nullable Permit takeAtOnce(int weight, Priority priority) {
    lock.lock();
    try {
      long now = ticker.read();
      begin(weight, now);
      Turn next = next();
      if ((next != null && !priority.isBefore(next.priority))
          || !fits(weight, leftBy(priority), now)) {
        return null;
      }
      return taken(weight, now, stats.granted);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes what a call weighs that nobody waits for. It never waits and never goes beyond the
   * budget.
   *
   * @param left the part of each window that it leaves to the calls of the application, from 0 to 1
   * @return to be ended when the call has, or given back; null if there is no such room now
   */
  public @Nullable Permit takeSpare(int weight, double left) {
    lock.lock();
    try {
      long now = ticker.read();
      begin(weight, now);
      if (!queue.isEmpty() || !fits(weight, Math.max(left, upstream.reserve()), now)) {
        return null;
      }
      return taken(weight, now, stats.granted);
    } finally {
      lock.unlock();
    }
  }

  private void begin(int weight, long now) {
    endTheLost(now);
    if (weight >= heaviest) {
      heaviest = weight;
      heaviestNanos = now;
    }
  }

  /**
   * Takes what a call weighs when its turn comes; null if that doesn't come in the time that the
   * upstream's calls wait, or if the thread is interrupted, which stays so.
   *
   * @param sinceNanos when the call began to be kept waiting, as {@link #now} tells
   * @return to be ended when the call has
   */
  public @Nullable Permit await(int weight, Priority priority, long sinceNanos) {
    lock.lock();
    try {
      long beganNanos = ticker.read();
      boolean came = hasComeTo(new Turn(weight, priority, lock.newCondition()), sinceNanos);
      long now = ticker.read();
      stats.waitedNanos.add(now - beganNanos);
      if (!came) {
        return null;
      }
      return taken(weight, now, stats.waited);
    } finally {
      lock.unlock();
    }
  }

  private boolean hasComeTo(Turn turn, long beganNanos) {
    queue.add(turn);
    try {
      return comes(turn, beganNanos);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      queue.remove(turn);
      wakeNext();
    }
  }

  /**
   * Takes what a call weighs that is made beyond the budget.
   *
   * @return to be ended when the call has
   */
  public Permit overdraw(int weight) {
    lock.lock();
    try {
      missed += weight;
      return taken(weight, ticker.read(), stats.overdrawn);
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of a call that was not made for want of room: its caller had something else. */
  public void forgo(int weight) {
    lock.lock();
    try {
      stats.forgone.increment();
      missed += weight;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param count of such calls
   */
  private Permit taken(int weight, long now, LongAdder count) {
    count.increment();
    for (Window window : windows) {
      window.take(weight, now);
    }
    Permit permit = new Permit(weight, windows, now, count);
    permits.add(permit);
    return permit;
  }

  private boolean comes(Turn turn, long beganNanos) throws InterruptedException {
    for (long now = ticker.read(); !closed; now = ticker.read()) {
      long left = upstream.whenExhausted().waitLimit().toNanos() - (now - beganNanos);
      if (left <= 0) {
        return false;
      }
      left = Math.min(left, endTheLost(now));
      if (next() == turn) {
        if (fits(turn.weight, leftBy(turn.priority), now)) {
          return true;
        }
        left = Math.min(left, fitsInNanos(turn.weight, leftBy(turn.priority), now));
      }
      turn.changed.await(left, TimeUnit.NANOSECONDS);
    }
    return false;
  }

  /**
   * Whose turn it is: the first of those that matter most. Who weighs more than the share lets
   * others pass.
   */
  private @Nullable Turn next() {
    Turn next = null;
    for (Turn turn : queue) {
      if (everFits(turn.weight) && (next == null || turn.priority.isBefore(next.priority))) {
        next = turn;
      }
    }
    return next;
  }

  /** The part of each window that such calls leave to those that matter more. */
  private double leftBy(Priority priority) {
    return priority == Priority.HIGH ? 0 : upstream.reserve();
  }

  private boolean everFits(int weight) {
    for (Window window : windows) {
      if (weight > window.share()) {
        return false;
      }
    }
    return stands;
  }

  private boolean fits(int weight, double left, long now) {
    for (Window window : windows) {
      if (!window.fits(weight, left, now)) {
        return false;
      }
    }
    return stands;
  }

  private long fitsInNanos(int weight, double left, long now) {
    long longest = 0;
    for (Window window : windows) {
      longest = Math.max(longest, window.fitsInNanos(weight, left, now));
    }
    return longest;
  }

  private void wakeNext() {
    Turn turn = next();
    if (turn != null) {
      turn.changed.signal();
    }
  }

  private void wakeAll() {
    for (Turn turn : queue) {
      turn.changed.signal();
    }
  }

  /** Ends the calls that are lost, and tells how long until the next one is. */
  private long endTheLost(long now) {
    boolean any = false;
    long left = LONGEST_NANOS;
    while (!permits.isEmpty()) {
      Permit oldest = permits.iterator().next();
      left = oldest.takenNanos + LONGEST_NANOS - now;
      if (left > 0) {
        break;
      }
      oldest.end(now);
      any = true;
    }
    if (any) {
      wakeNext();
    }
    return Math.max(1, left);
  }

  /** All windows as they are now. */
  public List<WindowState> windows() {
    lock.lock();
    try {
      long now = ticker.read();
      endTheLost(now);
      List<WindowState> states = new ArrayList<>();
      for (Window window : windows) {
        states.add(new WindowState(window.allowance(), window.share(), window.used(now)));
      }
      return states;
    } finally {
      lock.unlock();
    }
  }

  /** How many calls wait for their turn. */
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether other processes have a part of something. */
  boolean isShared() {
    lock.lock();
    try {
      return shared && !windows.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** What this process wants of each window, for all processes to share them by. */
  List<Claim> claims() {
    lock.lock();
    try {
      long now = ticker.read();
      endTheLost(now);
      if (now - heaviestNanos >= IDLE_NANOS) {
        heaviest = 1;
      }
      long unmet = missed;
      missed = 0;
      for (Turn turn : queue) {
        unmet += turn.weight;
        heaviest = Math.max(heaviest, turn.weight);
      }
      List<Claim> claims = new ArrayList<>();
      for (Window window : windows) {
        long held = Math.max(window.share(), window.used(now));
        long least = window.isInUse(IDLE_NANOS, now) ? heaviest : 0;
        long wanted = Math.max(least, window.takeMost(now) + unmet);
        claims.add(new Claim(window.allowance(), window.isGranted(), held, wanted, heaviest));
      }
      return claims;
    } finally {
      lock.unlock();
    }
  }

  /** Has these shares from now on, one for each of the windows that were claimed. */
  void grant(List<Claim> claims, int[] shares) {
    lock.lock();
    try {
      for (int i = 0; shared && i < shares.length; i++) {
        Window window = windowOf(claims.get(i).allowance.period());
        if (window != null && window.allowance().equals(claims.get(i).allowance)) {
          window.grant(shares[i]);
        }
      }
      wakeAll();
    } finally {
      lock.unlock();
    }
  }

  /** Has no share until one is granted. */
  void forfeit() {
    lock.lock();
    try {
      for (Window window : windows) {
        window.assume(0);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a part of those windows that no share was granted of, without a word from anybody.
   *
   * @param longestNanos the longest period of a window that may be used by now
   */
  void assume(int part, long longestNanos) {
    lock.lock();
    try {
      for (Window window : windows) {
        boolean may = window.allowance().period().toNanos() <= longestNanos;
        if (shared && may && !window.isGranted()) {
          window.assume(Math.max(1, window.allowance().amount() / part));
        }
      }
      wakeAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps to an equal part of each window, or what its heaviest call takes, where that is less than
   * its share. A tenth is left for processes that begin meanwhile.
   */
  void keepToPart(int processes) {
    lock.lock();
    try {
      for (Window window : windows) {
        int part = (int) (window.allowance().amount() * 9L / 10 / processes);
        if (shared) {
          window.keepTo(Math.max(heaviest, part));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Says whether the shares can be relied on now; while they can't, there is no room. */
  void stand(boolean reliable) {
    lock.lock();
    try {
      if (stands != (reliable || !shared)) {
        stands = reliable || !shared;
        wakeAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets all go that wait; nobody waits any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      brake.close();
      wakeAll();
    } finally {
      lock.unlock();
    }
  }

  /** What one call has taken. Thread-safe. */
  public final class Permit {
    private final int weight;
    private final List<Window> taken;
    private final long takenNanos;
    private final LongAdder count;

    private Permit(int weight, List<Window> taken, long takenNanos, LongAdder count) {
      this.weight = weight;
      this.taken = taken;
      this.takenNanos = takenNanos;
      this.count = count;
    }

    /** The call has ended; only the first time counts. */
    public void end() {
      endAfter(0);
    }

    /** As {@link #end}, where the call may reach the provider only so much later. */
    public void endAfter(long nanos) {
      lock.lock();
      try {
        end(ticker.read() + nanos);
        wakeNext();
      } finally {
        lock.unlock();
      }
    }

    /** The call was not made after all. */
    public void giveBack() {
      lock.lock();
      try {
        if (permits.remove(this)) {
          for (Window window : taken) {
            window.giveBack(weight);
          }
          count.decrement();
          wakeNext();
        }
      } finally {
        lock.unlock();
      }
    }

    private void end(long nanos) {
      if (permits.remove(this)) {
        for (Window window : taken) {
          window.end(weight, nanos);
        }
      }
    }
  }

  /** A call that waits for room. */
  private static final class Turn {
    private final int weight;
    private final Priority priority;
    private final Condition changed;

    private Turn(int weight, Priority priority, Condition changed) {
      this.weight = weight;
      this.priority = priority;
      this.changed = changed;
    }
  }
}
