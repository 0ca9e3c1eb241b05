package io.tickcache.agent.admin;

import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Look;
import io.tickcache.agent.cache.TtlChoice;
import io.tickcache.agent.http.Answer;
import io.tickcache.agent.json.Json;
import io.tickcache.agent.key.KeyPlan;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Tells what is kept for a symbol, in both tiers, and how old it is; not what it says. Looking
 * loads nothing, counts as nothing and prolongs nothing.
 */
final class EntryLook implements Guarded {

  /** Of each tier. */
  private static final int MOST_ENTRIES = 50;

  private final Executor background;

  EntryLook(Executor background) {
    this.background = background;
  }

  @Override
  public boolean changes() {
    return false;
  }

  @Override
  public CompletableFuture<Answer> answer(InForce inForce, String query)
      throws WrongQueryException {
    Subject subject = Subject.of(inForce, "/entry", query);
    return CompletableFuture.supplyAsync(() -> told(subject, inForce), background);
  }

  private static Answer told(Subject subject, InForce inForce) {
    HybridCache cache = inForce.caches.named(subject.rule.cache());
    Look look = cache == null ? null : cache.look(subject.symbol, MOST_ENTRIES);
    Json json = new Json().object().name("rule").value(subject.rule.name());
    json.name("cache").value(subject.rule.cache());
    json.name("symbol").value(look == null ? subject.symbol : look.symbol());
    // Without a cache no call has been answered by the rule yet, so nothing is known of L2 either.
    json.name("asked").value(look != null);
    if (cache != null && look != null) {
      Loaders loaders = Loaders.of(look, inForce.redis);
      near(json, look, loaders);
      if (inForce.redis != null) {
        remote(json, look, loaders);
      }
      List<TtlChoice> choices = cache.choices(subject.symbol, MOST_ENTRIES);
      if (choices != null) {
        chosen(json, choices);
      }
    }
    return Answer.json(200, json.end());
  }

  private static void near(Json json, Look look, Loaders loaders) {
    json.name("l1").object().name("entries").array();
    for (Look.Near entry : look.near()) {
      json.object().name("key").value(words(KeyPlan.variantOf(entry.key())));
      times(json, entry.ageNanos(), entry.leftNanos());
      loaders.write(json, entry.loader());
      json.name("none").value(entry.isNegative()).end();
    }
    json.end().name("more").value(look.hasMoreNear()).end();
  }

  /** How long they stay in L1 by how often they change, and why. */
  private static void chosen(Json json, List<TtlChoice> choices) {
    json.name("l1Ttl").array();
    for (TtlChoice choice : choices) {
      json.object().name("key").value(words(KeyPlan.variantOf(choice.key())));
      json.name("inForce").value(choice.isInForce());
      json.name("millis").value(millis(choice.nanos()));
      json.name("minMillis").value(millis(choice.minNanos()));
      json.name("maxMillis").value(millis(choice.maxNanos()));
      json.name("maxStale").value(choice.share());
      json.name("changes").value(choice.changes());
      json.name("seenMillis").value(millis(choice.seenNanos())).end();
    }
    json.end();
  }

  private static void remote(Json json, Look look, Loaders loaders) {
    List<Look.Remote> entries = look.remote();
    json.name("l2").object().name("answered").value(entries != null);
    if (entries != null) {
      json.name("entries").array();
      for (Look.Remote entry : entries) {
        json.object().name("key").value(words(entry.variant()));
        loaders.write(json, entry.loader());
        if (entry.isLoading()) {
          json.name("loading").value(true);
        } else {
          times(json, entry.ageNanos(), entry.leftNanos());
          json.name("bytes").value(entry.bytes());
        }
        json.end();
      }
      json.end();
    }
    json.name("more").value(look.mayHaveMoreRemote()).end();
  }

  private static void times(Json json, long ageNanos, long leftNanos) {
    json.name("ageMillis").value(millis(ageNanos));
    json.name("leftMillis").value(Math.max(0, millis(leftNanos)));
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static String words(String variant) {
    return variant.startsWith(",") ? variant.substring(1) : variant;
  }
}
