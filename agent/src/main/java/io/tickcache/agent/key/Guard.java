package io.tickcache.agent.key;

import io.tickcache.rules.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the calls that a rule speaks of from the others. Thread-safe. */
final class Guard {

  private final Condition[] conditions;
  private final Part.Path[] paths;
  private final Components components;

  Guard(List<Condition> conditions, Accessors accessors, Components components) {
    this.conditions = conditions.toArray(new Condition[0]);
    this.paths = new Part.Path[this.conditions.length];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = new Part.Path(this.conditions[i].path(), accessors);
    }
    this.components = components;
  }

  boolean isEmpty() {
    return conditions.length == 0;
  }

  boolean admits(@Nullable Object self, @Nullable Object[] arguments) throws UnkeyableException {
    for (int i = 0; i < conditions.length; i++) {
      if (!holds(conditions[i].text(), paths[i].raw(self, arguments))) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(@Nullable String wanted, @Nullable Object raw) throws UnkeyableException {
    if (raw == null || raw == Accessors.BROKEN) {
      return wanted == null;
    }
    return wanted != null && wanted.equals(Symbols.text(components.of(raw)));
  }
}
