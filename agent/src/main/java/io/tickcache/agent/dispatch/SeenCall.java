package io.tickcache.agent.dispatch;

import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.SymbolKinds;
import io.tickcache.agent.key.UnkeyableException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that was seen, as the pattern of others that ask for other symbols. It may hold classes of
 * the application, so it is to be let go of soon.
 */
abstract class SeenCall {

  final @Nullable Object[] arguments;
  final int position;
  private final Object key;
  private final Object symbol;
  private @Nullable SymbolMaker maker;

  /**
   * @param key that the call has, or one of them
   * @param position of the argument that holds the symbol; -1 if it is only a part of that
   * @param symbol as the client takes it
   */
  private SeenCall(Object key, @Nullable Object[] arguments, int position, Object symbol) {
    this.key = key;
    this.arguments = arguments.clone();
    this.position = position;
    this.symbol = symbol;
  }

  /** A call for one symbol, which has a key. */
  static SeenCall of(KeyPlan plan, Object key, @Nullable Object[] arguments) {
    int position = plan.symbolArgument();
    Object symbol = position < 0 ? null : arguments[position];
    return new ForOne(plan, key, arguments, position, symbol == null ? "" : symbol);
  }

  /** A call for many, of one at least. */
  static SeenCall of(BatchPlan plan, Asked asked, @Nullable Object[] arguments) {
    return new ForMany(plan, asked, arguments);
  }

  /** Why no others can be made by it, as the end of a sentence; null if they can. */
  final @Nullable String unfitness(Site site, Scope scope, @Nullable Object self)
      throws UnkeyableException {
    if (!Callee.isCallable(scope, self)) {
      return "the class of its receivers has the method anew, or is closed to the agent";
    }
    if (position < 0) {
      return "its symbol is only a part of an argument";
    }
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (i != position && argument != null && SymbolKinds.plainText(argument) == null) {
        return "`arg"
            + i
            + "` is a `"
            + argument.getClass().getName()
            + "`, no text, number or enum";
      }
    }
    maker = SymbolMaker.like(symbol);
    if (maker == null) {
      return "there is no way to make a `" + symbol.getClass().getName() + "` of a text";
    }
    Object same = element(KeyPlan.symbolOf(key));
    return same != null && key.equals(key(site, scope, self, same))
        ? null
        : "what it takes for a symbol can't be made of the symbol's text";
  }

  /** What the client takes for a symbol; null if there is no such. */
  final @Nullable Object element(String text) {
    SymbolMaker present = maker;
    return present == null ? null : present.makeIfAny(text);
  }

  /** The key of such a call for this alone; null if there is none. */
  final @Nullable Object key(Site site, Scope scope, @Nullable Object self, Object element)
      throws UnkeyableException {
    @Nullable Object[] its = arguments(scope, Collections.singletonList(element));
    return its == null ? null : key(site.keyScope(scope, self), site.isPlain(scope), self, its);
  }

  abstract @Nullable Object key(
      KeyScope scope, boolean plain, @Nullable Object self, @Nullable Object[] its)
      throws UnkeyableException;

  /** For how many symbols one call may be. */
  abstract int most();

  /** The arguments of such a call for these; null if there are none. */
  abstract @Nullable Object @Nullable [] arguments(Scope scope, List<Object> elements);

  private static final class ForOne extends SeenCall {
    private final KeyPlan plan;

    private ForOne(
        KeyPlan plan, Object key, @Nullable Object[] arguments, int position, Object symbol) {
      super(key, arguments, position, symbol);
      this.plan = plan;
    }

    @Override
    @Nullable Object key(
        KeyScope scope, boolean plain, @Nullable Object self, @Nullable Object[] its)
        throws UnkeyableException {
      return plan.admits(self, its) ? plan.key(scope, plain, self, its) : null;
    }

    @Override
    int most() {
      return 1;
    }

    @Override
    @Nullable Object @Nullable [] arguments(Scope scope, List<Object> elements) {
      @Nullable Object[] its = arguments.clone();
      its[position] = elements.get(0);
      return its;
    }
  }

  private static final class ForMany extends SeenCall {

    /** So many go into the address of a request without making it too long. */
    private static final int MOST = 100;

    private final BatchPlan plan;
    private final Asked asked;

    private ForMany(BatchPlan plan, Asked asked, @Nullable Object[] arguments) {
      super(
          asked.keys().get(0),
          arguments,
          asked.way().isArgument() ? asked.way().argument() : -1,
          asked.elements().get(0));
      this.plan = plan;
      this.asked = asked;
    }

    @Override
    @Nullable Object key(
        KeyScope scope, boolean plain, @Nullable Object self, @Nullable Object[] its)
        throws UnkeyableException {
      Asked.Way way = plan.admits(self, its) ? plan.way(its) : null;
      Asked one = way == null ? null : plan.asked(way, scope, plain, self, its);
      return one == null || one.keys().isEmpty() ? null : one.keys().get(0);
    }

    @Override
    int most() {
      return MOST;
    }

    @Override
    @Nullable Object @Nullable [] arguments(Scope scope, List<Object> elements) {
      return scope.batch().narrowed(arguments, asked, elements);
    }
  }
}
