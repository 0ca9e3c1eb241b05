package io.tickcache.agent.admin;

import io.tickcache.agent.cache.HybridCache;
import io.tickcache.rules.Rule;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Voids what a caller names, as a woven method does: in both tiers and all processes. */
final class Invalidation {

  private static final String ALL = "*";
  private static final String FORM = "write `/invalidate?rule=RULE&symbol=SYMBOL`, `*` for all";

  private final Executor background;

  Invalidation(Executor background) {
    this.background = background;
  }

  /** Has it done in the background, for Redis may take its time. */
  CompletableFuture<Answer> invalidate(InForce inForce, String query) {
    Map<String, String> parameters;
    try {
      parameters = Query.parse(query);
    } catch (IllegalArgumentException wrong) {
      return CompletableFuture.completedFuture(Answer.line(400, wrong.getMessage() + "; " + FORM));
    }
    String name = parameters.remove("rule");
    String symbol = parameters.remove("symbol");
    if (name == null || symbol == null || symbol.isEmpty() || !parameters.isEmpty()) {
      return CompletableFuture.completedFuture(Answer.line(400, FORM));
    }
    Rule rule = inForce.rules.rule(name);
    if (rule == null) {
      return CompletableFuture.completedFuture(
          Answer.line(404, "there is no rule of this name; /status lists them"));
    }
    return CompletableFuture.supplyAsync(
        () -> {
          invalidate(inForce, rule, symbol.equals(ALL) ? null : symbol);
          return done(rule, symbol.equals(ALL));
        },
        background);
  }

  private static void invalidate(InForce inForce, Rule rule, @Nullable String symbol) {
    String name = rule.cache();
    HybridCache cache = inForce.caches.named(name);
    if (cache == null) {
      // Not asked yet in this process, but maybe in others.
      if (inForce.redis != null) {
        inForce.redis.invalidate(name, symbol == null ? null : rule.symbolCase().of(symbol));
      }
    } else if (symbol == null) {
      cache.invalidateAll();
    } else {
      cache.invalidate(inForce.caches.symbol(name, symbol));
    }
  }

  private static Answer done(Rule rule, boolean all) {
    Json json = new Json().object().name("rule").value(rule.name());
    return Answer.json(200, json.name("invalidated").value(all ? "all" : "symbol").end());
  }
}
