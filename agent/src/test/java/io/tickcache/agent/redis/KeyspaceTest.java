package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.RemoteKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeyspaceTest {

  private final Keyspace keyspace = new Keyspace("prod");

  @Test
  void whatBelongsToOneSymbolSharesAHashTag() {
    RemoteKey key = new RemoteKey("quotes", "BTC/USDT", "A#get@f?");
    assertThat(text(keyspace.value(key))).isEqualTo("tickcache:prod:{quotes:BTC/USDT}:v:A#get@f?");
    assertThat(text(keyspace.lease(key))).isEqualTo("tickcache:prod:{quotes:BTC/USDT}:l:A#get@f?");
    assertThat(text(keyspace.symbolGeneration("quotes", "BTC/USDT")))
        .isEqualTo("tickcache:prod:{quotes:BTC/USDT}:g");
    assertThat(text(keyspace.cacheGeneration("quotes"))).isEqualTo("tickcache:prod:quotes:g");
  }

  @Test
  void theChannelForOtherProgramsIsTheDocumentedOne() {
    assertThat(keyspace.invalidateChannel()).isEqualTo("tickcache:{prod}:invalidate");
  }

  @Test
  void aSymbolCannotBreakOutOfItsKey() {
    assertThat(text(keyspace.symbolGeneration("quotes", "A} B*")))
        .isEqualTo("tickcache:prod:{quotes:A%7D%20B%2A}:g");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
