package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Ticker;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final Glances glances;
  private final RedisStats stats;
  private final Ticker ticker;

  Reads(
      Node self, long timeoutNanos, Steps steps, Glances glances, RedisStats stats, Ticker ticker) {
    this.self = self;
    this.unconfirmedMillis =
        Math.max(SHORTEST_UNCONFIRMED_MILLIS, TimeUnit.NANOSECONDS.toMillis(timeoutNanos));
    this.steps = steps;
    this.glances = glances;
    this.stats = stats;
    this.ticker = ticker;
  }

  /** A read of some keys that is on its way: a glance first, or else the script at once. */
  static final class Sent {
    private final RedisLink link;
    private final long leaseMillis;
    private final @Nullable Glance glance;
    private final Reading[] readings;

    /** Of the keys that the script is asked for, in their order. */
    private List<RemoteKey> asked;

    private @Nullable Command<List<ServerReply.Read>> command;

    private Sent(RedisLink link, List<RemoteKey> keys, long leaseMillis, @Nullable Glance glance) {
      this.link = link;
      this.leaseMillis = leaseMillis;
      this.glance = glance;
      this.readings = new Reading[keys.size()];
      this.asked = keys;
    }
  }

  /**
   * @param keys of one cache, and as {@link Steps#read} has them
   * @param youngMillis as {@link Steps#read} has it
   */
  Sent send(RedisLink link, List<RemoteKey> keys, long leaseMillis, long youngMillis) {
    Glance glance = youngMillis == 0 ? glances.send(link, keys) : null;
    Sent sent = new Sent(link, keys, leaseMillis, glance);
    if (glance == null) {
      ask(sent, youngMillis);
    }
    return sent;
  }

  /** Takes what a glance has brought, and asks for the rest, which is to be awaited. */
  void askForRest(Sent sent, Awaiting awaiting) {
    Glance glance = sent.glance;
    if (glance == null || sent.command != null) {
      return;
    }
    byte[][] strings = awaiting.await(glance.command());
    List<RemoteKey> rest = new ArrayList<>();
    for (int i = 0; i < sent.readings.length && strings != null; i++) {
      Reading found = glance.found(i, strings);
      if (found == null) {
        rest.add(sent.asked.get(i));
      } else {
        sent.readings[i] = found;
      }
    }
    sent.asked = rest;
    if (!rest.isEmpty()) {
      glances.tellIfDenied(sent.link);
      ask(sent, 0);
    }
  }

  private void ask(Sent sent, long youngMillis) {
    byte[] leaseId = Keyspace.bytes(self.id + ":" + leaseNumbers.incrementAndGet());
    long unconfirmed = Math.min(sent.leaseMillis, unconfirmedMillis);
    Command<List<ServerReply.Read>> command =
        steps.read(sent.link, sent.asked, leaseId, unconfirmed, youngMillis);
    if (sent.leaseMillis > unconfirmedMillis) {
      command.thenAccept(reads -> confirm(sent.link, reads, sent.leaseMillis));
    }
    sent.command = command;
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
  List<Reading> await(Sent sent, Awaiting awaiting) {
    askForRest(sent, awaiting);
    Command<List<ServerReply.Read>> command = sent.command;
    if (command != null) {
      List<ServerReply.Read> reads = awaiting.await(command);
      if (reads == null) {
        command.thenAccept(late -> giveBack(sent.link, late));
      } else {
        putInPlace(reads, command.sentNanos(), sent.readings);
      }
    }
    for (int i = 0; i < sent.readings.length; i++) {
      if (sent.readings[i] == null) {
        sent.readings[i] = Reading.UNAVAILABLE;
      }
    }
    return Arrays.asList(sent.readings);
  }

  private void putInPlace(List<ServerReply.Read> reads, long sentNanos, Reading[] readings) {
    int place = 0;
    for (ServerReply.Read read : reads) {
      while (readings[place] != null) {
        place++;
      }
      readings[place] = reading(read, sentNanos);
    }
  }

  /** A lease that came too late would make others wait for a load that nobody makes. */
  private void giveBack(RedisLink link, List<ServerReply.Read> late) {
    for (ServerReply.Read read : late) {
      if (read.kind == ServerReply.Read.LEASED) {
        stats.countFailure(steps.release(link, read.key, new GrantedLease(read, ticker.read())));
      }
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
    Envelope envelope = Envelope.unwrap(reply.name, reply.bytes);
    if (envelope == null || envelope.loadStartMicros() > reply.redisMicros) {
      return new Reading.Found(UNUSABLE, sentNanos);
    }
    long ageNanos = TimeUnit.MICROSECONDS.toNanos(reply.redisMicros - envelope.loadStartMicros());
    return envelope.found(sentNanos - ageNanos, self.told(envelope.loader()));
  }
}
