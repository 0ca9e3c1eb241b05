package io.tickcache.sample.exchange;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps every address to a {@link LimitPolicy}, counted in fixed windows as the large exchanges do:
 * 429 when the window is used up, 418 while banned. Thread-safe.
 */
final class RateLimiter {
  private final LimitPolicy policy;
  private final InstantSource clock;
  private final Map<String, Client> clients = new ConcurrentHashMap<>();
  private final AtomicLong bans = new AtomicLong();

  RateLimiter(LimitPolicy policy, InstantSource clock) {
    this.policy = policy;
    this.clock = clock;
  }

  Verdict admit(String address, int weight) {
    return clients.computeIfAbsent(address, a -> new Client()).admit(weight, clock.millis());
  }

  /** The number of bans spoken since the last reset. */
  long bans() {
    return bans.get();
  }

  /** Lifts all bans and starts with fresh windows. */
  void reset() {
    clients.clear();
    bans.set(0);
  }

  private final class Client {
    private long window = Long.MIN_VALUE;
    private int used;
    private int refusals;
    private int banned;
    private long bannedUntilMillis = Long.MIN_VALUE;

    synchronized Verdict admit(int weight, long nowMillis) {
      if (nowMillis < bannedUntilMillis) {
        return Verdict.BANNED;
      }
      enterWindow(nowMillis / policy.window().toMillis());
      if (used + weight <= policy.weight()) {
        used += weight;
        return Verdict.ALLOWED;
      }
      return refuse(nowMillis);
    }

    private void enterWindow(long current) {
      if (current != window) {
        window = current;
        used = 0;
        refusals = 0;
      }
    }

    private Verdict refuse(long nowMillis) {
      refusals++;
      if (refusals <= policy.patience()) {
        return Verdict.OVER_LIMIT;
      }
      bannedUntilMillis = nowMillis + policy.ban(banned).toMillis();
      banned++;
      refusals = 0;
      bans.incrementAndGet();
      return Verdict.BANNED;
    }
  }
}
