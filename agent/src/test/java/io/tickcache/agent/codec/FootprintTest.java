package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What objects take in the heap of a 64-bit JVM with compressed references. */
class FootprintTest {

  private final ValueCodec codec =
      ValueCodec.of(Object.class, FootprintTest.class.getClassLoader(), HandOutPolicy.AUTO);

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("AAPL", 24 + 24),
        Arguments.of("", 24 + 16),
        Arguments.of("\u20ac\u20ac\u20ac\u20ac\u20ac", 24 + 32),
        Arguments.of(5, 0),
        Arguments.of(500, 16),
        Arguments.of(500L, 24),
        Arguments.of(1.5, 24),
        Arguments.of(true, 0),
        Arguments.of(DayOfWeek.MONDAY, 0),
        Arguments.of(new BigDecimal("187.25"), 40),
        Arguments.of(new BigDecimal(BigInteger.ONE.shiftLeft(100)), 40 + 40 + 32),
        Arguments.of(Instant.EPOCH, 24),
        Arguments.of(LocalDateTime.MIN, 72),
        Arguments.of(new int[3], 32),
        Arguments.of(new String[] {"AAPL", "AAPL"}, 24 + 48),
        Arguments.of(new ArrayList<>(List.of("AAPL", "MSFT")), 24 + 24 + 96),
        Arguments.of(new HashMap<>(Map.of("AAPL", 1.5)), 48 + 80 + 32 + 48 + 24),
        Arguments.of(
            Collections.unmodifiableCollection(new ArrayList<>(List.of("AAPL"))),
            16 + 24 + 24 + 48),
        Arguments.of(new Quote("AAPL", 187.25, 100), 32 + 48),
        Arguments.of(new QuoteRecord("AAPL", 187.25, 100), 32 + 48));
  }

  @ParameterizedTest
  @MethodSource("values")
  void isThatOfAllObjectsOfTheValue(Object value, long bytes) throws Exception {
    assertThat(codec.bytes(value)).isEqualTo(bytes);
  }

  @Test
  void countsEachObjectOnceAndEndsInACycle() throws Exception {
    Node node = new Node();
    node.next = new Node();
    node.next.next = node;

    assertThat(codec.bytes(node)).isEqualTo(2 * 16);
    assertThat(codec.bytes(new ArrayList<>(Arrays.asList(node, node)))).isEqualTo(24 + 24 + 2 * 16);
  }

  @Test
  void doesNotCountWhatTheClassKeepsAnyway() throws Exception {
    assertThat(codec.bytes(new ArrayList<>(List.of(Venue.NYSE)))).isEqualTo(24 + 24);
  }

  @Test
  void isKnownOfTheCopyThatIsKept() throws Exception {
    assertThat(codec.keep(new Quote("AAPL", 187.25, 100)).bytes()).isEqualTo(32 + 48);
    assertThat(codec.keep(new ArrayList<>(List.of("AAPL"))).bytes()).isEqualTo(24 + 24 + 48);
  }

  /** One that is shared because the rule says so. */
  @Test
  void ofAClassThatIsClosedIsThatOfItsFields() throws Exception {
    ValueCodec sharing =
        ValueCodec.of(Object.class, FootprintTest.class.getClassLoader(), HandOutPolicy.SHARE);

    assertThat(sharing.keep(new Closed()).bytes()).isEqualTo(40);
  }

  static final class Quote {
    final String symbol;
    final double price;
    final int size;

    Quote(String symbol, double price, int size) {
      this.symbol = symbol;
      this.price = price;
      this.size = size;
    }
  }

  record QuoteRecord(String symbol, double price, int size) {}

  static final class Node {
    Node next;
  }

  static final class Venue {
    static final Venue NYSE = new Venue("New York Stock Exchange");
    final String name;

    private Venue(String name) {
      this.name = name;
    }
  }

  /** The codec doesn't take classes below one that hides its state. */
  static final class Closed extends java.util.Random {
    long more;

    Closed() {
      super(1);
    }
  }
}
