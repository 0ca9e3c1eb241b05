package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickcache.agent.key.PropertyType.Knowledge;
import io.tickcache.rules.Condition;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathDoubtsTest {

  private final Declared instrument =
      Declared.object("Instrument", Knowledge.ALL)
          .with("symbol", Declared.value("String"))
          .with("venue", Declared.object("Venue", Knowledge.LIKELY));
  private final Declared request =
      Declared.object("Request", Knowledge.LIKELY)
          .with("instrument", instrument)
          .with("attributes", Declared.value("java.util.Map"));
  private final MethodShape method =
      new MethodShape(
          Declared.object("Client", Knowledge.LIKELY).with("url", Declared.value("String")),
          List.of(request),
          instrument);

  @Test
  void aPathThatLeadsToAValueIsBelieved() throws Exception {
    assertThat(doubts(rule().symbol(path("arg0.instrument.symbol")))).isEmpty();
  }

  @Test
  void aPathBehindATypeThatTellsNothingIsBelieved() throws Exception {
    assertThat(doubts(rule().symbol(path("arg0.attributes.symbol.name")))).isEmpty();
  }

  @Test
  void aPathToManyGoesOnWithTheElements() throws Exception {
    MethodShape many =
        new MethodShape(null, List.of(Declared.object("Order[]", Knowledge.ALL)), null);

    assertThat(PathDoubts.of(path("arg0.symbol"), many)).isEmpty();
    assertThat(PathDoubts.of(rule().symbols(path("arg0.symbol")).build(), many)).isEmpty();
  }

  @Test
  void anInvalidationByAnObjectWithoutIdentityIsRefusedWithItsProperties() {
    MethodShape place = new MethodShape(null, List.of(instrument), null);

    UnkeyableException refused =
        catchThrowableOfType(UnkeyableException.class, () -> PathDoubts.of(path("arg0"), place));

    assertThat(refused).hasMessageContaining("`arg0` is a `Instrument`, which has no value");
    assertThat(refused.help())
        .isEqualTo("let `symbol` go on to one of its properties: `symbol`, `venue`");
  }

  @Test
  void aPropertyThatNoValueCanHaveIsRefusedWithTheNearestName() {
    UnkeyableException refused = refused(rule().symbol(path("arg0.instrument.symbl")));

    assertThat(refused.code()).isEqualTo(DiagnosticCode.R024);
    assertThat(refused)
        .hasMessage("`arg0.instrument` is a `Instrument`, which has no property `symbl`");
    assertThat(refused.help()).isEqualTo("did you mean `symbol`?");
  }

  @Test
  void aPropertyThatASubclassMightHaveIsDoubtedWithAllThereIs() throws Exception {
    List<UnkeyableException> doubts = doubts(rule().symbol(path("arg0.ticker")));

    assertThat(doubts)
        .singleElement()
        .extracting(UnkeyableException::getMessage, UnkeyableException::help)
        .containsExactly(
            "`arg0` is a `Request`, which has no property `ticker`",
            "it has `attributes`, `instrument`");
  }

  @Test
  void anEndWithoutIdentityIsRefused() {
    UnkeyableException refused = refused(rule().symbol(path("arg0.instrument.venue")));

    assertThat(refused.code()).isEqualTo(DiagnosticCode.R025);
    assertThat(refused).hasMessageContaining("is a `Venue`, which has no value equality");
  }

  @Test
  void everyPathOfTheRuleIsFollowed() throws Exception {
    ValuePath good = path("arg0.instrument.symbol");
    Rule.Builder rule =
        rule()
            .symbol(good)
            .key(List.of(path("arg0.depth")))
            .ignore(List.of(path("arg0.id")))
            .when(List.of(Condition.is(path("arg0.path"), "/quote")))
            .receiver(Receiver.of(path("this.uri")));

    assertThat(doubts(rule))
        .extracting(UnkeyableException::getMessage)
        .satisfiesExactly(
            depth -> assertThat(depth).endsWith("`depth`"),
            id -> assertThat(id).endsWith("`id`"),
            when -> assertThat(when).endsWith("`path`"),
            uri -> assertThat(uri).isEqualTo("`this` is a `Client`, which has no property `uri`"));
    assertThat(doubts(rule().symbols(path("arg0.symbols")))).hasSize(1);
  }

  private List<UnkeyableException> doubts(Rule.Builder rule) throws UnkeyableException {
    return PathDoubts.of(rule.build(), method);
  }

  private UnkeyableException refused(Rule.Builder rule) {
    return catchThrowableOfType(UnkeyableException.class, () -> doubts(rule));
  }

  private static Rule.Builder rule() {
    return Rule.builder("quotes").method(MethodPattern.parse("com.acme.Client#quote"));
  }

  private static ValuePath path(String text) {
    return ValuePath.parse(text);
  }
}
