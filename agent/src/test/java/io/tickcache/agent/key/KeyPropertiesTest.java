package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Keys are injective: equal calls have equal keys, different calls have different ones, and so have
 * their texts for other processes. The texts are drawn from what separates parts in keys, so that
 * parts that run together would be found.
 */
class KeyPropertiesTest {

  private static final String TRICKY = "a1s:;,[]%2{}* #\"\u00e9\u20ac\0";

  /**
   * How deep lists lie in each other. Without a bound a rare one lies so deep that it fills the
   * heap: jqwik makes what is in a list anew for each list around it.
   */
  private static final int DEPTH = 4;

  private final Arbitrary<Arg> arguments = arguments(DEPTH);

  private final Object scope = new Object();
  private final KeyPlan plan =
      Plans.of("Object", "Object", "Object").symbol("arg0").key("arg1", "arg2").plan();

  @Property(tries = 3_000)
  void differentCallsHaveDifferentKeys(
      @ForAll("calls") List<Arg> one, @ForAll("calls") List<Arg> two) throws UnkeyableException {
    boolean same = one.toString().equals(two.toString());

    assertThat(key(one).equals(key(two))).isEqualTo(same);
    assertThat(text(key(one)).equals(text(key(two)))).isEqualTo(same);
  }

  @Property(tries = 3_000)
  void aCallThatDiffersInOneArgumentHasADifferentKey(
      @ForAll("calls") List<Arg> call, @ForAll("arguments") Arg other, @ForAll byte position)
      throws UnkeyableException {
    List<Arg> changed = new ArrayList<>(call);
    changed.set(Math.floorMod(position, 3), other);
    boolean same = call.toString().equals(changed.toString());

    assertThat(key(call).equals(key(changed))).isEqualTo(same);
    assertThat(text(key(call)).equals(text(key(changed)))).isEqualTo(same);
  }

  @Property(tries = 1_000)
  void neighbouringArgumentsDoNotRunTogether(
      @ForAll("tricky") String one, @ForAll("tricky") String two, @ForAll("tricky") String three)
      throws UnkeyableException {
    List<List<Arg>> splits = new ArrayList<>();
    String all = one + two + three;
    for (int i = 0; i <= all.length(); i++) {
      splits.add(List.of(text("s"), text(all.substring(0, i)), text(all.substring(i))));
    }
    List<String> texts = new ArrayList<>();
    for (List<Arg> split : splits) {
      texts.add(text(key(split)));
    }

    assertThat(texts).doesNotHaveDuplicates();
  }

  @Property(tries = 1_000)
  void equalCallsHaveEqualKeysAndHashes(@ForAll("calls") List<Arg> call) throws UnkeyableException {
    assertThat(key(call)).isEqualTo(key(call)).hasSameHashCodeAs(key(call));
    assertThat(text(key(call))).isEqualTo(text(key(call)));
  }

  @Property(tries = 1_000)
  void textsForOtherProcessesAreShortAndPlain(@ForAll("calls") List<Arg> call)
      throws UnkeyableException {
    assertThat(KeyPlan.variantOf(key(call)))
        .matches("[\\x21-\\x7e]{0,200}")
        .doesNotContain("{", "}");
  }

  private Object key(List<Arg> call) throws UnkeyableException {
    return plan.key(scope, false, null, call.stream().map(Arg::build).toArray());
  }

  private static String text(Object key) {
    return KeyPlan.symbolOf(key) + "\n?" + KeyPlan.variantOf(key);
  }

  @Provide
  Arbitrary<List<Arg>> calls() {
    return arguments().list().ofSize(3);
  }

  @Provide
  Arbitrary<String> tricky() {
    return Arbitraries.strings().withChars(TRICKY.toCharArray()).ofMaxLength(4);
  }

  @Provide
  Arbitrary<Arg> arguments() {
    return arguments;
  }

  private Arbitrary<Arg> scalars() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(-1, 2);
    return Arbitraries.frequencyOf(
        Tuple.of(6, tricky().map(KeyPropertiesTest::text)),
        Tuple.of(1, Arbitraries.of("null", "anull", "1null").map(KeyPropertiesTest::text)),
        Tuple.of(1, numbers.map(n -> new Arg("int " + n, n))),
        Tuple.of(1, numbers.map(n -> new Arg("long " + n, (long) n))),
        Tuple.of(1, numbers.map(n -> new Arg("double " + (double) n, (double) n))),
        Tuple.of(1, numbers.map(n -> new Arg("char " + n, (char) ('0' + n)))),
        Tuple.of(1, numbers.map(n -> new Arg("bool " + (n > 0), n > 0))),
        Tuple.of(
            1,
            Arbitraries.of("0", "0.0", "1", "1.0", "1.00")
                .map(n -> new Arg("decimal " + n, new BigDecimal(n)))),
        Tuple.of(1, Arbitraries.of(Side.values()).map(side -> new Arg("side " + side, side))));
  }

  private Arbitrary<Arg> arguments(int depth) {
    if (depth == 0) {
      return scalars();
    }
    Arbitrary<Arg> parts =
        Arbitraries.frequencyOf(
            Tuple.of(8, arguments(depth - 1)),
            Tuple.of(1, Arbitraries.just(new Arg("null", null))));
    return Arbitraries.frequencyOf(
        Tuple.of(3, scalars()), Tuple.of(1, lists(parts, false)), Tuple.of(1, lists(parts, true)));
  }

  private static Arbitrary<Arg> lists(Arbitrary<Arg> elements, boolean asArray) {
    return elements
        .list()
        .ofMaxSize(3)
        .map(
            parts -> {
              Object[] built = parts.stream().map(Arg::build).toArray();
              String canonical =
                  parts.stream()
                      .map(part -> part.canonical.length() + "=" + part.canonical)
                      .collect(Collectors.joining());
              return new Arg("list " + canonical, asArray ? built : Arrays.asList(built));
            });
  }

  private static Arg text(String text) {
    return new Arg("text " + text.length() + "=" + text, text);
  }

  enum Side {
    A,
    S
  }

  /** An argument with a text that other arguments don't have. */
  static final class Arg {
    private final String canonical;
    private final Object value;

    Arg(String canonical, Object value) {
      this.canonical = canonical;
      this.value = value;
    }

    Object build() {
      return value instanceof String string ? new String(string) : value;
    }

    @Override
    public String toString() {
      return canonical.length() + "=" + canonical;
    }
  }
}
