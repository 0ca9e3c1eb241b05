package io.tickcache.agent.dispatch;

import io.tickcache.agent.key.CallPath;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.bootstrap.gate.LoadTicket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls of one site through, and voids what the rules name once they have returned normally;
 * where they return a promise, again once it is fulfilled. Thread-safe.
 */
final class InvalidationHandler extends CallHandler {

  private final List<Voiding> voidings;

  InvalidationHandler(List<Voiding> voidings) {
    this.voidings = voidings;
  }

  /** Takes the symbols of the arguments now, because the call may change them. */
  @Override
  public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    @Nullable Begun[] begun = new Begun[voidings.size()];
    for (int i = 0; i < begun.length; i++) {
      Voiding voiding = voidings.get(i);
      try {
        Set<Object> symbols = voiding.before(self, arguments);
        begun[i] = new Begun(symbols, voiding.update(symbols));
      } catch (Throwable fault) {
        voiding.faulted(fault);
      }
    }
    return new Ticket(begun, self, arguments);
  }

  /**
   * The work may be done when the promise is given or when it is fulfilled, so symbols are voided
   * twice. What was promised is stored nowhere: it may have been made before, and asked for since.
   */
  private void promised(Ticket call, CompletionStage<?> promise) {
    for (int i = 0; i < voidings.size(); i++) {
      Voiding voiding = voidings.get(i);
      if (voiding.bringsArgument()) {
        returned(i, call, promise);
      } else {
        promised(voiding, call.begun[i], promise);
      }
    }
  }

  private static void promised(Voiding voiding, @Nullable Begun begun, CompletionStage<?> promise) {
    Set<Object> before = begun == null ? null : begun.symbols;
    try {
      if (!voiding.ofResult()) {
        voiding.invalidate(voiding.symbols(before, null));
      }
      PromisedVoiding.await(voiding, before, promise);
    } catch (Throwable fault) {
      voiding.faulted(fault);
    }
  }

  private void returned(Ticket call, @Nullable Object result) {
    for (int i = 0; i < voidings.size(); i++) {
      returned(i, call, result);
    }
  }

  private void returned(int i, Ticket call, @Nullable Object result) {
    Voiding voiding = voidings.get(i);
    try {
      returned(voiding, call.begun[i], call, result);
    } catch (Throwable fault) {
      voiding.faulted(fault);
    }
  }

  private static void returned(
      Voiding voiding, @Nullable Begun begun, Ticket call, @Nullable Object result) {
    Set<Object> symbols = voiding.symbols(begun == null ? null : begun.symbols, result);
    Updating updating = begun == null ? null : begun.updating;
    if (symbols == null || updating == null) {
      voiding.invalidate(symbols);
    } else {
      updating.returned(value(voiding, call, result));
    }
  }

  /** The answer as it is after the call; null where there is none to be found. */
  private static @Nullable Object value(Voiding voiding, Ticket call, @Nullable Object result) {
    CallPath path = voiding.value();
    try {
      return path == null
          ? null
          : path.ofResult() ? path.after(result) : path.before(call.self, call.arguments);
    } catch (Throwable fault) {
      voiding.faulted(fault);
      return null;
    }
  }

  /** What was known of a call before it ran. */
  private static final class Begun {
    private final @Nullable Set<Object> symbols;
    private final @Nullable Updating updating;

    private Begun(@Nullable Set<Object> symbols, @Nullable Updating updating) {
      this.symbols = symbols;
      this.updating = updating;
    }
  }

  /** One call under way. */
  private final class Ticket extends LoadTicket {
    private final @Nullable Begun[] begun;
    private final @Nullable Object self;
    private final @Nullable Object[] arguments;

    private Ticket(@Nullable Begun[] begun, @Nullable Object self, @Nullable Object[] arguments) {
      this.begun = begun;
      this.self = self;
      this.arguments = arguments;
    }

    @Override
    public void complete(@Nullable Object value, @Nullable Throwable failure) {
      if (failure != null) {
        return;
      }
      if (value instanceof CompletionStage) {
        promised(this, (CompletionStage<?>) value);
      } else {
        returned(this, value);
      }
    }
  }
}
