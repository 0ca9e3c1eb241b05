package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.agent.cache.Update;
import io.tickcache.agent.key.KeyPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A newer answer that a method brings while it runs: for every scope of the cache that has been
 * asked in this process. Confined to the thread of the call.
 */
final class Updating {

  private final RuleInForce force;
  private final Object symbol;
  private final Update update;

  private Updating(RuleInForce force, Object symbol, Update update) {
    this.force = force;
    this.symbol = symbol;
    this.update = update;
  }

  /** Begins it as the method is entered. */
  static Updating of(RuleInForce force, Object symbol) {
    return new Updating(force, symbol, force.cache().update(KeyPlan.text(symbol)));
  }

  /** Ends it when the method has returned. */
  void returned(@Nullable Object value) {
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
          update.invalidate();
          return;
        }
        Object key = KeyPlan.key(site.keyScope(scope, null), site.isPlain(scope), symbol);
        questions.putIfAbsent(key, site.question(scope, key));
        asked = site;
      }
    }
    if (value == null || asked == null) {
      update.invalidate();
      return;
    }
    store(asked, new ArrayList<>(questions.values()), value);
  }

  private static String described(@Nullable Object value) {
    String kind = value == null ? "null" : "a " + value.getClass().getName();
    return ": " + kind + "; it only invalidated";
  }

  private void store(Site site, List<Question> questions, Object value) {
    try {
      update.complete(questions, value);
    } catch (UnkeepableValueException unkeepable) {
      site.tell("update", unkeepable.getMessage() + "; the update only invalidated");
      update.invalidate();
    } catch (UnencodableValueException unencodable) {
      site.keepInProcess(String.valueOf(unencodable.getMessage()));
    }
  }
}
