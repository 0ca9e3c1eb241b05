package com.acme.md;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** A client with a Caffeine of its own, as one would write it without the agent. */
public abstract class CachedFeed extends Feed {

  private final Cache<String, String> cache =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofHours(1)).build();

  @Override
  public String quote(String symbol) {
    String known = cache.getIfPresent(symbol);
    if (known == null) {
      known = super.quote(symbol);
      cache.put(symbol, known);
    }
    return known;
  }
}
