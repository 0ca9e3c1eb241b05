package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GlanceTest {

  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final long REDIS_MICROS = 1_700_000_000_000_000L;
  private static final RemoteKey KEY = new RemoteKey("quotes", "AAPL", "A#get@f?");

  private final Keyspace keyspace = new Keyspace("prod");
  private final FakeRedis redis = new FakeRedis();
  private final AtomicLong nanos = new AtomicLong();
  private final RedisLink link = redis.link(nanos::get);
  private final RedisClock clock = new RedisClock();

  /** Redis's clock was read at 0 of ours, over a network that takes no time. */
  @BeforeEach
  void readClock() {
    clock.observe(REDIS_MICROS, 0, 0);
  }

  @Test
  void aValueUnderThePresentStampIsFoundWithItsBirth() {
    fill(KEY, "life.12.34\n", REDIS_MICROS - 5_000, "value");
    stamp(KEY, "life", "12", "34");
    nanos.set(2 * MILLI);

    Reading.Found found = found(KEY);

    assertThat(found).isNotNull();
    assertThat(Keyspace.text(found.bytes())).isEqualTo("value");
    assertThat(found.birthNanos()).isBetween(-5 * MILLI - 10_000, -5 * MILLI);
  }

  @Test
  void underAnyOtherStampItIsNone() {
    fill(KEY, "life.12.34\n", REDIS_MICROS, "value");
    stamp(KEY, "life", "12", "34");
    assertThat(found(KEY)).isNotNull();
    for (String[] other :
        new String[][] {
          {"life", "13", "34"},
          {"life", "12", "35"},
          {"liff", "12", "34"},
          {"life", "1", "34"},
          {"life", "12", "3"},
          {"life", "12", "345"},
          {"life", "12", "34\n"},
          {"life.", "12", "34"},
          {"life", "", "12.34"},
          {"", "life.12", "34"}
        }) {
      stamp(KEY, other[0], other[1], other[2]);
      assertThat(found(KEY)).as(String.join(" ", other)).isNull();
    }
  }

  @Test
  void whatIsMissingMakesItNone() {
    for (int missing = 0; missing < 4; missing++) {
      fill(KEY, "life.12.34\n", REDIS_MICROS, "value");
      stamp(KEY, "life", "12", "34");
      assertThat(found(KEY)).isNotNull();
      List<String> names = redis.mgets.get(redis.mgets.size() - 1);
      redis.strings.remove(names.get(missing));
      assertThat(found(KEY)).as(names.get(missing)).isNull();
    }
  }

  @Test
  void aDamagedValueIsNone() {
    fill(KEY, "life.12.34\n", REDIS_MICROS, "value");
    stamp(KEY, "life", "12", "34");
    byte[] value = redis.strings.get(Keyspace.text(keyspace.value(KEY)));
    for (int bit = 0; bit < 8 * value.length; bit++) {
      value[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(found(KEY)).as("bit " + bit).isNull();
      value[bit / 8] ^= (byte) (1 << (bit % 8));
    }
    assertThat(found(KEY)).isNotNull();
    redis.put(keyspace.value(KEY), "life.12.34\n");
    assertThat(found(KEY)).isNull();
    redis.put(keyspace.value(KEY), "life");
    assertThat(found(KEY)).isNull();
  }

  @Test
  void anAgeThatCannotBeToldMakesItNone() {
    stamp(KEY, "life", "12", "34");
    fill(KEY, "life.12.34\n", REDIS_MICROS + 1_000_000, "of a clock that was set ahead");
    assertThat(found(KEY)).isNull();

    fill(KEY, "life.12.34\n", REDIS_MICROS, "value");
    redis.answer =
        mget -> {
          nanos.addAndGet(11 * MILLI);
          redis.answer = null;
          FakeRedis.reply(mget, allOf(KEY));
        };
    assertThat(found(KEY)).as("a reply that comes when the clock was read long ago").isNull();
  }

  @Test
  void eachOfManyKeysIsFoundByItself() {
    List<RemoteKey> keys =
        IntStream.range(0, 64)
            .mapToObj(i -> new RemoteKey("quotes", "SYM" + i, i % 4 < 2 ? "one" : "other"))
            .collect(Collectors.toList());
    for (int i = 0; i < keys.size(); i++) {
      RemoteKey key = keys.get(i);
      int bucket = Keyspace.bucket(key.cache(), key.symbol());
      stamp(key, "life", "" + i, "1" + bucket);
      String stamp = "life." + i + ".1" + bucket + "\n";
      fill(key, i % 3 == 0 ? "other" + stamp : stamp, REDIS_MICROS, "value of " + i);
    }

    Glance glance = Glance.send(link, keyspace, keys, clock, Node.random());
    byte[][] strings = glance.command().join();

    assertThat(redis.mgets).hasSize(1);
    assertThat(redis.mgets.get(0))
        .doesNotHaveDuplicates()
        .filteredOn(name -> name.endsWith(":life"))
        .hasSize(1);
    for (int i = 0; i < keys.size(); i++) {
      Reading.Found found = glance.found(i, strings);
      assertThat(found == null ? null : Keyspace.text(found.bytes()))
          .isEqualTo(i % 3 == 0 ? null : "value of " + i);
    }
  }

  private Reading.@Nullable Found found(RemoteKey key) {
    Glance glance = Glance.send(link, keyspace, List.of(key), clock, Node.random());
    return glance.found(0, glance.command().join());
  }

  private void fill(RemoteKey key, String stamp, long loadStartMicros, String value) {
    byte[] name = keyspace.value(key);
    byte[] envelope = Envelope.wrap(name, loadStartMicros, 7, Keyspace.bytes(value));
    byte[] bytes = new byte[stamp.length() + envelope.length];
    System.arraycopy(Keyspace.bytes(stamp), 0, bytes, 0, stamp.length());
    System.arraycopy(envelope, 0, bytes, stamp.length(), envelope.length);
    redis.put(name, bytes);
  }

  private void stamp(RemoteKey key, String life, String symbol, String cache) {
    int bucket = Keyspace.bucket(key.cache(), key.symbol());
    redis.put(keyspace.symbolGeneration(key), symbol);
    redis.put(keyspace.cacheGeneration(key.cache(), bucket), cache);
    redis.put(keyspace.life(bucket), life);
  }

  private byte[][] allOf(RemoteKey key) {
    int bucket = Keyspace.bucket(key.cache(), key.symbol());
    return new byte[][] {
      redis.strings.get(Keyspace.text(keyspace.value(key))),
      redis.strings.get(Keyspace.text(keyspace.symbolGeneration(key))),
      redis.strings.get(Keyspace.text(keyspace.cacheGeneration(key.cache(), bucket))),
      redis.strings.get(Keyspace.text(keyspace.life(bucket)))
    };
  }
}
