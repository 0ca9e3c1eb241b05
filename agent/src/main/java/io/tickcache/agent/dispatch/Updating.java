package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Question;
import io.tickcache.agent.key.KeyPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A newer answer that a method brings while it runs: for every scope of the cache that has been
 * asked in this process. Confined to the thread of the call.
 */
abstract class Updating {

  private final RuleInForce force;
  private final Object symbol;

  Updating(RuleInForce force, Object symbol) {
    this.force = force;
    this.symbol = symbol;
  }

  /** Begins it as the method is entered. */
  static Updating of(RuleInForce force, Object symbol) {
    return force.observes()
        ? new ObservedUpdating(force, symbol)
        : new StoredUpdating(force, symbol);
  }

  /** Voids all that was asked for the symbol until now. */
  abstract void invalidate();

  /**
   * Has the answer instead of what was asked until now.
   *
   * @param asked a method that it is an answer of
   * @param questions by their keys
   */
  abstract void store(Site asked, Map<Object, Question> questions, Object value);

  /** Ends it when the method has returned. */
  final void returned(@Nullable Object value) {
    Map<Object, Question> questions = new LinkedHashMap<>();
    Site asked = null;
    for (Site site : force.sites()) {
      for (Scope scope : site.seen()) {
        if (scope.isOfAnother(value)) {
          // Its entries are void once this is stored, and its next caller loads.
          continue;
        }
        if (!scope.fits(value)) {
          site.tell(
              "update", "what `update-on` brought is no answer of " + site + described(value));
          invalidate();
          return;
        }
        Object key = KeyPlan.key(site.keyScope(scope, null), site.isPlain(scope), symbol);
        questions.putIfAbsent(key, site.question(scope, key));
        asked = site;
      }
    }
    if (value == null || asked == null) {
      invalidate();
      return;
    }
    store(asked, questions, value);
  }

  private static String described(@Nullable Object value) {
    String kind = value == null ? "null" : "a " + value.getClass().getName();
    return ": " + kind + "; it only invalidated";
  }
}
