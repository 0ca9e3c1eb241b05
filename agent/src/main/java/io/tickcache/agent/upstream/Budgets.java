package io.tickcache.agent.upstream;

import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.Upstream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of this process, by the names of their upstreams. They outlive the rules: what has
 * been used is used, whatever a file says next. Thread-safe.
 */
public final class Budgets implements RemoteStops.Listener {

  private final Ticker ticker;
  private final Log log;
  private final Map<String, Budget> budgets = new LinkedHashMap<>();
  private List<Budget> inForce = new ArrayList<>();
  private volatile @Nullable Runnable onStop;

  public Budgets(Ticker ticker, Log log) {
    this.ticker = ticker;
    this.log = log;
  }

  /**
   * Has this run, on the threads of calls, whenever other processes should soon hear of something.
   */
  public void onStop(Runnable action) {
    onStop = action;
  }

  private void stopped() {
    Runnable action = onStop;
    if (action != null) {
      action.run();
    }
  }

  /**
   * Makes those of them that are new, for rules that may come to be in force.
   *
   * @param shared whether other processes have a part
   */
  public synchronized void prepare(Collection<Upstream> upstreams, boolean shared) {
    for (Upstream upstream : upstreams) {
      budgets.computeIfAbsent(
          upstream.name(), name -> new Budget(upstream, shared, ticker, brake(upstream, shared)));
    }
  }

  private Brake brake(Upstream upstream, boolean shared) {
    return new Brake(
        upstream,
        shared,
        ticker,
        () -> ThreadLocalRandom.current().nextDouble(),
        log,
        this::stopped);
  }

  /** Keeps to these from now on; as {@link #prepare}. */
  public synchronized void become(Collection<Upstream> upstreams, boolean shared) {
    prepare(upstreams, shared);
    List<Budget> next = new ArrayList<>();
    for (Upstream upstream : upstreams) {
      Budget budget = budgets.get(upstream.name());
      if (budget != null) {
        boolean had = budget.isShared() && inForce.contains(budget);
        budget.become(upstream, shared);
        if (shared && !had) {
          budget.forfeit(); // what it had of old is others' by now
        }
        next.add(budget);
      }
    }
    inForce = next;
  }

  public synchronized @Nullable Budget named(String upstream) {
    return budgets.get(upstream);
  }

  @Override
  public void heard(String upstream, long number, long millis, @Nullable Stop stop) {
    Budget budget = named(upstream);
    if (budget != null) {
      budget.brake().heard(number, millis, stop);
    }
  }

  /** Those that the rules in force name. */
  public synchronized List<Budget> inForce() {
    return new ArrayList<>(inForce);
  }

  /** Whether there is none, nor will be by what is prepared. */
  public synchronized boolean isEmpty() {
    return budgets.isEmpty();
  }

  /** Nobody waits for any of them any more. */
  public synchronized void close() {
    budgets.values().forEach(Budget::close);
  }
}
