package io.tickcache.agent.redis;

import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.RemoteUpdate;
import io.tickcache.agent.upstream.Claim;
import io.tickcache.agent.upstream.RemoteShares;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.rules.WarmUp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The scripts with their keys and arguments in place, and their replies understood. A command that
 * fails is all that comes of a missing connection. Thread-safe.
 */
final class Steps {

  private static final long GENERATION_MILLIS = TimeUnit.DAYS.toMillis(1);
  private static final long MARGIN_MILLIS = TimeUnit.MINUTES.toMillis(1);

  /** How long until a call counts for half as much. */
  private static final long AGING_MILLIS = TimeUnit.HOURS.toMillis(1);

  /** Longer than any holidays of markets. */
  private static final long HOT_MILLIS = TimeUnit.DAYS.toMillis(14);

  /** How many names {@link Keyspace#all} gives. */
  private static final int NAMES = 5;

  private static final byte[] GENERATION_TIME = number(GENERATION_MILLIS);
  private static final byte[] FOR_EVER = number(0);
  private static final byte[] SILENT = {};

  private final Keyspace keyspace;
  private final String node;
  private final RedisClocks clocks;

  Steps(Keyspace keyspace, String node, RedisClocks clocks) {
    this.keyspace = keyspace;
    this.node = node;
    this.clocks = clocks;
  }

  /**
   * Reads keys, and takes leases.
   *
   * @param keys of one bucket where the link is to a cluster
   * @param youngMillis how long a value must stay that need not be replaced; 0 for any
   */
  Command<List<ServerReply.Read>> read(
      RedisLink link, List<RemoteKey> keys, byte[] leaseId, long leaseMillis, long youngMillis) {
    byte[][] names = new byte[keys.size() * NAMES][];
    for (int i = 0; i < keys.size(); i++) {
      System.arraycopy(keyspace.all(keys.get(i)), 0, names, i * NAMES, NAMES);
    }
    int bucket = Keyspace.bucket(keys.get(0).cache(), keys.get(0).symbol());
    return link.run(
        Script.READ,
        names,
        (reply, sent, now) -> {
          List<ServerReply.Read> reads = ServerReply.reads(keys, names, leaseId, reply);
          observe(bucket, reads.get(0).redisMicros, sent, now);
          return reads;
        },
        leaseId,
        number(leaseMillis),
        GENERATION_TIME,
        youngMillis == 0 ? FOR_EVER : number(youngMillis));
  }

  Command<ServerReply.Probe> probe(RedisLink link) {
    return link.run(
        Script.PROBE,
        new byte[][] {keyspace.life(0)},
        (reply, sent, now) -> new ServerReply.Probe(reply));
  }

  Command<ServerReply.Look> look(RedisLink link, RemoteKey key) {
    return link.run(
        Script.LOOK,
        keyspace.all(key),
        (reply, sent, now) -> new ServerReply.Look(reply),
        number(Envelope.HEAD + 1));
  }

  /** Says what this node has and wants of a budget, and brings what it gets. */
  Command<RemoteShares.Shares> share(
      RedisLink link, String upstream, List<Claim> claims, long leaseMillis) {
    List<byte[]> keys = new ArrayList<>();
    List<byte[]> arguments = new ArrayList<>();
    Collections.addAll(arguments, Keyspace.bytes(node), number(leaseMillis));
    for (Claim claim : claims) {
      long periodMillis = claim.allowance.period().toMillis();
      keys.add(keyspace.window(upstream, periodMillis));
      Collections.addAll(
          arguments,
          number(claim.allowance.amount()),
          number(periodMillis),
          number(claim.granted ? 1 : 0),
          number(claim.held),
          number(claim.wanted),
          number(claim.heaviest));
    }
    return link.run(
        Script.SHARE,
        keys.toArray(new byte[0][]),
        (reply, sent, now) -> ServerReply.shares(claims.size(), reply),
        arguments.toArray(new byte[0][]));
  }

  /** Says how an upstream's calls are in this node, and brings how they are to be in all. */
  Command<RemoteStops.Verdict> agree(
      RedisLink link, String upstream, RemoteStops.Report report, long leaseMillis) {
    String why = report.stop.toString();
    return link.run(
        Script.AGREE,
        new byte[][] {keyspace.backOff(upstream)},
        (reply, sent, now) -> ServerReply.verdict(reply),
        Keyspace.bytes(node),
        number(leaseMillis),
        Keyspace.bytes(report.kind.name().toLowerCase(Locale.ROOT)),
        number(report.number),
        number(report.millis),
        Keyspace.bytes(why),
        Keyspace.bytes(keyspace.nodesChannel()),
        Message.head(Message.STOPPED, node),
        Message.tail(Message.STOPPED, node, upstream, why));
  }

  /** Adds to how often symbols of a cache were asked for. */
  Command<Boolean> noteAsked(RedisLink link, String cache, Map<String, Long> counts) {
    List<byte[]> arguments = new ArrayList<>();
    Collections.addAll(
        arguments, number(WarmUp.MOST_KNOWN), number(AGING_MILLIS), number(HOT_MILLIS));
    counts.forEach(
        (symbol, count) -> Collections.addAll(arguments, number(count), Keyspace.bytes(symbol)));
    return link.run(
        Script.NOTE_ASKED,
        new byte[][] {keyspace.hot(cache), keyspace.hotAging(cache)},
        (reply, sent, now) -> ServerReply.truth(reply),
        arguments.toArray(new byte[0][]));
  }

  Command<List<String>> mostAsked(RedisLink link, String cache, int number) {
    return link.run(
        Script.MOST_ASKED,
        new byte[][] {keyspace.hot(cache)},
        (reply, sent, now) -> ServerReply.texts(reply),
        number(number));
  }

  /** Has people find out for a time who this node is. */
  Command<Boolean> introduce(RedisLink link, NodeName name, long millis) {
    return link.run(
        Script.INTRODUCE,
        new byte[][] {keyspace.nodeName(node)},
        (reply, sent, now) -> ServerReply.truth(reply),
        Keyspace.bytes(name.toString()),
        number(millis));
  }

  /** What a node has introduced itself as; empty if it has not, or long ago. */
  Command<String> name(RedisLink link, String other) {
    return link.run(
        Script.NAME,
        new byte[][] {keyspace.nodeName(other)},
        (reply, sent, now) -> ServerReply.text(reply));
  }

  /** Brings true, or false where a fence held the value back. */
  Command<Boolean> fill(
      RedisLink link, RemoteKey key, GrantedLease lease, byte[] envelope, long ttlMillis) {
    return link.run(
        Script.FILL,
        keyspace.all(key),
        (reply, sent, now) -> ServerReply.truth(reply),
        lease.id,
        lease.stamp,
        envelope,
        number(ttlMillis),
        number(ttlMillis + MARGIN_MILLIS),
        Keyspace.bytes(keyspace.nodesChannel()),
        Message.head(Message.LOADED, node),
        Message.tail(Message.LOADED, node, key.cache(), key.symbol()));
  }

  Command<Boolean> renew(RedisLink link, RemoteKey key, GrantedLease lease, long leaseMillis) {
    return link.run(
        Script.RENEW,
        new byte[][] {keyspace.lease(key)},
        (reply, sent, now) -> ServerReply.truth(reply),
        lease.id,
        lease.stamp,
        number(leaseMillis));
  }

  Command<Boolean> release(RedisLink link, RemoteKey key, GrantedLease lease) {
    return link.run(
        Script.RELEASE,
        new byte[][] {keyspace.lease(key)},
        (reply, sent, now) -> ServerReply.truth(reply),
        lease.id,
        lease.stamp,
        Keyspace.bytes(keyspace.nodesChannel()),
        Message.head(Message.LOADED, node),
        Message.tail(Message.LOADED, node, key.cache(), key.symbol()));
  }

  Command<Boolean> drop(RedisLink link, RemoteKey key) {
    return link.delete(keyspace.value(key));
  }

  /**
   * Voids a symbol, or a whole cache, in Redis.
   *
   * @param tell whether the other nodes hear of it
   */
  Command<Boolean> invalidate(RedisLink link, PendingInvalidations.Item item, boolean tell) {
    String symbol = item.symbol;
    if (symbol == null) {
      return invalidateAll(link, item.cache, tell);
    }
    return invalidate(
        link, keyspace.symbolGeneration(item.cache, symbol), GENERATION_TIME, item, tell);
  }

  /**
   * Voids a symbol and stores newer answers for it in one step; brings what became of them.
   *
   * @param envelopes one for each of the answers
   */
  Command<ServerReply.Updated> update(
      RedisLink link,
      PendingInvalidations.Item item,
      List<RemoteUpdate> values,
      List<byte[]> envelopes,
      long earliestMicros,
      long latestMicros) {
    int bucket = Keyspace.bucket(item.cache, item.symbol);
    byte[] generation = keyspace.symbolGeneration(values.get(0).key());
    List<byte[]> keys = new ArrayList<>();
    Collections.addAll(
        keys,
        generation,
        keyspace.number(bucket),
        keyspace.cacheGeneration(item.cache, bucket),
        keyspace.life(bucket));
    long longest = GENERATION_MILLIS;
    for (RemoteUpdate value : values) {
      keys.add(keyspace.value(value.key()));
      keys.add(keyspace.lease(value.key()));
      longest = Math.max(longest, millis(value) + MARGIN_MILLIS);
    }
    List<byte[]> arguments = new ArrayList<>();
    Collections.addAll(
        arguments,
        number(longest),
        Keyspace.bytes(keyspace.nodesChannel()),
        Message.head(Message.INVALIDATED, node),
        Message.tail(Message.INVALIDATED, node, item.cache, item.symbol),
        number(earliestMicros),
        number(latestMicros));
    for (int i = 0; i < values.size(); i++) {
      arguments.add(envelopes.get(i));
      arguments.add(number(millis(values.get(i))));
    }
    return link.run(
        Script.UPDATE,
        keys.toArray(new byte[0][]),
        (reply, sent, now) -> {
          ServerReply.Updated updated = new ServerReply.Updated(generation, reply);
          observe(bucket, updated.redisMicros, sent, now);
          return updated;
        },
        arguments.toArray(new byte[0][]));
  }

  private static long millis(RemoteUpdate value) {
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(value.ttlNanos()));
  }

  /** All buckets but one in silence; that one tells, once all the others have forgotten. */
  private Command<Boolean> invalidateAll(RedisLink link, String cache, boolean tell) {
    PendingInvalidations.Item whole = new PendingInvalidations.Item(cache, null);
    CompletableFuture<?>[] silent = new CompletableFuture<?>[Keyspace.BUCKETS - 1];
    Command<Boolean> all = link.begin();
    for (int i = 0; i < silent.length; i++) {
      byte[] generation = keyspace.cacheGeneration(cache, i + 1);
      silent[i] = invalidate(link, generation, FOR_EVER, whole, false);
    }
    CompletableFuture.allOf(silent)
        .thenCompose(
            done -> invalidate(link, keyspace.cacheGeneration(cache, 0), FOR_EVER, whole, tell))
        .whenComplete((done, failure) -> link.end(all, done, failure));
    return all;
  }

  private Command<Boolean> invalidate(
      RedisLink link,
      byte[] generation,
      byte[] generationMillis,
      PendingInvalidations.Item item,
      boolean tell) {
    byte[] number = keyspace.number(Keyspace.bucket(item.cache, item.symbol));
    return link.run(
        Script.INVALIDATE,
        tell ? new byte[][] {generation, number} : new byte[][] {generation},
        (reply, sent, now) -> ServerReply.echo(generation, reply),
        generationMillis,
        tell ? Keyspace.bytes(keyspace.nodesChannel()) : SILENT,
        Message.head(Message.INVALIDATED, node),
        Message.tail(Message.INVALIDATED, node, item.cache, item.symbol));
  }

  /**
   * Acquaints Redis's buckets with the life of their server, and brings the number of each bucket's
   * latest invalidation.
   */
  Command<long[]> tick(RedisLink link) {
    if (!link.clustered()) {
      return tick(link, 0, Keyspace.BUCKETS);
    }
    Command<long[]> all = link.begin();
    long[] numbers = new long[Keyspace.BUCKETS];
    CompletableFuture<?>[] each = new CompletableFuture<?>[Keyspace.BUCKETS];
    for (int i = 0; i < each.length; i++) {
      int bucket = i;
      each[i] = tick(link, i, 1).thenAccept(number -> numbers[bucket] = number[0]);
    }
    CompletableFuture.allOf(each).whenComplete((done, failure) -> link.end(all, numbers, failure));
    return all;
  }

  private Command<long[]> tick(RedisLink link, int first, int count) {
    byte[][] keys = new byte[2 * count][];
    for (int i = 0; i < count; i++) {
      keys[2 * i] = keyspace.life(first + i);
      keys[2 * i + 1] = keyspace.number(first + i);
    }
    return link.run(
        Script.TICK,
        keys,
        (reply, sent, now) -> {
          ServerReply.Tick tick = new ServerReply.Tick(count, reply);
          observe(first, tick.redisMicros, sent, now);
          return tick.numbers;
        });
  }

  private void observe(int bucket, long redisMicros, long sentNanos, long receivedNanos) {
    if (!clocks.of(bucket).observe(redisMicros, sentNanos, receivedNanos)) {
      throw ServerReply.garbled("its time is not that of its clock");
    }
  }

  private static byte[] number(long number) {
    return Keyspace.bytes(Long.toString(number));
  }
}
