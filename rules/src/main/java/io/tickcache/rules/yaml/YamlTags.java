package io.tickcache.rules.yaml;

import org.yaml.snakeyaml.nodes.Tag;

/**
 * Loaded by its name before anything else of the agent, to have SnakeYAML look once, and in vain,
 * for the dates of {@code java.sql} that it would read.
 */
final class YamlTags {

  /** Any of them initializes their class, which does the looking. */
  static final Tag TEXT = Tag.STR;

  private YamlTags() {}
}
