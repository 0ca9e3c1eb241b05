package io.tickcache.rules.yaml;

import io.tickcache.rules.Condition;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the conditions of a rule: a path, and the text of the value that it must lead to. */
final class Conditions {
  /** Stands for no value at all. */
  private static final String ABSENT = "absent";

  private Conditions() {}

  static List<Condition> read(YamlValue when) {
    List<Condition> conditions = new ArrayList<>();
    Map<String, YamlValue> said =
        when.settings("write a path and its value: `when: {arg1: false}`");
    if (said == null) {
      return conditions;
    }
    for (YamlValue value : said.values()) {
      read(value, Paths.ofQuestion(), conditions);
    }
    return conditions;
  }

  /** Reads one of them, whose name is its path. */
  static void read(YamlValue value, Kind<ValuePath> paths, List<Condition> conditions) {
    ValuePath path = value.nameAs(paths);
    String text = value.as(new PlainText());
    if (path != null && text != null) {
      conditions.add(text.equals(ABSENT) ? Condition.absent(path) : Condition.is(path, text));
    }
  }
}
