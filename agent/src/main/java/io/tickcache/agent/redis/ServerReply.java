package io.tickcache.agent.redis;

import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.upstream.RemoteShares;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.agent.upstream.Stop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes Redis's replies apart. What a script can't have replied is a {@link GarbledReplyException}:
 * a network that damages bytes, or a server that is none, must not become an answer.
 */
final class ServerReply {

  private ServerReply() {}

  /** Whether a script that says 1 or 0 has said 1. */
  static boolean truth(@Nullable Object reply) {
    if (reply instanceof Long && ((Long) reply == 0 || (Long) reply == 1)) {
      return (Long) reply == 1;
    }
    throw garbled("neither 0 nor 1");
  }

  /** A script that repeats a key of its own must have repeated this one. */
  static boolean echo(byte[] key, @Nullable Object reply) {
    if (reply instanceof byte[] && Arrays.equals((byte[]) reply, key)) {
      return true;
    }
    throw garbled("not the key that it was asked for");
  }

  static long number(@Nullable Object reply) {
    if (reply instanceof byte[]) {
      try {
        return Long.parseLong(new String((byte[]) reply, StandardCharsets.US_ASCII));
      } catch (NumberFormatException wrong) {
        throw garbled("not a number");
      }
    }
    throw garbled("no number");
  }

  static String text(@Nullable Object reply) {
    if (reply instanceof byte[]) {
      return Keyspace.text((byte[]) reply);
    }
    throw garbled("not a text");
  }

  static List<String> texts(@Nullable Object reply) {
    if (!(reply instanceof List)) {
      throw garbled("not a list");
    }
    List<String> texts = new ArrayList<>();
    for (Object text : (List<?>) reply) {
      texts.add(text(text));
    }
    return texts;
  }

  /**
   * What {@link Script#READ} found.
   *
   * @param names as many for each key, that of its value first
   */
  static List<Read> reads(
      List<RemoteKey> keys, byte[][] names, byte[] leaseId, @Nullable Object reply) {
    int each = names.length / keys.size();
    List<?> parts = list(reply, 1 + 2 * keys.size());
    long redisMicros = number(parts.get(0));
    List<Read> reads = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      Object kind = parts.get(1 + 2 * i);
      Object bytes = parts.get(2 + 2 * i);
      reads.add(new Read(keys.get(i), names[each * i], leaseId, kind, bytes, redisMicros));
    }
    return reads;
  }

  /** What a node gets of so many windows. */
  static RemoteShares.Shares shares(int windows, @Nullable Object reply) {
    List<?> all = list(reply, 1 + windows);
    int[] units = new int[windows];
    for (int i = 0; i < windows; i++) {
      units[i] = count(all.get(1 + i));
    }
    return new RemoteShares.Shares(Math.max(1, count(all.get(0))), units);
  }

  /** What all nodes agree on. */
  static RemoteStops.Verdict verdict(@Nullable Object reply) {
    List<?> all = list(reply, 6);
    Stop stop = truth(all.get(2)) ? stop(text(all.get(4))) : null;
    return new RemoteStops.Verdict(
        Math.max(1, count(all.get(0))),
        number(all.get(1)),
        Math.max(0, number(all.get(3))),
        stop,
        truth(all.get(5)));
  }

  /** Why calls are stopped, as another node says it, of another release perhaps. */
  static Stop stop(String why) {
    try {
      return Stop.parse(why);
    } catch (IllegalArgumentException strange) {
      return new Stop(1, 0, "");
    }
  }

  private static int count(@Nullable Object reply) {
    if (reply instanceof Long && (Long) reply >= 0 && (Long) reply <= Integer.MAX_VALUE) {
      return (int) (long) (Long) reply;
    }
    throw garbled("no count");
  }

  static List<?> list(@Nullable Object reply, int size) {
    if (reply instanceof List && ((List<?>) reply).size() == size) {
      return (List<?>) reply;
    }
    throw garbled("not a list of " + size);
  }

  static GarbledReplyException garbled(String what) {
    return new GarbledReplyException("Redis's reply was garbled: " + what);
  }

  /** What {@link Script#READ} found of one key, as Redis said it. */
  static final class Read {

    static final long FOUND = 1;
    static final long BUSY = 2;
    static final long LEASED = 3;

    final RemoteKey key;

    /** Of the value. */
    final byte[] name;

    final byte[] leaseId;
    final long kind;
    final byte[] bytes;
    final long redisMicros;

    private Read(
        RemoteKey key,
        byte[] name,
        byte[] leaseId,
        @Nullable Object kind,
        @Nullable Object bytes,
        long redisMicros) {
      if (!(kind instanceof Long)
          || (Long) kind < FOUND
          || (Long) kind > LEASED
          || !(bytes instanceof byte[])) {
        throw garbled("not what a read brings");
      }
      this.key = key;
      this.name = name;
      this.leaseId = leaseId;
      this.kind = (Long) kind;
      this.bytes = (byte[]) bytes;
      this.redisMicros = redisMicros;
    }
  }

  /** What {@link Script#LOOK} saw, as Redis said it. */
  static final class Look {

    static final long VALUE = 1;
    static final long LEASE = 2;

    final long kind;
    final byte[] head;
    final long length;
    final long redisMicros;

    Look(@Nullable Object reply) {
      List<?> parts = list(reply, 4);
      Object first = parts.get(0);
      Object second = parts.get(1);
      Object third = parts.get(2);
      if (!(first instanceof Long)
          || (Long) first < 0
          || (Long) first > LEASE
          || !(second instanceof byte[])
          || !(third instanceof Long)) {
        throw garbled("not what a look brings");
      }
      this.kind = (Long) first;
      this.head = (byte[]) second;
      this.length = (Long) third;
      this.redisMicros = number(parts.get(3));
    }
  }

  /** What {@link Script#PROBE} brings, as Redis said it. */
  static final class Probe {

    final long redisMicros;
    final String version;

    Probe(@Nullable Object reply) {
      List<?> parts = list(reply, 2);
      redisMicros = number(parts.get(0));
      Object second = parts.get(1);
      if (!(second instanceof byte[])) {
        throw garbled("no version");
      }
      version = new String((byte[]) second, StandardCharsets.US_ASCII);
    }
  }

  /** What {@link Script#UPDATE} has done, as Redis said it. */
  static final class Updated {

    private static final long VOIDED = 0;
    private static final long STORED = 1;
    private static final long NOTHING = 2;

    private final long outcome;
    final long redisMicros;

    Updated(byte[] generation, @Nullable Object reply) {
      List<?> parts = list(reply, 3);
      echo(generation, parts.get(0));
      Object second = parts.get(1);
      if (!(second instanceof Long) || (Long) second < VOIDED || (Long) second > NOTHING) {
        throw garbled("not what an update brings");
      }
      outcome = (Long) second;
      redisMicros = number(parts.get(2));
    }

    boolean stored() {
      return outcome == STORED;
    }
  }

  /** Redis's time, and the number of each bucket that {@link Script#TICK} was asked for. */
  static final class Tick {

    final long redisMicros;
    final long[] numbers;

    Tick(int buckets, @Nullable Object reply) {
      List<?> parts = list(reply, buckets + 1);
      redisMicros = number(parts.get(0));
      numbers = new long[buckets];
      for (int i = 0; i < buckets; i++) {
        numbers[i] = number(parts.get(i + 1));
      }
    }
  }
}
