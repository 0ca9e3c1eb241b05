package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.codec.Values.Basket;
import io.tickcache.agent.codec.Values.Holder;
import io.tickcache.agent.codec.Values.Money;
import io.tickcache.agent.codec.Values.Primitives;
import io.tickcache.agent.codec.Values.Quote;
import io.tickcache.agent.codec.Values.Side;
import io.tickcache.agent.codec.Values.Tick;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // what legacy clients return
class SharingTest {
  private static final Money MONEY = new Money(BigDecimal.ONE, Side.BUY, 1);

  private final ValueCodec auto = Values.anyValue(HandOutPolicy.AUTO);

  static Stream<Object> immutable() {
    return Stream.concat(
        ShapesOfValues.values(),
        Stream.of(
            new Tick("AAPL", 1),
            MONEY,
            new Basket("b", List.of(MONEY), Map.of("x", MONEY)),
            new Holder<>("text"),
            new Holder<>(null),
            new Holder<>(new Holder<>(List.of(1))),
            new Holder<>(new int[0]),
            new int[0],
            Optional.of(MONEY),
            List.of(MONEY),
            Set.of("a"),
            Map.of("a", MONEY),
            Stream.of("a", null).toList(),
            List.of(1, 2, 3).subList(0, 2),
            Collections.emptyList(),
            Collections.singletonList("x"),
            Map.entry("a", 1)));
  }

  static Stream<Object> changeable() {
    return Stream.of(
        new Date(1),
        new int[] {1},
        new Quote("AAPL", 1),
        new Primitives(),
        new ArrayList<>(List.of(1)),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        new Holder<>(new Date(1)),
        new Holder<>(new int[] {1}),
        new Holder<>(new Object()),
        new Basket("b", new ArrayList<>(), Map.of()),
        Optional.of(new Date(1)),
        List.of(List.of(new StringBuilder())),
        Map.of("a", new Date(1)),
        Collections.singletonList(new Date(1)),
        EnumSet.of(Side.BUY),
        new Holder<>(new BigSubclassHolder()));
  }

  @ParameterizedTest
  @MethodSource("immutable")
  void whatNobodyCanChangeIsShared(Object value) throws Exception {
    Kept kept = auto.keep(value);
    assertThat(kept.shared()).isTrue();
    assertThat(kept.answer()).isSameAs(value);
  }

  @ParameterizedTest
  @MethodSource("changeable")
  void whatSomebodyCanChangeIsCopied(Object value) throws Exception {
    Kept kept = auto.keep(value);
    assertThat(kept.shared()).isFalse();
    assertThat(kept.answer()).isNotSameAs(value).isNotSameAs(kept.answer());
  }

  @Test
  void theProofIsOfTheInstanceWhereTheClassLeavesItOpen() throws Exception {
    assertThat(auto.keep(new Holder<>("a")).shared()).isTrue();
    assertThat(auto.keep(new Holder<>(new Date(1))).shared()).isFalse();
    assertThat(auto.keep(new Holder<>("b")).shared()).isTrue();
  }

  @Test
  void immutablePartsAreSharedByCopies() throws Exception {
    Tick tick = new Tick("AAPL", 1);
    List<?> answer = (List<?>) auto.keep(new ArrayList<>(List.of(tick))).answer();
    assertThat(answer.get(0)).isSameAs(tick);
  }

  @Test
  void copyMeansCopyOfImmutableObjectsToo() throws Exception {
    Tick tick = new Tick("AAPL", 1);
    Kept kept = Values.anyValue(HandOutPolicy.COPY).keep(tick);
    assertThat(kept.shared()).isFalse();
    assertThat(kept.answer()).isNotSameAs(tick);
  }

  @Test
  void shareMeansShareWhateverItIs() throws Exception {
    Object value = new Holder<>(Thread.currentThread());
    Kept kept = Values.anyValue(HandOutPolicy.SHARE).keep(value);
    assertThat(kept.shared()).isTrue();
    assertThat(kept.answer()).isSameAs(value);
  }

  static final class BigSubclassHolder {
    private int cachedHash;

    int cachedHash() {
      return cachedHash;
    }
  }
}
