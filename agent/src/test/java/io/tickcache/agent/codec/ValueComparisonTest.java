package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.agent.codec.Values.Basket;
import io.tickcache.agent.codec.Values.Currency;
import io.tickcache.agent.codec.Values.DepthQuote;
import io.tickcache.agent.codec.Values.Holder;
import io.tickcache.agent.codec.Values.Money;
import io.tickcache.agent.codec.Values.Node;
import io.tickcache.agent.codec.Values.Primitives;
import io.tickcache.agent.codec.Values.Quote;
import io.tickcache.agent.codec.Values.Side;
import io.tickcache.agent.codec.Values.Tick;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In which fields two values differ. */
@SuppressWarnings("JdkObsolete") // what legacy clients return
class ValueComparisonTest {
  private final ValueCodec codec = Values.anyValue(HandOutPolicy.COPY);

  private List<String> differences(Object one, Object other) throws UnkeepableValueException {
    List<String> there = codec.differences(one, other);
    assertThat(codec.differences(other, one)).as("the other way round").hasSameElementsAs(there);
    return there;
  }

  @ParameterizedTest
  @MethodSource("io.tickcache.agent.codec.ShapesOfValues#all")
  void aValueIsLikeItselfAndItsCopies(Object value) throws Exception {
    assertThat(differences(value, value)).isEmpty();
    assertThat(differences(value, codec.keep(value).answer())).isEmpty();
    assertThat(differences(value, codec.decode(codec.encode(value)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.tickcache.agent.codec.ShapesOfValues#values")
  void whatEqualsTellsApartDiffers(Object value) throws Exception {
    for (Object other : ShapesOfValues.values().toList()) {
      assertThat(differences(value, other).isEmpty())
          .as("%s and %s are alike", value, other)
          .isEqualTo(value.equals(other));
    }
  }

  @ParameterizedTest
  @MethodSource("io.tickcache.agent.codec.ShapesOfValues#all")
  void aValueIsNotLikeNothingNorLikeSomethingElse(Object value) throws Exception {
    assertThat(differences(value, null)).containsExactly("return");
    assertThat(differences(value, new Unlike(value))).containsExactly("return");
    assertThat(differences(new Holder<>(value), new Holder<>("other"))).hasSize(1);
  }

  private record Unlike(Object value) {}

  @Property(tries = 300)
  void mapsAndListsDifferAsTheirEqualsSays(
      @ForAll @Size(max = 2) Map<@Size(max = 1) String, @Size(max = 2) List<Boolean>> one,
      @ForAll @Size(max = 2) Map<@Size(max = 1) String, @Size(max = 2) List<Boolean>> other)
      throws Exception {
    assertThat(differences(one, new TreeMap<>(one))).isEmpty();
    assertThat(differences(one, other).isEmpty()).isEqualTo(one.equals(other));
  }

  @Property(tries = 200)
  void theOneElementThatWasChangedIsFound(@ForAll @Size(min = 1) List<Double> prices)
      throws Exception {
    int at = prices.size() / 2;
    List<Double> changed = new ArrayList<>(prices);
    changed.set(at, -prices.get(at) + 1);
    Map<String, Object> one = new HashMap<>(Map.of("bids", prices, "asks", prices));
    Map<String, Object> other = new LinkedHashMap<>(Map.of("bids", changed, "asks", prices));

    boolean changes = !changed.equals(prices);
    assertThat(differences(new Holder<>(one), new Holder<>(other)))
        .isEqualTo(changes ? List.of("content{}[]") : List.of());
  }

  @Test
  void theFieldsAreNamed() throws Exception {
    assertThat(differences(new Tick("AAPL", 1.5), new Tick("AAPL", 1.6))).containsExactly("price");
    assertThat(differences(new Quote("AAPL", 1), new Quote("AAPL", 2))).containsExactly("sequence");
    Quote touched = new Quote("AAPL", 1);
    touched.touch();
    assertThat(differences(new Quote("AAPL", 1), touched))
        .containsExactlyInAnyOrder("bids", "sequence");
    assertThat(differences(money("1.50", Side.BUY), money("1.60", Side.SELL)))
        .containsExactly("amount", "side");
  }

  private static Money money(String amount, Side side) {
    return new Money(new BigDecimal(amount), side, 2);
  }

  @Test
  void theWayToAFieldIsToldWithoutPositionsAndKeys() throws Exception {
    Basket one =
        new Basket(
            "b",
            List.of(money("1.50", Side.BUY), money("2.50", Side.BUY), money("3.50", Side.BUY)),
            Map.of("x", money("1.50", Side.BUY)));
    Basket other =
        new Basket(
            "b",
            List.of(money("1.50", Side.BUY), money("2.51", Side.BUY), money("3.51", Side.BUY)),
            Map.of("x", money("1.50", Side.SELL)));

    assertThat(differences(one, other)).containsExactly("parts[].amount", "bySymbol{}.side");
    assertThat(differences(one.parts(), other.parts())).containsExactly("[].amount");
    assertThat(differences(one.bySymbol(), other.bySymbol())).containsExactly("{}.side");
    assertThat(differences(new Money[] {one.parts().get(1)}, new Money[] {other.parts().get(1)}))
        .containsExactly("[].amount");
    assertThat(differences(Optional.of(one), Optional.of(other)))
        .containsExactly("parts[].amount", "bySymbol{}.side");
    assertThat(differences(new AtomicReference<>(one.parts()), new AtomicReference<>(List.of())))
        .containsExactly("size()");
  }

  @Test
  void eachPrimitiveCounts() throws Exception {
    Primitives changed = new Primitives();
    changed.flag = false;
    changed.small++;
    changed.medium++;
    changed.letter++;
    changed.whole++;
    changed.large--;
    changed.real = 2;
    changed.wide = 0.0;

    assertThat(differences(new Primitives(), changed))
        .containsExactlyInAnyOrder(
            "flag", "small", "medium", "letter", "whole", "large", "real", "wide");
  }

  @Test
  void numbersDifferAsTheirEqualsSays() throws Exception {
    assertThat(differences(Double.NaN, Double.longBitsToDouble(0x7ff8000000000001L))).isEmpty();
    assertThat(differences(0.0, -0.0)).containsExactly("return");
    assertThat(differences(new double[] {Double.NaN}, new double[] {0.0 / 0.0})).isEmpty();
    assertThat(differences(new BigDecimal("1.0"), new BigDecimal("1.00")))
        .containsExactly("return");
    assertThat(differences(1, 1L)).containsExactly("return");
    assertThat(differences(new AtomicInteger(1), new AtomicInteger(1))).isEmpty();
    assertThat(differences(new AtomicInteger(1), new AtomicInteger(2))).containsExactly("return");
  }

  @Test
  void listsAreComparedByTheirElementsAndSetsAndMapsInAnyOrder() throws Exception {
    assertThat(differences(new LinkedList<>(List.of(1, 2)), Arrays.asList(1, 2))).isEmpty();
    assertThat(differences(Collections.emptyList(), new ArrayList<>())).isEmpty();
    assertThat(differences(List.of(1, 2), List.of(2, 1))).containsExactly("[]");
    assertThat(differences(List.of(1, 2, 3), List.of(1, 4)))
        .containsExactlyInAnyOrder("size()", "[]");
    assertThat(differences(List.of(1), Set.of(1))).containsExactly("return");
    assertThat(differences(new ArrayDeque<>(List.of(1)), new ArrayDeque<>(List.of(2))))
        .containsExactly("[]");
    assertThat(
            differences(
                new LinkedHashMap<>(new TreeMap<>(Map.of("a", 1, "b", 2))),
                new TreeMap<>(new TreeMap<>(Map.of("a", 1, "b", 2)).descendingMap())))
        .isEmpty();
    assertThat(differences(Map.of("a", 1), Map.of("b", 1))).containsExactly("{}");
    assertThat(differences(Map.of("a", 1), Map.of("a", 2))).containsExactly("{}");
    assertThat(differences(Map.of("a", 1), Map.of("a", 1, "b", 1))).contains("size()");
    assertThat(differences(Set.of(1, 2), Set.of(1, 3))).containsExactly("{}");
    assertThat(differences(queue(1, 2, 3), queue(3, 2, 1))).isEmpty();
    assertThat(differences(queue(1, 1, 2), queue(1, 2, 2))).containsExactly("{}");
  }

  private static PriorityQueue<Integer> queue(Integer... elements) {
    PriorityQueue<Integer> queue = new PriorityQueue<>();
    Collections.addAll(queue, elements);
    return queue;
  }

  @Test
  void whatIsInASetIsFoundAgainByItsFields() throws Exception {
    Set<Object> one = new HashSet<>();
    Set<Object> other = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      one.add(new Quote("S" + i, i));
      other.add(new Quote("S" + (49 - i), 49 - i));
    }
    assertThat(differences(one, other)).isEmpty();

    ((Quote) other.iterator().next()).touch();
    assertThat(differences(one, other)).containsExactly("{}");
  }

  @Test
  void whatACycleGoesThroughIsComparedOnce() throws Exception {
    assertThat(differences(cycle("left", "l"), cycle("left", "l"))).isEmpty();
    assertThat(differences(cycle("left", "l"), cycle("left", "m"))).containsExactly("notes{}");
    assertThat(differences(cycle("left", "l"), cycle("right", "l"))).contains("notes{}");
  }

  private static Node cycle(String child, String note) {
    Node root = new Node("root");
    root.notes.put(root.child(child), note);
    root.others.add(root);
    return root;
  }

  /** Else two sets would be alike because of what a trial had taken for alike. */
  @Test
  void whatATrialAssumedIsForgottenWhenItFails() throws Exception {
    assertThat(differences(Set.of(ring(1), ring(2)), Set.of(ring(1), ring(3))))
        .containsExactly("{}");
    assertThat(differences(Set.of(ring(1), ring(2)), Set.of(ring(2), ring(1)))).isEmpty();
  }

  @Test
  void whatATrialFoundToDifferIsNotTakenForAlikeByTheNext() throws Exception {
    Quote twice = new Quote("x", 1);
    Set<Object> one = new LinkedHashSet<>(List.of(deep(twice), deep(twice)));
    Set<Object> other = new LinkedHashSet<>();
    other.add(deep(new Quote("y", 1)));
    other.add(deep(new Quote("x", 1)));

    assertThat(differences(one, other)).containsExactly("{}");
  }

  private static Object deep(Object value) {
    return new Holder<>(new Holder<>(new Holder<>(value)));
  }

  /** A number at the far end of a ring. */
  private static Holder<Object> ring(int number) {
    List<Object> within = new ArrayList<>();
    Holder<Object> ring = new Holder<>(new Holder<>(new Holder<>(new Holder<>(within))));
    within.add(ring);
    within.add(number);
    return ring;
  }

  @Test
  void aConstantIsItselfAlone() throws Exception {
    assertThat(differences(new Holder<>(Currency.USD), new Holder<>(Currency.USD))).isEmpty();
    assertThat(differences(new Holder<>(Currency.USD), new Holder<>(Currency.EUR)))
        .containsExactly("content");
    assertThat(differences(new Holder<>(Side.BUY), new Holder<>(Side.SELL)))
        .containsExactly("content");
  }

  @Test
  void hiddenFieldsAreComparedToo() throws Exception {
    assertThat(differences(new DepthQuote("a"), new DepthQuote("b"))).containsExactly("symbol");
    assertThat(differences(new DepthQuote("a"), new Quote("a", 3))).containsExactly("return");
  }

  @Test
  void noMoreThanTwentyFieldsAreNamed() throws Exception {
    Map<Integer, Object> one = new HashMap<>();
    Map<Integer, Object> other = new HashMap<>();
    Object inner = 1;
    Object otherInner = 2;
    for (int i = 0; i < 30; i++) {
      inner = Arrays.asList(i, inner);
      otherInner = Arrays.asList(i + 1000, otherInner);
    }
    one.put(0, inner);
    other.put(0, otherInner);

    assertThat(differences(one, other)).hasSize(20).first().isEqualTo("{}[]");
  }

  @Test
  void whatTakesTooLongIsNotCompared() {
    List<String> one = IntStream.range(0, 1_000_001).mapToObj(i -> "a" + i).toList();
    List<String> other = one.stream().map(text -> new String(text)).collect(Collectors.toList());

    assertThatThrownBy(() -> codec.differences(one, other))
        .isInstanceOf(UnkeepableValueException.class)
        .hasMessageEndingWith("takes more than 1000000 steps to compare");
  }

  @Test
  void whatCanNotBeLookedThroughIsNotCompared() {
    assertThatThrownBy(() -> codec.differences(new Holder<>(thread()), new Holder<>(thread())))
        .isInstanceOf(UnkeepableValueException.class)
        .hasMessageContaining("java.lang.Thread");
  }

  private static Thread thread() {
    return new Thread("never started");
  }

  @Test
  void aSnapshotIsACopyWhereCallersShare() throws Exception {
    ValueCodec sharing = Values.anyValue(HandOutPolicy.SHARE);
    Quote quote = new Quote("AAPL", 1);
    Object kept = sharing.keep(quote).held();
    Object snapshot = sharing.snapshot(quote).held();
    quote.touch();

    assertThat(kept).isSameAs(quote);
    assertThat(sharing.differences(snapshot, new Quote("AAPL", 1))).isEmpty();
  }
}
