package io.tickcache.agent.instrument;

import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * What a method asks for and how it answers, as a rule would say it, by the names and types of its
 * arguments and of its result. Immutable.
 */
final class Question {

  private final SymbolArgument symbol;
  private final @Nullable ResultSymbol result;
  private final @Nullable CallbackArgument callback;
  private final List<String> hints;
  private final String reason;

  private Question(
      SymbolArgument symbol,
      @Nullable ResultSymbol result,
      @Nullable CallbackArgument callback,
      List<String> hints,
      String reason) {
    this.symbol = symbol;
    this.result = result;
    this.callback = callback;
    this.hints = Collections.unmodifiableList(hints);
    this.reason = reason;
  }

  /** That of a method; null where none of its arguments is like a symbol, or no rule can say it. */
  static @Nullable Question of(MethodDescription method, @Nullable CallbackArgument callback) {
    SymbolArgument symbol =
        SymbolArgument.of(method, callback == null ? -1 : callback.callback().argument());
    if (symbol == null) {
      return null;
    }
    if (callback != null) {
      return symbol.each() == null ? answered(symbol, callback) : null;
    }
    TypeDescription.Generic answer = method.getReturnType();
    if (Results.refusal(method) != null) {
      return null;
    }
    String reason = "answers " + symbol.text() + " with " + AnswerData.text(answer);
    DeclaredType each = symbol.each();
    if (each == null) {
      return new Question(symbol, null, null, severalIn(symbol, answer), reason);
    }
    ResultSymbol result = ResultSymbol.of(answer, each);
    return result == null ? null : new Question(symbol, result, null, result.hints(), reason);
  }

  private static Question answered(SymbolArgument symbol, CallbackArgument callback) {
    List<String> hints = new ArrayList<>();
    if (!callback.silent().isEmpty()) {
      hints.add(
          "a hit doesn't call `"
              + String.join("`, `", callback.silent())
              + "`: good only if callers don't wait for it");
    }
    String reason =
        "answers "
            + symbol.text()
            + " with "
            + AnswerData.text(callback.answer())
            + " by "
            + callback.type();
    return new Question(symbol, null, callback, hints, reason);
  }

  /** Whether one text may name several symbols can't be seen. */
  private static List<String> severalIn(SymbolArgument symbol, TypeDescription.Generic answer) {
    List<String> hints = new ArrayList<>();
    ResultSymbol each =
        symbol.maybeSeveral()
            ? ResultSymbol.of(
                answer, new DeclaredType(TypeDescription.ForLoadedType.of(String.class)))
            : null;
    if (each != null && each.isSure()) {
      ValuePath path = each.path();
      hints.add(
          "if the text names several symbols, write `symbols: "
              + symbol.path()
              + "` and `separator: ','`"
              + (path == null ? "" : " and `result-symbol: " + path + "`")
              + " in place of `symbol`");
    }
    return hints;
  }

  int likelihood() {
    return symbol.likelihood();
  }

  /** What it asks and answers, in a line. */
  String reason() {
    return reason;
  }

  /** What is left to decide, a line for each. */
  List<String> hints() {
    return hints;
  }

  /** Says it in a rule. */
  void describe(Rule.Builder rule) {
    ValuePath path = ValuePath.parse(symbol.path());
    if (symbol.each() == null) {
      rule.symbol(path);
    } else {
      rule.symbols(path);
    }
    if (result != null) {
      rule.resultSymbol(result.path()).ignore(result.ignored());
    }
    if (callback != null) {
      rule.callback(callback.callback());
    }
  }
}
