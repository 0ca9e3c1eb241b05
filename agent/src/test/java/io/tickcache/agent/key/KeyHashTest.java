package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Different keys have different hashes, and equal ones the same. */
class KeyHashTest {

  private static final Object SCOPE = new Object();

  private static Object key(String symbol, List<String> others) {
    return Key.of(SCOPE, false, symbol, others.toArray());
  }

  @Test
  void noTwoSymbolsOfFourLettersShareOne() {
    Set<Long> hashes = new HashSet<>();
    char[] symbol = new char[4];
    int number = 26 * 26 * 26 * 26;
    for (int i = 0; i < number; i++) {
      for (int at = 0, rest = i; at < symbol.length; at++, rest /= 26) {
        symbol[at] = (char) ('A' + rest % 26);
      }
      hashes.add(KeyHash.of(new String(symbol)));
    }

    assertThat(hashes).hasSize(number);
  }

  @Test
  void allBitsAreAsGoodAsRandom() {
    int[] ones = new int[Long.SIZE];
    int number = 20_000;
    for (int i = 0; i < number; i++) {
      long hash = KeyHash.of("S" + i);
      for (int bit = 0; bit < Long.SIZE; bit++) {
        ones[bit] += (int) (hash >>> bit & 1);
      }
    }

    for (int bit = 0; bit < Long.SIZE; bit++) {
      assertThat(ones[bit]).as("bit %d", bit).isBetween(number / 2 - 400, number / 2 + 400);
    }
  }

  @Property(tries = 3_000)
  void hashesAreThoseOfEqualKeysOnly(
      @ForAll @StringLength(max = 3) String symbol,
      @ForAll @Size(max = 3) List<@StringLength(max = 2) String> others,
      @ForAll @StringLength(max = 3) String symbol2,
      @ForAll @Size(max = 3) List<@StringLength(max = 2) String> others2) {
    Object one = key(symbol, others);
    Object other = key(symbol2, others2);

    assertThat(KeyHash.of(one) == KeyHash.of(other)).isEqualTo(one.equals(other));
    assertThat(KeyHash.of(one)).isEqualTo(KeyHash.of(key(symbol, others)));
  }

  @Test
  void whoIsAskedAndWhereATextEndsMatter() {
    assertThat(KeyHash.of(Key.of(new Object(), false, "AAPL", new Object[0])))
        .isNotEqualTo(KeyHash.of(Key.of(SCOPE, false, "AAPL", new Object[0])))
        .isNotEqualTo(KeyHash.of("AAPL"));
    assertThat(KeyHash.of(key("AB", List.of("C"))))
        .isNotEqualTo(KeyHash.of(key("A", List.of("BC"))));
    assertThat(KeyHash.of(Key.of(SCOPE, false, 7, new Object[0])))
        .isNotEqualTo(KeyHash.of(Key.of(SCOPE, false, "7", new Object[0])));
  }
}
