package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.codec.Values.Currency;
import io.tickcache.agent.codec.Values.Node;
import io.tickcache.agent.codec.Values.Quote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // what legacy clients return
class CopyTest {
  private final ValueCodec codec = Values.anyValue(HandOutPolicy.COPY);

  @ParameterizedTest
  @MethodSource("io.tickcache.agent.codec.ShapesOfValues#all")
  void aCopyIsTheSameGraph(Object value) throws Exception {
    assertThat(GraphText.of(codec.keep(value).answer())).isEqualTo(GraphText.of(value));
  }

  @ParameterizedTest
  @MethodSource("io.tickcache.agent.codec.ShapesOfValues#all")
  void callersShareNothingMutableWithTheClientOrEachOther(Object value) throws Exception {
    Kept kept = codec.keep(value);
    Set<Object> seen = GraphText.mutableObjects(value);
    seen.removeIf(CopyTest::isMeantToBeShared);
    assertThat(GraphText.mutableObjects(kept.answer())).noneMatch(seen::contains);
    seen.addAll(GraphText.mutableObjects(kept.answer()));
    seen.removeIf(CopyTest::isMeantToBeShared);
    assertThat(GraphText.mutableObjects(kept.answer())).noneMatch(seen::contains);
  }

  /** It is kept as it is, for nobody else has it. */
  @ParameterizedTest
  @MethodSource("io.tickcache.agent.codec.ShapesOfValues#all")
  void whatWasDecodedIsHandedOutInCopiesAlone(Object value) throws Exception {
    Object decoded = codec.decode(codec.encode(value));
    Kept kept = codec.adopt(decoded);
    assertThat(kept.held()).isSameAs(decoded);
    assertThat(GraphText.of(kept.answer())).isEqualTo(GraphText.of(value));
    Set<Object> seen = GraphText.mutableObjects(decoded);
    seen.removeIf(CopyTest::isMeantToBeShared);
    assertThat(GraphText.mutableObjects(kept.answer())).noneMatch(seen::contains);
  }

  /** Singletons of the JDK, and what has no state. */
  private static boolean isMeantToBeShared(Object object) {
    return object.equals(List.of())
        || object.equals(Set.of())
        || object.equals(Map.of())
        || object.equals(Optional.empty());
  }

  @Test
  void whatTheClientDoesLaterDoesNotShow() throws Exception {
    Quote quote = new Quote("AAPL", 1);
    Kept kept = codec.keep(quote);
    quote.touch();
    ((Quote) kept.answer()).touch();
    Quote answer = (Quote) kept.answer();
    assertThat(answer.sequence()).isEqualTo(1);
    assertThat(answer.bids()[0]).isEqualTo(1.5);
  }

  @Test
  void anOldFashionedConstantStaysItself() throws Exception {
    List<?> answer = (List<?>) codec.keep(new ArrayList<>(List.of(Currency.USD))).answer();
    assertThat(answer.get(0)).isSameAs(Currency.USD);
    List<?> decoded = (List<?>) codec.decode(codec.encode(new ArrayList<>(List.of(Currency.USD))));
    assertThat(decoded.get(0)).isSameAs(Currency.USD);
  }

  @Test
  void aViewOfASortedMapIsStillAskedByItsComparator() throws Exception {
    TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.put("AAPL", 1);
    Map<?, ?> copy = (Map<?, ?>) codec.keep(Collections.unmodifiableMap(map)).answer();
    assertThat(copy.get("aapl")).isEqualTo(1);
  }

  @Test
  void hashTablesInACycleFindTheirKeys() throws Exception {
    Node root = new Node("root");
    root.notes.put(root.child("left"), "note");
    root.notes.put(root, "itself");
    root.children.add(
        root); // filled when its own name, which makes its hash code, is not yet there
    for (Node copy :
        List.of((Node) codec.keep(root).answer(), (Node) codec.decode(codec.encode(root)))) {
      assertThat(copy.notes).containsEntry(copy, "itself").containsEntry(new Node("left"), "note");
      assertThat(copy.children).containsOnly(copy, new Node("left"));
      Node left =
          copy.children.stream().filter(child -> !child.equals(copy)).findFirst().orElseThrow();
      assertThat(left.parent).isSameAs(copy);
    }
  }

  @Test
  void aSetInACycleIsFilledBeforeTheSetAroundIt() throws Exception {
    Set<Object> inner = new HashSet<>();
    Set<Object> outer = new HashSet<>();
    Map<String, Object> root = new HashMap<>();
    inner.add(new Node("a"));
    outer.add(inner);
    root.put("outer", outer);
    ((Node) inner.iterator().next()).others.add(root);
    Map<?, ?> copy = (Map<?, ?>) codec.keep(root).answer();
    assertThat(((Set<?>) copy.get("outer")).contains(Set.of(new Node("a")))).isTrue();
  }

  @Test
  void aSetThatClosesACycleIsFilledAfterTheSetsInIt() throws Exception {
    Node node = new Node("a");
    Set<Object> outer = new HashSet<>();
    outer.add(new HashSet<>(Set.of(node)));
    node.others.add(outer);
    Set<?> copy = (Set<?>) codec.keep(outer).answer();
    assertThat(copy.contains(Set.of(new Node("a")))).isTrue();
  }

  @Test
  void aSubListBecomesAListOfItsOwn() throws Exception {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4));
    assertThat(codec.keep(list.subList(1, 3)).answer()).isEqualTo(List.of(2, 3));
  }

  @Test
  void anImmutableListStillKnowsWhetherItMayBeAskedForNull() throws Exception {
    for (List<?> copy : copies(Stream.of(new Date(1)).toList())) {
      assertThat(copy.contains(null)).isFalse();
    }
    for (List<?> copy : copies(List.of(new Date(1)))) {
      assertThatThrownBy(() -> copy.contains(null)).isInstanceOf(NullPointerException.class);
    }
  }

  private List<List<?>> copies(List<?> list) throws Exception {
    return List.of((List<?>) codec.keep(list).answer(), (List<?>) codec.decode(codec.encode(list)));
  }
}
