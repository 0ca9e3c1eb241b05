package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule settles each argument of its method, or is refused. */
class KeyPlanningTest {

  private static UnkeyableException refusal(Plans plans) {
    return catchThrowableOfType(UnkeyableException.class, plans::planOrRefusal);
  }

  @Test
  void theOnlyArgumentIsTheSymbol() {
    assertThat(Plans.of("String").plan().description()).containsExactly("arg0");
  }

  @Test
  void severalArgumentsWithoutASymbolRefuseTheRule() {
    UnkeyableException refusal = refusal(Plans.of("String", "int"));

    assertThat(refusal)
        .hasMessage(
            "the method has several arguments, and the rule doesn't say which is the symbol");
    assertThat(refusal.help()).isEqualTo("add `symbol: arg0`");
  }

  @Test
  void aMethodWithoutArgumentsHasNoSymbolToTake() {
    assertThat(refusal(Plans.of()))
        .hasMessage("the method has no argument to take the symbol from");
    assertThat(refusal(Plans.of()).help()).isNull();
  }

  @Test
  void theReceiverMayGiveTheSymbolOfAMethodWithoutArguments() {
    assertThat(Plans.of().symbol("this.symbol").plan().description())
        .containsExactly("this.symbol");
  }

  @Test
  void everyOtherArgumentIsInTheKeyByDefault() {
    assertThat(Plans.of("String", "int", "boolean").symbol("arg1").plan().description())
        .containsExactly("arg1", "arg0", "arg2");
  }

  @Test
  void anArgumentNobodySpokeOfRefusesTheRule() {
    UnkeyableException refusal =
        refusal(Plans.of("String", "int", "boolean").symbol("arg0").key("arg1"));

    assertThat(refusal).hasMessage("argument `arg2` is neither in the key nor ignored");
    assertThat(refusal.help())
        .isEqualTo("add `arg2` to `key`, or to `ignore` if it doesn't change the answer");
  }

  @Test
  void anEmptyKeyLeavesNoArgumentOutSilently() {
    assertThat(refusal(Plans.of("String", "int").symbol("arg0").key()))
        .hasMessage("argument `arg1` is neither in the key nor ignored");
  }

  @Test
  void anArgumentMayBeIgnoredBesideAKey() {
    assertThat(
            Plans.of("String", "int", "Logger")
                .symbol("arg0")
                .key("arg1")
                .ignore("arg2")
                .plan()
                .description())
        .containsExactly("arg0", "arg1");
  }

  @Test
  void anIgnoredPropertyDoesNotSettleItsArgumentBesideAKey() {
    assertThat(refusal(Plans.of("String", "Request").symbol("arg0").key().ignore("arg1.requestId")))
        .hasMessage("argument `arg1` is neither in the key nor ignored");
  }

  @Test
  void anIgnoredArgumentIsNotInTheKey() {
    assertThat(Plans.of("String", "Logger").symbol("arg0").ignore("arg1").plan().description())
        .containsExactly("arg0");
  }

  @Test
  void anArgumentWithoutEqualityMayBeIgnored() {
    assertThat(
            Plans.of("String")
                .and("Logger", "name")
                .symbol("arg0")
                .ignore("arg1")
                .plan()
                .description())
        .containsExactly("arg0");
  }

  @Test
  void aPropertyLeavesTheRestOfItsArgumentInTheKey() {
    assertThat(
            Plans.of().and("Request", "symbol", "depth").symbol("arg0.symbol").plan().description())
        .containsExactly("arg0.symbol", "the rest of arg0");
    assertThat(Plans.of("String", "Map").symbol("arg0").ignore("arg1.id").plan().description())
        .containsExactly("arg0", "the rest of arg1");
  }

  @Test
  void aKeyPathMakesTheRestOfItsArgumentNoMatter() {
    assertThat(Plans.of("String", "Request").symbol("arg0").key("arg1.depth").plan().description())
        .containsExactly("arg0", "arg1.depth");
  }

  @Test
  void anArgumentWithoutEqualityIsRefusedWithItsReadableProperties() {
    UnkeyableException refusal =
        refusal(Plans.of("String").and("com.acme.Request", "depth", "side").symbol("arg0"));

    assertThat(refusal)
        .hasMessage("argument `arg1` is a `com.acme.Request`, which has no value equality");
    assertThat(refusal.help())
        .isEqualTo(
            "name the property that counts, one of `depth`, `side`,"
                + " or put the argument under `ignore`");
  }

  @Test
  void aSymbolWithoutEqualityIsRefusedWhetherNamedOrNot() {
    assertThat(refusal(Plans.of().and("com.acme.Request")))
        .hasMessageContaining("which has no value equality");
    assertThat(refusal(Plans.of().and("com.acme.Request").symbol("arg0")))
        .hasMessageContaining("which has no value equality");
    assertThat(refusal(Plans.of().and("com.acme.Request")).help())
        .isEqualTo("put the argument under `ignore` if it doesn't change the answer");
  }

  @Test
  void anArgumentThatIsNotThereRefusesTheRule() {
    assertThat(refusal(Plans.of("String").symbol("arg1")))
        .hasMessage("the rule names `arg1`, but the method has 1 argument");
    assertThat(refusal(Plans.of("String", "int").symbol("arg0").key("arg2.depth", "arg1")))
        .hasMessage("the rule names `arg2.depth`, but the method has 2 arguments");
    assertThat(refusal(Plans.of().symbol("arg0")))
        .hasMessage("the rule names `arg0`, but the method has no argument");
  }

  @Test
  void aStaticMethodHasNoReceiverToAsk() {
    assertThat(refusal(Plans.of("String").ofStaticMethod().symbol("this.symbol")))
        .hasMessage("the rule names `this.symbol`, but the method is static");
    assertThat(refusal(Plans.of("String").ofStaticMethod().receiver("this.url")))
        .hasMessage("the method is static, so there is no `this` for `receiver`");
  }

  @Test
  void theReceiversPropertyIsPartOfTheKey() {
    assertThat(Plans.of("String").receiver("this.url").plan().description())
        .containsExactly("arg0", "this.url");
  }

  @Test
  void anInvalidationsSymbolIsCheckedLikeAKeysPath() {
    MethodShape shape = new MethodShape(null, List.of(Declared.value("String")), null);

    assertThat(
            catchThrowableOfType(
                UnkeyableException.class,
                () -> SymbolPath.of(ValuePath.parse("arg1"), SymbolCase.KEPT, shape)))
        .hasMessageContaining("the rule names `arg1`");
    assertThat(
            catchThrowableOfType(
                UnkeyableException.class,
                () -> SymbolPath.of(ValuePath.parse("this.symbol"), SymbolCase.KEPT, shape)))
        .hasMessageContaining("the method is static");
  }
}
