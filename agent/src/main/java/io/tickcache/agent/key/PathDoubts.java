package io.tickcache.agent.key;

import io.tickcache.rules.Condition;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.Spelling;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the paths of a rule through the declared types of a method: a path that leads nowhere is
 * better found before the first call. What values really are decides in the end, so only what no
 * value can mend is refused.
 */
public final class PathDoubts {

  private final MethodShape method;
  private final List<UnkeyableException> doubts = new ArrayList<>();

  private PathDoubts(MethodShape method) {
    this.method = method;
  }

  /**
   * What probably is a mistake in the rule's paths into the arguments and the receiver.
   *
   * @throws UnkeyableException if one surely is
   */
  public static List<UnkeyableException> of(Rule rule, MethodShape method)
      throws UnkeyableException {
    PathDoubts doubts = new PathDoubts(method);
    doubts.followKeyable(rule.symbol());
    doubts.followSymbols(rule.symbols(), rule.separator());
    List<ValuePath> key = rule.key();
    if (key != null) {
      for (ValuePath path : key) {
        doubts.followKeyable(path);
      }
    }
    for (ValuePath path : rule.ignore()) {
      doubts.follow(path.root() == ValuePath.Root.RETURN ? null : path);
    }
    for (Condition condition : rule.when()) {
      doubts.follow(condition.path());
    }
    doubts.followKeyable(rule.receiver().path());
    return Collections.unmodifiableList(doubts.doubts);
  }

  /** As {@link #of(Rule, MethodShape)}, for a path to the symbols that a method invalidates. */
  public static List<UnkeyableException> of(ValuePath symbol, MethodShape method)
      throws UnkeyableException {
    PathDoubts doubts = new PathDoubts(method);
    PropertyType end = doubts.follow(symbol, true);
    if (end != null && !end.keyable()) {
      throw unkeyable(symbol, end, SymbolPath.help(end.properties()));
    }
    return Collections.unmodifiableList(doubts.doubts);
  }

  /** What is taken apart at a separator is text, and text isn't taken apart without one. */
  private void followSymbols(@Nullable ValuePath symbols, @Nullable String separator)
      throws UnkeyableException {
    PropertyType end = follow(symbols, true);
    if (symbols == null || end == null) {
      return;
    }
    boolean text = end.name().equals("java.lang.String");
    boolean single = end.knowledge() == PropertyType.Knowledge.ALL && !end.many();
    if (single && !(text && separator != null)) {
      throw new UnkeyableException(
          DiagnosticCode.R025,
          "`" + symbols + "` is a `" + end.name() + "`, which holds no symbols",
          BatchPlan.help(text));
    }
    if (separator != null && end.many()) {
      doubts.add(
          new UnkeyableException(
              DiagnosticCode.R019,
              "`separator` has no effect, as `" + symbols + "` is a `" + end.name() + "`",
              "leave it out"));
    }
  }

  private void followKeyable(@Nullable ValuePath path) throws UnkeyableException {
    PropertyType end = follow(path);
    if (path != null && !path.steps().isEmpty() && end != null && !end.keyable()) {
      throw unkeyable(path, end, Accessors.help(end.properties()));
    }
  }

  private static UnkeyableException unkeyable(ValuePath path, PropertyType end, String help) {
    return new UnkeyableException(
        DiagnosticCode.R025,
        "`" + path + "` is a `" + end.name() + "`, which has no value equality",
        help);
  }

  private @Nullable PropertyType follow(@Nullable ValuePath path) throws UnkeyableException {
    return follow(path, false);
  }

  /**
   * The declared type at the end of a path; null where it isn't known.
   *
   * @param toMany whether the path goes on with each element of an array or a collection
   */
  private @Nullable PropertyType follow(@Nullable ValuePath path, boolean toMany)
      throws UnkeyableException {
    PropertyType at = path == null ? null : start(path);
    if (path == null || at == null) {
      return null;
    }
    StringBuilder walked = new StringBuilder(root(path));
    for (String step : path.steps()) {
      if (toMany && at.many()) {
        return null;
      }
      PropertyType next = at.property(step);
      if (next == null) {
        doubt(walked.toString(), at, step);
        return null;
      }
      walked.append('.').append(step);
      at = next;
    }
    return at;
  }

  private static String root(ValuePath path) {
    return path.root() == ValuePath.Root.ARGUMENT
        ? "arg" + path.argument()
        : path.root() == ValuePath.Root.THIS ? "this" : "return";
  }

  private @Nullable PropertyType start(ValuePath path) {
    switch (path.root()) {
      case ARGUMENT:
        return path.argument() < method.parameters().size()
            ? method.parameters().get(path.argument())
            : null;
      case THIS:
        return method.receiver();
      case RETURN:
        return method.result();
      case ERROR:
        break;
    }
    throw new IllegalArgumentException(path.toString());
  }

  private void doubt(String walked, PropertyType type, String step) throws UnkeyableException {
    if (type.knowledge() == PropertyType.Knowledge.NOTHING) {
      return;
    }
    String meant = Spelling.didYouMean(step, type.properties());
    UnkeyableException doubt =
        new UnkeyableException(
            DiagnosticCode.R024,
            "`" + walked + "` is a `" + type.name() + "`, which has no property `" + step + "`",
            meant == null ? readable(walked, type) : meant);
    if (type.knowledge() == PropertyType.Knowledge.ALL) {
      throw doubt;
    }
    doubts.add(doubt);
  }

  private static @Nullable String readable(String walked, PropertyType type) {
    if (type.properties().isEmpty()) {
      return type.keyable() ? "end the path with `" + walked + "`" : null;
    }
    return "it has `" + String.join("`, `", type.properties()) + "`";
  }
}
