package io.tickcache.rules.yaml;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The rules of a file as they are written. */
final class RuleNodes {
  static final String RULES = "rules";
  static final String MODE = "mode";
  private static final String MODE_UNSAID = "cache";

  private final Map<String, NodeTuple> rules = new LinkedHashMap<>();
  private final @Nullable Node defaultMode;

  private RuleNodes(@Nullable Node defaultMode) {
    this.defaultMode = defaultMode;
  }

  static RuleNodes of(Node root) {
    NodeTuple defaults = setting(root, "defaults");
    NodeTuple mode = defaults == null ? null : setting(defaults.getValueNode(), MODE);
    RuleNodes nodes = new RuleNodes(mode == null ? null : mode.getValueNode());
    NodeTuple all = setting(root, RULES);
    if (all != null && all.getValueNode() instanceof MappingNode) {
      for (NodeTuple rule : ((MappingNode) all.getValueNode()).getValue()) {
        nodes.rules.put(text(rule.getKeyNode()), rule);
      }
    }
    return nodes;
  }

  /** A setting of this name; null where there is none. */
  static @Nullable NodeTuple setting(Node settings, String name) {
    if (settings instanceof MappingNode) {
      for (NodeTuple tuple : ((MappingNode) settings).getValue()) {
        if (text(tuple.getKeyNode()).equals(name)) {
          return tuple;
        }
      }
    }
    return null;
  }

  /** Nothing where it is no text. */
  static String text(Node node) {
    return node instanceof ScalarNode ? ((ScalarNode) node).getValue() : "";
  }

  /** Whether a value stands behind its name, and not, as that of an alias, in front. */
  static boolean isWrittenHere(NodeTuple setting) {
    return setting.getValueNode().getStartMark().getIndex()
        >= setting.getKeyNode().getEndMark().getIndex();
  }

  Map<String, NodeTuple> all() {
    return rules;
  }

  boolean isKnown(Collection<String> names) {
    return rules.keySet().containsAll(names);
  }

  /** The setting of the rule itself; null where it has none. */
  @Nullable NodeTuple ownMode(String rule) {
    NodeTuple named = rules.get(rule);
    return named == null ? null : setting(named.getValueNode(), MODE);
  }

  /** What is said of its mode, by itself or else by the defaults; null where nothing is. */
  @Nullable Node saidMode(String rule) {
    NodeTuple own = ownMode(rule);
    return own == null ? defaultMode : own.getValueNode();
  }

  String modeInForce(String rule) {
    Node said = saidMode(rule);
    return said == null ? MODE_UNSAID : text(said);
  }
}
