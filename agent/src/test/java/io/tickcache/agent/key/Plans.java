package io.tickcache.agent.key;

import io.tickcache.rules.Condition;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Key plans of methods that only their parameters are known of. */
final class Plans {

  private final Rule.Builder rule =
      Rule.builder("quotes").method(MethodPattern.parse("com.acme.Client#quote"));
  private final List<PropertyType> parameters = new ArrayList<>();
  private boolean isStatic;

  private Plans() {}

  /** A method whose parameters are values, as far as their types tell. */
  static Plans of(String... types) {
    Plans plans = new Plans();
    for (String type : types) {
      plans.parameters.add(Declared.value(type));
    }
    return plans;
  }

  /** Adds a parameter of a type that has no equality. */
  Plans and(String type, String... properties) {
    Declared object = Declared.object(type, PropertyType.Knowledge.NOTHING);
    for (String property : properties) {
      object.with(property, Declared.value("String"));
    }
    parameters.add(object);
    return this;
  }

  Plans ofStaticMethod() {
    isStatic = true;
    return this;
  }

  Plans symbol(String path) {
    rule.symbol(ValuePath.parse(path));
    return this;
  }

  Plans key(String... paths) {
    rule.key(paths(paths));
    return this;
  }

  Plans ignore(String... paths) {
    rule.ignore(paths(paths));
    return this;
  }

  Plans symbolCase(SymbolCase symbolCase) {
    rule.symbolCase(symbolCase);
    return this;
  }

  Plans when(Condition... conditions) {
    rule.when(Arrays.asList(conditions));
    return this;
  }

  Plans receiver(String path) {
    rule.receiver(Receiver.of(ValuePath.parse(path)));
    return this;
  }

  KeyPlan plan() {
    try {
      return planOrRefusal();
    } catch (UnkeyableException refused) {
      throw new IllegalStateException(refused);
    }
  }

  KeyPlan planOrRefusal() throws UnkeyableException {
    return KeyPlan.of(
        rule.build(),
        new MethodShape(
            isStatic ? null : Declared.value("com.acme.Client"),
            parameters,
            Declared.value("com.acme.Quote")));
  }

  private static List<ValuePath> paths(String... texts) {
    List<ValuePath> paths = new ArrayList<>();
    for (String text : texts) {
      paths.add(ValuePath.parse(text));
    }
    return paths;
  }
}
