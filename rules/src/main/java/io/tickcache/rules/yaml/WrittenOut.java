package io.tickcache.rules.yaml;

import java.util.IdentityHashMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * How large a tree is with each alias written out: the characters of its texts, and one for each
 * block and empty text. Without aliases that is never more than the file itself. Each node is
 * looked at once.
 */
final class WrittenOut {
  /** The size of a block that holds itself; it may be added up often. */
  private static final long ENDLESS = Integer.MAX_VALUE;

  private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();

  long size(Node node) {
    if (node instanceof ScalarNode) {
      return Math.max(1, ((ScalarNode) node).getValue().length());
    }
    Long known = sizes.get(node);
    if (known != null) {
      return known;
    }
    sizes.put(node, ENDLESS);
    long size = Math.min(ENDLESS, 1 + inside(node));
    sizes.put(node, size);
    return size;
  }

  private long inside(Node block) {
    long size = 0;
    if (block instanceof SequenceNode) {
      for (Node item : ((SequenceNode) block).getValue()) {
        size += size(item);
      }
    } else if (block instanceof MappingNode) {
      for (NodeTuple setting : ((MappingNode) block).getValue()) {
        size += size(setting.getKeyNode()) + size(setting.getValueNode());
      }
    }
    return size;
  }
}
