package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  @Test
  void whatRedisPutsTogetherIsUnderstood() {
    Message message = Message.parse(line(Message.INVALIDATED, "quotes", "BRK B"));
    assertThat(message).isNotNull();
    assertThat(message.isInvalidation()).isTrue();
    assertThat(message.node()).isEqualTo("node1");
    assertThat(message.redisMicros()).isEqualTo(1_790_000_000_000_001L);
    assertThat(message.cache()).isEqualTo("quotes");
    assertThat(message.symbol()).isEqualTo("BRK B");
  }

  @Test
  void anAsteriskIsTheWholeCacheAndASymbolOfThatNameIsNot() {
    assertThat(Message.parse(line(Message.INVALIDATED, "quotes", null)).symbol()).isNull();
    assertThat(Message.parse(line(Message.INVALIDATED, "quotes", "*")).symbol()).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 i node1 12 quotes",
        "2 i node1 12 quotes AAPL",
        "1 i node1 soon quotes AAPL",
        "1 i node1 12 quotes AAPL more",
        "1 i node1 12 quotes AA%",
        "1 i node1 12 quotes AA%ZZ"
      })
  void anythingElseIsNotForUs(String line) {
    assertThat(Message.parse(line)).isNull();
  }

  private static String line(String kind, String cache, String symbol) {
    return text(Message.head(kind, "node1"))
        + "1790000000000001"
        + text(Message.tail(cache, symbol));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
