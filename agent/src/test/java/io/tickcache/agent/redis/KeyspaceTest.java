package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tickcache.agent.cache.RemoteKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeyspaceTest {

  private final Keyspace keyspace = new Keyspace("prod");

  @Test
  void whatBelongsToOneSymbolSharesTheHashTagOfItsBucket() {
    RemoteKey key = new RemoteKey("quotes", "BTC/USDT", "A#get@f?");
    int bucket = Keyspace.bucket("quotes", "BTC/USDT");
    String prefix = "tickcache:{prod:" + bucket + "}:";
    assertThat(text(keyspace.value(key))).isEqualTo(prefix + "v:quotes:BTC/USDT:A#get@f?");
    assertThat(text(keyspace.lease(key))).isEqualTo(prefix + "l:quotes:BTC/USDT:A#get@f?");
    assertThat(text(keyspace.symbolGeneration(key))).isEqualTo(prefix + "g:quotes:BTC/USDT");
    assertThat(text(keyspace.cacheGeneration("quotes", bucket))).isEqualTo(prefix + "g:quotes");
    assertThat(text(keyspace.life(bucket))).isEqualTo(prefix + "life");
    assertThat(text(keyspace.number(bucket))).isEqualTo(prefix + "n");
  }

  @Test
  void whatAScriptReadsOfAKeyIsNamedAsEachByItself() {
    RemoteKey key = new RemoteKey("quotes", "BTC:\u20ac", "A#get\u00e9@f?");
    int bucket = Keyspace.bucket("quotes", "BTC:\u20ac");
    assertThat(keyspace.all(key))
        .isDeepEqualTo(
            new byte[][] {
              keyspace.value(key),
              keyspace.lease(key),
              keyspace.symbolGeneration(key),
              keyspace.cacheGeneration("quotes", bucket),
              keyspace.life(bucket)
            });
    assertThat(text(keyspace.lease(key)))
        .isEqualTo("tickcache:{prod:" + bucket + "}:l:quotes:BTC%3A%u20AC:A#get\u00e9@f?");
  }

  @Test
  void whatAGlanceReadsOfAKeyIsNamedAsEachByItself() {
    for (String symbol : new String[] {"AAPL", "BTC:\u20ac", ""}) {
      RemoteKey key = new RemoteKey("quotes", symbol, "A#get\u00e9@f?");
      Names names = new Names(2);
      keyspace.add(key, Keyspace.bucket("quotes", symbol), Keyspace.bytes(key.variant()), names);
      assertThat(encoded(names))
          .isEqualTo(encoded(Names.of(keyspace.value(key), keyspace.symbolGeneration(key))));
    }
  }

  private static ByteBuf encoded(Names names) {
    ByteBuf buffer = Unpooled.buffer();
    names.writeTo(buffer);
    return buffer;
  }

  @Test
  void symbolsAreSpreadOverAllBuckets() {
    int[] counts = new int[Keyspace.BUCKETS];
    for (int i = 0; i < 6_400; i++) {
      counts[Keyspace.bucket("quotes", "SYM" + i)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(50, 200);
    }
  }

  @Test
  void theBucketOfASymbolIsTheSameForEveryVersionAndProcess() {
    assertThat(Keyspace.bucket("quotes", "AAPL")).isEqualTo(26);
    assertThat(Keyspace.bucket("quotes", null)).isZero();
  }

  @Test
  void theChannelForOtherProgramsIsTheDocumentedOne() {
    assertThat(keyspace.invalidateChannel()).isEqualTo("tickcache:{prod}:invalidate");
  }

  @Test
  void aSymbolCannotBreakOutOfItsKey() {
    assertThat(text(keyspace.symbolGeneration("quotes", "A} B*")))
        .endsWith("}:g:quotes:A%7D%20B%2A");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
