package io.tickcache.rules.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The names of the settings that a section takes, and of those that a later version will take. */
final class Vocabulary {
  private final List<String> taken;
  private final List<String> later;

  private Vocabulary(List<String> taken, List<String> later) {
    this.taken = taken;
    this.later = later;
  }

  static Vocabulary of(String... taken) {
    return new Vocabulary(Arrays.asList(taken), Collections.<String>emptyList());
  }

  Vocabulary and(Vocabulary other) {
    List<String> both = new ArrayList<>(taken);
    both.addAll(other.taken);
    List<String> bothLater = new ArrayList<>(later);
    bothLater.addAll(other.later);
    return new Vocabulary(both, bothLater);
  }

  /** The same, with names that are documented and refused. */
  Vocabulary later(String... names) {
    return new Vocabulary(taken, Arrays.asList(names));
  }

  List<String> taken() {
    return taken;
  }

  /** What is documented and refused. */
  List<String> refused() {
    return later;
  }

  boolean takes(String name) {
    return taken.contains(name);
  }

  boolean takesLater(String name) {
    return later.contains(name);
  }
}
