package io.tickcache.agent.instrument;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who implements or extends what, as class files say it of their parents. */
final class Subtypes {

  private final Map<String, List<String>> children = new HashMap<>();

  void add(String type, List<String> parents) {
    for (String parent : parents) {
      children.computeIfAbsent(parent, none -> new ArrayList<>(2)).add(type);
    }
  }

  /** The known types below a type, however far. */
  Set<String> below(String type) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(type);
    while (!open.isEmpty()) {
      List<String> next = children.get(open.removeFirst());
      for (String child : next == null ? Collections.<String>emptyList() : next) {
        if (found.add(child)) {
          open.add(child);
        }
      }
    }
    return found;
  }
}
