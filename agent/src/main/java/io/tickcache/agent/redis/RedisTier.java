package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Lease;
import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.RemoteUpdate;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.Claim;
import io.tickcache.agent.upstream.RemoteShares;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.rules.RedisSettings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * L2 in Redis. Until it is {@link #start}ed it is as if there were none, but for invalidations,
 * which are kept; and none of the libraries is loaded that it takes. Thread-safe.
 */
public final class RedisTier implements RemoteCache, RemoteShares, RemoteStops {

  private final RedisStats stats = new RedisStats();
  private final PendingInvalidations pending = new PendingInvalidations();
  private final StateChanges changes = new StateChanges();
  private final RedisSettings settings;
  private final Backplane backplane;
  private final RemoteStops.Listener stops;
  private final Ticker ticker;
  private final ScheduledExecutorService background;
  private final ThreadFactory threads;
  private final Log log;
  private volatile @Nullable ConnectedTier connected;
  private volatile boolean started;
  private volatile long startNanos;

  public RedisTier(
      RedisSettings settings,
      Backplane backplane,
      RemoteStops.Listener stops,
      Ticker ticker,
      ScheduledExecutorService background,
      ThreadFactory threads,
      Log log) {
    this.settings = settings;
    this.backplane = backplane;
    this.stops = stops;
    this.ticker = ticker;
    this.background = background;
    this.threads = threads;
    this.log = log;
  }

  /** Connects in the background, and watches over the connection from then on. */
  public void start() {
    startNanos = ticker.read();
    started = true;
    background.execute(
        () -> {
          ConnectedTier tier =
              new ConnectedTier(
                  settings,
                  stats,
                  pending,
                  changes,
                  backplane,
                  stops,
                  ticker,
                  background,
                  threads,
                  log);
          connected = tier;
          tier.start();
        });
  }

  /**
   * Ends the connections and all that goes on; from then on it is as if there were no L2. Blocks
   * for a few seconds at most.
   */
  public void close() {
    ConnectedTier tier = connected;
    if (tier == null) {
      background.shutdown();
    } else {
      tier.close();
    }
  }

  public RedisStats stats() {
    return stats;
  }

  /** The state of the breaker in Resilience4j's words, lower case. */
  public String breakerState() {
    ConnectedTier tier = connected;
    return tier == null ? "closed" : tier.breakerState();
  }

  /** How well this process hears the others. */
  public Backplane.Sync state() {
    ConnectedTier tier = connected;
    return tier == null ? Backplane.Sync.OUT : tier.state();
  }

  /** The latest changes of the breaker and the backplane, the oldest of them first. */
  public List<StateChange> changes() {
    return changes.all();
  }

  /** Whether it is there, or was not within the time that a connection may take to open. */
  public boolean hasBeenTried() {
    return started
        && (state() != Backplane.Sync.OUT
            || ticker.read() - startNanos >= settings.connectTimeout().toNanos());
  }

  /** Asks Redis once; blocks for its time-out, or half a second if that is longer. */
  public RedisProbe probe() {
    ConnectedTier tier = connected;
    return tier == null ? RedisProbe.failed("it has not been tried yet") : tier.probe();
  }

  /** How long a caller waits for Redis at most, in milliseconds. */
  public long timeoutMillis() {
    return settings.timeout().toMillis();
  }

  /** How many invalidations Redis has not heard of yet. */
  public int pendingInvalidations() {
    return pending.size();
  }

  /** How often so many were pending that whole caches had to be invalidated in their place. */
  public long pendingOverflows() {
    return pending.overflows();
  }

  /**
   * How long an invalidation of the latest self-test took to come back, in nanoseconds; -1 while
   * there was none that did.
   */
  public long selfTestNanos() {
    ConnectedTier tier = connected;
    return tier == null ? -1 : tier.selfTestNanos();
  }

  @Override
  public boolean available() {
    ConnectedTier tier = connected;
    return tier != null && tier.available();
  }

  @Override
  public Reading read(RemoteKey key, long leaseMillis, long sinceNanos) {
    ConnectedTier tier = connected;
    return tier == null ? Reading.UNAVAILABLE : tier.read(key, leaseMillis, sinceNanos);
  }

  @Override
  public Reading refresh(RemoteKey key, long leaseMillis, long youngNanos, long sinceNanos) {
    ConnectedTier tier = connected;
    return tier == null
        ? Reading.UNAVAILABLE
        : tier.refresh(key, leaseMillis, youngNanos, sinceNanos);
  }

  @Override
  public List<Reading> readAll(List<RemoteKey> keys, long leaseMillis, long sinceNanos) {
    ConnectedTier tier = connected;
    return tier == null
        ? Collections.nCopies(keys.size(), Reading.UNAVAILABLE)
        : tier.readAll(keys, leaseMillis, sinceNanos);
  }

  @Override
  public List<Reading> fetchAll(List<RemoteKey> keys) {
    ConnectedTier tier = connected;
    return tier == null ? RemoteCache.super.fetchAll(keys) : tier.fetchAll(keys);
  }

  @Override
  public @Nullable List<@Nullable Seen> look(List<RemoteKey> keys) {
    ConnectedTier tier = connected;
    return tier == null ? null : tier.look(keys);
  }

  /**
   * The names of nodes that have loaded something, as far as Redis tells; blocks for its time-out,
   * or half a second if that is longer.
   */
  public Map<Integer, NodeName> names(Set<Integer> nodes) {
    ConnectedTier tier = connected;
    return tier == null || nodes.isEmpty()
        ? Collections.<Integer, NodeName>emptyMap()
        : tier.names(nodes);
  }

  @Override
  public @Nullable CompletionStage<Shares> share(
      String upstream, List<Claim> claims, long leaseMillis) {
    ConnectedTier tier = connected;
    return tier == null ? null : tier.share(upstream, claims, leaseMillis);
  }

  @Override
  public @Nullable CompletionStage<Verdict> tell(String upstream, Report report, long leaseMillis) {
    ConnectedTier tier = connected;
    return tier == null ? null : tier.tell(upstream, report, leaseMillis);
  }

  @Override
  public void noteAsked(String cache, Map<String, Long> counts) {
    ConnectedTier tier = connected;
    if (tier != null) {
      tier.noteAsked(cache, counts);
    }
  }

  @Override
  public @Nullable List<String> mostAsked(String cache, int number) {
    ConnectedTier tier = connected;
    return tier == null ? null : tier.mostAsked(cache, number);
  }

  /** How nodes call themselves in what they tell each other. */
  public static String nodeId(int number) {
    return Node.id(number);
  }

  @Override
  public void fill(RemoteKey key, Lease lease, byte[] bytes, long birthNanos, long ttlNanos) {
    ConnectedTier tier = connected;
    if (tier != null) {
      tier.fill(key, lease, bytes, birthNanos, ttlNanos);
    }
  }

  @Override
  public void renew(RemoteKey key, Lease lease, long leaseMillis) {
    ConnectedTier tier = connected;
    if (tier != null) {
      tier.renew(key, lease, leaseMillis);
    }
  }

  @Override
  public void release(RemoteKey key, Lease lease) {
    ConnectedTier tier = connected;
    if (tier != null) {
      tier.release(key, lease);
    }
  }

  @Override
  public void drop(RemoteKey key) {
    ConnectedTier tier = connected;
    if (tier != null) {
      tier.drop(key);
    }
  }

  @Override
  public void invalidate(String cache, @Nullable String symbol) {
    ConnectedTier tier = connected;
    if (tier == null) {
      stats.invalidationsSent.increment();
      pending.begin(new PendingInvalidations.Item(cache, symbol)).failed();
    } else {
      tier.invalidate(cache, symbol);
    }
  }

  @Override
  public boolean update(String cache, String symbol, List<RemoteUpdate> values, long birthNanos) {
    ConnectedTier tier = connected;
    if (tier == null) {
      invalidate(cache, symbol);
      return true;
    }
    return tier.update(cache, symbol, values, birthNanos);
  }
}
