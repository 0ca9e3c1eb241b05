package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Anybody can write to a channel: a line is a message as it was told, or none. */
class MessagePropertiesTest {

  private static final String ALPHABET = "012ihl *%u-AZ\ud800\u20ac\0\n+";

  @Property
  void whatIsToldIsUnderstood(
      @ForAll("kinds") String kind,
      @ForAll("symbols") String symbol,
      @ForAll long number,
      @ForAll long micros) {
    Message message = Message.parse(line(kind, symbol, number, micros));
    assertThat(message).isNotNull();
    assertThat(message.isInvalidation()).isEqualTo(kind.equals(Message.INVALIDATED));
    assertThat(message.isLoad()).isEqualTo(kind.equals(Message.LOADED));
    assertThat(message.node()).isEqualTo("node1");
    assertThat(message.number()).isEqualTo(number);
    assertThat(message.redisMicros()).isEqualTo(micros);
    assertThat(message.cache()).isEqualTo("quotes");
    assertThat(message.symbol()).isEqualTo(symbol);
    assertThat(message.bucket()).isEqualTo(Keyspace.bucket("quotes", symbol));
  }

  @Property(tries = 5_000)
  void anyTextIsAMessageOrNone(@ForAll("texts") String text) {
    assertThat(Message.parse(text)).isNull();
  }

  @Property(tries = 2_000)
  void eightWordsAreAMessageOrNone(
      @ForAll("words") String kind, @ForAll("words") String number, @ForAll("words") String word) {
    String fixed = line("i", "AAPL", 7, 8);
    String tail = fixed.substring(fixed.lastIndexOf(' '));
    Message message = Message.parse("2 " + kind + " n " + number + " 8 quotes " + word + tail);
    assertThat(message).isNull();
  }

  /** Redis fills in the number and the time, and so nobody vouches for them. */
  @Property(tries = 2_000)
  void aDamagedLineNamesTheSameSymbolOrIsNone(
      @ForAll("kinds") String kind,
      @ForAll("symbols") String symbol,
      @ForAll @IntRange(max = 200) int from,
      @ForAll("texts") String damage) {
    String line = line(kind, symbol, 1_790_000_000_000_007L, 1_790_000_000_123_456L);
    int start = from % line.length();
    int end = Math.min(line.length(), start + damage.length());
    Message message = Message.parse(line.substring(0, start) + damage + line.substring(end));
    if (message != null) {
      assertThat(message.isInvalidation()).isEqualTo(kind.equals(Message.INVALIDATED));
      assertThat(message.isLoad()).isEqualTo(kind.equals(Message.LOADED));
      assertThat(message.node()).isEqualTo("node1");
      assertThat(message.cache()).isEqualTo("quotes");
      assertThat(message.symbol()).isEqualTo(symbol);
    }
  }

  private static String line(String kind, @Nullable String symbol, long number, long micros) {
    return Keyspace.text(Message.head(kind, "node1"))
        + number
        + " "
        + micros
        + Keyspace.text(Message.tail(kind, "node1", "quotes", symbol));
  }

  @Provide
  Arbitrary<String> kinds() {
    return Arbitraries.of(Message.INVALIDATED, Message.LOADED, Heartbeat.BEAT);
  }

  @Provide
  Arbitrary<String> symbols() {
    return Arbitraries.strings().withChars(ALPHABET.toCharArray()).ofMaxLength(5).injectNull(0.1);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars(ALPHABET.toCharArray()).ofMaxLength(60);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars(ALPHABET.replace(" ", "").toCharArray()).ofMaxLength(8);
  }
}
