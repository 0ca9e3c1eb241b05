package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.key.CallPath;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.bootstrap.gate.LoadTicket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls of one site through, and voids what the rules name once they have returned normally. A
 * symbol that can't be told voids the whole cache: too much is safe, too little is not.
 * Thread-safe.
 */
final class InvalidationHandler extends CallHandler {

  private final List<Voiding> invalidations;
  private final Faults faults;

  InvalidationHandler(List<Voiding> invalidations, Faults faults) {
    this.invalidations = invalidations;
    this.faults = faults;
  }

  @Override
  public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    @Nullable Updating[] updates = updates(self, arguments);
    return new Ticket(symbols(self, arguments), updates, self, arguments);
  }

  /** The symbols that the arguments name, taken now because the call may change them. */
  private @Nullable String[] symbols(@Nullable Object self, @Nullable Object[] arguments) {
    @Nullable String[] symbols = new String[invalidations.size()];
    for (int i = 0; i < symbols.length; i++) {
      KeyPlan.SymbolPath path = invalidations.get(i).symbol;
      if (path != null && !path.ofResult()) {
        symbols[i] = before(path, self, arguments);
      }
    }
    return symbols;
  }

  /** The updates among them, begun now because their answers are as old as this call. */
  private @Nullable Updating[] updates(@Nullable Object self, @Nullable Object[] arguments) {
    @Nullable Updating[] updates = new Updating[invalidations.size()];
    for (int i = 0; i < updates.length; i++) {
      updates[i] = update(invalidations.get(i), self, arguments);
    }
    return updates;
  }

  /** Null where it brings no answer, or for no symbol that can be told: it invalidates then. */
  private @Nullable Updating update(
      Voiding voiding, @Nullable Object self, @Nullable Object[] arguments) {
    KeyPlan.SymbolPath path = voiding.symbol;
    if (voiding.value == null || path == null) {
      return null;
    }
    try {
      Object symbol = path.symbol(self, arguments);
      return symbol == null ? null : Updating.of(voiding.force, symbol);
    } catch (Throwable fault) {
      faults.note(fault);
      return null;
    }
  }

  private @Nullable String before(
      KeyPlan.SymbolPath path, @Nullable Object self, @Nullable Object[] arguments) {
    try {
      return path.before(self, arguments);
    } catch (Throwable fault) {
      faults.note(fault);
      return null;
    }
  }

  private @Nullable String after(KeyPlan.SymbolPath path, @Nullable Object result) {
    try {
      return path.after(result);
    } catch (Throwable fault) {
      faults.note(fault);
      return null;
    }
  }

  private void returned(Ticket call, @Nullable Object result) {
    @Nullable String[] symbols = call.symbols;
    for (int i = 0; i < symbols.length; i++) {
      Voiding voiding = invalidations.get(i);
      Updating updating = call.updates[i];
      if (updating != null) {
        updating.returned(value(voiding, call, result));
        continue;
      }
      KeyPlan.SymbolPath path = voiding.symbol;
      invalidate(
          voiding.force.cache(),
          path != null && path.ofResult() ? after(path, result) : symbols[i]);
    }
  }

  /** The answer as it is after the call; null where there is none to be found. */
  private @Nullable Object value(Voiding voiding, Ticket call, @Nullable Object result) {
    CallPath path = voiding.value;
    try {
      return path == null
          ? null
          : path.ofResult() ? path.after(result) : path.before(call.self, call.arguments);
    } catch (Throwable fault) {
      faults.note(fault);
      return null;
    }
  }

  private static void invalidate(HybridCache cache, @Nullable String symbol) {
    if (symbol == null) {
      cache.invalidateAll();
    } else {
      cache.invalidate(symbol);
    }
  }

  /** What is voided: a symbol of a cache, or without a path the whole cache. */
  static final class Voiding {
    private final RuleInForce force;
    private final KeyPlan.@Nullable SymbolPath symbol;
    private final @Nullable CallPath value;

    /**
     * @param value the newer answer, where the method brings it
     */
    Voiding(RuleInForce force, KeyPlan.@Nullable SymbolPath symbol, @Nullable CallPath value) {
      this.force = force;
      this.symbol = symbol;
      this.value = value;
    }
  }

  /** One call under way. */
  private final class Ticket extends LoadTicket {
    private final @Nullable String[] symbols;
    private final @Nullable Updating[] updates;
    private final @Nullable Object self;
    private final @Nullable Object[] arguments;

    private Ticket(
        @Nullable String[] symbols,
        @Nullable Updating[] updates,
        @Nullable Object self,
        @Nullable Object[] arguments) {
      this.symbols = symbols;
      this.updates = updates;
      this.self = self;
      this.arguments = arguments;
    }

    @Override
    public void complete(@Nullable Object value, @Nullable Throwable failure) {
      if (failure != null) {
        return;
      }
      try {
        returned(this, value);
      } catch (Throwable fault) {
        faults.note(fault);
      }
    }
  }
}
