package io.tickcache.agent;

import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.RulesText;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a rules file that is read again and again is to be put in force: once it says
 * something else, and has said the same twice, for an editor may be in the middle of writing it.
 * What it says counts and nothing besides, so it may be written over, replaced, or be a link that
 * is turned to another file, and files that it refers to count as well. Used by one thread at a
 * time.
 */
final class RulesWatch {

  /** As many looks may find nothing to read while a file is being replaced. */
  private static final int LONGEST_GAP = 10;

  private final Environment environment;
  private @Nullable String known;
  private @Nullable String settling;
  private int gap;

  /**
   * @param known the text that is in force, or was refused
   */
  RulesWatch(RulesText known, Environment environment) {
    this.environment = environment;
    this.known = known.fingerprint(environment);
  }

  /** What has come of one more look at the file. */
  Sight look(RulesText text) {
    String seen = text.fingerprint(environment);
    if (seen == null) {
      settling = null;
      return ++gap == LONGEST_GAP ? Sight.LOST : Sight.NOTHING_NEW;
    }
    boolean wasLost = gap >= LONGEST_GAP;
    gap = 0;
    if (seen.equals(known)) {
      settling = null;
      return wasLost ? Sight.FOUND_AGAIN : Sight.NOTHING_NEW;
    }
    if (!seen.equals(settling)) {
      settling = seen;
      return Sight.NOTHING_NEW;
    }
    settling = null;
    known = seen;
    return Sight.CHANGED;
  }

  /** What there is to do after a look. */
  enum Sight {
    NOTHING_NEW,
    /** It says something else now. */
    CHANGED,
    /** It could not be read for a while; told once. */
    LOST,
    /** It can be read again, and says what it said. */
    FOUND_AGAIN
  }
}
