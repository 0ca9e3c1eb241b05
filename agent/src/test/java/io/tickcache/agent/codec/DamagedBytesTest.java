package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.agent.cache.UndecodableValueException;
import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.codec.Values.DepthQuote;
import io.tickcache.agent.codec.Values.Money;
import io.tickcache.agent.codec.Values.Node;
import io.tickcache.agent.codec.Values.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedBytesTest {
  private static final ValueCodec CODEC = Values.anyValue(HandOutPolicy.COPY);

  @Test
  void everyTruncationIsUndecodable() throws Exception {
    byte[] whole = CODEC.encode(sample());
    for (int length = 0; length < whole.length; length++) {
      assertUndecodable(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void everySingleFlippedBitIsUndecodable() throws Exception {
    byte[] bytes = CODEC.encode(sample());
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      assertUndecodable(bytes);
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    }
    assertThat(CODEC.decode(bytes)).isNotNull();
  }

  @Property(tries = 2_000)
  void randomBytesAreUndecodable(@ForAll byte[] bytes) {
    assertUndecodable(bytes);
  }

  @Property(tries = 2_000)
  void randomBytesWithTheRightChecksumGiveAValueOrAreUndecodable(@ForAll byte[] payload) {
    assertDecodesOrIsUndecodable(checked(payload));
  }

  /** Whoever can write to Redis can make a checksum too. */
  @Test
  void everyFlippedBitWithTheRightChecksumGivesAValueOrIsUndecodable() throws Exception {
    byte[] bytes = CODEC.encode(sample());
    byte[] payload = Arrays.copyOf(bytes, bytes.length - 4);
    for (int bit = 0; bit < payload.length * 8; bit++) {
      payload[bit / 8] ^= (byte) (1 << (bit % 8));
      assertDecodesOrIsUndecodable(checked(payload));
      payload[bit / 8] ^= (byte) (1 << (bit % 8));
    }
  }

  @ParameterizedTest
  @MethodSource("io.tickcache.agent.codec.ShapesOfValues#all")
  void everyTruncationAndEveryFlippedBitOfEveryShapeIsUndecodable(Object value) throws Exception {
    byte[] bytes = CODEC.encode(value);
    for (int length = 0; length < bytes.length; length++) {
      assertUndecodable(Arrays.copyOf(bytes, length));
    }
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      assertUndecodable(bytes);
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    }
  }

  @ParameterizedTest
  @MethodSource("io.tickcache.agent.codec.ShapesOfValues#all")
  void everyFlippedBitOfEveryShapeWithTheRightChecksumGivesAValueOrIsUndecodable(Object value)
      throws Exception {
    byte[] bytes = CODEC.encode(value);
    byte[] payload = Arrays.copyOf(bytes, bytes.length - 4);
    for (int bit = 0; bit < payload.length * 8; bit++) {
      payload[bit / 8] ^= (byte) (1 << (bit % 8));
      assertDecodesOrIsUndecodable(checked(payload));
      payload[bit / 8] ^= (byte) (1 << (bit % 8));
    }
  }

  @Property(tries = 20_000)
  void manyDamagedBytesWithTheRightChecksumGiveAValueOrAreUndecodable(
      @ForAll("encodings") byte[] payload,
      @ForAll @IntRange(max = 200) int from,
      @ForAll @Size(min = 1, max = 8) byte[] damage) {
    byte[] damaged = payload.clone();
    for (int i = 0; i < damage.length; i++) {
      damaged[(from + i) % damaged.length] ^= damage[i];
    }
    assertDecodesOrIsUndecodable(checked(damaged));
  }

  @Provide
  Arbitrary<byte[]> encodings() {
    return Arbitraries.of(
        ShapesOfValues.all().map(DamagedBytesTest::payload).collect(Collectors.toList()));
  }

  private static byte[] payload(Object value) {
    try {
      byte[] bytes = CODEC.encode(value);
      return Arrays.copyOf(bytes, bytes.length - 4);
    } catch (UnencodableValueException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void announcedLengthsAllocateNothingThatTheBytesCanNotHold() {
    int arrayOfDoubles = GraphWriter.FIRST_CODE + 57;
    int arrayList = GraphWriter.FIRST_CODE + 60;
    int text = GraphWriter.FIRST_CODE;
    for (int kind : new int[] {arrayOfDoubles, arrayList, text}) {
      byte[] twoBillion = {(byte) kind, -1, -1, -1, -1, 7};
      assertThatThrownBy(() -> CODEC.decode(checked(twoBillion)))
          .isInstanceOf(UndecodableValueException.class)
          .hasMessageContaining("announces more elements than its bytes could hold");
    }
  }

  @Test
  void nestedAnnouncementsCanNotAddUp() {
    byte[] nested = new byte[900];
    for (int i = 0; i < nested.length; i += 3) {
      nested[i] = (byte) (GraphWriter.FIRST_CODE + 60);
      nested[i + 1] = (byte) 0x80; // 512 elements, in each of 300 lists within lists
      nested[i + 2] = 4;
    }
    assertThatThrownBy(() -> CODEC.decode(checked(nested)))
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageContaining("announces more elements than its bytes could hold");
  }

  @Test
  void deepNestingIsUndecodable() {
    byte[] nested = new byte[200_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = (byte) (GraphWriter.FIRST_CODE + 60);
      nested[i + 1] = 1;
    }
    assertThatThrownBy(() -> CODEC.decode(checked(nested)))
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageContaining("nested deeper than");
  }

  @Test
  void bytesAfterTheValueAreUndecodable() throws Exception {
    byte[] bytes = CODEC.encode("AAPL");
    assertThatThrownBy(() -> CODEC.decode(checked(Arrays.copyOf(bytes, bytes.length - 3))))
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageContaining("not the whole of the bytes");
  }

  @Test
  void whatStandsAroundTheBytesDoesNotCount() throws Exception {
    byte[] bytes = CODEC.encode(sample());
    byte[] around = new byte[bytes.length + 30];
    Arrays.fill(around, (byte) 1);
    System.arraycopy(bytes, 0, around, 10, bytes.length);
    int end = 10 + bytes.length;
    assertThat(GraphText.of(CODEC.decode(around, 10, end))).isEqualTo(GraphText.of(sample()));
    for (int cut = 10; cut < end; cut++) {
      assertUndecodable(around, 10, cut);
    }
    assertUndecodable(around, 9, end);
    assertUndecodable(around, 10, end + 1);
  }

  @Test
  void aTextThatGoesBeyondTheBytesIsUndecodable() {
    byte[] threeLetters = {GraphWriter.FIRST_CODE, 3 << 1, 'A'};
    byte[] followed = Arrays.copyOf(checked(threeLetters), 20);
    assertThatThrownBy(() -> CODEC.decode(followed, 0, 7))
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageContaining("underflow");
  }

  @Test
  void aNameInTheBytesCanNotForgeALineOfALog() {
    byte[] name = {GraphWriter.NEW_CLASS, 6, 'a', '\n', 'b', 0, 0, 0, 0};
    assertThatThrownBy(() -> CODEC.decode(checked(name)))
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageContaining("names a?b, which");
  }

  private static Object sample() {
    Node node = new Node("n");
    node.notes.put(node.child("c"), "x");
    TreeMap<String, Object> sorted = new TreeMap<>(Collections.reverseOrder());
    sorted.put("a", new DepthQuote("AAPL"));
    return new ArrayList<>(
        List.of(
            node,
            sorted,
            new Money(BigDecimal.TEN, Side.SELL, 3),
            EnumSet.allOf(Side.class),
            Map.of("k", List.of(1)),
            Collections.unmodifiableList(new ArrayList<>(List.of("\u20ac"))),
            Values.Currency.USD));
  }

  private static void assertUndecodable(byte[] bytes) {
    assertUndecodable(bytes, 0, bytes.length);
  }

  private static void assertUndecodable(byte[] bytes, int start, int end) {
    assertThatThrownBy(() -> CODEC.decode(bytes, start, end))
        .isInstanceOf(UndecodableValueException.class);
  }

  private static void assertDecodesOrIsUndecodable(byte[] bytes) {
    try {
      assertThat(CODEC.decode(bytes)).isNotNull();
    } catch (UndecodableValueException e) {
      assertThat(e).hasMessageNotContaining("\n");
    }
  }

  static byte[] checked(byte[] payload) {
    CRC32 crc = new CRC32();
    crc.update(payload);
    byte[] bytes = Arrays.copyOf(payload, payload.length + 4);
    for (int i = 0; i < 4; i++) {
      bytes[payload.length + i] = (byte) (crc.getValue() >>> (8 * i));
    }
    return bytes;
  }
}
