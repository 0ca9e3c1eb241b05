package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Lease;
import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.RedisSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * L2 in Redis. Until {@link #start} and while Redis is out it is as if there were none, but for
 * invalidations, which are kept and applied before anything is read again. Thread-safe.
 */
public final class RedisTier implements RemoteCache {

  private static final long FOUND = 1;
  private static final long BUSY = 2;
  private static final byte[] UNUSABLE = {};

  private final Ticker ticker;
  private final Keyspace keyspace;
  private final String node = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicLong leaseNumbers = new AtomicLong();
  private final RedisStats stats = new RedisStats();
  private final RedisClock clock = new RedisClock();
  private final PendingInvalidations pending = new PendingInvalidations();
  private final Breaker breaker;
  private final Steps steps;
  private final Patience patience;
  private final Supervisor supervisor;
  private final Inbox inbox;

  public RedisTier(
      RedisSettings settings,
      Backplane backplane,
      Ticker ticker,
      ScheduledExecutorService background,
      ThreadFactory threads,
      Log log) {
    this.ticker = ticker;
    this.keyspace = new Keyspace(settings.namespace());
    this.breaker = new Breaker(settings.breaker());
    this.steps = new Steps(keyspace, node);
    this.patience = new Patience(settings.timeout().toNanos(), breaker, stats, ticker);
    this.supervisor =
        new Supervisor(
            settings,
            threads,
            background,
            backplane,
            breaker,
            pending,
            steps,
            patience,
            ticker,
            log);
    this.inbox = new Inbox(keyspace, node, backplane, this::deleteQuietly, clock, stats, ticker);
  }

  /** Connects in the background, and watches over the connection from then on. */
  public void start() {
    supervisor.start(keyspace, inbox);
  }

  public RedisStats stats() {
    return stats;
  }

  /** The state of the breaker in Resilience4j's words, lower case. */
  public String breakerState() {
    return breaker.state();
  }

  /** How well this process hears the others. */
  public Backplane.Sync state() {
    return supervisor.state();
  }

  /** How many invalidations Redis has not heard of yet. */
  public int pendingInvalidations() {
    return pending.size();
  }

  @Override
  public boolean available() {
    return supervisor.usable() != null;
  }

  @Override
  public Reading read(RemoteKey key, long leaseMillis) {
    RedisLink link = supervisor.usable();
    if (link == null || pending.cover(key.cache(), key.symbol())) {
      return Reading.UNAVAILABLE;
    }
    byte[] id = Keyspace.bytes(node + ":" + leaseNumbers.incrementAndGet());
    long sent = ticker.read();
    CompletableFuture<List<Object>> asked = steps.read(link, key, id, leaseMillis);
    List<Object> reply = patience.await(asked, sent);
    if (reply == null) {
      asked.thenAccept(late -> giveBack(link, key, reading(late, id, sent)));
      return Reading.UNAVAILABLE;
    }
    return reading(reply, id, sent);
  }

  /** A lease that came too late would make others wait for a load that nobody makes. */
  private void giveBack(RedisLink link, RemoteKey key, Reading late) {
    if (late instanceof Reading.Leased) {
      countFailure(steps.release(link, key, (GrantedLease) ((Reading.Leased) late).lease()));
    }
  }

  private Reading reading(List<Object> reply, byte[] id, long sent) {
    long received = ticker.read();
    long kind = (Long) reply.get(0);
    byte[] bytes = (byte[]) reply.get(1);
    long redisMicros = Long.parseLong(new String((byte[]) reply.get(2), StandardCharsets.US_ASCII));
    clock.observe(redisMicros, sent, received);
    if (kind == BUSY) {
      return Reading.BUSY;
    }
    return kind == FOUND
        ? found(bytes, redisMicros, sent)
        : new Reading.Leased(new GrantedLease(id, bytes, redisMicros, received));
  }

  /**
   * A value with its birth by our ticker; an age below zero, from a clock that was set back, makes
   * it unusable.
   */
  private static Reading found(byte[] bytes, long redisMicros, long sent) {
    Envelope envelope = Envelope.unwrap(bytes);
    if (envelope == null || envelope.loadStartMicros() > redisMicros) {
      return new Reading.Found(UNUSABLE, sent);
    }
    long ageNanos = TimeUnit.MICROSECONDS.toNanos(redisMicros - envelope.loadStartMicros());
    return new Reading.Found(envelope.payload(), sent - ageNanos);
  }

  @Override
  public void fill(RemoteKey key, Lease lease, byte[] bytes, long birthNanos, long ttlNanos) {
    GrantedLease granted = (GrantedLease) lease;
    RedisLink link = supervisor.usable();
    long ttlMillis = TimeUnit.NANOSECONDS.toMillis(ttlNanos);
    if (link == null || ttlMillis <= 0) {
      return;
    }
    byte[] envelope = Envelope.wrap(granted.redisMicrosAt(birthNanos), bytes);
    steps
        .fill(link, key, granted, envelope, ttlMillis)
        .whenComplete(
            (stored, failure) -> {
              if (failure != null) {
                stats.failures.increment();
              } else {
                (stored == 1 ? stats.fills : stats.fencedFills).increment();
              }
            });
  }

  @Override
  public void renew(RemoteKey key, Lease lease, long leaseMillis) {
    RedisLink link = supervisor.usable();
    if (link != null) {
      countFailure(steps.renew(link, key, (GrantedLease) lease, leaseMillis));
    }
  }

  @Override
  public void release(RemoteKey key, Lease lease) {
    RedisLink link = supervisor.usable();
    if (link != null) {
      countFailure(steps.release(link, key, (GrantedLease) lease));
    }
  }

  @Override
  public void drop(RemoteKey key) {
    RedisLink link = supervisor.usable();
    if (link != null) {
      countFailure(steps.drop(link, key));
    }
  }

  @Override
  public void invalidate(String cache, @Nullable String symbol) {
    PendingInvalidations.Item item = new PendingInvalidations.Item(cache, symbol);
    PendingInvalidations.Attempt attempt = pending.begin(item);
    stats.invalidationsSent.increment();
    RedisLink link = supervisor.usable();
    if (link != null && patience.await(steps.invalidate(link, item, true), ticker.read()) != null) {
      pending.applied(item, attempt);
    } else {
      attempt.failed();
    }
  }

  /**
   * Deletes without waiting: what this process reads afterwards goes over the same connection
   * behind it, and if it fails, nothing is read until it is made up for.
   */
  private void deleteQuietly(PendingInvalidations.Item item) {
    RedisLink link = supervisor.link();
    if (link == null) {
      pending.add(item);
      return;
    }
    steps
        .invalidate(link, item, false)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                pending.add(item);
              }
            });
  }

  private void countFailure(CompletableFuture<?> sent) {
    sent.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            stats.failures.increment();
          }
        });
  }
}
