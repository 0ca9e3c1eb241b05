package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
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
  void whatIsLeftOfARequestIsToldByItsNames() throws UnkeyableException {
    KeyPlan noVenue = Plans.of("Object").symbol("arg0.symbol").ignore("arg0.venue").plan();
    KeyPlan noDesk = Plans.of("Object").symbol("arg0.symbol").ignore("arg0.desk").plan();
    Placed request = new Placed("BTC", "A", "A");

    Object desk = key(noVenue, request);
    assertThat(desk).isNotEqualTo(key(noDesk, request));
    assertThat(KeyPlan.variantOf(desk)).isNotEqualTo(KeyPlan.variantOf(key(noDesk, request)));
  }

  @Test
  void methodsOfOneCacheMeanTheSameByTheSameRest() throws UnkeyableException {
    Plans rule = Plans.of("Object").symbol("arg0.symbol").ignore("arg0.desk");
    Object key = key(rule.plan(), new Placed("BTC", "A", "B"));

    assertThat(key(rule.plan(), new Placed("BTC", "A", "C"))).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(key(rule.plan(), new Placed("BTC", "B", "B"))).isNotEqualTo(key);
  }

  @Test
  void aRequestOfWhichNothingIsLeftIsStillToldByItsClass() throws UnkeyableException {
    KeyPlan plan = Plans.of("Object").symbol("arg0.symbol").ignore("arg0.leverage").plan();

    assertDifferent(plan, new Plain("BTC"), new Plainer("BTC"));
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

  /** A client answers in the order in which it walks what it was asked for. */
  @Test
  void anotherOrderIsAnotherQuestion() throws UnkeyableException {
    assertDifferent(whole, linked("A", "B"), linked("B", "A"));
    Map<String, Integer> one = new LinkedHashMap<>();
    one.put("B", 2);
    one.put("A", 1);
    assertDifferent(whole, one, new TreeMap<>(one));

    assertSame(linked("A", "B"), new TreeSet<>(linked("B", "A")));
    assertSame(new LinkedHashMap<>(Map.of("A", 1)), new TreeMap<>(Map.of("A", 1)));
  }

  @Test
  void whatAMapFindsWithoutAnEntryCounts() throws UnkeyableException {
    Properties defaults = new Properties();
    defaults.setProperty("symbol", "MSFT");
    assertDifferent(whole, new Properties(), new Properties(defaults));

    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.put("SYMBOL", "AAPL");
    assertDifferent(whole, anyCase, Map.of("SYMBOL", "AAPL"));
  }

  @Test
  void aMapThatFindsEntriesInItsOwnWayIsRefused() {
    Map<String, String> anything =
        new AbstractMap<>() {
          @Override
          public String get(Object key) {
            return "AAPL";
          }

          @Override
          public Set<Entry<String, String>> entrySet() {
            return Set.of();
          }
        };

    assertThat(refusal(anything)).hasMessageContaining("a map that finds entries in its own way");
    assertThat(refusal(new IdentityHashMap<String, String>()))
        .hasMessageContaining("a map that finds entries in its own way");
  }

  @Test
  void whatAContainersOwnClassAddsCounts() throws UnkeyableException {
    assertDifferent(whole, new Basket("XNAS", "AAPL"), new Basket("XLON", "AAPL"));
    assertDifferent(whole, new Basket("XNAS", "AAPL"), List.of("AAPL"));
    assertSame(new Basket("XNAS", "AAPL"), new Basket("XNAS", "AAPL"));

    KeyPlan plan = Plans.of("Object").symbol("arg0.name").plan();
    assertDifferent(plan, new Slot("AAPL", 1), new Slot("AAPL", 2));
  }

  @Test
  void aBufferIsNoValue() {
    assertThat(refusal(ByteBuffer.wrap(new byte[] {1})))
        .hasMessageContaining("has no value equality");
    assertThat(refusal(CharBuffer.wrap("AAPL"))).hasMessageContaining("has no value equality");
  }

  private static Set<String> linked(String... elements) {
    return new LinkedHashSet<>(Arrays.asList(elements));
  }

  private UnkeyableException refusal(Object argument) {
    return catchThrowableOfType(UnkeyableException.class, () -> key(whole, argument));
  }

  /** A list that says where its symbols are traded. */
  private static final class Basket extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    private final String venue;

    Basket(String venue, String... symbols) {
      super(Arrays.asList(symbols));
      this.venue = venue;
    }

    @Override
    public String toString() {
      return venue + super.toString();
    }
  }

  /** A map with a property beside its entries, one of which is the symbol. */
  private static final class Slot extends HashMap<String, String> {
    private static final long serialVersionUID = 1;

    private final int depth;

    Slot(String name, int depth) {
      put("name", name);
      this.depth = depth;
    }

    @Override
    public String toString() {
      return depth + super.toString();
    }
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

  record Placed(String symbol, String venue, String desk) {}

  record Plain(String symbol) {}

  record Plainer(String symbol) {}

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
