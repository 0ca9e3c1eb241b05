package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.Mode;
import io.tickcache.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Holds an edited file against what it was made of: as YAML, whatever its references stand for, and
 * as rules.
 */
final class EditCheck {
  private EditCheck() {}

  /** Whether all is the same, but for the modes of these rules, which are as they are to be. */
  static boolean isAlike(Node before, Node now, Map<String, String> modes) {
    List<NodeTuple> old = settings(before);
    List<NodeTuple> young = settings(now);
    if (!before.getTag().equals(now.getTag()) || old.size() != young.size()) {
      return false;
    }
    for (int i = 0; i < old.size(); i++) {
      boolean isRules = RuleNodes.text(old.get(i).getKeyNode()).equals(RuleNodes.RULES);
      if (!equal(old.get(i).getKeyNode(), young.get(i).getKeyNode())
          || !(isRules
              ? areRulesAlike(old.get(i).getValueNode(), young.get(i).getValueNode(), modes)
              : equal(old.get(i).getValueNode(), young.get(i).getValueNode()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean areRulesAlike(Node before, Node now, Map<String, String> modes) {
    List<NodeTuple> old = settings(before);
    List<NodeTuple> young = settings(now);
    if (!before.getTag().equals(now.getTag()) || old.size() != young.size()) {
      return false;
    }
    for (int i = 0; i < old.size(); i++) {
      String mode = modes.get(RuleNodes.text(old.get(i).getKeyNode()));
      Node value = old.get(i).getValueNode();
      Node next = young.get(i).getValueNode();
      if (!equal(old.get(i).getKeyNode(), young.get(i).getKeyNode())
          || !(mode == null ? equal(value, next) : isAlikeBut(mode, value, next))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlikeBut(String mode, Node before, Node now) {
    NodeTuple said = RuleNodes.setting(now, RuleNodes.MODE);
    return said != null
        && RuleNodes.text(said.getValueNode()).equals(mode)
        && before.getTag().equals(now.getTag())
        && equal(withoutMode(before), withoutMode(now));
  }

  private static List<NodeTuple> withoutMode(Node rule) {
    List<NodeTuple> others = new ArrayList<>(settings(rule));
    NodeTuple mode = RuleNodes.setting(rule, RuleNodes.MODE);
    if (mode != null) {
      others.remove(mode);
    }
    return others;
  }

  private static List<NodeTuple> settings(Node node) {
    return node instanceof MappingNode
        ? ((MappingNode) node).getValue()
        : new ArrayList<NodeTuple>();
  }

  private static boolean equal(List<NodeTuple> old, List<NodeTuple> young) {
    boolean equal = old.size() == young.size();
    for (int i = 0; equal && i < old.size(); i++) {
      equal =
          equal(old.get(i).getKeyNode(), young.get(i).getKeyNode())
              && equal(old.get(i).getValueNode(), young.get(i).getValueNode());
    }
    return equal;
  }

  /** No node holds itself: such a file is read as too large. */
  private static boolean equal(Node old, Node young) {
    if (!old.getTag().equals(young.getTag()) || old.getNodeId() != young.getNodeId()) {
      return false;
    }
    if (old instanceof ScalarNode) {
      return RuleNodes.text(old).equals(RuleNodes.text(young)) && isPlain(old) == isPlain(young);
    }
    if (old instanceof SequenceNode) {
      List<Node> items = ((SequenceNode) old).getValue();
      List<Node> others = ((SequenceNode) young).getValue();
      boolean equal = items.size() == others.size();
      for (int i = 0; equal && i < items.size(); i++) {
        equal = equal(items.get(i), others.get(i));
      }
      return equal;
    }
    return equal(settings(old), settings(young));
  }

  /** In plain text some words mean nothing at all. */
  private static boolean isPlain(Node scalar) {
    return ((ScalarNode) scalar).getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
  }

  /** Why what was read is not the same but for the modes; null where it is. */
  static @Nullable String fault(Outcome before, Outcome now, Map<String, String> modes) {
    List<String> known = told(before);
    for (Diagnostic diagnostic : now.diagnostics()) {
      if (!known.remove(diagnostic.code() + diagnostic.message())) {
        return diagnostic.message();
      }
    }
    RuleSet expected = before.rules();
    RuleSet read = now.rules();
    if (expected == null || read == null) {
      return expected == read ? null : "it would no longer be read";
    }
    for (Map.Entry<String, String> mode : modes.entrySet()) {
      expected =
          expected.switched(mode.getKey(), Mode.valueOf(mode.getValue().toUpperCase(Locale.ROOT)));
    }
    return expected.meansAs(read) ? null : "the rules would mean something else";
  }

  private static List<String> told(Outcome outcome) {
    List<String> told = new ArrayList<>();
    for (Diagnostic diagnostic : outcome.diagnostics()) {
      told.add(diagnostic.code() + diagnostic.message());
    }
    return told;
  }
}
