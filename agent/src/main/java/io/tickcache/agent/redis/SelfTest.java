package io.tickcache.agent.redis;

import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Ticker;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Uses Redis as callers will, on a symbol that belongs to this node alone: a lease, another's look
 * at it, a fill, a read, an invalidation that must come back as a message, and a read that must not
 * find the value any more. What does not work so is not used. Run by one thread; messages come on
 * another.
 */
final class SelfTest {

  private static final long LEASE_MILLIS = 1_000;
  private static final long TTL_MILLIS = 1_000;

  /** No node has this name. */
  private static final String SOMEBODY_ELSE = "-";

  private final Steps steps;
  private final Glances glances;
  private final String node;
  private final Waiting waiting;
  private final Ticker ticker;
  private long runs;
  private volatile CountDownLatch heard = new CountDownLatch(0);
  private volatile long loopNanos = -1;

  SelfTest(Steps steps, Glances glances, String node, Waiting waiting, Ticker ticker) {
    this.steps = steps;
    this.glances = glances;
    this.node = node;
    this.waiting = waiting;
    this.ticker = ticker;
  }

  /** How long the latest invalidation took to come back, or -1 if it didn't. */
  long loopNanos() {
    return loopNanos;
  }

  /** Whether values can be kept, found and voided in Redis. */
  boolean keepsAndVoids(RedisLink link) {
    RemoteKey key = new RemoteKey(Keyspace.SELF_TEST, node, Long.toString(++runs));
    byte[] value = Keyspace.bytes(key.toString());
    glances.tryOut(link, key, waiting);
    GrantedLease lease = lease(link, key);
    return lease != null
        && isBusyForOthers(link, key)
        && is(true, steps.fill(link, key, lease, value, TTL_MILLIS))
        && Arrays.equals(value, found(link, key))
        && is(true, steps.invalidate(link, item(), false))
        && isVoid(link, key);
  }

  private boolean isVoid(RedisLink link, RemoteKey key) {
    GrantedLease lease = lease(link, key);
    return lease != null && is(true, steps.release(link, key, lease));
  }

  /** Whether an invalidation comes back as a message. */
  boolean hears(RedisLink link) {
    CountDownLatch latch = new CountDownLatch(1);
    heard = latch;
    long began = ticker.read();
    boolean hears =
        is(true, steps.invalidate(link, item(), true)) && counted(latch, Heartbeat.LONGEST_NANOS);
    loopNanos = hears ? ticker.read() - began : -1;
    return hears;
  }

  /** Takes note of a message that this test has caused. */
  void heard(Message message) {
    if (node.equals(message.symbol())) {
      heard.countDown();
    }
  }

  private PendingInvalidations.Item item() {
    return new PendingInvalidations.Item(Keyspace.SELF_TEST, node);
  }

  private @Nullable GrantedLease lease(RedisLink link, RemoteKey key) {
    ServerReply.Read read = read(link, key, node);
    return read != null && read.kind == ServerReply.Read.LEASED
        ? new GrantedLease(read, ticker.read())
        : null;
  }

  /** Whether others find the lease, which has its end told. */
  private boolean isBusyForOthers(RedisLink link, RemoteKey key) {
    ServerReply.Read read = read(link, key, SOMEBODY_ELSE);
    return read != null && read.kind == ServerReply.Read.BUSY;
  }

  private byte @Nullable [] found(RedisLink link, RemoteKey key) {
    ServerReply.Read read = read(link, key, node);
    return read != null && read.kind == ServerReply.Read.FOUND ? read.bytes : null;
  }

  private ServerReply.@Nullable Read read(RedisLink link, RemoteKey key, String reader) {
    byte[] leaseId = Keyspace.bytes(reader + ":test");
    List<RemoteKey> one = Collections.singletonList(key);
    List<ServerReply.Read> reads = waiting.await(steps.read(link, one, leaseId, LEASE_MILLIS, 0));
    return reads == null ? null : reads.get(0);
  }

  private boolean is(boolean wanted, Command<Boolean> command) {
    Boolean reply = waiting.await(command);
    return reply != null && reply == wanted;
  }

  private static boolean counted(CountDownLatch latch, long nanos) {
    try {
      return latch.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
