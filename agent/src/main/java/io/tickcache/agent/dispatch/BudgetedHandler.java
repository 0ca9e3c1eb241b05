package io.tickcache.agent.dispatch;

import io.tickcache.agent.privilege.Privileges;
import io.tickcache.agent.upstream.Brake;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.agent.upstream.Stop;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.bootstrap.gate.LoadTicket;
import io.tickcache.bootstrap.gate.Served;
import io.tickcache.rules.Priority;
import io.tickcache.rules.WhenExhausted;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has the calls of one site keep to the budget of their upstream, and to its refusals, whatever
 * another handler makes of them: those that it answers cost nothing. Of calls of one upstream
 * within each other the outermost pays, for it is the one that is made. Thread-safe.
 */
final class BudgetedHandler extends CallHandler {

  /** A call that answers by a callback has reached the provider by then, or its method was slow. */
  private static final long UNSEEN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long NOT_YET = Long.MIN_VALUE;

  private final Site site;
  private final CallHandler handler;
  private final Budget budget;
  private final StoppedSite stopped;
  private final UnderWay paying;
  private final int weight;
  private final Priority priority;
  private final boolean byCallback;

  /**
   * @param handler answers calls, or lets them through
   * @param stopped what calls get while the upstream refuses them
   * @param paying the calls under way that have paid, of all sites
   */
  BudgetedHandler(
      Site site, CallHandler handler, Budget budget, StoppedSite stopped, UnderWay paying) {
    this.site = site;
    this.handler = handler;
    this.budget = budget;
    this.stopped = stopped;
    this.paying = paying;
    this.weight = site.rule().weight();
    this.priority = site.rule().priority();
    this.byCallback = site.rule().callback() != null;
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    return paid(handler.enter(self, arguments), NOT_YET);
  }

  @Override
  public @Nullable Object enterOne(@Nullable Object self, @Nullable Object argument) {
    return paid(handler.enterOne(self, argument), NOT_YET);
  }

  @Override
  public @Nullable Object enterTwo(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    return paid(handler.enterTwo(self, first, second), NOT_YET);
  }

  /**
   * @param waitedSince when the call began to be kept waiting
   */
  private @Nullable Object paid(@Nullable Object decided, long waitedSince) {
    Object outcome = decided;
    if (outcome instanceof Served) {
      return outcome;
    }
    Budget.Permit permit = null;
    Brake.Call call = null;
    long since = waitedSince;
    try {
      UpstreamCall outer = paying.here();
      PaidCall payer = payer(outer);
      permit = payer == null ? null : payer.handOver();
      if (payer != null && permit == null) {
        return payer instanceof Ticket ? within((Ticket) payer, outcome) : outcome;
      }
      call = budget.brake().begin();
      Stop stop = call.stop();
      if (stop != null) {
        outcome = unchecked(outcome);
        if (outcome instanceof Served) {
          giveBack(permit);
          return outcome;
        }
        Object instead = stopped.instead(outcome, stop);
        if (instead != null) {
          giveBack(permit);
          return instead;
        }
        since = since == NOT_YET ? budget.now() : since;
        call = budget.brake().beginInTime(since);
      }
      permit = permit == null ? budget.takeAtOnce(weight, priority) : permit;
      if (permit == null) {
        outcome = unchecked(outcome);
        if (outcome instanceof Served) {
          call.lost();
          return outcome;
        }
        WhenExhausted exhausted = budget.whenExhausted();
        Served last = exhausted.staleAtOnce() ? lastAnswer(outcome) : null;
        since = since == NOT_YET ? budget.now() : since;
        permit = last == null ? budget.await(weight, priority, since) : null;
        if (permit == null && last == null && exhausted.maybeStale()) {
          last = lastAnswer(outcome);
        }
        if (last != null) {
          call.lost();
          budget.forgo(weight);
          return last;
        }
      }
      if (permit == null) {
        permit = budget.overdraw(weight);
      }
      if (since != NOT_YET && call.isOutdated()) {
        permit.giveBack();
        return paid(outcome, since);
      }
      if (since != NOT_YET && outcome instanceof UpstreamCall) {
        ((UpstreamCall) outcome).begins();
      }
      Ticket ticket = new Ticket((LoadTicket) outcome, permit, call, outer);
      paying.begin(ticket);
      return ticket;
    } catch (Throwable failure) {
      if (permit != null) {
        permit.end();
      }
      if (call != null) {
        call.lost();
      }
      site.faulted(failure);
      return outcome;
    }
  }

  /** What the rule grants in place of an answer; then the call has ended. */
  private static @Nullable Served lastAnswer(@Nullable Object call) {
    return call instanceof UpstreamCall ? ((UpstreamCall) call).lastAnswer() : null;
  }

  private static @Nullable Object unchecked(@Nullable Object outcome) {
    return outcome instanceof UpstreamCall ? ((UpstreamCall) outcome).unchecked() : outcome;
  }

  /** The call around this one that pays for it, or null. */
  private @Nullable PaidCall payer(@Nullable UpstreamCall innermost) {
    for (UpstreamCall call = innermost; call != null; call = call.outer()) {
      if (((PaidCall) call).paysFor(budget)) {
        return (PaidCall) call;
      }
    }
    return null;
  }

  private static void giveBack(Budget.@Nullable Permit permit) {
    if (permit != null) {
      permit.giveBack();
    }
  }

  /** Says what a call has come to that was made; never throws. */
  private void settle(Brake.Call call, @Nullable Throwable thrown) {
    try {
      stopped.ended(call, thrown);
    } catch (Throwable fault) {
      call.lost();
      site.faulted(fault);
    }
  }

  /** What becomes of a call that another one pays for. */
  private @Nullable Object within(Ticket payer, @Nullable Object outcome) {
    return budget.brake().backOff() == null
        ? outcome
        : new Within((LoadTicket) outcome, payer.call);
  }

  /** A call within one that pays for it, which may not pass on that it was refused. */
  private final class Within extends LoadTicket {

    private final @Nullable LoadTicket ticket;
    private final Brake.Call payers;

    private Within(@Nullable LoadTicket ticket, Brake.Call payers) {
      this.ticket = ticket;
      this.payers = payers;
    }

    @Override
    public @Nullable Object @Nullable [] arguments() {
      return ticket == null ? null : ticket.arguments();
    }

    @Override
    public void complete(@Nullable Object value, @Nullable Throwable failure) {
      hear(value, failure);
      if (ticket != null) {
        ticket.complete(value, failure);
      }
    }

    @Override
    public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
      if (ticket == null) {
        return super.outcome(value, failure);
      }
      hear(value, failure);
      return ticket.outcome(value, failure);
    }

    private void hear(@Nullable Object value, @Nullable Throwable failure) {
      try {
        if (failure != null) {
          stopped.refuses(payers, failure);
        } else if (value instanceof CompletionStage) {
          ((CompletionStage<?>) value)
              .whenComplete((answer, thrown) -> Privileges.run(() -> hear(null, thrown)));
        }
      } catch (Throwable fault) {
        site.faulted(fault);
      }
    }
  }

  /** A call that has taken what it weighs. */
  private final class Ticket extends PaidCall {

    private final @Nullable LoadTicket ticket;
    private final Budget.Permit permit;
    private final Brake.Call call;

    /**
     * @param ticket the handler's own, or null where it stays out
     */
    private Ticket(
        @Nullable LoadTicket ticket,
        Budget.Permit permit,
        Brake.Call call,
        @Nullable UpstreamCall outer) {
      super(site, outer);
      this.ticket = ticket;
      this.permit = permit;
      this.call = call;
      if (ticket instanceof CallbackTicket) {
        ((CallbackTicket) ticket).listen(thrown -> settle(call, thrown));
      }
    }

    @Override
    boolean paysFor(Budget other) {
      return budget == other;
    }

    @Override
    public @Nullable Object @Nullable [] arguments() {
      return ticket == null ? null : ticket.arguments();
    }

    @Override
    public void complete(@Nullable Object value, @Nullable Throwable failure) {
      end(value, failure);
      if (ticket != null) {
        ticket.complete(value, failure);
      }
    }

    @Override
    public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
      if (ticket == null) {
        return super.outcome(value, failure);
      }
      end(value, failure);
      return ticket.outcome(value, failure);
    }

    private void end(@Nullable Object value, @Nullable Throwable failure) {
      paying.end(this);
      Budget.Permit taken = permit;
      Brake.Call made = call;
      try {
        if (value instanceof CompletionStage) {
          ((CompletionStage<?>) value)
              .whenComplete(
                  (answer, thrown) -> {
                    taken.end();
                    Privileges.run(() -> settle(made, thrown));
                  });
          return;
        }
        if (byCallback) {
          taken.endAfter(UNSEEN_NANOS);
        } else {
          taken.end();
        }
        if (failure != null || !byCallback) {
          settle(made, failure);
        } else if (!(ticket instanceof CallbackTicket)) {
          made.lost(); // nobody hears what the callback is told
        }
      } catch (Throwable fault) {
        taken.end();
        site.faulted(fault);
      }
    }
  }
}
