package io.tickcache.agent.upstream;

import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has all processes of a namespace stop the calls of an upstream and go on together, with one probe
 * at a time. {@link #run} is to be called several times a second, and soon after something has
 * changed, by one thread: what it asks tells a process what it has missed.
 */
public final class JointStops implements Runnable {

  /** How long a process is counted, and its probe awaited, after the last word. */
  static final long LEASE_MILLIS = 5_000;

  private static final long LEASE_NANOS = TimeUnit.MILLISECONDS.toNanos(LEASE_MILLIS);

  /** Who has no answer by then asks anew. */
  private static final long PATIENCE_NANOS = LEASE_NANOS / 4;

  private final Budgets budgets;
  private final RemoteStops remote;
  private final Ticker ticker;
  private final Log log;
  private final Map<Brake, Membership> memberships = new HashMap<>();

  public JointStops(Budgets budgets, RemoteStops remote, Ticker ticker, Log log) {
    this.budgets = budgets;
    this.remote = remote;
    this.ticker = ticker;
    this.log = log;
  }

  @Override
  public void run() {
    List<Budget> inForce = budgets.inForce();
    Set<Brake> brakes = new HashSet<>();
    inForce.forEach(budget -> brakes.add(budget.brake()));
    memberships.keySet().retainAll(brakes);
    for (Budget budget : inForce) {
      String upstream = budget.upstream().name();
      try {
        if (budget.brake().isShared()) {
          memberships.computeIfAbsent(budget.brake(), Membership::new).tend(upstream);
        } else {
          memberships.remove(budget.brake());
        }
      } catch (RuntimeException | LinkageError failure) {
        log.seldom(
            "back-off " + upstream,
            "the back-off of upstream `" + upstream + "` could not be agreed on: " + failure);
      }
    }
  }

  /** This process among those that stop and go on together. */
  private final class Membership {
    private final Brake brake;
    private RemoteStops.@Nullable Report asked;
    private long askedNanos;
    private long heardNanos;
    private int processes = 1;

    private Membership(Brake brake) {
      this.brake = brake;
      this.heardNanos = ticker.read();
    }

    private synchronized void tend(String upstream) {
      long now = ticker.read();
      if (now - heardNanos > LEASE_NANOS) {
        brake.standApart(processes);
      }
      RemoteStops.Report pending = asked;
      if (pending != null && !brake.hasChangedSince(pending) && now - askedNanos < PATIENCE_NANOS) {
        return;
      }
      RemoteStops.Report report = brake.report();
      CompletionStage<RemoteStops.Verdict> answer = remote.tell(upstream, report, LEASE_MILLIS);
      if (answer != null) {
        asked = report;
        askedNanos = now;
        answer.whenComplete((verdict, failure) -> heard(report, verdict));
      }
    }

    private synchronized void heard(
        RemoteStops.Report report, RemoteStops.@Nullable Verdict verdict) {
      if (asked != report) {
        return;
      }
      asked = null;
      if (verdict != null && ticker.read() - askedNanos < PATIENCE_NANOS) {
        heardNanos = askedNanos;
        processes = verdict.processes;
        brake.heard(report, verdict);
      }
    }
  }
}
