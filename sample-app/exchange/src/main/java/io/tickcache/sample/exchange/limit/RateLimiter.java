package io.tickcache.sample.exchange.limit;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps every address to a {@link LimitProfile}: 429 when one of its limits is used up, 418 while
 * banned. Thread-safe.
 */
public final class RateLimiter {
  private final LimitProfile profile;
  private final InstantSource clock;
  private final double banSpeed;
  private volatile Hosts hosts;

  /**
   * @param banSpeed how many seconds of a ban pass in a second
   */
  public RateLimiter(LimitProfile profile, InstantSource clock, double banSpeed) {
    this.profile = profile;
    this.clock = clock;
    this.banSpeed = banSpeed;
    this.hosts = new Hosts(0);
  }

  /** Grants or refuses a request of that weight. */
  public Decision admit(String address, int weight) {
    return hosts.get(address).admit(weight);
  }

  /** The number of bans spoken since the last reset. */
  public long bans() {
    return usage().stream().mapToLong(HostUsage::bans).sum();
  }

  /** What each address has used since the last reset, in the order of their names. */
  public List<HostUsage> usage() {
    return hosts.byAddress.values().stream()
        .map(Host::usage)
        .sorted(Comparator.comparing(HostUsage::host))
        .toList();
  }

  /** Lifts all bans and starts with fresh windows. */
  public void reset() {
    hosts = new Hosts(hosts.originMillis);
  }

  /** As {@link #reset}; windows by the clock begin at that moment from now on. */
  public void reset(long originMillis) {
    hosts = new Hosts(originMillis);
  }

  private final class Hosts {
    private final long originMillis;
    private final Map<String, Host> byAddress = new ConcurrentHashMap<>();

    Hosts(long originMillis) {
      this.originMillis = originMillis;
    }

    Host get(String address) {
      return byAddress.computeIfAbsent(
          address, a -> new Host(a, profile, clock, originMillis, banSpeed));
    }
  }
}
