package io.tickcache.agent.key;

import io.tickcache.rules.Callback;
import io.tickcache.rules.Condition;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works out the plan for one method: settles each argument, or says which one is not settled and
 * how to settle it.
 */
final class KeyPlanner {

  private final Rule rule;
  private final MethodShape method;
  private final Accessors accessors = new Accessors();
  private final Components components = new Components(accessors);
  private final List<Part> others = new ArrayList<>();
  private final List<String> description = new ArrayList<>();

  KeyPlanner(Rule rule, MethodShape method) {
    this.rule = rule;
    this.method = method;
  }

  KeyPlan plan() throws UnkeyableException {
    ValuePath symbol = symbol();
    description.add(symbol.toString());
    List<ValuePath> key = rule.key();
    if (key != null) {
      for (ValuePath path : key) {
        add(path);
      }
    }
    for (int i = 0; i < method.parameters().size(); i++) {
      settle(i, symbol, key);
    }
    addReceiver();
    return new KeyPlan(
        components,
        guard(),
        part(symbol),
        new Symbols(rule.symbolCase(), components),
        others,
        named(),
        Collections.unmodifiableList(description));
  }

  BatchPlan batchPlan(ValuePath symbols) throws UnkeyableException {
    checkArgument(symbols, method);
    description.add("each of " + symbols);
    List<ValuePath> key = rule.key();
    if (key != null) {
      for (ValuePath path : key) {
        add(path);
      }
    }
    Used used = used(symbols.argument(), symbols, key);
    List<Used> places = used.toElements(symbols.steps());
    Part.Rest rest = new Part.Rest(symbols.argument(), used, accessors, components);
    for (int i = 0; i < method.parameters().size(); i++) {
      if (i != symbols.argument()) {
        settle(i, symbols, key);
      } else if (!used.whole()) {
        description.add("the rest of arg" + i);
      }
    }
    addReceiver();
    return new BatchPlan(
        symbols,
        rule.separator(),
        accessors,
        components,
        guard(),
        new Symbols(rule.symbolCase(), components),
        others,
        named(),
        places,
        rest,
        Collections.unmodifiableList(description));
  }

  private int named() {
    List<ValuePath> key = rule.key();
    return key == null ? 0 : key.size();
  }

  private Used used(int index, ValuePath symbols, @Nullable List<ValuePath> key) {
    Used used = new Used(accessors);
    use(used, index, Collections.singletonList(symbols));
    use(used, index, rule.ignore());
    if (key != null) {
      use(used, index, key);
    }
    return used;
  }

  private Guard guard() throws UnkeyableException {
    for (Condition condition : rule.when()) {
      checkArgument(condition.path(), method);
    }
    return new Guard(rule.when(), accessors, components);
  }

  private ValuePath symbol() throws UnkeyableException {
    ValuePath named = rule.symbol();
    if (named != null) {
      checkArgument(named, method);
      checkKeyable(named);
      return named;
    }
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < method.parameters().size(); i++) {
      if (!isCallback(i)) {
        candidates.add(i);
      }
    }
    if (candidates.size() != 1) {
      throw new UnkeyableException(
          candidates.isEmpty() ? DiagnosticCode.R024 : DiagnosticCode.R023,
          candidates.isEmpty()
              ? "the method has no argument to take the symbol from"
              : "the method has several arguments, and the rule doesn't say which is the symbol",
          candidates.isEmpty() ? null : "add `symbol: arg" + candidates.get(0) + "`");
    }
    ValuePath only = ValuePath.parse("arg" + candidates.get(0));
    checkKeyable(only);
    return only;
  }

  private void add(ValuePath path) throws UnkeyableException {
    checkArgument(path, method);
    checkKeyable(path);
    others.add(part(path));
    description.add(path.toString());
  }

  /**
   * Sees to it that an argument, or what is left of it, is either in the key or ignored by name.
   */
  private void settle(int index, ValuePath symbol, @Nullable List<ValuePath> key)
      throws UnkeyableException {
    if (isCallback(index)) {
      return;
    }
    Used used = new Used(accessors);
    boolean named = use(used, index, Collections.singletonList(symbol));
    boolean settled = key != null && use(used, index, key);
    boolean ignored = use(used, index, rule.ignore());
    if (used.whole() || settled) {
      return;
    }
    if (key != null && !named) {
      throw new UnkeyableException(
          DiagnosticCode.R025,
          "argument `arg" + index + "` is neither in the key nor ignored",
          "add `arg" + index + "` to `key`, or to `ignore` if it doesn't change the answer");
    }
    String text = "arg" + index;
    if (named || ignored) {
      others.add(new Part.Rest(index, used, accessors, components));
      description.add("the rest of " + text);
    } else {
      refuseUnsaid(text);
      add(ValuePath.parse(text));
    }
  }

  /** Whether an argument takes the answer, and so says nothing of the question. */
  private boolean isCallback(int index) {
    Callback callback = rule.callback();
    return callback != null && callback.argument() == index;
  }

  /** Two methods of one cache may mean different things by arguments that look alike. */
  private void refuseUnsaid(String argument) throws UnkeyableException {
    if (rule.shared()) {
      throw new UnkeyableException(
          DiagnosticCode.R025,
          "the cache is shared, and the rule doesn't say whether `" + argument + "` is in its keys",
          "write `key: ["
              + argument
              + "]`, in the same order as in the other rules of the cache, or put it in `ignore`");
    }
  }

  private static boolean use(Used used, int index, List<ValuePath> paths) {
    boolean any = false;
    for (ValuePath path : paths) {
      if (path.root() == ValuePath.Root.ARGUMENT && path.argument() == index) {
        used.add(path.steps());
        any = true;
      }
    }
    return any;
  }

  private void addReceiver() throws UnkeyableException {
    ValuePath path = rule.receiver().path();
    if (rule.receiver().kind() == Receiver.Kind.PATH && path != null) {
      if (method.isStatic()) {
        throw new UnkeyableException(
            DiagnosticCode.R024,
            "the method is static, so there is no `this` for `receiver`",
            "leave `receiver` out");
      }
      others.add(new Part.Path(path, accessors));
      description.add(path.toString());
    }
  }

  private Part part(ValuePath path) {
    return path.root() == ValuePath.Root.ARGUMENT && path.steps().isEmpty()
        ? new Part.Argument(path.argument())
        : new Part.Path(path, accessors);
  }

  static void checkArgument(ValuePath path, MethodShape method) throws UnkeyableException {
    if (path.root() == ValuePath.Root.ARGUMENT && path.argument() >= method.parameters().size()) {
      throw new UnkeyableException(
          DiagnosticCode.R024,
          "the rule names `" + path + "`, but the method has " + count(method.parameters().size()),
          arguments(path, method.parameters().size()));
    }
    if (path.root() == ValuePath.Root.THIS && method.isStatic()) {
      throw new UnkeyableException(
          DiagnosticCode.R024, "the rule names `" + path + "`, but the method is static", null);
    }
    if (path.root() == ValuePath.Root.RETURN && method.result() == null) {
      throw new UnkeyableException(
          DiagnosticCode.R024,
          "the rule names `" + path + "`, but the method returns nothing",
          method.parameters().isEmpty() ? null : "start at an argument, such as `arg0`");
    }
  }

  private void checkKeyable(ValuePath path) throws UnkeyableException {
    if (path.root() != ValuePath.Root.ARGUMENT || !path.steps().isEmpty()) {
      return;
    }
    PropertyType parameter = method.parameters().get(path.argument());
    if (!parameter.keyable()) {
      throw new UnkeyableException(
          DiagnosticCode.R025,
          "argument `" + path + "` is a `" + parameter.name() + "`, which has no value equality",
          Accessors.help(parameter.properties()));
    }
  }

  /** Which arguments a path may start at instead. */
  private static @Nullable String arguments(ValuePath path, int count) {
    if (count == 0) {
      return null;
    }
    if (count > 1) {
      return "count from 0: the last argument is `arg" + (count - 1) + "`";
    }
    return "write `" + path.toString().replaceFirst("^arg\\d+", "arg0") + "`";
  }

  private static String count(int arguments) {
    return arguments == 1
        ? "1 argument"
        : arguments == 0 ? "no argument" : arguments + " arguments";
  }
}
