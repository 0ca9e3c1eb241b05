package io.tickcache.agent.upstream;

import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has all processes of a namespace keep to one budget: each has a share of every window, which only
 * changes hands when it is free. So a call costs no round trip, and while nobody can be asked the
 * shares still make no more than the whole. {@link #run} is to be called several times a second, by
 * one thread.
 */
public final class Fleet implements Runnable {

  /** How long a share stays one's own after the last word. */
  static final long LEASE_MILLIS = 5_000;

  private static final long LEASE_NANOS = TimeUnit.MILLISECONDS.toNanos(LEASE_MILLIS);

  /** Who hears nothing for long takes such a part all the same. */
  private static final int UNHEARD_PART = 10;

  /** An answer that has taken longer may be of a share that is others' by now. */
  private static final long PATIENCE_NANOS = LEASE_NANOS / 4;

  /** Who has stood still for so long may have lost his share, and asks before he relies on it. */
  private static final long STANDSTILL_NANOS = LEASE_NANOS / 2;

  private final Budgets budgets;
  private final RemoteShares remote;
  private final Ticker ticker;
  private final Log log;
  private final Map<Budget, Membership> memberships = new HashMap<>();

  public Fleet(Budgets budgets, RemoteShares remote, Ticker ticker, Log log) {
    this.budgets = budgets;
    this.remote = remote;
    this.ticker = ticker;
    this.log = log;
  }

  @Override
  public void run() {
    List<Budget> inForce = budgets.inForce();
    memberships.keySet().retainAll(inForce);
    for (Budget budget : inForce) {
      try {
        if (budget.isShared()) {
          memberships.computeIfAbsent(budget, Membership::new).tend();
        }
      } catch (RuntimeException | LinkageError failure) {
        String upstream = budget.upstream().name();
        log.seldom(
            "budget " + upstream,
            "the budget of upstream `" + upstream + "` could not be shared out: " + failure);
      }
    }
  }

  /** This process among those that share one budget. */
  private final class Membership {
    private final Budget budget;
    private @Nullable CompletionStage<?> asking;
    private long askedNanos;
    private long tendedNanos;
    private @Nullable Long standstillNanos;
    private boolean heard;

    /** When the answer was asked for; before the first one, when this began. */
    private long heardNanos;

    private int processes = 1;

    private Membership(Budget budget) {
      this.budget = budget;
      this.heardNanos = ticker.read();
      this.tendedNanos = heardNanos;
    }

    private synchronized void tend() {
      long now = ticker.read();
      if (now - tendedNanos > STANDSTILL_NANOS) {
        standstillNanos = now;
        asking = null;
      }
      tendedNanos = now;
      if (asking != null && now - askedNanos < PATIENCE_NANOS) {
        return;
      }
      asking = null;
      long silence = now - heardNanos;
      if (heard && silence > LEASE_NANOS) {
        budget.keepToPart(processes);
      }
      if (silence >= 2 * LEASE_NANOS) {
        // By then those who can't reach the others, either, have let go of a tenth.
        budget.assume(UNHEARD_PART, silence - LEASE_NANOS);
      }
      if (standstillNanos != null && now - standstillNanos >= PATIENCE_NANOS) {
        standstillNanos = null;
      }
      budget.stand(standstillNanos == null);
      ask(now);
    }

    private void ask(long now) {
      List<Claim> claims = budget.claims();
      CompletionStage<RemoteShares.Shares> asked =
          remote.share(budget.upstream().name(), claims, LEASE_MILLIS);
      if (asked == null) {
        return;
      }
      asking = asked;
      askedNanos = now;
      asked.whenComplete((shares, failure) -> heard(asked, claims, shares));
    }

    private synchronized void heard(
        CompletionStage<?> asked, List<Claim> claims, RemoteShares.@Nullable Shares shares) {
      if (asking != asked) {
        return;
      }
      asking = null;
      if (shares != null && ticker.read() - askedNanos < PATIENCE_NANOS) {
        heard = true;
        heardNanos = askedNanos;
        processes = shares.processes;
        standstillNanos = null;
        budget.grant(claims, shares.units());
        budget.stand(true);
      }
    }
  }
}
