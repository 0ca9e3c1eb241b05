package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads of values, each of which asks for a lease where there is none: sent at once, awaited later,
 * so that many can be on their way together. Thread-safe.
 */
final class Reads {

  private static final byte[] UNUSABLE = {};

  /** The time in which a grant, once it has arrived, is confirmed, even on a busy machine. */
  private static final long SHORTEST_UNCONFIRMED_MILLIS = 50;

  private final AtomicLong leaseNumbers = new AtomicLong();
  private final long unconfirmedMillis;
  private final Node self;
  private final Keyspace keyspace;
  private final Steps steps;
  private final Patience patience;
  private final RedisStats stats;
  private final Ticker ticker;

  Reads(
      Node self,
      long timeoutNanos,
      Keyspace keyspace,
      Steps steps,
      Patience patience,
      RedisStats stats,
      Ticker ticker) {
    this.self = self;
    this.unconfirmedMillis =
        Math.max(SHORTEST_UNCONFIRMED_MILLIS, TimeUnit.NANOSECONDS.toMillis(timeoutNanos));
    this.keyspace = keyspace;
    this.steps = steps;
    this.patience = patience;
    this.stats = stats;
    this.ticker = ticker;
  }

  /** A read that is on its way. */
  static final class Sent {
    private final RedisLink link;
    private final RemoteKey key;
    private final Command<ServerReply.Read> command;

    private Sent(RedisLink link, RemoteKey key, Command<ServerReply.Read> command) {
      this.link = link;
      this.key = key;
      this.command = command;
    }
  }

  /**
   * @param youngMillis as {@link Steps#read} has it
   */
  Sent send(RedisLink link, RemoteKey key, long leaseMillis, long youngMillis) {
    byte[] leaseId = Keyspace.bytes(self.id + ":" + leaseNumbers.incrementAndGet());
    long unconfirmed = Math.min(leaseMillis, unconfirmedMillis);
    Command<ServerReply.Read> command = steps.read(link, key, leaseId, unconfirmed, youngMillis);
    command.thenAccept(reply -> confirm(link, key, reply, leaseMillis));
    return new Sent(link, key, command);
  }

  /**
   * A lease whose grant may never arrive is short; once it has arrived, on a thread of Netty's, it
   * is made as long as it was asked for.
   */
  private void confirm(RedisLink link, RemoteKey key, ServerReply.Read reply, long leaseMillis) {
    if (reply.kind == ServerReply.Read.LEASED && leaseMillis > unconfirmedMillis) {
      stats.countFailure(
          steps.renew(link, key, new GrantedLease(reply, ticker.read()), leaseMillis));
    }
  }

  /** What a read has come to; {@link Reading#UNAVAILABLE} if that takes longer than is granted. */
  Reading await(Sent sent, long sinceNanos) {
    ServerReply.Read reply = patience.await(sent.command, sinceNanos);
    if (reply == null) {
      sent.command.thenAccept(late -> giveBack(sent, late));
      return Reading.UNAVAILABLE;
    }
    return reading(reply, sent.command.sentNanos());
  }

  /** What a read has come to that asked for no lease. */
  Reading await(Sent sent, Waiting waiting) {
    ServerReply.Read reply = waiting.await(sent.command);
    return reply == null ? Reading.UNAVAILABLE : reading(reply, sent.command.sentNanos());
  }

  /** A lease that came too late would make others wait for a load that nobody makes. */
  private void giveBack(Sent sent, ServerReply.Read late) {
    if (late.kind == ServerReply.Read.LEASED) {
      stats.countFailure(steps.release(sent.link, sent.key, new GrantedLease(late, ticker.read())));
    }
  }

  private Reading reading(ServerReply.Read reply, long sentNanos) {
    if (reply.kind == ServerReply.Read.BUSY) {
      return Reading.BUSY;
    }
    return reply.kind == ServerReply.Read.FOUND
        ? found(reply, sentNanos)
        : new Reading.Leased(new GrantedLease(reply, ticker.read()));
  }

  /**
   * A value with its birth by our ticker; an age below zero, from a clock that was set back, makes
   * it unusable.
   */
  private Reading found(ServerReply.Read reply, long sentNanos) {
    Envelope envelope = Envelope.unwrap(keyspace.value(reply.key), reply.bytes);
    if (envelope == null || envelope.loadStartMicros() > reply.redisMicros) {
      return new Reading.Found(UNUSABLE, sentNanos);
    }
    long ageNanos = TimeUnit.MICROSECONDS.toNanos(reply.redisMicros - envelope.loadStartMicros());
    int loader = self.told(envelope.loader());
    return new Reading.Found(envelope.payload(), sentNanos - ageNanos, loader);
  }
}
