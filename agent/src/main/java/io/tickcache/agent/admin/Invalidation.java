package io.tickcache.agent.admin;

import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.http.Answer;
import io.tickcache.agent.json.Json;
import io.tickcache.rules.Rule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Voids what a caller names, as a woven method does: in both tiers and all processes. */
final class Invalidation implements Guarded {

  private static final String ALL = "*";

  private final Executor background;

  Invalidation(Executor background) {
    this.background = background;
  }

  @Override
  public boolean changes() {
    return true;
  }

  /** Has it done in the background, for Redis may take its time. */
  @Override
  public CompletableFuture<Answer> answer(InForce inForce, String query)
      throws WrongQueryException {
    Subject subject = Subject.of(inForce, "/invalidate", query);
    boolean all = subject.symbol.equals(ALL);
    return CompletableFuture.supplyAsync(
        () -> {
          invalidate(inForce, subject.rule, all ? null : subject.symbol);
          return done(subject.rule, all);
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
