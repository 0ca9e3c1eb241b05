package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.agent.cache.UndecodableValueException;
import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.codec.Values.Quote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  private final ValueCodec codec = Values.anyValue(HandOutPolicy.AUTO);

  @ParameterizedTest
  @MethodSource("io.tickcache.agent.codec.ShapesOfValues#all")
  void whatIsDecodedIsTheSameGraph(Object value) throws Exception {
    assertThat(GraphText.of(codec.decode(codec.encode(value)))).isEqualTo(GraphText.of(value));
  }

  @Property
  void decimalsOfAnyLengthComeBack(
      @ForAll @Size(min = 1, max = 12) byte[] unscaled, @ForAll int scale) throws Exception {
    BigDecimal value = new BigDecimal(new BigInteger(unscaled), scale);
    assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
  }

  /**
   * Large in one dimension each, for in both it would be thousands of numbers that differ in
   * nothing.
   */
  @Property(tries = 300)
  void textNumbersAndNestingComeBack(
      @ForAll Map<String, @Size(max = 4) List<Double>> ofMany,
      @ForAll @Size(max = 4) Map<String, List<Double>> ofLong)
      throws Exception {
    ValueCodec typed = Values.anyValue(HandOutPolicy.COPY);
    for (Map<String, List<Double>> value : List.of(ofMany, ofLong)) {
      assertThat(typed.decode(typed.encode(value))).isEqualTo(value);
      assertThat(typed.keep(value).answer()).isEqualTo(value);
    }
  }

  @Test
  void aPrimitiveReturnTypeGivesItsBox() throws Exception {
    ValueCodec price = ValueCodec.of(double.class, null, HandOutPolicy.AUTO);
    assertThat(price.decode(price.encode(1.5))).isEqualTo(1.5);
  }

  @Test
  void bytesOfAnotherReturnTypeAreUndecodable() throws Exception {
    byte[] text = codec.encode("AAPL");
    ValueCodec list = ValueCodec.of(List.class, null, HandOutPolicy.AUTO);
    assertThatThrownBy(() -> list.decode(text))
        .isInstanceOf(UndecodableValueException.class)
        .hasMessage("the bytes hold a java.lang.String instead of a java.util.List");
  }

  @Test
  void aProcessThatNeverSawAValueDecodesWhatTheTypeLeadsTo() throws Exception {
    byte[] bytes = codec.encode(new ArrayList<>(List.of(new Quote("AAPL", 7))));
    ValueCodec other =
        ValueCodec.of(
            Api.class.getMethod("quotes").getGenericReturnType(),
            Api.class.getClassLoader(),
            HandOutPolicy.AUTO);
    List<?> quotes = (List<?>) other.decode(bytes);
    assertThat(((Quote) quotes.get(0)).sequence()).isEqualTo(7);
  }

  @Test
  void moreThan16MiBIsUnkeepable() {
    assertThatThrownBy(() -> codec.encode(new byte[(16 << 20) + 1]))
        .isInstanceOf(UnencodableValueException.class)
        .hasMessage("[B takes more than 16 MiB");
  }

  interface Api {
    List<Quote> quotes();
  }
}
