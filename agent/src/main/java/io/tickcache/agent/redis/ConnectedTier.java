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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * L2 in Redis, with its connections. While Redis is out it is as if there were none, but for
 * invalidations, which are kept and applied before anything is read again. Thread-safe.
 */
final class ConnectedTier implements RemoteCache, RemoteShares, RemoteStops {

  private static final long ANY_VALUE = 0;

  private final Node self = Node.random();
  private final RedisClocks clocks = new RedisClocks();
  private final long timeoutNanos;
  private final RedisStats stats;
  private final PendingInvalidations pending;
  private final Keyspace keyspace;
  private final Breaker breaker;
  private final Steps steps;
  private final Patience patience;
  private final Reads reads;
  private final Looks looks;
  private final Inbox inbox;
  private final SelfTest selfTest;
  private final LinkKeeper keeper;
  private final Supervisor supervisor;
  private final Log log;

  /** Wires the parts, from the inside out; nothing is connected yet. */
  ConnectedTier(
      RedisSettings settings,
      RedisStats stats,
      PendingInvalidations pending,
      StateChanges changes,
      Backplane backplane,
      RemoteStops.Listener stops,
      Ticker ticker,
      ScheduledExecutorService background,
      ThreadFactory threads,
      Log log) {
    this.stats = stats;
    this.log = log;
    this.pending = pending;
    this.timeoutNanos = settings.timeout().toNanos();
    this.keyspace = new Keyspace(settings.namespace());
    this.breaker = new Breaker(settings.breaker(), ticker, changes);
    this.steps = new Steps(keyspace, self.id, clocks);
    this.patience = new Patience(timeoutNanos, breaker, stats, ticker);
    Glances glances = new Glances(keyspace, clocks, self, timeoutNanos, ticker, log);
    this.reads = new Reads(self, timeoutNanos, steps, glances, stats, ticker);
    this.looks = new Looks(self, steps, pending, timeoutNanos);
    Waiting waiting = new Waiting(timeoutNanos);
    Numbering numbering = new Numbering();
    Heartbeat heartbeat = new Heartbeat(self.id, ticker);
    this.selfTest = new SelfTest(steps, glances, self.id, waiting, ticker);
    this.inbox =
        new Inbox(
            keyspace, self.id, backplane, stops, numbering, heartbeat, selfTest, clocks, stats,
            ticker);
    Connections connections = new Connections(settings, threads, ticker, clocks);
    this.keeper =
        new LinkKeeper(
            connections,
            breaker,
            pending,
            steps,
            selfTest,
            waiting,
            timeoutNanos,
            this::changed,
            ticker);
    Ear ear =
        new Ear(
            connections,
            steps,
            numbering,
            heartbeat,
            selfTest,
            waiting,
            settings.connectTimeout(),
            ticker,
            new Ways());
    this.supervisor =
        new Supervisor(
            background,
            backplane,
            keeper,
            new Introduction(steps, stats, ticker),
            ear,
            breaker,
            new StateLog(log, settings),
            changes);
  }

  /** Connects in the background, and watches over the connection from then on. */
  void start() {
    supervisor.start();
  }

  void close() {
    supervisor.close();
  }

  /** The state of the breaker in Resilience4j's words, lower case. */
  String breakerState() {
    return breaker.state();
  }

  /** How well this process hears the others. */
  Backplane.Sync state() {
    return supervisor.state();
  }

  /**
   * How long an invalidation of the latest self-test took to come back, in nanoseconds; -1 while
   * there was none that did.
   */
  long selfTestNanos() {
    return selfTest.loopNanos();
  }

  @Override
  public boolean available() {
    return supervisor.usable() != null;
  }

  @Override
  public Reading read(RemoteKey key, long leaseMillis, long sinceNanos) {
    return read(key, leaseMillis, ANY_VALUE, sinceNanos);
  }

  @Override
  public Reading refresh(RemoteKey key, long leaseMillis, long youngNanos, long sinceNanos) {
    long youngMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(youngNanos));
    return read(key, leaseMillis, youngMillis, sinceNanos);
  }

  private Reading read(RemoteKey key, long leaseMillis, long youngMillis, long sinceNanos) {
    RedisLink link = supervisor.usable();
    if (link == null || pending.cover(key.cache(), key.symbol())) {
      return Reading.UNAVAILABLE;
    }
    List<RemoteKey> one = Collections.singletonList(key);
    Reads.Sent sent = reads.send(link, one, leaseMillis, youngMillis);
    return reads.await(sent, patience.since(sinceNanos)).get(0);
  }

  @Override
  public List<Reading> readAll(List<RemoteKey> keys, long leaseMillis, long sinceNanos) {
    return readAll(keys, leaseMillis, patience.since(sinceNanos));
  }

  @Override
  public List<Reading> fetchAll(List<RemoteKey> keys) {
    return readAll(keys, 0, new Waiting(timeoutNanos));
  }

  private List<Reading> readAll(List<RemoteKey> keys, long leaseMillis, Awaiting awaiting) {
    Reading[] readings = new Reading[keys.size()];
    Arrays.fill(readings, Reading.UNAVAILABLE);
    RedisLink link = supervisor.usable();
    if (link == null) {
      return Arrays.asList(readings);
    }
    List<ReadGroup> groups = ReadGroup.of(keys, link.clustered(), pending);
    List<Reads.Sent> sent = new ArrayList<>(groups.size());
    for (ReadGroup group : groups) {
      sent.add(reads.send(link, group.keys(), leaseMillis, ANY_VALUE));
    }
    for (Reads.Sent one : sent) {
      reads.askForRest(one, awaiting);
    }
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).put(reads.await(sent.get(i), awaiting), readings);
    }
    return Arrays.asList(readings);
  }

  /** Asks Redis once, whatever the breaker says. */
  RedisProbe probe() {
    RedisLink link = keeper.link();
    if (link == null) {
      String trouble = keeper.trouble();
      return RedisProbe.failed(trouble.isEmpty() ? "there is no connection" : trouble);
    }
    long beganMillis = System.currentTimeMillis();
    Waiting waiting = new Waiting(timeoutNanos);
    Command<ServerReply.Probe> sent = steps.probe(link);
    ServerReply.Probe reply = waiting.await(sent);
    if (reply == null) {
      return RedisProbe.failed(waiting.failure());
    }
    long trip = sent.tookNanos();
    long middleMillis = beganMillis + TimeUnit.NANOSECONDS.toMillis(trip / 2);
    long redisMillis = TimeUnit.MICROSECONDS.toMillis(reply.redisMicros);
    return RedisProbe.answered(trip, redisMillis - middleMillis, reply.version);
  }

  @Override
  public @Nullable List<@Nullable Seen> look(List<RemoteKey> keys) {
    RedisLink link = supervisor.usable();
    return link == null ? null : looks.look(link, keys);
  }

  /** The names of nodes, as far as Redis tells. */
  Map<Integer, NodeName> names(Set<Integer> nodes) {
    RedisLink link = supervisor.usable();
    return link == null ? Collections.<Integer, NodeName>emptyMap() : looks.names(link, nodes);
  }

  @Override
  public @Nullable CompletionStage<Shares> share(
      String upstream, List<Claim> claims, long leaseMillis) {
    RedisLink link = keeper.link();
    if (link == null) {
      return null;
    }
    return noting(
        steps.share(link, upstream, claims, leaseMillis),
        link,
        "the budget of upstream `" + upstream + "` can't be shared out: ");
  }

  @Override
  public @Nullable CompletionStage<Verdict> tell(String upstream, Report report, long leaseMillis) {
    RedisLink link = keeper.link();
    return link == null
        ? null
        : noting(
            steps.agree(link, upstream, report, leaseMillis),
            link,
            "the back-off of upstream `" + upstream + "` can't be agreed on: ");
  }

  /** Counts a failure of a command, and tells of it unless the connection is to blame. */
  private <T> Command<T> noting(Command<T> sent, RedisLink link, String trouble) {
    stats.countFailure(sent);
    sent.whenComplete(
        (done, failure) -> {
          if (failure != null && link.isOpen()) {
            log.seldom(trouble, "redis: " + trouble + Remedy.line(failure));
          }
        });
    return sent;
  }

  @Override
  public void noteAsked(String cache, Map<String, Long> counts) {
    RedisLink link = supervisor.usable();
    if (link != null) {
      steps.noteAsked(link, cache, counts).whenComplete((done, failure) -> tellOfHot(failure));
    }
  }

  @Override
  public @Nullable List<String> mostAsked(String cache, int number) {
    RedisLink link = supervisor.usable();
    if (link == null) {
      return null;
    }
    Command<List<String>> asked = steps.mostAsked(link, cache, number);
    asked.whenComplete((symbols, failure) -> tellOfHot(failure));
    return new Waiting(timeoutNanos).await(asked);
  }

  private void tellOfHot(@Nullable Throwable failure) {
    if (failure != null) {
      stats.failures.increment();
      log.seldom(
          "most asked symbols",
          "redis: which symbols are asked for most can't be kept: " + Remedy.line(failure));
    }
  }

  @Override
  public void fill(RemoteKey key, Lease lease, byte[] bytes, long birthNanos, long ttlNanos) {
    GrantedLease granted = (GrantedLease) lease;
    RedisLink link = supervisor.usable();
    long ttlMillis = TimeUnit.NANOSECONDS.toMillis(ttlNanos);
    if (link == null || ttlMillis <= 0) {
      release(key, lease);
      return;
    }
    long start = granted.redisMicrosAt(birthNanos);
    byte[] envelope = Envelope.wrap(keyspace.value(key), start, self.number, bytes);
    steps
        .fill(link, key, granted, envelope, ttlMillis)
        .whenComplete(
            (stored, failure) -> {
              if (failure != null) {
                stats.failures.increment();
              } else {
                (stored ? stats.fills : stats.fencedFills).increment();
              }
            });
  }

  @Override
  public void renew(RemoteKey key, Lease lease, long leaseMillis) {
    RedisLink link = supervisor.usable();
    if (link != null) {
      stats.countFailure(steps.renew(link, key, (GrantedLease) lease, leaseMillis));
    }
  }

  /** Over any connection there is: a lease that stays makes others wait. */
  @Override
  public void release(RemoteKey key, Lease lease) {
    RedisLink link = keeper.link();
    if (link != null) {
      stats.countFailure(steps.release(link, key, (GrantedLease) lease));
    }
  }

  @Override
  public void drop(RemoteKey key) {
    RedisLink link = supervisor.usable();
    if (link != null) {
      stats.countFailure(steps.drop(link, key));
    }
  }

  /**
   * Told even while the breaker is open, so that the others hear of it if anyone can; only the
   * caller doesn't wait then.
   */
  @Override
  public void invalidate(String cache, @Nullable String symbol) {
    stats.invalidationsSent.increment();
    Command<Boolean> told = tell(new PendingInvalidations.Item(cache, symbol), true);
    if (told != null && supervisor.usable() != null) {
      patience.await(told, told.sentNanos());
    }
  }

  @Override
  public boolean update(String cache, String symbol, List<RemoteUpdate> values, long birthNanos) {
    RedisLink link = supervisor.usable();
    RedisClock clock = clocks.of(Keyspace.bucket(cache, symbol));
    long earliest = clock.earliestMicros(birthNanos);
    if (link == null || earliest < 0) {
      invalidate(cache, symbol);
      return true;
    }
    List<byte[]> envelopes = new ArrayList<>(values.size());
    for (RemoteUpdate value : values) {
      envelopes.add(
          Envelope.wrap(keyspace.value(value.key()), earliest, self.number, value.bytes()));
    }
    stats.invalidationsSent.increment();
    PendingInvalidations.Item item = new PendingInvalidations.Item(cache, symbol);
    PendingInvalidations.Telling telling = pending.begin(item);
    Command<ServerReply.Updated> told =
        steps.update(link, item, values, envelopes, earliest, clock.latestMicros(birthNanos));
    settle(told, telling);
    ServerReply.Updated updated = patience.await(told, told.sentNanos());
    if (updated != null) {
      (updated.stored() ? stats.fills : stats.fencedFills).increment();
    }
    return updated == null || updated.stored();
  }

  /**
   * Sends an invalidation, and keeps it as pending until Redis has confirmed it; null if there is
   * no connection.
   *
   * @param others whether the other nodes hear of it
   */
  private @Nullable Command<Boolean> tell(PendingInvalidations.Item item, boolean others) {
    PendingInvalidations.Telling telling = pending.begin(item);
    RedisLink link = keeper.link();
    if (link == null) {
      telling.failed();
      return null;
    }
    Command<Boolean> told = steps.invalidate(link, item, others);
    settle(told, telling);
    return told;
  }

  private void settle(Command<?> told, PendingInvalidations.Telling telling) {
    told.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            pending.applied(telling);
          } else {
            telling.failed();
          }
        });
  }

  private void changed() {
    supervisor.checkSoon();
  }

  /** Where messages come from and go to. */
  private final class Ways implements Ear.Ways {

    @Override
    public String[] channels() {
      return new String[] {keyspace.invalidateChannel(), keyspace.nodesChannel(), ownChannel()};
    }

    @Override
    public String ownChannel() {
      return keyspace.nodeChannel(self.id);
    }

    @Override
    public void message(String channel, String text, Runnable lost) {
      // What a program has told everyone already is only made up for in Redis, without waiting.
      inbox.message(channel, text, item -> tell(item, false), lost);
    }

    @Override
    public void changed() {
      supervisor.checkSoon();
    }
  }
}
