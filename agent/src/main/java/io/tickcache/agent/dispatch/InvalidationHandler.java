package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.HybridCache;
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
    return new Ticket(symbols(self, arguments));
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

  private void returned(@Nullable String[] symbols, @Nullable Object result) {
    for (int i = 0; i < symbols.length; i++) {
      Voiding voiding = invalidations.get(i);
      KeyPlan.SymbolPath path = voiding.symbol;
      invalidate(
          voiding.force.cache(),
          path != null && path.ofResult() ? after(path, result) : symbols[i]);
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

    Voiding(RuleInForce force, KeyPlan.@Nullable SymbolPath symbol) {
      this.force = force;
      this.symbol = symbol;
    }
  }

  /** One call under way. */
  private final class Ticket extends LoadTicket {
    private final @Nullable String[] symbols;

    private Ticket(@Nullable String[] symbols) {
      this.symbols = symbols;
    }

    @Override
    public void complete(@Nullable Object value, @Nullable Throwable failure) {
      if (failure != null) {
        return;
      }
      try {
        returned(symbols, value);
      } catch (Throwable fault) {
        faults.note(fault);
      }
    }
  }
}
