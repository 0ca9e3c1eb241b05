package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.SourcePlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of the file: text, a list or settings. Asked for another kind, it reports that. After
 * too many reports there is nothing in it.
 */
final class YamlValue {
  private final String name;
  private final String label;
  private final Node node;
  private final SourcePlace namePlace;
  private final Reading reading;

  private YamlValue(String name, String label, Node node, SourcePlace namePlace, Reading reading) {
    this.name = name;
    this.label = label;
    this.node = node;
    this.namePlace = namePlace;
    this.reading = reading;
  }

  /** The whole file. */
  static YamlValue root(Node node, Reading reading) {
    return new YamlValue("", "the file", node, placeOf(node, reading), reading);
  }

  private static YamlValue setting(ScalarNode key, Node value, Reading reading) {
    String name = key.getValue();
    return new YamlValue(name, "`" + name + "`", value, placeOf(key, reading), reading);
  }

  private YamlValue item(Node item) {
    String label = "an entry of `" + name + "`";
    return new YamlValue(name, label, item, placeOf(item, reading), reading);
  }

  String name() {
    return name;
  }

  SourcePlace namePlace() {
    return namePlace;
  }

  SourcePlace place() {
    return placeOf(node, reading);
  }

  Reading reading() {
    return reading;
  }

  boolean isSettings() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isEmptyList() {
    return isList() && ((SequenceNode) node).getValue().isEmpty();
  }

  /** The text read as this kind of value; null after a report if it is none. */
  <T> @Nullable T as(Kind<T> kind) {
    if (reading.problems().tooMany()) {
      return null;
    }
    if (!(node instanceof ScalarNode) || isEmpty() || !node.getTag().equals(Tag.STR)) {
      reportKind("text", null);
      return null;
    }
    try {
      String written = ((ScalarNode) node).getValue();
      return kind.read(new Scalar(written, new References(reading.environment()).replace(written)));
    } catch (Unfit e) {
      Diagnostic.Builder mistake = e.diagnostic().at(reading.source().within(place(), e.part()));
      if (e.code() == DiagnosticCode.R012 && isCutOff()) {
        mistake
            .note("` #` begins a comment, so what follows it is not part of the pattern")
            .help("leave out the space before `#`");
      }
      reading.report(mistake);
      return null;
    }
  }

  /** Whether a comment follows on the line that begins like the name of a method. */
  private boolean isCutOff() {
    SourcePlace place = place();
    int end = place.column() - 1 + place.length();
    String line = place.text();
    if (end > line.codePointCount(0, line.length())) {
      return false;
    }
    String behind = line.substring(line.offsetByCodePoints(0, end)).trim();
    return behind.length() > 1
        && behind.charAt(0) == '#'
        && Character.isJavaIdentifierStart(behind.charAt(1));
  }

  /** The setting's name read as this kind of value; null after a report if it is none. */
  <T> @Nullable T nameAs(Kind<T> kind) {
    try {
      return kind.read(new Scalar(name, name));
    } catch (Unfit e) {
      reading.report(e.diagnostic().at(reading.source().within(namePlace, e.part())));
      return null;
    }
  }

  /** The entries of a list; null after a report if it is none. */
  @Nullable List<YamlValue> items() {
    if (reading.problems().tooMany()) {
      return null;
    }
    if (!isList() || !node.getTag().equals(Tag.SEQ)) {
      reportKind("a list", node instanceof ScalarNode ? "put it between `[` and `]`" : null);
      return null;
    }
    List<YamlValue> items = new ArrayList<>();
    for (Node item : ((SequenceNode) node).getValue()) {
      items.add(item(item));
    }
    return items;
  }

  /** The settings in file order, by name, the first of each name; null after a report if none. */
  @Nullable Map<String, YamlValue> settings() {
    return settings(null);
  }

  /** The same, with the way to write them for those who have written something else. */
  @Nullable Map<String, YamlValue> settings(@Nullable String help) {
    if (reading.problems().tooMany()) {
      return null;
    }
    if (!isSettings() || !node.getTag().equals(Tag.MAP)) {
      reportKind("settings", help);
      return null;
    }
    Map<String, YamlValue> settings = new LinkedHashMap<>();
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode) {
        add(setting((ScalarNode) tuple.getKeyNode(), tuple.getValueNode(), reading), settings);
      } else {
        reading.report(
            Diagnostic.error(DiagnosticCode.R006, "the name of a setting is not text")
                .at(placeOf(tuple.getKeyNode(), reading)));
      }
    }
    return settings;
  }

  private static void add(YamlValue setting, Map<String, YamlValue> settings) {
    YamlValue first = settings.get(setting.name);
    if (first == null) {
      settings.put(setting.name, setting);
      return;
    }
    setting.reading.report(
        Diagnostic.error(DiagnosticCode.R007, setting.label + " is said twice")
            .at(setting.namePlace)
            .also(first.namePlace, "first said here"));
  }

  private void reportKind(String wanted, @Nullable String help) {
    if (isEmpty()) {
      reading.report(
          Diagnostic.error(DiagnosticCode.R006, label + " has no value")
              .at(namePlace)
              .help("give it one, or leave the line out"));
      return;
    }
    reading.report(
        Diagnostic.error(DiagnosticCode.R006, label + " takes " + wanted + ", not " + kind())
            .at(place())
            .help(help));
  }

  private String kind() {
    Tag tag = node.getTag();
    if (!tag.equals(Tag.STR) && !tag.equals(Tag.MAP) && !tag.equals(Tag.SEQ)) {
      return "a value with the tag `" + tag.getValue() + "`";
    }
    if (isSettings()) {
      return "settings";
    }
    return isList() ? "a list" : "text";
  }

  private boolean isEmpty() {
    if (!(node instanceof ScalarNode)) {
      return false;
    }
    ScalarNode scalar = (ScalarNode) node;
    String value = scalar.getValue();
    boolean plain = scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
    return value.isEmpty() || (plain && (value.equals("~") || value.equals("null")));
  }

  private static SourcePlace placeOf(Node node, Reading reading) {
    return reading.source().between(node.getStartMark(), node.getEndMark());
  }
}
