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
    assertThat(message.number()).isEqualTo(7);
    assertThat(message.redisMicros()).isEqualTo(1_790_000_000_000_001L);
    assertThat(message.cache()).isEqualTo("quotes");
    assertThat(message.symbol()).isEqualTo("BRK B");
  }

  @Test
  void aStopTellsWhyAndForHowLong() {
    Message message = Message.parse(line(Message.STOPPED, "binance", "1 0 slow down"));
    assertThat(message).isNotNull();
    assertThat(message.isStop()).isTrue();
    assertThat(message.number()).isEqualTo(7);
    assertThat(message.symbol()).isEqualTo("1 0 slow down");
  }

  @Test
  void anAsteriskIsTheWholeCacheAndASymbolOfThatNameIsNot() {
    assertThat(Message.parse(line(Message.INVALIDATED, "quotes", null)).symbol()).isNull();
    assertThat(Message.parse(line(Message.INVALIDATED, "quotes", "*")).symbol()).isEqualTo("*");
  }

  @Test
  void aLineThatIsCutOffOrGrownIsNotForUs() {
    String line = line(Message.INVALIDATED, "quotes", "AAPL");
    for (int length = 0; length < line.length(); length++) {
      assertThat(Message.parse(line.substring(0, length))).isNull();
    }
    assertThat(Message.parse(line + " more")).isNull();
  }

  @Test
  void aDamagedLineNamesNoOtherSymbolCacheOrNode() {
    String line = line(Message.INVALIDATED, "quotes", "AAPL");
    for (int bit = 0; bit < 8 * line.length(); bit++) {
      char[] damaged = line.toCharArray();
      damaged[bit / 8] ^= (char) (1 << (bit % 8));
      Message message = Message.parse(new String(damaged));
      if (message != null) {
        assertThat(message.cache()).isEqualTo("quotes");
        assertThat(message.symbol()).isEqualTo("AAPL");
        assertThat(message.node()).isEqualTo("node1");
        assertThat(message.isInvalidation()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 i node1 12 quotes AAPL", "3 i node1 7 12 quotes AAPL 00000000"})
  void anythingElseIsNotForUs(String line) {
    assertThat(Message.parse(line)).isNull();
  }

  private static String line(String kind, String cache, String symbol) {
    return text(Message.head(kind, "node1"))
        + "7 1790000000000001"
        + text(Message.tail(kind, "node1", cache, symbol));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
