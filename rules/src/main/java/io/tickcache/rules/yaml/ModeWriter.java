package io.tickcache.rules.yaml;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * Sets the modes of rules where they are written, and writes them where they are not. What others
 * have by an alias of it stays as it is.
 */
final class ModeWriter {
  /** Anchor and tag of a value, and the value with the quote that it begins with. */
  private static final Pattern VALUE =
      Pattern.compile("((?:[&!]\\S*\\s+)*)(([\"']?).*)", Pattern.DOTALL);

  private static final Pattern ALIAS = Pattern.compile("\\s*:\\s*(\\*[^\\s,\\[\\]{}]+)");

  private final EditableText text;
  private final RuleNodes rules;
  private final IdentityHashMap<Node, String> changed = new IdentityHashMap<>();

  ModeWriter(EditableText text, RuleNodes rules) {
    this.text = text;
    this.rules = rules;
  }

  /**
   * Writes them.
   *
   * @param modes what they are to be, by rule; the other rules keep theirs
   */
  void write(Map<String, String> modes) {
    for (Map.Entry<String, String> mode : modes.entrySet()) {
      NodeTuple said = rules.ownMode(mode.getKey());
      NodeTuple rule = rules.all().get(mode.getKey());
      if (said == null) {
        if (rule != null) {
          add(rule.getValueNode(), mode.getValue());
        }
      } else if (RuleNodes.isWrittenHere(said)) {
        replace(said.getValueNode(), mode.getValue());
        changed.put(said.getValueNode(), mode.getValue());
      }
    }
    for (String rule : rules.all().keySet()) {
      NodeTuple said = rules.ownMode(rule);
      if (said != null && !RuleNodes.isWrittenHere(said)) {
        keepApart(said, modes.get(rule));
      }
    }
  }

  private void replace(Node value, String word) {
    int from = text.at(value.getStartMark());
    String written = text.text().substring(from, text.at(value.getEndMark()));
    Matcher parts = VALUE.matcher(withoutEnd(written));
    if (parts.matches()) {
      String quote = parts.group(3);
      text.replace(from + parts.start(2), from + parts.end(2), quote + word + quote);
    }
  }

  /** A block of text ends with the next line. */
  private static String withoutEnd(String written) {
    int end = written.length();
    while (end > 0 && Character.isWhitespace(written.charAt(end - 1))) {
      end--;
    }
    return written.substring(0, end);
  }

  /** Writes the word in place of an alias that would lead to another one. */
  private void keepApart(NodeTuple said, @Nullable String wanted) {
    Node anchored = said.getValueNode();
    String was = RuleNodes.text(anchored);
    String word = wanted == null ? was : wanted;
    String now = changed.get(anchored);
    Matcher alias = ALIAS.matcher(text.text());
    int from = text.at(said.getKeyNode().getEndMark());
    if (!word.equals(now == null ? was : now)
        && alias.region(from, text.text().length()).lookingAt()) {
      text.replace(alias.start(1), alias.end(1), word);
    }
  }

  private void add(Node settings, String word) {
    if (!(settings instanceof MappingNode) || ((MappingNode) settings).getValue().isEmpty()) {
      return;
    }
    MappingNode rule = (MappingNode) settings;
    int first = text.at(rule.getValue().get(0).getKeyNode().getStartMark());
    if (rule.getFlowStyle() == DumperOptions.FlowStyle.FLOW) {
      char begin = text.text().charAt(first);
      String quote = begin == '"' || begin == '\'' ? String.valueOf(begin) : "";
      text.insert(first, quote + "mode" + quote + ": " + quote + word + quote + ", ");
      return;
    }
    NodeTuple method = RuleNodes.setting(rule, "method");
    if (method != null && isOneLine(method)) {
      int key = text.at(method.getKeyNode().getStartMark());
      String line = text.indentation(text.lineStart(key)) + "mode: " + word;
      text.insert(
          text.lineEnd(text.at(method.getValueNode().getEndMark())), text.lineBreak() + line);
    } else {
      int start = text.lineStart(first);
      text.insert(start, text.indentation(start) + "mode: " + word + text.lineBreak());
    }
  }

  /** Whether a setting of a block has a line of its own. */
  private boolean isOneLine(NodeTuple setting) {
    int key = text.at(setting.getKeyNode().getStartMark());
    int start = text.lineStart(key);
    return RuleNodes.isWrittenHere(setting)
        && setting.getValueNode().getEndMark().getLine()
            == setting.getKeyNode().getStartMark().getLine()
        && start + text.indentation(start).length() == key;
  }
}
