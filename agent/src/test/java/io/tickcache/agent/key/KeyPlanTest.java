package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickcache.rules.Condition;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys as calls give them: the same question gives the same key, different questions never do. */
@SuppressWarnings("JavaUtilDate") // old clients pass them
class KeyPlanTest {

  private final Object scope = new Object();
  private final KeyPlan symbolOnly = Plans.of("Object").plan();
  private final KeyPlan ofTwo = Plans.of("String", "Object").symbol("arg0").plan();

  private Object key(KeyPlan plan, Object... arguments) {
    return keyOn(plan, null, arguments);
  }

  private Object keyOn(KeyPlan plan, Object self, Object... arguments) {
    try {
      return plan.key(scope, false, self, arguments);
    } catch (UnkeyableException unkeyable) {
      throw new AssertionError(unkeyable.getMessage(), unkeyable);
    }
  }

  private UnkeyableException unkeyable(KeyPlan plan, Object... arguments) {
    return catchThrowableOfType(
        UnkeyableException.class, () -> plan.key(scope, false, null, arguments));
  }

  @Test
  void aBareStringIsItsOwnKeyInThePlainScopeOnly() throws Exception {
    String symbol = new String("AAPL");
    Object[] arguments = {symbol};

    assertThat(symbolOnly.key(scope, true, null, arguments)).isSameAs(symbol);
    assertThat(symbolOnly.key(scope, false, null, arguments)).isNotEqualTo(symbol);
  }

  @Test
  void aPlainScopesKeyWithMoreThanASymbolIsNoBareString() throws Exception {
    assertThat(ofTwo.key(scope, true, null, new Object[] {"AAPL", 5})).isNotEqualTo("AAPL");
  }

  @Test
  void anySymbolIsItsOwnKeyInThePlainScopeOnly() throws Exception {
    assertThat(symbolOnly.key(scope, true, null, new Object[] {5})).isEqualTo(5);
    assertThat(symbolOnly.key(scope, false, null, new Object[] {5})).isNotEqualTo(5);
    assertThat(KeyPlan.symbolOf(5)).isEqualTo("5");
    assertThat(KeyPlan.variantOf(5)).isEqualTo("Integer:5");
    assertThat(KeyPlan.scopeOf(5)).isNull();
    assertThat(KeyPlan.hashOf(5)).isNotEqualTo(KeyPlan.hashOf("5"));
  }

  @Test
  void aKeyThatNeededNoArrayIsTheSame() throws Exception {
    assertThat(symbolOnly.keyOfOne(scope, false, null, "AAPL")).isEqualTo(key(symbolOnly, "AAPL"));
    assertThat(symbolOnly.keyOfOne(scope, true, null, null)).isNull();
    assertThat(ofTwo.keyOfTwo(scope, false, null, "AAPL", 5))
        .isEqualTo(key(ofTwo, "AAPL", 5))
        .isNotEqualTo(ofTwo.keyOfTwo(scope, false, null, "AAPL", 6))
        .isNotEqualTo(ofTwo.keyOfTwo(scope, false, null, "MSFT", 5))
        .isNotEqualTo(ofTwo.keyOfTwo(new Object(), false, null, "AAPL", 5));
    assertThat(ofTwo.keyOfTwo(scope, false, null, "AAPL", null))
        .isEqualTo(key(ofTwo, "AAPL", null));
    assertThat(ofTwo.keyOfTwo(scope, false, null, null, 5)).isNull();
    KeyPlan second = Plans.of("Object", "String").symbol("arg1").plan();
    assertThat(second.keyOfTwo(scope, false, null, 5, "AAPL")).isEqualTo(key(second, 5, "AAPL"));
    assertThat(KeyPlan.variantOf(ofTwo.keyOfTwo(scope, true, null, "AAPL", 5)))
        .isEqualTo(",Integer:5");
  }

  @Test
  void aRequestsKeyThatNeededNoArrayIsTheSame() throws Exception {
    KeyPlan ofMap = Plans.of("Map").symbol("arg0.symbol").plan();
    Map<String, Object> map = Map.of("symbol", "AAPL", "category", "spot");
    assertThat(ofMap.keyOfOne(scope, true, null, map))
        .isEqualTo(key(ofMap, map))
        .isNotEqualTo(ofMap.keyOfOne(scope, true, null, Map.of("symbol", "AAPL")));
    assertThat(ofMap.keyOfOne(scope, true, null, Map.of())).isNull();

    KeyPlan plan = Plans.of().and("Request").symbol("arg0.symbol").plan();
    Request request = new SpotRequest("AAPL", "spot");
    assertThat(plan.keyOfOne(scope, true, null, request))
        .isEqualTo(key(plan, request))
        .isNotEqualTo(plan.keyOfOne(scope, true, null, new SpotRequest("MSFT", "spot")))
        .isNotEqualTo(plan.keyOfOne(new Object(), true, null, request));
    assertThat(plan.keyOfOne(scope, true, null, null)).isNull();
  }

  @Test
  void keysOfDifferentScopesNeverMeet() throws Exception {
    Object[] arguments = {"AAPL"};

    assertThat(symbolOnly.key("equal", false, null, arguments))
        .isEqualTo(symbolOnly.key("equal", false, null, arguments))
        .isNotEqualTo(symbolOnly.key(new String("equal"), false, null, arguments));
  }

  @Test
  void everyArgumentTellsQuestionsApart() {
    assertThat(key(ofTwo, "AAPL", 5))
        .isEqualTo(key(ofTwo, "AAPL", 5))
        .hasSameHashCodeAs(key(ofTwo, "AAPL", 5))
        .isNotEqualTo(key(ofTwo, "AAPL", 6))
        .isNotEqualTo(key(ofTwo, "MSFT", 5));
  }

  @Test
  void anIgnoredArgumentTellsNothingApart() {
    KeyPlan plan = Plans.of("String", "Object").symbol("arg0").ignore("arg1").plan();

    assertThat(key(plan, "AAPL", new Object())).isEqualTo(key(plan, "AAPL", null));
  }

  @Test
  void aNullSymbolHasNoKey() {
    assertThat(key(symbolOnly, (Object) null)).isNull();
  }

  @Test
  void aNullBesideTheSymbolIsAValue() {
    assertThat(key(ofTwo, "AAPL", null))
        .isNotNull()
        .isEqualTo(key(ofTwo, "AAPL", null))
        .isNotEqualTo(key(ofTwo, "AAPL", "null"));
  }

  @Test
  void aNullOnTheWayHasNoKey() {
    KeyPlan plan = Plans.of("Object").symbol("arg0.instrument.symbol").plan();

    assertThat(key(plan, (Object) null)).isNull();
    assertThat(key(plan, new Order(null, 1))).isNull();
    assertThat(key(plan, new Order(new Instrument(null), 1))).isNull();
    assertThat(key(plan, new Order(new Instrument("AAPL"), 1))).isNotNull();
  }

  @Test
  void aNullOnTheWayToAnyOtherPartHasNoKeyEither() {
    KeyPlan plan = Plans.of("String", "Object").symbol("arg0").key("arg1.instrument.symbol").plan();

    assertThat(key(plan, "AAPL", new Order(null, 1))).isNull();
    assertThat(key(plan, "AAPL", new Order(new Instrument(null), 1))).isNotNull();
  }

  static Stream<Object> values() {
    return Stream.of(
        "text",
        1,
        1L,
        (short) 1,
        (byte) 1,
        1f,
        1d,
        'c',
        true,
        Side.BUY,
        new BigDecimal("1.0"),
        java.math.BigInteger.TEN,
        UUID.fromString("00000000-0000-0001-0000-000000000002"),
        Currency.getInstance("EUR"),
        Duration.ofMillis(5),
        Instant.ofEpochMilli(5),
        LocalDate.of(2026, 1, 2),
        ZoneId.of("Europe/Paris"),
        java.time.YearMonth.of(2026, 1));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsKeptAsItIs(Object value) throws Exception {
    assertThat(new Components(new Accessors()).of(value)).isSameAs(value);
  }

  @Test
  void equalTextsOfDifferentTypesAreDifferentQuestions() {
    List<Object> ones =
        List.of("1", 1, 1L, (short) 1, (byte) 1, '1', BigDecimal.ONE, java.math.BigInteger.ONE);

    assertThat(ones.stream().map(one -> key(ofTwo, "AAPL", one)).distinct()).hasSize(ones.size());
    assertThat(ones.stream().map(one -> KeyPlan.variantOf(key(ofTwo, "AAPL", one))).distinct())
        .hasSize(ones.size());
  }

  @Test
  void theScaleOfADecimalCounts() {
    assertThat(key(ofTwo, "AAPL", new BigDecimal("1.0")))
        .isNotEqualTo(key(ofTwo, "AAPL", new BigDecimal("1.00")));
  }

  @Test
  void aConstantWithABodyIsStillOfItsEnum() {
    assertThat(KeyPlan.variantOf(key(symbolOnly, Side.SELL)))
        .isEqualTo(Side.class.getName().replace("$", "%24") + ":SELL");
    assertThat(KeyPlan.symbolOf(key(symbolOnly, Side.SELL))).isEqualTo("SELL");
  }

  @Test
  void arraysAndCollectionsAreTakenByTheirContents() {
    assertThat(key(symbolOnly, (Object) new String[] {"A", "B"}))
        .isEqualTo(key(symbolOnly, (Object) new String[] {"A", "B"}))
        .isNotEqualTo(key(symbolOnly, (Object) new String[] {"B", "A"}))
        .isNotEqualTo(key(symbolOnly, "[A, B]"))
        .isNotEqualTo(key(symbolOnly, List.of("A, B")));
    assertThat(key(symbolOnly, new int[] {1, 2})).isEqualTo(key(symbolOnly, new int[] {1, 2}));
    assertThat(key(symbolOnly, List.of(List.of("A"), List.of("B"))))
        .isNotEqualTo(key(symbolOnly, List.of(List.of("A", "B"))));
  }

  @Test
  void mapsAreTakenByTheirEntries() {
    assertThat(key(symbolOnly, Map.of("a", 1))).isEqualTo(key(symbolOnly, Map.of("a", 1)));
    assertThat(key(symbolOnly, Map.of("a", 1))).isNotEqualTo(key(symbolOnly, Map.of("a", 2)));
    assertThat(key(symbolOnly, Map.of("a", 1))).isNotEqualTo(key(symbolOnly, Map.of("b", 1)));
  }

  @Test
  void anOptionalIsTakenByWhatItHolds() {
    assertThat(key(symbolOnly, Optional.of("A")))
        .isEqualTo(key(symbolOnly, Optional.of("A")))
        .isNotEqualTo(key(symbolOnly, Optional.of("B")))
        .isNotEqualTo(key(symbolOnly, Optional.empty()));
  }

  @Test
  void aTypeWithEqualityAndTextIsTakenByItsText() {
    assertThat(key(symbolOnly, new Instrument("AAPL")))
        .isEqualTo(key(symbolOnly, new Instrument("AAPL")))
        .isNotEqualTo(key(symbolOnly, new Instrument("MSFT")))
        .isNotEqualTo(key(symbolOnly, "AAPL"))
        .isNotEqualTo(key(symbolOnly, new OtherInstrument("AAPL")));
    assertThat(KeyPlan.symbolOf(key(symbolOnly, new Instrument("AAPL")))).isEqualTo("AAPL");
  }

  @Test
  void aDateIsTakenByItsMilliseconds() {
    assertThat(key(symbolOnly, new Date(5)))
        .isEqualTo(key(symbolOnly, new Date(5)))
        .isNotEqualTo(key(symbolOnly, new Date(6)));
  }

  @Test
  void aTimestampsNanosecondsCount() {
    java.sql.Timestamp one = new java.sql.Timestamp(5);
    java.sql.Timestamp two = new java.sql.Timestamp(5);
    two.setNanos(one.getNanos() + 1);

    assertThat(key(symbolOnly, one)).isNotEqualTo(key(symbolOnly, two));
  }

  @Test
  void aValueWithoutEqualityIsRefusedWithItsReadableProperties() {
    UnkeyableException refusal = unkeyable(symbolOnly, new SpotRequest("AAPL", "spot"));

    assertThat(refusal)
        .hasMessage(
            "`"
                + SpotRequest.class.getName()
                + "` has no value equality, so it can't be part of a key");
    assertThat(refusal.help())
        .isEqualTo(
            "name the property that counts, one of `category`, `requestId`, `symbol`,"
                + " or put the argument under `ignore`");
  }

  @Test
  void whatTheJdkOrACompilerHidesIsNotOffered() {
    String ignore = "put the argument under `ignore` if it doesn't change the answer";
    String captured = "AAPL";

    assertThat(unkeyable(symbolOnly, new StringJoiner(",")).help()).isEqualTo(ignore);
    assertThat(unkeyable(symbolOnly, (Supplier<String>) () -> captured).help()).isEqualTo(ignore);
    assertThat(Accessors.properties(GregorianCalendar.class))
        .contains("timeInMillis", "timeZone")
        .doesNotContain("cdate", "fields", "isTimeSet", "zoneShared");
  }

  @Test
  void aSymbolToInvalidateIsToldItsPropertiesAndNotOfIgnore() throws Exception {
    SymbolPath path =
        SymbolPath.of(
            ValuePath.parse("arg0"),
            SymbolCase.KEPT,
            new MethodShape(null, List.of(Declared.value("Object")), null));

    assertThat(untold(path, new SpotRequest("AAPL", "spot")).help())
        .isEqualTo(
            "let `symbol` go on to one of its properties: `category`, `requestId`, `symbol`");
    assertThat(untold(path, new StringJoiner(",")).help())
        .isEqualTo("let `symbol` lead to a text, a number or an enum, or leave it out");
  }

  private static UnkeyableException untold(SymbolPath path, Object argument) {
    return catchThrowableOfType(
        UnkeyableException.class, () -> path.before(null, new Object[] {argument}));
  }

  @Test
  void aValueWithoutEqualityIsRefusedHoweverDeepItLies() {
    assertThat(unkeyable(symbolOnly, List.of(Map.of("k", Optional.of(new Object()))))).isNotNull();
    assertThat(unkeyable(symbolOnly, (Object) new Object[] {new Object()})).isNotNull();
  }

  @Test
  void aCollectionWithinItselfIsRefused() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);

    assertThat(unkeyable(symbolOnly, endless)).hasMessageContaining("nested too deeply");
  }

  @Test
  void changingAnArgumentLaterChangesNoKey() {
    List<String> list = new ArrayList<>(List.of("A"));
    String[] array = {"A"};
    Map<String, Object> map = new HashMap<>(Map.of("A", list));
    Date date = new Date(5);
    SpotRequest request = new SpotRequest("AAPL", "spot");
    KeyPlan plan =
        Plans.of("Object", "Object", "Object", "Object")
            .and("Request")
            .symbol("arg4.symbol")
            .plan();
    Object key = key(plan, list, array, map, date, request);
    Object same = key(plan, list, array, map, date, request);
    String variant = KeyPlan.variantOf(key);

    list.add("B");
    array[0] = "B";
    map.put("B", "B");
    date.setTime(6);
    request.category = "future";

    assertThat(key).isEqualTo(same);
    assertThat(KeyPlan.variantOf(key)).isEqualTo(variant);
    assertThat(key(plan, list, array, map, date, request)).isNotEqualTo(key);
  }

  @Test
  void theRestOfARequestStaysInTheKey() {
    KeyPlan plan = Plans.of().and("Request").symbol("arg0.symbol").plan();
    SpotRequest request = new SpotRequest("AAPL", "spot");
    Object key = key(plan, request);

    assertThat(key).isEqualTo(key(plan, new SpotRequest("AAPL", "spot")));
    assertThat(key).isNotEqualTo(key(plan, new SpotRequest("AAPL", "linear")));
    assertThat(key).isNotEqualTo(key(plan, new SpotRequest("MSFT", "spot")));
    request.requestId = 7;
    assertThat(key).as("an inherited field").isNotEqualTo(key(plan, request));
  }

  @Test
  void anIgnoredPropertyTellsNothingApart() {
    KeyPlan plan = Plans.of().and("Request").symbol("arg0.symbol").ignore("arg0.requestId").plan();
    SpotRequest one = new SpotRequest("AAPL", "spot");
    SpotRequest two = new SpotRequest("AAPL", "spot");
    two.requestId = 7;

    assertThat(key(plan, one)).isEqualTo(key(plan, two));
    two.category = "linear";
    assertThat(key(plan, one)).isNotEqualTo(key(plan, two));
  }

  @Test
  void aPropertyOfAPropertyLeavesItsNeighboursInTheKey() {
    KeyPlan plan = Plans.of("Object").symbol("arg0.instrument.symbol").plan();
    Order order = new Order(new Instrument("AAPL"), 1);
    Object key = key(plan, order);

    order.instrument.venue = "XETRA";
    assertThat(key(plan, order)).isNotEqualTo(key);
    assertThat(key(plan, new Order(new Instrument("AAPL"), 2))).isNotEqualTo(key);
    assertThat(key(plan, new Order(new Instrument("AAPL"), 1))).isEqualTo(key);
  }

  @Test
  void theOtherEntriesOfAMapStayInTheKey() {
    KeyPlan plan = Plans.of("Map").symbol("arg0.symbol").ignore("arg0.nonce").plan();
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("symbol", "AAPL");
    one.put("category", "spot");
    one.put("nonce", 1);
    Map<String, Object> two = new LinkedHashMap<>(one);

    two.put("nonce", 2);
    assertThat(key(plan, one)).isEqualTo(key(plan, two));
    two.put("category", "linear");
    assertThat(key(plan, one)).isNotEqualTo(key(plan, two));
    assertThat(KeyPlan.symbolOf(key(plan, one))).isEqualTo("AAPL");
  }

  @Test
  void aMissingEntryOfAMapHasNoKey() {
    KeyPlan plan = Plans.of("Map").symbol("arg0.symbol").plan();

    assertThat(key(plan, Map.of("sym", "AAPL"))).isNull();
  }

  @Test
  void propertiesAreReadThroughGettersOfAllKindsAndFields() {
    Properties readable = new Properties();

    assertThat(symbolAt("arg0.getter", readable)).isEqualTo("get");
    assertThat(symbolAt("arg0.flag", readable)).isEqualTo("true");
    assertThat(symbolAt("arg0.plain", readable)).isEqualTo("plain");
    assertThat(symbolAt("arg0.field", readable)).isEqualTo("field");
    assertThat(symbolAt("arg0.hidden", readable)).isEqualTo("private");
    assertThat(symbolAt("arg0.inherited", readable)).isEqualTo("inherited");
    assertThat(symbolAt("arg0.inheritedField", readable)).isEqualTo("inherited field");
    assertThat(symbolAt("arg0.fromInterface", readable)).isEqualTo("default");
    assertThat(symbolAt("arg0.both", readable)).as("getter before field").isEqualTo("get");
    assertThat(symbolAt("arg0.symbol", Map.of("symbol", "entry"))).isEqualTo("entry");
  }

  @Test
  void aRecordsComponentComesBeforeItsGetter() {
    assertThat(symbolAt("arg0.symbol", new Ticker("component"))).isEqualTo("component");
  }

  private String symbolAt(String path, Object argument) {
    return KeyPlan.symbolOf(key(Plans.of("Object").symbol(path).key().plan(), argument));
  }

  @Test
  void aPropertyThatIsNotThereIsRefusedWithThoseThatAre() {
    UnkeyableException refusal =
        unkeyable(Plans.of("Object").symbol("arg0.symbl").plan(), new SpotRequest("A", "b"));

    assertThat(refusal).hasMessage("`" + SpotRequest.class.getName() + "` has no property `symbl`");
    assertThat(refusal.help()).contains("`category`, `requestId`, `symbol`");
  }

  @Test
  void staticsAndMethodsThatReturnNothingAreNoProperties() {
    assertThat(unkeyable(Plans.of("Object").symbol("arg0.constant").plan(), new Properties()))
        .isNotNull();
    assertThat(unkeyable(Plans.of("Object").symbol("arg0.nothing").plan(), new Properties()))
        .isNotNull();
  }

  @Test
  void aGetterThatFailsMakesTheCallUnkeyable() {
    assertThat(unkeyable(Plans.of("Object").symbol("arg0.failing").plan(), new Properties()))
        .hasMessage("reading `failing` of `" + Properties.class.getName() + "` failed");
  }

  @Test
  void whatTheJdkKeepsToItselfMakesTheCallUnkeyable() {
    KeyPlan plan = Plans.of("Object").symbol("arg0.name").plan();

    assertThat(unkeyable(plan, new Thread("AAPL"))).hasMessageContaining("can't be read");
  }

  @Test
  void theReceiversPropertyTellsReceiversApart() {
    KeyPlan plan = Plans.of("String").receiver("this.venue").plan();
    Instrument here = new Instrument("x");
    Instrument there = new Instrument("x");
    there.venue = "XETRA";

    assertThat(keyOn(plan, here, "AAPL"))
        .isEqualTo(keyOn(plan, new Instrument("y"), "AAPL"))
        .isNotEqualTo(keyOn(plan, there, "AAPL"));
  }

  @Test
  void aReceiversNullPropertyIsAValue() {
    KeyPlan plan = Plans.of("String").receiver("this.symbol").plan();

    assertThat(keyOn(plan, new Instrument(null), "AAPL")).isNotNull();
  }

  @Test
  void variableArgumentsAreTakenByTheirContents() {
    KeyPlan plan = Plans.of("String", "Object[]").symbol("arg0").plan();

    assertThat(key(plan, "AAPL", new Object[] {"a", 1}))
        .isEqualTo(key(plan, "AAPL", new Object[] {"a", 1}))
        .isNotEqualTo(key(plan, "AAPL", new Object[] {"a"}))
        .isNotEqualTo(key(plan, "AAPL", new Object[] {}))
        .isNotEqualTo(key(plan, "AAPL", null));
  }

  @Test
  void theVariantOfABareSymbolIsEmpty() {
    assertThat(KeyPlan.variantOf("AAPL")).isEmpty();
    assertThat(KeyPlan.symbolOf("AAPL")).isEqualTo("AAPL");
    assertThat(KeyPlan.variantOf(key(symbolOnly, "AAPL"))).isEmpty();
    assertThat(KeyPlan.symbolOf(key(symbolOnly, "AAPL"))).isEqualTo("AAPL");
  }

  @Test
  void aVariantTellsTypesAndEscapesTheirTexts() {
    assertThat(KeyPlan.variantOf(key(ofTwo, "AAPL", List.of(1, "a b", Map.of("k", true)))))
        .isEqualTo(",list[Integer:1;s:a%20b;map[entry[s:k;Boolean:true;];];]");
    assertThat(KeyPlan.variantOf(key(ofTwo, "AAPL", null))).isEqualTo(",null");
  }

  @Test
  void aLongVariantGivesWayToItsDigest() {
    String variant = KeyPlan.variantOf(key(ofTwo, "AAPL", "x".repeat(5_000)));

    assertThat(variant).matches("#[0-9A-F]{64}");
    assertThat(KeyPlan.variantOf(key(ofTwo, "AAPL", "x".repeat(5_001)))).isNotEqualTo(variant);
    assertThat(KeyPlan.variantOf(key(ofTwo, "AAPL", "#" + variant))).doesNotStartWith("#");
  }

  @Test
  void lettersOfASymbolTellNothingApartWhereTheRuleSaysTheirCase() throws Exception {
    KeyPlan plan = Plans.of("Object").symbolCase(SymbolCase.UPPER).plan();

    assertThat(plan.key(scope, true, null, new Object[] {"btc-Usd"})).isEqualTo("BTC-USD");
    assertThat(plan.keyOfOne(scope, true, null, "btc-Usd")).isEqualTo("BTC-USD");
    assertThat(key(plan, "btc")).isEqualTo(key(plan, "BTC")).isNotEqualTo(key(plan, "ETH"));
    assertThat(key(plan, new Named("btc"))).isEqualTo(key(plan, new Named("Btc")));
    assertThat(key(plan, new Named("btc"))).isNotEqualTo(key(plan, "btc"));
  }

  @Test
  void aSymbolThatIsInItsCaseAlreadyIsItsOwnKey() throws Exception {
    String symbol = new String("BTC");
    KeyPlan plan = Plans.of("Object").symbolCase(SymbolCase.UPPER).plan();

    assertThat(plan.keyOfOne(scope, true, null, symbol)).isSameAs(symbol);
  }

  @Test
  void onlyTheSymbolHasALetterCase() {
    KeyPlan plan = Plans.of("String", "String").symbol("arg0").symbolCase(SymbolCase.LOWER).plan();

    assertThat(key(plan, "BTC", "Day")).isEqualTo(key(plan, "btc", "Day"));
    assertThat(key(plan, "BTC", "Day")).isNotEqualTo(key(plan, "BTC", "DAY"));
  }

  /** The Turkish small i has no dot; a symbol must be the same on every host. */
  @Test
  void theHostsLanguageDoesNotComeIntoTheLetterCase() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(SymbolCase.UPPER.of("ini")).isEqualTo("INI");
      assertThat(SymbolCase.LOWER.of("INI")).isEqualTo("ini");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aRuleMaySpeakOfSomeCallsOnly() throws Exception {
    KeyPlan plan =
        Plans.of("Object", "Object")
            .symbol("arg0")
            .when(Condition.is(ValuePath.parse("arg1"), "false"))
            .plan();

    assertThat(plan.conditional()).isTrue();
    assertThat(admits(plan, "AAPL", false)).isTrue();
    assertThat(admits(plan, "AAPL", true)).isFalse();
    assertThat(admits(plan, "AAPL", null)).isFalse();
    assertThat(symbolOnly.conditional()).isFalse();
  }

  @Test
  void conditionsMustAllHold() throws Exception {
    KeyPlan plan =
        Plans.of("Map")
            .symbol("arg0.symbol")
            .when(
                Condition.is(ValuePath.parse("arg0.path"), "/quote"),
                Condition.absent(ValuePath.parse("arg0.symbols")))
            .plan();

    assertThat(admits(plan, Map.of("symbol", "AAPL", "path", "/quote"))).isTrue();
    assertThat(admits(plan, Map.of("symbol", "AAPL", "path", "/book"))).isFalse();
    assertThat(admits(plan, Map.of("symbol", "A", "path", "/quote", "symbols", "A,B"))).isFalse();
    assertThat(admits(plan, Map.of("symbol", "AAPL"))).isFalse();
  }

  /** Constants are told by their names, and decimals with their scale. */
  @Test
  void aConditionIsAboutTheTextOfAValue() throws Exception {
    KeyPlan week = Plans.of("A", "B").symbol("arg0").when(is("arg1", "DAYS")).plan();
    KeyPlan depth = Plans.of("A", "B").symbol("arg0").when(is("arg1", "5")).plan();

    assertThat(admits(week, "AAPL", ChronoUnit.DAYS)).isTrue();
    assertThat(admits(week, "AAPL", ChronoUnit.HOURS)).isFalse();
    assertThat(admits(depth, "AAPL", 5)).isTrue();
    assertThat(admits(depth, "AAPL", new BigDecimal("5.0"))).isFalse();
  }

  @Test
  void aConditionOnAPropertyThatIsNotThereMakesTheCallUnkeyable() {
    KeyPlan plan = Plans.of("A").symbol("arg0").when(is("arg0.colour", "red")).plan();

    assertThat(catchThrowableOfType(UnkeyableException.class, () -> admits(plan, new Named("a"))))
        .hasMessageContaining("has no property `colour`");
  }

  private static Condition is(String path, String text) {
    return Condition.is(ValuePath.parse(path), text);
  }

  private static boolean admits(KeyPlan plan, Object... arguments) throws UnkeyableException {
    return plan.admits(null, arguments);
  }

  @Test
  void anInvalidationNamesTheSameSymbolAsTheKey() throws Exception {
    List<Object> symbols =
        List.of("AAPL", 5, Side.SELL, 'A', UUID.randomUUID(), new Instrument("AAPL"));
    MethodShape shape =
        new MethodShape(null, List.of(Declared.value("Object")), Declared.value("Order"));
    SymbolPath before = SymbolPath.of(ValuePath.parse("arg0"), SymbolCase.KEPT, shape);
    SymbolPath after = SymbolPath.of(ValuePath.parse("return"), SymbolCase.KEPT, shape);

    for (Object symbol : symbols) {
      String keyed = KeyPlan.symbolOf(key(symbolOnly, symbol));
      assertThat(before.before(null, new Object[] {symbol}))
          .extracting(KeyPlan::text)
          .containsExactly(keyed);
      assertThat(after.after(symbol)).extracting(KeyPlan::text).containsExactly(keyed);
    }
    assertThat(before.before(null, new Object[] {null})).isNull();
    assertThat(before.ofResult()).isFalse();
    assertThat(after.ofResult()).isTrue();
  }

  enum Side {
    BUY,
    SELL {
      @Override
      public String toString() {
        return "sold";
      }
    }
  }

  static class Instrument {
    final String symbol;
    String venue = "NYSE";

    Instrument(String symbol) {
      this.symbol = symbol;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Instrument that && that.symbol.equals(symbol);
    }

    @Override
    public int hashCode() {
      return symbol.hashCode();
    }

    @Override
    public String toString() {
      return symbol;
    }
  }

  static class OtherInstrument extends Instrument {
    OtherInstrument(String symbol) {
      super(symbol);
    }
  }

  static class Order {
    final Instrument instrument;
    final int quantity;

    Order(Instrument instrument, int quantity) {
      this.instrument = instrument;
      this.quantity = quantity;
    }
  }

  static class Request {
    int requestId;
  }

  static class SpotRequest extends Request {
    final String symbol;
    String category;

    SpotRequest(String symbol, String category) {
      this.symbol = symbol;
      this.category = category;
    }

    String getSymbol() {
      return symbol;
    }
  }

  interface WithDefault {
    default String getFromInterface() {
      return "default";
    }
  }

  @SuppressWarnings("unused")
  static class ReadableBase {
    String inheritedField = "inherited field";

    private String getInherited() {
      return "inherited";
    }
  }

  @SuppressWarnings("unused")
  static class Properties extends ReadableBase implements WithDefault {
    static String constant = "constant";
    private String field = "field";
    String both = "field";

    public String getGetter() {
      return "get";
    }

    public boolean isFlag() {
      return true;
    }

    public String plain() {
      return "plain";
    }

    private String getHidden() {
      return "private";
    }

    public String getBoth() {
      return "get";
    }

    public void nothing() {}

    public String getFailing() {
      throw new IllegalStateException();
    }
  }

  record Ticker(String symbol) {
    String getSymbol() {
      return "getter";
    }
  }

  /** Taken by its text. */
  static final class Named {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Named named && named.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
