package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first look at a class, which most classes don't pass. */
class InterestTest {

  private static final byte[] NOT_LOOKED_AT = {};

  private static Interest in(Rule... rules) {
    return new Interest(RuleSet.of("test.yaml", "", null, Arrays.asList(rules)));
  }

  private static Rule rule(Class<?> type) {
    return WeavingTest.rule("quotes", type, "quote");
  }

  private static boolean isOfInterest(Interest interest, Class<?> type) {
    return interest.in(type.getName(), Loom.bytesOf(type));
  }

  @Test
  void withoutRulesNoFileIsOpened() {
    assertThat(in().in("com.acme.Client", NOT_LOOKED_AT)).isFalse();
  }

  @Test
  void aNamedClassIsOfInterestByItsNameAlone() {
    assertThat(in(rule(Client.class)).in(Client.class.getName(), NOT_LOOKED_AT)).isTrue();
  }

  @Test
  void whileANamedTypeIsUnknownItsPossibleImplementationsAreOfInterest() {
    Interest interest = in(rule(Client.class));

    assertThat(isOfInterest(interest, Subclass.class)).isTrue();
    assertThat(isOfInterest(interest, SameName.class)).isFalse();
    assertThat(isOfInterest(interest, Unrelated.class)).isFalse();
  }

  /** A container may run two applications with two releases of one library. */
  @Test
  void aTypeThatIsConcreteInOneApplicationMayBeOpenInAnother() {
    Interest interest = in(rule(Client.class));
    interest.isConcrete(Client.class.getName());

    assertThat(interest.addOpenType(Client.class.getName())).as("look below it").isTrue();
    interest.isConcrete(Client.class.getName());

    assertThat(isOfInterest(interest, Subclass.class)).isTrue();
    assertThat(interest.addOpenType(Client.class.getName())).isFalse();
  }

  @Test
  void whenAllNamedTypesAreConcreteNoOtherFileIsOpened() {
    Interest interest = in(rule(Client.class));

    interest.isConcrete(Unrelated.class.getName());
    assertThat(isOfInterest(interest, Subclass.class)).isTrue();
    interest.isConcrete(Client.class.getName());

    assertThat(interest.in(Subclass.class.getName(), NOT_LOOKED_AT)).isFalse();
    assertThat(interest.in(Client.class.getName(), NOT_LOOKED_AT)).isTrue();
  }

  @Test
  void wildcardsMatchNamesAndParents() {
    Interest interest =
        in(WeavingTest.rule("quotes", InterestTest.class.getName() + "$Cl*#ask").build());

    assertThat(interest.in(Client.class.getName(), NOT_LOOKED_AT)).isTrue();
    assertThat(isOfInterest(interest, Subclass.class)).isTrue();
    assertThat(isOfInterest(interest, Unrelated.class)).isFalse();
  }

  @Test
  void aBaseIsOfInterestByItsName() {
    Interest interest = in(rule(Client.class));
    Target target = interest.targets().get(0);

    assertThat(interest.addBase("com.acme.Base", target)).isTrue();
    assertThat(interest.addBase("com.acme.Base", target)).isFalse();

    assertThat(interest.in("com.acme.Base", NOT_LOOKED_AT)).isTrue();
    assertThat(interest.inheritedFrom("com.acme.Base")).containsExactly(target);
    assertThat(interest.inheritedFrom("com.acme.Other")).isEmpty();
  }

  @Test
  void methodsThatInvalidateAreOfInterestToo() {
    Rule rule =
        WeavingTest.rule("quotes", "com.acme.Client#quote")
            .invalidateOn(
                List.of(
                    InvalidateOn.of(
                        MethodPattern.parse(Client.class.getName() + "#quote"), null, null)))
            .build();

    assertThat(in(rule).in(Client.class.getName(), NOT_LOOKED_AT)).isTrue();
    assertThat(in(rule).targets()).hasSize(2);
  }

  @Test
  void aRuleThatIsOffInterestsNobody() {
    Rule rule =
        WeavingTest.rule("quotes", Client.class.getName() + "#quote").mode(Mode.OFF).build();

    assertThat(in(rule).targets()).isEmpty();
    assertThat(isOfInterest(in(rule), Client.class)).isFalse();
  }

  @Test
  void aLoadedClassIsOfInterestForItsNameAndForItsAncestors() {
    Interest interest = in(rule(Feed.class));

    assertThat(interest.in(Feed.class)).isTrue();
    assertThat(interest.in(OfFeed.class)).isTrue();
    assertThat(interest.in(BelowOfFeed.class)).isTrue();
    assertThat(interest.in(Unrelated.class)).isFalse();
    assertThat(interest.in(int[].class)).isFalse();
  }

  static class Client {
    String quote(String symbol) {
      return symbol;
    }
  }

  static class Subclass extends Client {}

  static class SameName {
    String quote(String symbol) {
      return symbol;
    }
  }

  static class Unrelated {}

  interface Feed {}

  static class OfFeed implements Feed {}

  static class BelowOfFeed extends OfFeed {}
}
