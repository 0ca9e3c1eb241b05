package io.tickcache.sample.demo;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A meter's name and tags, read from the name of its MBean, such as {@code
 * tickcacheCacheGets.level.l1.result.hit.rule.quotes}.
 */
record MeterName(String meter, Map<String, String> tags) {

  /**
   * Reads the name of the given meter, or null if it is another meter. Dots and letter case in the
   * meter's name do not matter, nor does the order of the tags.
   */
  static @Nullable MeterName parse(String meter, String beanName) {
    String[] parts = beanName.split("\\.", -1);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      name.append(parts[i]);
      if (name.toString().equalsIgnoreCase(meter.replace(".", ""))) {
        return tags(meter, parts, i + 1);
      }
    }
    return null;
  }

  boolean has(String tag, String value) {
    return value.equals(tags.get(tag));
  }

  private static @Nullable MeterName tags(String meter, String[] parts, int from) {
    if ((parts.length - from) % 2 != 0) {
      return null;
    }
    Map<String, String> tags = new TreeMap<>();
    for (int i = from; i < parts.length; i += 2) {
      tags.put(parts[i], parts[i + 1]);
    }
    return new MeterName(meter, tags);
  }
}
