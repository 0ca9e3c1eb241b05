package io.tickcache.rules.yaml;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Puts comments above the lines in which rules begin, in place of its own of another time. */
final class CommentWriter {
  private static final String SIGN = "# suggest: ";

  private final EditableText text;
  private final RuleNodes rules;

  CommentWriter(EditableText text, RuleNodes rules) {
    this.text = text;
    this.rules = rules;
  }

  void write(Map<String, List<String>> comments) {
    Map<Integer, StringBuilder> byLine = new TreeMap<>();
    for (Map.Entry<String, NodeTuple> rule : rules.all().entrySet()) {
      List<String> lines = comments.get(rule.getKey());
      if (lines == null) {
        continue;
      }
      int line = text.lineStart(text.at(rule.getValue().getKeyNode().getStartMark()));
      StringBuilder written = byLine.get(line);
      if (written == null) {
        written = new StringBuilder();
        byLine.put(line, written);
      }
      for (String one : lines) {
        written.append(text.indentation(line)).append(SIGN).append(one).append(text.lineBreak());
      }
    }
    for (Map.Entry<Integer, StringBuilder> line : byLine.entrySet()) {
      text.replace(firstOfOurs(line.getKey()), line.getKey(), line.getValue().toString());
    }
  }

  /** Where the comment begins that was put above a line before. */
  private int firstOfOurs(int line) {
    int first = line;
    for (int before = text.lineBefore(first);
        before < first && isOurs(before);
        before = text.lineBefore(first)) {
      first = before;
    }
    return first;
  }

  private boolean isOurs(int line) {
    return text.text().startsWith(SIGN, line + text.indentation(line).length());
  }
}
