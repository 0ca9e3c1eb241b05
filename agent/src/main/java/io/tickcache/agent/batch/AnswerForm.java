package io.tickcache.agent.batch;

import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a client's answer for many symbols holds those for each. Thread-safe. */
public abstract class AnswerForm {

  private final Type elementType;

  AnswerForm(Type elementType) {
    this.elementType = elementType;
  }

  /**
   * How answers of a type hold them, as the rule tells: its {@code result-symbol} leads through
   * fields to what holds the answers, and on from each of these to its symbol.
   */
  static AnswerForm of(Type type, Rule rule) {
    ValuePath named = rule.resultSymbol();
    List<String> steps = named == null ? Collections.<String>emptyList() : named.steps();
    Type at = type;
    int passed = 0;
    while (passed < steps.size() && !isContainer(GenericTypes.erasure(at))) {
      at = GenericTypes.field(at, steps.get(passed++));
    }
    AnswerForm inner = ofContainer(at, steps.subList(passed, steps.size()));
    return passed == 0
        ? inner
        : new WrappedForm(type, steps.subList(0, passed), ignored(rule), inner);
  }

  private static boolean isContainer(Class<?> type) {
    return type.isArray()
        || Iterable.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type);
  }

  private static AnswerForm ofContainer(Type type, List<String> toSymbol) {
    Class<?> erasure = GenericTypes.erasure(type);
    if (Map.class.isAssignableFrom(erasure)) {
      Type values = GenericTypes.argument(type, 1);
      return toSymbol.isEmpty()
          ? new MapForm(GenericTypes.argument(type, 0), values, erasure)
          : new KeyedForm(GenericTypes.argument(type, 0), values, erasure, toSymbol);
    }
    Type element = GenericTypes.element(type);
    return toSymbol.isEmpty()
        ? new OrderedForm(element, erasure)
        : new NamedForm(element, erasure, toSymbol);
  }

  private static List<List<String>> ignored(Rule rule) {
    List<List<String>> ignored = new ArrayList<>();
    for (ValuePath path : rule.ignore()) {
      if (path.root() == ValuePath.Root.RETURN) {
        ignored.add(path.steps());
      }
    }
    return ignored;
  }

  Type elementType() {
    return elementType;
  }

  /**
   * Takes a client's answer apart; false if it is not of this form, and then nothing can be said of
   * it.
   *
   * @param into the pieces; those that were asked for are marked as wanted
   * @throws UnkeyableException if nothing can be said of it, with the reason
   * @throws UnmakeableAnswerException if no such answer can be made, now or later
   */
  public abstract boolean takeApart(@Nullable Object answer, Pieces into)
      throws UnkeyableException, UnmakeableAnswerException;

  /**
   * Whether enough was seen of the client's answers to make the one to all that is asked for, or
   * will be when it has answered for what is wanted of it. If not, it is to be asked for
   * everything, whatever there is.
   */
  public boolean isSettledFor(Pieces pieces) {
    return true;
  }

  /**
   * Whether it is known what the client calls a symbol in its answers, as far as there is anything
   * in them for it.
   */
  public boolean knowsNameOf(Pieces pieces, int piece) {
    return true;
  }

  /** The answer that the client would have given, or null if it can't be made. */
  public abstract @Nullable Object putTogether(Pieces pieces);

  /** An answer of this form without anything in it, or null if none can be made. */
  abstract @Nullable Object empty();
}
