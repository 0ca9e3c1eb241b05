package io.tickcache.packing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which files name which classes of the jar. A class file holds the name of each class that it has
 * to do with as plain text, whether it calls it, is nested in it or has it loaded by its name; so
 * do lists of services. A name that stands in a file for no good reason only makes more of the
 * others needed.
 */
final class Mentions {

  private static final Pattern TYPE = Pattern.compile("io[/.]tickcache[/.][\\w$/.]+");

  private final Map<String, Set<String>> mentioned = new HashMap<>();

  /** Takes a file by the name of what is in it; there may be several of one name. */
  void add(String name, byte[] file) {
    Set<String> names = mentioned.computeIfAbsent(name, first -> new HashSet<>());
    TYPE.matcher(new String(file, StandardCharsets.ISO_8859_1))
        .results()
        .forEach(match -> names.add(match.group().replace('.', '/')));
  }

  /** The names that these lead to, and they themselves. */
  Set<String> from(Predicate<String> first) {
    Deque<String> open = new ArrayDeque<>(mentioned.keySet().stream().filter(first).toList());
    Set<String> found = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.remove();
      if (found.add(name)) {
        open.addAll(mentioned.getOrDefault(name, Set.of()));
      }
    }
    return found;
  }
}
