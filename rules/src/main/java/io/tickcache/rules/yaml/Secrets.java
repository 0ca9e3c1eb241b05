package io.tickcache.rules.yaml;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Puts stars for the secrets in a whole file: the values of settings with telling names, however
 * they are written and wherever an alias leads, and on top of that all that {@link Redaction} finds
 * in a line, comments included. Bare references stay.
 */
final class Secrets {

  private static final String[] MORE_TELLING = {"auth", "api-key", "apikey"};

  private final int[] points;
  private final Set<Node> seen = identitySet();
  private final Set<Node> blotted = identitySet();

  private Secrets(String text) {
    this.points = points(text);
  }

  /** Not as a stream: rules may be read before the application begins, and that takes lambdas. */
  private static int[] points(String text) {
    int[] points = new int[text.codePointCount(0, text.length())];
    int at = 0;
    for (int i = 0; i < points.length; i++) {
      points[i] = text.codePointAt(at);
      at += Character.charCount(points[i]);
    }
    return points;
  }

  private static Set<Node> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<Node, Boolean>());
  }

  /**
   * The text without its secrets.
   *
   * @param root what was parsed of it; null for nothing, of which nothing is shown
   */
  static String leftOutOf(String text, @Nullable Node root) {
    if (root == null) {
      return "";
    }
    Secrets secrets = new Secrets(text);
    secrets.look(root, false);
    String[] lines = new String(secrets.points, 0, secrets.points.length).split("\n", -1);
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      shown.append(i == 0 ? "" : "\n").append(Redaction.of(lines[i]));
    }
    return shown.toString();
  }

  private void look(Node node, boolean secret) {
    if (!(secret ? blotted : seen).add(node)) {
      return;
    }
    if (node instanceof ScalarNode) {
      look((ScalarNode) node, secret);
    } else if (node instanceof SequenceNode) {
      for (Node item : ((SequenceNode) node).getValue()) {
        look(item, secret);
      }
    } else if (node instanceof MappingNode) {
      for (NodeTuple tuple : ((MappingNode) node).getValue()) {
        look(tuple.getKeyNode(), secret);
        look(tuple.getValueNode(), secret || isTelling(tuple.getKeyNode()));
      }
    }
  }

  private void look(ScalarNode scalar, boolean secret) {
    String value = scalar.getValue();
    if (secret ? !Redaction.isReferences(value) : hidesCredentials(scalar, value)) {
      for (int i = scalar.getStartMark().getIndex(); i < scalar.getEndMark().getIndex(); i++) {
        points[i] = Character.isWhitespace(points[i]) ? points[i] : '*';
      }
    }
  }

  /** Whether an address with credentials is written in a way that a line doesn't show. */
  private boolean hidesCredentials(ScalarNode scalar, String value) {
    int sign = value.indexOf("://");
    if (sign < 0 || value.indexOf('@', sign) < 0) {
      return false;
    }
    int from = scalar.getStartMark().getIndex();
    String written = new String(points, from, scalar.getEndMark().getIndex() - from);
    return written.indexOf('\n') >= 0 || !written.contains("://") || written.indexOf('@') < 0;
  }

  private static boolean isTelling(Node key) {
    if (!(key instanceof ScalarNode)) {
      return true;
    }
    String name = ((ScalarNode) key).getValue().toLowerCase(Locale.ROOT);
    return containsAny(name, Redaction.TELLING) || containsAny(name, MORE_TELLING);
  }

  private static boolean containsAny(String name, String[] words) {
    for (String word : words) {
      if (name.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
