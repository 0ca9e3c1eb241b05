package io.tickcache.rules.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of the settings that a section takes, and of those that have their place elsewhere. */
final class Vocabulary {
  private final List<String> taken;
  private final Elsewhere elsewhere;

  private Vocabulary(List<String> taken, Elsewhere elsewhere) {
    this.taken = taken;
    this.elsewhere = elsewhere;
  }

  static Vocabulary of(String... taken) {
    return new Vocabulary(Arrays.asList(taken), new Elsewhere("", ""));
  }

  Vocabulary and(Vocabulary other) {
    List<String> both = new ArrayList<>(taken);
    both.addAll(other.taken);
    return new Vocabulary(both, elsewhere);
  }

  /** The same, with names that are refused here, for a reason, and what to do instead. */
  Vocabulary elsewhere(String why, String instead, String... names) {
    return new Vocabulary(taken, new Elsewhere(why, instead, names));
  }

  List<String> taken() {
    return taken;
  }

  boolean takes(String name) {
    return taken.contains(name);
  }

  /** Why a name is refused here though it is a setting, or null if it is not known as one. */
  @Nullable Elsewhere elsewhere(String name) {
    return elsewhere.names.contains(name) ? elsewhere : null;
  }

  /** Settings that have their place in another section. */
  static final class Elsewhere {
    final String why;
    final String instead;
    private final List<String> names;

    private Elsewhere(String why, String instead, String... names) {
      this.why = why;
      this.instead = instead;
      this.names = Arrays.asList(names);
    }
  }
}
