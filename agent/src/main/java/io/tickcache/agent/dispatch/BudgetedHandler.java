package io.tickcache.agent.dispatch;

import io.tickcache.agent.upstream.Budget;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.bootstrap.gate.LoadTicket;
import io.tickcache.bootstrap.gate.Served;
import io.tickcache.rules.WhenExhausted;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has the calls of one site keep to the budget of their upstream, whatever another handler makes of
 * them: those that it answers cost nothing. Of calls of one upstream within each other the
 * outermost pays, for it is the one that is made. Thread-safe.
 */
final class BudgetedHandler extends CallHandler {

  /** A call that answers by a callback has reached the provider by then, or its method was slow. */
  private static final long UNSEEN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Site site;
  private final CallHandler handler;
  private final Budget budget;
  private final UnderWay paying;
  private final int weight;
  private final boolean byCallback;

  /**
   * @param handler answers calls, or lets them through
   * @param paying the calls under way that have paid, of all sites
   */
  BudgetedHandler(Site site, CallHandler handler, Budget budget, UnderWay paying) {
    this.site = site;
    this.handler = handler;
    this.budget = budget;
    this.paying = paying;
    this.weight = site.rule().weight();
    this.byCallback = site.rule().callback() != null;
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    return paid(handler.enter(self, arguments));
  }

  @Override
  public @Nullable Object enterOne(@Nullable Object self, @Nullable Object argument) {
    return paid(handler.enterOne(self, argument));
  }

  private @Nullable Object paid(@Nullable Object outcome) {
    if (outcome instanceof Served) {
      return outcome;
    }
    Budget.Permit permit = null;
    try {
      UpstreamCall outer = paying.here();
      if (isPaid(outer)) {
        return outcome;
      }
      WhenExhausted exhausted = budget.whenExhausted();
      permit = budget.takeAtOnce(weight);
      if (permit == null) {
        Served last = exhausted.staleAtOnce() ? instead(outcome) : null;
        permit = last == null ? budget.await(weight) : null;
        if (permit == null && last == null && exhausted.maybeStale()) {
          last = instead(outcome);
        }
        if (last != null) {
          budget.forgo(weight);
          return last;
        }
      }
      if (permit == null) {
        permit = budget.overdraw(weight);
      }
      if (permit.waited() && outcome instanceof UpstreamCall) {
        ((UpstreamCall) outcome).begins();
      }
      Ticket ticket = new Ticket((LoadTicket) outcome, permit, outer);
      paying.begin(ticket);
      return ticket;
    } catch (Throwable failure) {
      if (permit != null) {
        permit.end();
      }
      site.faulted(failure);
      return outcome;
    }
  }

  /** What the rule grants in place of an answer; then the call has ended. */
  private static @Nullable Served instead(@Nullable Object call) {
    return call instanceof UpstreamCall ? ((UpstreamCall) call).instead() : null;
  }

  private boolean isPaid(@Nullable UpstreamCall innermost) {
    for (UpstreamCall call = innermost; call != null; call = call.outer()) {
      if (((Ticket) call).budget() == budget) {
        return true;
      }
    }
    return false;
  }

  /** A call that has taken what it weighs. */
  private final class Ticket extends UpstreamCall {

    private final @Nullable LoadTicket ticket;
    private final Budget.Permit permit;

    /**
     * @param ticket the handler's own, or null where it stays out
     */
    private Ticket(
        @Nullable LoadTicket ticket, Budget.Permit permit, @Nullable UpstreamCall outer) {
      super(site, outer);
      this.ticket = ticket;
      this.permit = permit;
    }

    private Budget budget() {
      return budget;
    }

    @Override
    void holds(long birthNanos) {}

    @Override
    public @Nullable Object @Nullable [] arguments() {
      return ticket == null ? null : ticket.arguments();
    }

    @Override
    public void complete(@Nullable Object value, @Nullable Throwable failure) {
      end(value);
      if (ticket != null) {
        ticket.complete(value, failure);
      }
    }

    @Override
    public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
      if (ticket == null) {
        return super.outcome(value, failure);
      }
      end(value);
      return ticket.outcome(value, failure);
    }

    private void end(@Nullable Object value) {
      paying.end(this);
      Budget.Permit taken = permit;
      try {
        if (value instanceof CompletionStage) {
          ((CompletionStage<?>) value).whenComplete((answer, thrown) -> taken.end());
        } else if (byCallback) {
          taken.endAfter(UNSEEN_NANOS);
        } else {
          taken.end();
        }
      } catch (Throwable fault) {
        taken.end();
        site.faulted(fault);
      }
    }
  }
}
