package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.RemoteKey;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class KeyspaceTest {

  private final Keyspace keyspace = new Keyspace("prod");

  @Example
  void whatBelongsToOneSymbolSharesAHashTag() {
    RemoteKey key = new RemoteKey("quotes", "BTC/USDT", "A#get@f?");
    assertThat(text(keyspace.value(key))).isEqualTo("tickcache:prod:{quotes:BTC/USDT}:v:A#get@f?");
    assertThat(text(keyspace.lease(key))).isEqualTo("tickcache:prod:{quotes:BTC/USDT}:l:A#get@f?");
    assertThat(text(keyspace.symbolGeneration("quotes", "BTC/USDT")))
        .isEqualTo("tickcache:prod:{quotes:BTC/USDT}:g");
    assertThat(text(keyspace.cacheGeneration("quotes"))).isEqualTo("tickcache:prod:quotes:g");
  }

  @Example
  void theChannelForOtherProgramsIsTheDocumentedOne() {
    assertThat(keyspace.invalidateChannel()).isEqualTo("tickcache:{prod}:invalidate");
  }

  @Property
  void anEscapedSymbolComesBackAndHasNoCharacterWithAMeaning(@ForAll String symbol) {
    Assume.that(StandardCharsets.UTF_8.newEncoder().canEncode(symbol));
    String escaped = Keyspace.escape(symbol);
    assertThat(escaped).doesNotContain(" ", "{", "}", "*", "\n");
    assertThat(Keyspace.unescape(escaped)).isEqualTo(symbol);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
