package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Questions that look alike and aren't, and questions that look different and aren't. */
class KeyInjectivityTest {

  private final Object scope = new Object();
  private final KeyPlan whole = Plans.of("Object").plan();

  private Object key(KeyPlan plan, Object... arguments) throws UnkeyableException {
    return plan.key(scope, false, null, arguments);
  }

  private void assertDifferent(KeyPlan plan, Object one, Object two) throws UnkeyableException {
    Object first = key(plan, one);
    Object second = key(plan, two);
    assertThat(first).isNotEqualTo(second);
    assertThat(KeyPlan.symbolOf(first) + " " + KeyPlan.variantOf(first))
        .isNotEqualTo(KeyPlan.symbolOf(second) + " " + KeyPlan.variantOf(second));
  }

  private void assertSame(Object one, Object two) throws UnkeyableException {
    assertThat(one).isEqualTo(two);
    assertThat(key(whole, one)).isEqualTo(key(whole, two));
    assertThat(KeyPlan.variantOf(key(whole, one))).isEqualTo(KeyPlan.variantOf(key(whole, two)));
  }

  @Test
  void requestsOfDifferentClassesAreDifferentQuestions() throws UnkeyableException {
    KeyPlan plan = Plans.of("Object").symbol("arg0.symbol").plan();

    assertDifferent(plan, new Spot("BTC"), new Linear("BTC"));
  }

  @Test
  void nestedRequestsOfDifferentClassesAreDifferentQuestions() throws UnkeyableException {
    KeyPlan plan = Plans.of("Object").symbol("arg0.of.symbol").plan();

    assertDifferent(plan, new Wrapper(new Spot("BTC")), new Wrapper(new Linear("BTC")));
  }

  @Test
  void twoFieldsOfOneNameBothCount() throws UnkeyableException {
    KeyPlan plan = Plans.of("Object").symbol("arg0.symbol").plan();

    assertDifferent(plan, new Shadowing("BTC", "base"), new Shadowing("BTC", "other"));
  }

  @Test
  void aNullEntryIsNotAMissingOne() throws UnkeyableException {
    KeyPlan plan = Plans.of("Object").symbol("arg0.symbol").ignore("arg0.page.token").plan();
    Map<String, Object> without = Map.of("symbol", "BTC");
    Map<String, Object> with = new HashMap<>(without);
    with.put("page", null);

    assertDifferent(plan, without, with);
  }

  @Test
  void componentsOfARecordDoNotRunTogether() throws UnkeyableException {
    assertDifferent(whole, new Pair("x, two=y", "z"), new Pair("x", "y, two=z"));
  }

  @Test
  void aRecordsCollectionsAreTakenByTheirContents() throws UnkeyableException {
    assertDifferent(whole, new Batch(List.of("A", "B")), new Batch(List.of("A, B")));
  }

  @Test
  void aRecordsArraysAreTakenByTheirContents() throws UnkeyableException {
    String[] symbols = {"A"};
    Object before = key(whole, new ArrayBatch(symbols));
    assertThat(before).isEqualTo(key(whole, new ArrayBatch(new String[] {"A"})));

    symbols[0] = "B";

    assertThat(key(whole, new ArrayBatch(symbols))).isNotEqualTo(before);
  }

  @Test
  void nameAndValueOfAnEntryDoNotRunTogether() throws UnkeyableException {
    assertDifferent(
        whole,
        new AbstractMap.SimpleEntry<>("a=b", "c"),
        new AbstractMap.SimpleEntry<>("a", "b=c"));
  }

  @Test
  void aMapIsNoListOfItsKeysAndValues() throws UnkeyableException {
    assertDifferent(whole, Map.of("k", "v"), List.of("k", "v"));
  }

  @Test
  void anEmptyOptionalIsNoEmptyList() throws UnkeyableException {
    assertDifferent(whole, Optional.empty(), Collections.emptyList());
    assertDifferent(whole, Optional.of("A"), List.of("A"));
  }

  @Test
  void brokenUnicodeIsNotAQuestionMark() throws UnkeyableException {
    KeyPlan plan = Plans.of("Object", "Object").symbol("arg1").plan();

    String one = KeyPlan.variantOf(key(plan, "\ud800", "A"));
    assertThat(one).isNotEqualTo(KeyPlan.variantOf(key(plan, "?", "A")));
    assertThat(one).isNotEqualTo(KeyPlan.variantOf(key(plan, "\ud801", "A")));
  }

  @Test
  void equalSetsAreOneQuestionInWhateverOrderTheyWereFilled() throws UnkeyableException {
    assertSame(
        new LinkedHashSet<>(Arrays.asList("A", "B")), new LinkedHashSet<>(Arrays.asList("B", "A")));
    assertSame(Set.of("A", "B", "C", "D"), new LinkedHashSet<>(Arrays.asList("D", "C", "B", "A")));
  }

  @Test
  void equalMapsAreOneQuestionInWhateverOrderTheyWereFilled() throws UnkeyableException {
    Map<String, Integer> one = new LinkedHashMap<>();
    one.put("B", 2);
    one.put("A", 1);

    assertSame(one, new TreeMap<>(one));
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // old clients pass them
  void aDateIsTheSameQuestionInEveryTimeZone() throws UnkeyableException {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      Object tokyo = key(whole, new Date(5));
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      assertThat(key(whole, new Date(5))).isEqualTo(tokyo);
      assertThat(KeyPlan.symbolOf(key(whole, new Date(5)))).isEqualTo(KeyPlan.symbolOf(tokyo));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void theTextOfATypeThatSaysLessThanItsEqualityDoesNotStandForIt() {
    assertThat(new Terse(1)).isNotEqualTo(new Terse(2));
    Object one = null;
    Object two = null;
    try {
      one = key(whole, new Terse(1));
      two = key(whole, new Terse(2));
    } catch (UnkeyableException refused) {
      assertThat(refused).hasMessageContaining("can't be part of a key");
      return;
    }
    assertThat(one).isNotEqualTo(two);
  }

  static class Requested {
    final String symbol;

    Requested(String symbol) {
      this.symbol = symbol;
    }
  }

  static class Spot extends Requested {
    Spot(String symbol) {
      super(symbol);
    }
  }

  static class Linear extends Requested {
    Linear(String symbol) {
      super(symbol);
    }
  }

  @SuppressWarnings("unused")
  static class Wrapper {
    final Requested of;

    Wrapper(Requested of) {
      this.of = of;
    }
  }

  @SuppressWarnings({"unused", "HidingField"})
  static class Shadowing extends Requested {
    final String symbol;

    Shadowing(String symbol, String inherited) {
      super(inherited);
      this.symbol = symbol;
    }
  }

  record Pair(String one, String two) {}

  record Batch(List<String> symbols) {}

  @SuppressWarnings("ArrayRecordComponent")
  record ArrayBatch(String[] symbols) {}

  /** Its text comes from above and tells nothing of what it adds. */
  static class Terse extends Named {
    private final int depth;

    Terse(int depth) {
      this.depth = depth;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Terse that && that.depth == depth;
    }

    @Override
    public int hashCode() {
      return depth;
    }
  }

  static class Named {
    @Override
    public String toString() {
      return "a request";
    }
  }
}
