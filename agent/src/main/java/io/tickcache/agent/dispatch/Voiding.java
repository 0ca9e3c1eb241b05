package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.DueInvalidation;
import io.tickcache.agent.key.CallPath;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.SymbolPath;
import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.agent.log.Log;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What calls of one method void by one rule: symbols of its cache, or without a path the whole
 * cache. Symbols that can't be told void the whole cache: too much is safe, too little is not.
 * Thread-safe.
 */
final class Voiding {

  private final RuleInForce force;
  private final String method;
  private final @Nullable SymbolPath symbol;
  private final @Nullable CallPath value;
  private final Log log;

  /**
   * @param method in words
   * @param value the newer answer, where the method brings it
   */
  Voiding(
      RuleInForce force,
      String method,
      @Nullable SymbolPath symbol,
      @Nullable CallPath value,
      Log log) {
    this.force = force;
    this.method = method;
    this.symbol = symbol;
    this.value = value;
    this.log = log;
  }

  @Nullable CallPath value() {
    return value;
  }

  /** Whether a newer answer is in the arguments, where the next one may stand after the call. */
  boolean bringsArgument() {
    return value != null && !value.ofResult();
  }

  /** Whether the symbols can be told only when the result is there. */
  boolean ofResult() {
    return symbol != null && symbol.ofResult();
  }

  /** The symbols that the arguments name; null if that can't be told. */
  @Nullable Set<Object> before(@Nullable Object self, @Nullable Object[] arguments) {
    SymbolPath path = symbol;
    if (path == null || path.ofResult()) {
      return null;
    }
    try {
      return path.before(self, arguments);
    } catch (Throwable failure) {
      untold(path, failure);
      return null;
    }
  }

  /** The symbols that the result names; null if that can't be told. */
  private @Nullable Set<Object> after(@Nullable Object result) {
    SymbolPath path = symbol;
    if (path == null) {
      return null;
    }
    try {
      return path.after(result);
    } catch (Throwable failure) {
      untold(path, failure);
      return null;
    }
  }

  /** The update begun by a call, where it is for one symbol and brings its answer. */
  @Nullable Updating update(@Nullable Set<Object> symbols) {
    return value == null || symbols == null || symbols.size() != 1
        ? null
        : Updating.of(force, symbols.iterator().next());
  }

  /**
   * The symbols to void, once the call has returned: what is loaded from then on is newer than it.
   *
   * @param before those that the arguments named
   * @return null if they can't be told, or are none of the rule's
   */
  @Nullable Set<Object> symbols(@Nullable Set<Object> before, @Nullable Object result) {
    Set<Object> symbols = ofResult() ? after(result) : before;
    return symbols != null && tells(symbols) ? symbols : null;
  }

  private boolean tells(Set<Object> symbols) {
    for (Object named : symbols) {
      String mismatch = force.kinds().mismatch(named);
      if (mismatch != null) {
        String path = String.valueOf(symbol);
        String help = force.kinds().help(named, path);
        tell(path + " tells no symbol of the rule: " + mismatch, help);
        return false;
      }
    }
    return true;
  }

  /**
   * Voids them.
   *
   * @param symbols null for all
   */
  void invalidate(@Nullable Set<Object> symbols) {
    if (symbols == null) {
      force.invalidate(null);
      return;
    }
    for (Object named : symbols) {
      force.invalidate(KeyPlan.text(named));
    }
  }

  /** Has it voided what it voids before anything else is looked up, once it is due. */
  void settleBeforeLookups(DueInvalidation due) {
    force.settleBeforeLookups(due);
  }

  void faulted(Throwable fault) {
    force.faults().note(fault);
  }

  private void untold(SymbolPath path, Throwable failure) {
    if (failure instanceof UnkeyableException) {
      tell(
          path + " names no symbol: " + failure.getMessage(),
          ((UnkeyableException) failure).help());
    } else {
      tell(path + " names no symbol: reading it failed with " + failure.getClass().getName(), null);
    }
  }

  private void tell(String what, @Nullable String help) {
    log.seldom(
        force.rule().name() + " invalidation " + method,
        force.rule().name()
            + ": after "
            + method
            + " the whole cache was invalidated, because "
            + what
            + (help == null ? "" : ". To mend it, " + help));
  }
}
