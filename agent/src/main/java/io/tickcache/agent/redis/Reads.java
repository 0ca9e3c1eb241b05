package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Ticker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

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
  private final Steps steps;
  private final Patience patience;
  private final RedisStats stats;
  private final Ticker ticker;

  Reads(
      Node self,
      long timeoutNanos,
      Steps steps,
      Patience patience,
      RedisStats stats,
      Ticker ticker) {
    this.self = self;
    this.unconfirmedMillis =
        Math.max(SHORTEST_UNCONFIRMED_MILLIS, TimeUnit.NANOSECONDS.toMillis(timeoutNanos));
    this.steps = steps;
    this.patience = patience;
    this.stats = stats;
    this.ticker = ticker;
  }

  /** A read of some keys that is on its way. */
  static final class Sent {
    private final RedisLink link;
    private final int keys;
    private final Command<List<ServerReply.Read>> command;

    private Sent(RedisLink link, int keys, Command<List<ServerReply.Read>> command) {
      this.link = link;
      this.keys = keys;
      this.command = command;
    }
  }

  /**
   * @param keys as {@link Steps#read} has them
   * @param youngMillis as {@link Steps#read} has it
   */
  Sent send(RedisLink link, List<RemoteKey> keys, long leaseMillis, long youngMillis) {
    byte[] leaseId = Keyspace.bytes(self.id + ":" + leaseNumbers.incrementAndGet());
    long unconfirmed = Math.min(leaseMillis, unconfirmedMillis);
    Command<List<ServerReply.Read>> command =
        steps.read(link, keys, leaseId, unconfirmed, youngMillis);
    if (leaseMillis > unconfirmedMillis) {
      command.thenAccept(reads -> confirm(link, reads, leaseMillis));
    }
    return new Sent(link, keys.size(), command);
  }

  /**
   * A lease whose grant may never arrive is short; once it has arrived, on a thread of Netty's, it
   * is made as long as it was asked for.
   */
  private void confirm(RedisLink link, List<ServerReply.Read> reads, long leaseMillis) {
    for (ServerReply.Read read : reads) {
      if (read.kind == ServerReply.Read.LEASED) {
        stats.countFailure(
            steps.renew(link, read.key, new GrantedLease(read, ticker.read()), leaseMillis));
      }
    }
  }

  /**
   * What a read has come to, key by key; {@link Reading#UNAVAILABLE} if that takes longer than is
   * granted.
   */
  List<Reading> await(Sent sent, long sinceNanos) {
    List<ServerReply.Read> reads = patience.await(sent.command, sinceNanos);
    if (reads == null) {
      sent.command.thenAccept(late -> giveBack(sent.link, late));
    }
    return readings(sent, reads);
  }

  /** What a read has come to that asked for no lease. */
  List<Reading> await(Sent sent, Waiting waiting) {
    return readings(sent, waiting.await(sent.command));
  }

  /** A lease that came too late would make others wait for a load that nobody makes. */
  private void giveBack(RedisLink link, List<ServerReply.Read> late) {
    for (ServerReply.Read read : late) {
      if (read.kind == ServerReply.Read.LEASED) {
        stats.countFailure(steps.release(link, read.key, new GrantedLease(read, ticker.read())));
      }
    }
  }

  private List<Reading> readings(Sent sent, @Nullable List<ServerReply.Read> reads) {
    if (reads == null) {
      return Collections.nCopies(sent.keys, Reading.UNAVAILABLE);
    }
    List<Reading> readings = new ArrayList<>(reads.size());
    for (ServerReply.Read read : reads) {
      readings.add(reading(read, sent.command.sentNanos()));
    }
    return readings;
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
    Envelope envelope = Envelope.unwrap(reply.name, reply.bytes);
    if (envelope == null || envelope.loadStartMicros() > reply.redisMicros) {
      return new Reading.Found(UNUSABLE, sentNanos);
    }
    long ageNanos = TimeUnit.MICROSECONDS.toNanos(reply.redisMicros - envelope.loadStartMicros());
    int loader = self.told(envelope.loader());
    return new Reading.Found(envelope.payload(), sentNanos - ageNanos, loader);
  }
}
