package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The time before the rules are read, when only the names are known that they mention. */
class ExpectationTest {

  private final ScriptedSites sites = new ScriptedSites();
  private final Rule rule = WeavingTest.rule("quotes", Feed.class, "quote");
  private final Loom loom =
      new Loom().holding(Feed.class, Client.class, Stranger.class, OtherStranger.class);
  private final AtomicInteger seen = new AtomicInteger();
  private final AtomicInteger needed = new AtomicInteger();

  private boolean expect(Runnable arrival) {
    return loom.weaver()
        .expect(
            List.of(MethodPattern.parse(Feed.class.getName() + "#quote")),
            seen::incrementAndGet,
            () -> {
              needed.incrementAndGet();
              arrival.run();
            });
  }

  @Test
  void classesThatNothingMentionsPass() {
    assertThat(expect(() -> loom.begin(sites, rule))).isTrue();

    loom.load(Stranger.class);
    loom.load(OtherStranger.class);

    assertThat(needed).hasValue(0);
    assertThat(sites.bound()).isEmpty();
  }

  @Test
  void theFirstClassOfTheApplicationIsToldOnce() {
    expect(() -> {});
    assertThat(seen).hasValue(0);

    loom.load(Stranger.class);
    loom.load(OtherStranger.class);

    assertThat(seen).hasValue(1);
  }

  @Test
  void aClassThatIsMentionedIsWovenByTheRulesThatItMakesCome() {
    expect(() -> loom.begin(sites, rule));

    Class<?> client = loom.load(Client.class);

    assertThat(needed).hasPositiveValue();
    assertThat(loom.wovenFile(client)).isNotNull();
    assertThat(sites.bound()).extracting(BoundMethod::type).containsExactly(client.getName());
  }

  @Test
  void whenTheRulesAreThereNobodyAsksForThemAgain() {
    expect(() -> loom.begin(sites, rule));
    loom.load(Feed.class);
    int before = needed.get();

    loom.load(Client.class);

    assertThat(needed).hasValue(before);
  }

  /** Two threads may have read the rules at the same time. */
  @Test
  void onlyTheFirstToBeginCounts() {
    ScriptedSites others = new ScriptedSites();
    expect(() -> {});

    loom.begin(sites, rule);
    loom.begin(others, rule);
    loom.load(Client.class);

    assertThat(sites.bound()).hasSize(1);
    assertThat(others.bound()).isEmpty();
  }

  @Test
  void rulesThatCannotBeUsedLeaveTheClassAsItIs() {
    expect(() -> loom.weaver().stop());

    Class<?> client = loom.load(Client.class);

    assertThat(loom.wovenFile(client)).isNull();
    assertThat(loom.isInPlace()).isFalse();
    assertThat(loom.said()).isEmpty();
  }

  @Test
  void whatCannotBeExpectedAnyMoreIsForThoseWhoWeaveLoadedClasses() {
    loom.load(Client.class);

    assertThat(expect(() -> {})).isFalse();
    assertThat(loom.isInPlace()).isFalse();
    loom.change(sites, rule);

    assertThat(loom.wovenAgain()).contains(Client.class.getName());
    assertThat(needed).hasValue(0);
  }

  @Test
  void rulesThatNobodyExpectsDoNotBegin() {
    loom.begin(sites, rule);

    assertThat(loom.wovenFile(loom.load(Client.class))).isNull();
  }

  interface Feed {
    String quote(String symbol);
  }

  static class Client implements Feed {
    @Override
    public String quote(String symbol) {
      return symbol;
    }
  }

  static class Stranger {
    String quote(String symbol) {
      return symbol;
    }
  }

  static class OtherStranger {}
}
