package io.tickcache.agent.instrument;

import io.tickcache.agent.key.SymbolKind;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that invalidates or updates, with the declared types of the symbol that it tells and of
 * the answer that it brings. Says each doubt once. Not thread-safe.
 */
final class Voider {

  private static final String DROPS_ALL = "calls of this method invalidate the whole cache";
  private static final String DROPS = "calls of this method only invalidate";

  private final Target target;
  private final String method;
  private final ValuePath symbol;
  private final @Nullable ValuePath value;

  /** These are null once they have been found to fit nothing, or where nothing is declared. */
  private @Nullable SymbolKind kind;

  private @Nullable Lineage brought;

  private boolean promised;

  private Voider(Target target, String method, ValuePath symbol, @Nullable ValuePath value) {
    this.target = target;
    this.method = method;
    this.symbol = symbol;
    this.value = value;
  }

  /**
   * As declared types tell of it.
   *
   * @param value null where it brings no answer
   */
  static Voider of(
      Target target, MethodBinding method, ValuePath symbol, @Nullable ValuePath value) {
    Voider voider = new Voider(target, method.toString(), symbol, value);
    voider.kind = DeclaredSymbol.at(symbol, method.method);
    if (value == null) {
      return voider;
    }
    voider.promised =
        value.root() == ValuePath.Root.RETURN
            && Results.isPromise(method.method.getReturnType().asErasure());
    DeclaredType end = voider.promised ? null : Shapes.end(value, method.method);
    voider.brought = end == null ? null : Lineage.of(end.erasure());
    return voider;
  }

  Target target() {
    return target;
  }

  /** What surely fits none of the entries, as far as they are known. */
  List<Diagnostic> doubts(KeptTypes kept) {
    List<Diagnostic> doubts = new ArrayList<>();
    String mismatch = kind == null ? null : kept.kinds().mismatchOfDeclared(kind);
    if (kind != null && mismatch != null) {
      String help = kept.kinds().help(kind, symbol.toString());
      kind = null;
      String what = "`" + symbol + "` tells no symbol of the rule: " + mismatch;
      doubts.add(doubt(what, DROPS_ALL, help));
    }
    if (promised) {
      promised = false;
      String help = "name a method that has the answer, or write `invalidate-on`, without `value`";
      doubts.add(doubt("`" + value + "` is promised, and no promise is stored", DROPS, help));
    }
    String misfit = brought == null ? null : kept.misfit(brought);
    if (misfit != null) {
      String what = "`" + value + "` is a `" + brought + "`, and " + misfit;
      brought = null;
      doubts.add(doubt(what, DROPS, "let `value` lead to what that method answers"));
    }
    return doubts;
  }

  private Diagnostic doubt(String what, String note, String help) {
    return Diagnostic.warning(
            DiagnosticCode.R029, "rule `" + target.rule().name() + "`: " + method + ": " + what)
        .at(target.place())
        .note(note)
        .help(help)
        .build();
  }

  @Override
  public String toString() {
    return method + " " + symbol + " " + value;
  }
}
