package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.tickcache.agent.cache.UndecodableValueException;
import io.tickcache.agent.codec.Values.Quote;
import io.tickcache.agent.codec.Values.Side;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Immutable collections of Guava, as clients return them. */
class GuavaTest {

  private final ValueCodec auto = Values.anyValue(HandOutPolicy.AUTO);

  static Stream<Object> ofTexts() {
    List<String> many = IntStream.range(0, 50).mapToObj(i -> "s" + (i * 37 % 50)).toList();
    Map<String, Integer> ranks = new LinkedHashMap<>();
    many.forEach(symbol -> ranks.put(symbol, ranks.size()));
    return Stream.of(
        ImmutableList.of(),
        ImmutableList.of("a"),
        ImmutableList.of("a", "b", "a"),
        ImmutableList.of("a", "b", "c").subList(1, 3),
        ImmutableList.of("a", "b").reverse(),
        ImmutableSet.of(),
        ImmutableSet.of("a"),
        ImmutableSet.copyOf(many),
        ImmutableSet.copyOf(many).asList(),
        ImmutableSet.of(Side.SELL, Side.BUY),
        ImmutableSet.copyOf(EnumSet.allOf(Side.class)),
        ImmutableSortedSet.of(),
        ImmutableSortedSet.copyOf(many),
        ImmutableSortedSet.copyOf(Comparator.<String>reverseOrder(), many),
        ImmutableSortedSet.copyOf(String.CASE_INSENSITIVE_ORDER, List.of("b", "A", "c")),
        ImmutableMap.of(),
        ImmutableMap.of("a", 1),
        ImmutableMap.copyOf(ranks),
        ImmutableMap.copyOf(ranks).keySet(),
        ImmutableMap.copyOf(new EnumMap<>(Map.of(Side.BUY, 1, Side.SELL, 2))),
        ImmutableBiMap.of("a", 1, "b", 2),
        ImmutableSortedMap.copyOf(ranks),
        ImmutableSortedMap.copyOf(ranks, Comparator.<String>reverseOrder()),
        ImmutableSortedMap.copyOf(ranks).headMap("s20"));
  }

  @ParameterizedTest
  @MethodSource("ofTexts")
  void isCopiedByItsElements(Object value) throws Exception {
    Object copy = auto.keep(value).answer();

    assertAlike(copy, value);
    assertThat(copy).satisfiesAnyOf(made -> assertThat(made).isNotSameAs(value), this::isEmpty);
  }

  private void isEmpty(Object made) {
    assertThat(elements(made)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ofTexts")
  void isWrittenAndRead(Object value) throws Exception {
    assertAlike(auto.decode(auto.encode(value)), value);
  }

  @Test
  void isCopiedWithElementsThatCanBeChanged() throws Exception {
    Quote quote = new Quote("AAPL", 1);
    for (Object value :
        List.of(
            ImmutableList.of(quote),
            ImmutableMap.of("AAPL", quote),
            ImmutableSortedMap.of("AAPL", quote))) {
      Object copy = auto.keep(value).answer();

      assertThat(copy).isNotSameAs(value).isInstanceOf(publicClass(value));
      assertThat(elements(copy).get(elements(copy).size() - 1)).isNotSameAs(quote);
    }
  }

  @Test
  void anOtherProcessReadsWhatItsMethodDeclares() throws Exception {
    Type declared = getClass().getDeclaredMethod("quotes").getGenericReturnType();
    Quote quote = new Quote("AAPL", 1);

    for (Map<String, Quote> value :
        List.of(
            ImmutableMap.of("AAPL", quote),
            ImmutableMap.of("AAPL", quote, "MSFT", quote),
            ImmutableSortedMap.of("AAPL", quote))) {
      byte[] bytes = codec(declared).encode(value);

      assertThat(codec(declared).decode(bytes))
          .isInstanceOf(publicClass(value))
          .extracting(read -> ((Map<?, ?>) read).keySet())
          .isEqualTo(value.keySet());
    }
  }

  @Test
  void damagedBytesAreRefused() throws Exception {
    byte[] bytes = auto.encode(ImmutableMap.of("a", 1, "b", 2));

    for (int end = 1; end < bytes.length; end++) {
      byte[] cut = Arrays.copyOf(bytes, end);
      assertThatThrownBy(() -> auto.decode(cut)).isInstanceOf(UndecodableValueException.class);
    }
  }

  @Test
  void aPublicClassThatAddsSomethingIsNotTakenForItsParent() {
    assertThat(GuavaShape.isOne(ContiguousSet.closed(1, 3).getClass())).isFalse();
  }

  ImmutableMap<String, Quote> quotes() {
    return ImmutableMap.of();
  }

  private static ValueCodec codec(Type type) {
    return ValueCodec.of(type, GuavaTest.class.getClassLoader(), HandOutPolicy.AUTO);
  }

  private static void assertAlike(Object made, Object value) {
    assertThat(made).isEqualTo(value).isInstanceOf(publicClass(value));
    assertThat(elements(made)).isEqualTo(elements(value));
    if (value instanceof SortedSet<?> set) {
      assertThat(((SortedSet<?>) made).comparator()).isEqualTo(set.comparator());
    }
    if (value instanceof SortedMap<?, ?> map) {
      assertThat(((SortedMap<?, ?>) made).comparator()).isEqualTo(map.comparator());
    }
  }

  private static List<Object> elements(Object value) {
    List<Object> elements = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, held) -> {
            elements.add(key);
            elements.add(held);
          });
    } else {
      elements.addAll((Collection<?>) value);
    }
    return elements;
  }

  private static Class<?> publicClass(Object value) {
    return GuavaShape.of(value.getClass()).type();
  }
}
