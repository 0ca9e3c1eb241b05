package io.tickcache.agent.dispatch;

import io.tickcache.agent.privilege.Privileges;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.bootstrap.gate.LoadTicket;
import io.tickcache.bootstrap.gate.Served;
import org.jspecify.annotations.Nullable;

/**
 * Has another handler work with the agent's permissions, not with those of whoever calls the woven
 * method. The body itself runs outside of it. Thread-safe.
 */
final class PrivilegedHandler extends CallHandler {

  private final CallHandler handler;

  PrivilegedHandler(CallHandler handler) {
    this.handler = handler;
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    return Privileges.matter()
        ? state(Privileges.apart(() -> handler.enter(self, arguments)))
        : handler.enter(self, arguments);
  }

  @Override
  public @Nullable Object enterOne(@Nullable Object self, @Nullable Object argument) {
    return Privileges.matter()
        ? state(Privileges.apart(() -> handler.enterOne(self, argument)))
        : handler.enterOne(self, argument);
  }

  @Override
  public @Nullable Object enterTwo(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    return Privileges.matter()
        ? state(Privileges.apart(() -> handler.enterTwo(self, first, second)))
        : handler.enterTwo(self, first, second);
  }

  private static @Nullable Object state(@Nullable Object state) {
    return state instanceof LoadTicket ? new Ticket((LoadTicket) state) : state;
  }

  private static final class Ticket extends LoadTicket {

    private final LoadTicket ticket;

    private Ticket(LoadTicket ticket) {
      this.ticket = ticket;
    }

    @Override
    public @Nullable Object @Nullable [] arguments() {
      return Privileges.<@Nullable Object @Nullable []>apart(ticket::arguments);
    }

    @Override
    public void complete(@Nullable Object value, @Nullable Throwable failure) {
      Privileges.run(() -> ticket.complete(value, failure));
    }

    @Override
    public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
      return Privileges.apart(() -> ticket.outcome(value, failure));
    }
  }
}
