package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keys are made of, and that it is told in one way however they came by it. */
class KeyTest {

  private static final Object SCOPE = new Object();

  private static Object composed(Object kind, Object... parts) {
    return Key.ofComposed(SCOPE, "AAPL", kind, parts.length == 1 ? parts[0] : parts);
  }

  private static Object of(Object... others) {
    return Key.of(SCOPE, false, "AAPL", others);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aPartThatIsComposedMakesTheSameKeyWhetherItWasMadeOrNot(int number) {
    Object[] parts = new Object[number];
    Arrays.setAll(parts, i -> i);
    Component.Sequence part = new Component.Sequence("rest", parts);
    Object key = composed("rest", parts);

    assertThat(key).isEqualTo(of(part)).hasSameHashCodeAs(of(part));
    assertThat(of(part)).isEqualTo(key);
    assertThat(Key.ofTwo(SCOPE, "AAPL", part)).isEqualTo(key);
    assertThat(Key.othersOf(key)).containsExactly(part);
    assertThat(Key.begins(key, new Object[] {part})).isTrue();
    assertThat(KeyPlan.variantOf(key))
        .isEqualTo(KeyPlan.variantOf(of(part, 1)).replace(",Integer:1", ""));
  }

  @Test
  void whatItIsComposedOfIsNoPartByItself() {
    assertThat(composed("rest", 1)).isNotEqualTo(of(1)).isNotEqualTo(of("rest", 1));
    assertThat(of(1)).isNotEqualTo(composed("rest", 1));
    assertThat(composed("rest", 1, 2)).isNotEqualTo(of(1, 2));
    assertThat(of(1, 2)).isNotEqualTo(composed("rest", 1, 2));
    assertThat(composed("rest")).isNotEqualTo(of());
    assertThat(of()).isNotEqualTo(composed("rest"));
  }

  @Test
  void kindsTellKeysApart() {
    assertThat(composed("list", 1)).isNotEqualTo(composed("rest", 1));
    assertThat(composed("list", 1)).isEqualTo(composed(new String("list"), 1));
    assertThat(composed("list", 1)).isNotEqualTo(composed("list", 2));
  }

  @Test
  void whatIsBesideAKeyIsNeverIt() {
    Object key = composed("rest", 1);
    Object beside = Key.beside(SCOPE, key, "mark");

    assertThat(beside).isNotEqualTo(key).isEqualTo(of(Key.othersOf(key)[0], "mark"));
  }
}
