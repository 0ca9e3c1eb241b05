package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a read asks Redis for, and when. */
class ReadsTest {

  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final long TIMEOUT = Duration.ofMillis(50).toNanos();
  private static final long LEASE_MILLIS = 20;
  private static final long REDIS_MICROS = 1_700_000_000_000_000L;
  private static final List<RemoteKey> KEYS =
      List.of(
          new RemoteKey("quotes", "AAPL", ""),
          new RemoteKey("quotes", "MSFT", ""),
          new RemoteKey("quotes", "TSLA", ""),
          new RemoteKey("quotes", "AMZN", ""));

  private final Keyspace keyspace = new Keyspace("prod");
  private final FakeRedis redis = new FakeRedis();
  private final AtomicLong nanos = new AtomicLong();
  private final Ticker ticker = nanos::get;
  private final RedisLink link = redis.link(ticker);
  private final RedisClocks clocks = new RedisClocks();
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final RedisStats stats = new RedisStats();
  private final Reads reads;

  ReadsTest() {
    Node self = Node.random();
    Log log = new Log(new PrintStream(told, true, StandardCharsets.UTF_8));
    reads =
        new Reads(
            self,
            TIMEOUT,
            new Steps(keyspace, self.id, clocks),
            new Glances(keyspace, clocks, self, TIMEOUT, ticker, log),
            stats,
            ticker);
  }

  /** As {@link Script#TICK} does before anything is read. */
  @BeforeEach
  void tellLife() {
    for (int i = 0; i < Keyspace.BUCKETS; i++) {
      redis.put(keyspace.life(i), "life");
    }
  }

  @Test
  void whoseClockIsUnknownIsAskedByTheScriptAndThenGlancedAt() {
    redis.scriptReplies.add(leased(1));
    assertThat(read(KEYS.subList(0, 1)).get(0)).isInstanceOf(Reading.Leased.class);
    assertThat(redis.mgets).isEmpty();

    fill(KEYS.get(0), "value");
    assertThat(texts(read(KEYS.subList(0, 1)))).containsExactly("value");
    assertThat(redis.mgets).hasSize(1);
    assertThat(redis.scripts).hasSize(1);
  }

  @Test
  void whoIsAskedSeldomIsAskedByTheScriptEachTime() {
    for (int i = 0; i < 3; i++) {
      redis.scriptReplies.add(leased(1, 11_000L * i));
      read(KEYS.subList(0, 1));
      nanos.addAndGet(11 * MILLI);
    }

    assertThat(redis.mgets).isEmpty();
    assertThat(redis.scripts).hasSize(3);
  }

  @Test
  void aSlowNetworkIsNotGlancedOver() {
    clocks.of(0).observe(REDIS_MICROS, 0, 6 * MILLI);
    nanos.set(6 * MILLI);
    redis.scriptReplies.add(leased(1, 6_000));
    read(KEYS.subList(0, 1));

    assertThat(redis.mgets).isEmpty();
  }

  @Test
  void theScriptIsAskedForWhatAGlanceHasNotFound() {
    knowClock();
    fill(KEYS.get(1), "one");
    fill(KEYS.get(3), "three");
    redis.scriptReplies.add(leased(2));

    List<Reading> readings = read(KEYS);

    assertThat(redis.mgets).hasSize(1);
    assertThat(redis.scripts).hasSize(1);
    assertThat(redis.scripts.get(0))
        .hasSize(10)
        .contains(
            Keyspace.text(keyspace.lease(KEYS.get(0))), Keyspace.text(keyspace.lease(KEYS.get(2))));
    assertThat(texts(readings)).containsExactly("lease", "one", "lease", "three");
  }

  @Test
  void whoIsToReplaceAValueAsksTheScript() {
    knowClock();
    fill(KEYS.get(0), "value");
    redis.scriptReplies.add(leased(1));
    Waiting waiting = new Waiting(TIMEOUT);

    reads.await(reads.send(link, KEYS.subList(0, 1), LEASE_MILLIS, 5), waiting);

    assertThat(redis.mgets).isEmpty();
    assertThat(redis.scripts).hasSize(1);
  }

  @Test
  void aUserWithoutTheRightIsServedByTheScriptAndToldOnce() {
    knowClock();
    String denial = "NOPERM User tickcache has no permissions to run the 'mget' command";
    redis.answer = mget -> FakeRedis.refuse(mget, denial);
    for (int i = 0; i < 3; i++) {
      redis.scriptReplies.add(leased(1));
      assertThat(texts(read(KEYS.subList(0, 1)))).containsExactly("lease");
    }

    assertThat(redis.mgets).hasSize(1);
    assertThat(told.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("'mget' command: the user in `username` needs this right");
    assertThat(stats.failures.sum()).isZero();
  }

  @Test
  void anErrorOfTheMomentLeavesItAllowed() {
    knowClock();
    redis.answer = mget -> FakeRedis.refuse(mget, "TRYAGAIN Multiple keys request");
    redis.scriptReplies.add(leased(1));
    redis.scriptReplies.add(leased(1));
    read(KEYS.subList(0, 1));
    read(KEYS.subList(0, 1));

    assertThat(redis.mgets).hasSize(2);
    assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aReplyThatIsNoneOfMgetCostsTheLink() {
    knowClock();
    redis.answer = mget -> FakeRedis.reply(mget, new byte[3][]);

    assertThat(read(KEYS.subList(0, 1))).containsExactly(Reading.UNAVAILABLE);
    assertThat(redis.closed).isTrue();
    assertThat(link.isOpen()).isFalse();
  }

  private List<Reading> read(List<RemoteKey> keys) {
    return reads.await(reads.send(link, keys, LEASE_MILLIS, 0), new Waiting(TIMEOUT));
  }

  private void knowClock() {
    clocks.of(0).observe(REDIS_MICROS, 0, 0);
  }

  private static Object leased(int keys) {
    return leased(keys, 0);
  }

  private static Object leased(int keys, long sinceMicros) {
    Object[] reply = new Object[1 + 2 * keys];
    Arrays.fill(reply, Keyspace.bytes("life.1.2\n"));
    for (int i = 0; i < keys; i++) {
      reply[1 + 2 * i] = ServerReply.Read.LEASED;
    }
    reply[0] = Keyspace.bytes(Long.toString(REDIS_MICROS + sinceMicros));
    return Arrays.asList(reply);
  }

  private void fill(RemoteKey key, String value) {
    int bucket = Keyspace.bucket(key.cache(), key.symbol());
    redis.put(keyspace.symbolGeneration(key), "1");
    redis.put(keyspace.cacheGeneration(key.cache(), bucket), "2");
    byte[] name = keyspace.value(key);
    byte[] envelope = Envelope.wrap(name, REDIS_MICROS, 7, Keyspace.bytes(value));
    byte[] bytes = Arrays.copyOf(Keyspace.bytes("life.1.2\n"), 9 + envelope.length);
    System.arraycopy(envelope, 0, bytes, 9, envelope.length);
    redis.put(name, bytes);
  }

  private static List<String> texts(List<Reading> readings) {
    return readings.stream()
        .map(
            reading ->
                reading instanceof Reading.Found found ? Keyspace.text(found.bytes()) : "lease")
        .collect(Collectors.toList());
  }
}
