package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The weaver's place between the JVM and the application's classes. */
class WeaverTest {

  private final ScriptedSites sites = new ScriptedSites();
  private final Rule rule = WeavingTest.rule("quotes", Client.class, "quote");

  @Test
  void classesThatAreLoadedAlreadyAreWovenOnInstallation() {
    Loom before = new Loom(sites, rule).holding(Client.class, Other.class);
    Class<?> client = before.load(Client.class);
    before.load(Other.class);

    before.install();

    assertThat(before.wovenAgain()).containsExactly(client.getName());
    assertThat(sites.bound()).extracting(BoundMethod::type).contains(client.getName());
  }

  @Test
  void withoutACandidateNothingIsRetransformed() {
    Loom loom = new Loom(sites, rule).holding(Other.class);
    loom.load(Other.class);

    loom.install();

    assertThat(loom.wovenAgain()).isEmpty();
  }

  @Test
  void aClassThatCannotBeRetransformedLeavesTheOthersWoven() {
    Loom loom = new Loom(sites, rule, WeavingTest.rule("other", Other.class, "ask"));
    loom.holding(Client.class, Other.class);
    loom.load(Client.class);
    Class<?> other = loom.load(Other.class);
    loom.refuseRetransformationOf(other, new UnsupportedOperationException("schema changed"));

    loom.install();

    assertThat(loom.said()).contains("could not weave", "schema changed");
    assertThat(loom.wovenAgain()).containsExactly(Client.class.getName());
  }

  @Test
  void aFileThatIsNoClassIsReportedAndLeftAlone() {
    Loom loom = new Loom(sites, rule);

    byte[] result = loom.transform(Client.class.getName(), null, new byte[] {1, 2, 3});

    assertThat(result).isNull();
    assertThat(loom.said()).contains("could not weave " + Client.class.getName(), "runs unchanged");
  }

  @Test
  void anUninterestingFileIsNotEvenParsed() {
    Loom loom = new Loom(sites, rule).holding(Client.class);
    loom.load(Client.class);

    assertThat(loom.transform("com.acme.Broken", null, new byte[] {1, 2, 3})).isNull();
    assertThat(loom.said()).isEmpty();
  }

  @Test
  void classesOfTheBootstrapLoaderAndOfTheAgentsOwnPassUnseen() {
    Loom loom = new Loom(sites, rule);
    byte[] bytes = Loom.bytesOf(Client.class);
    String name = Client.class.getName().replace('.', '/');

    assertThat(loom.weaver().transform(null, name, null, null, bytes)).isNull();
    assertThat(loom.weaver().transform(Weaver.class.getClassLoader(), name, null, null, bytes))
        .isNull();
    assertThat(
            loom.weaver().transform(ClassLoader.getPlatformClassLoader(), name, null, null, bytes))
        .isNull();
    assertThat(loom.weaver().transform(loom, null, null, null, bytes)).isNull();
    assertThat(loom.weaver().transform(loom, name, null, null, bytes)).isNotNull();
  }

  @Test
  void aSiteThatCannotBeOpenedLeavesTheClassUnchanged() throws Throwable {
    Loom loom =
        new Loom(
                method -> {
                  throw new IllegalStateException("no site today");
                },
                rule)
            .holding(Client.class);

    Object client = Calls.create(loom.load(Client.class));

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL");
    assertThat(loom.said()).contains("no site today");
  }

  @Test
  void weavingDoesNotLoadTheApplicationsClasses() {
    Loom loom = new Loom(sites, rule).holding(Client.class, Related.class);

    loom.transform(Client.class.getName(), null, Loom.bytesOf(Client.class));

    assertThat(sites.bound()).hasSize(1);
    assertThat(loom.loadedNames()).isEmpty();
  }

  @Test
  void whatOtherRulesDoNotMeanIsTakenBack() {
    Loom loom = new Loom(sites, rule).holding(Client.class, Other.class);
    Class<?> client = loom.load(Client.class);
    Class<?> other = loom.load(Other.class);

    loom.change(sites, WeavingTest.rule("other", Other.class, "ask"));

    assertThat(loom.wovenAgain()).containsExactly(other.getName(), client.getName());
    assertThat(loom.wovenFile(other)).isNotNull();
    assertThat(loom.wovenFile(client)).isNull();
  }

  @Test
  void aClassThatOnlyDeclaresTheMethodStaysWovenThroughAChange() {
    Rule inherited = WeavingTest.rule("quotes", Inheriting.class, "quote");
    Loom loom = new Loom(sites, inherited).holding(Client.class, Inheriting.class);
    Class<?> below = loom.load(Inheriting.class);
    Class<?> above = below.getSuperclass();
    loom.runBackground();
    assertThat(loom.wovenFile(above)).isNotNull();
    loom.forgetWovenAgain();

    loom.change(sites, inherited);

    assertThat(loom.wovenAgain()).containsExactly(below.getName(), above.getName());
    assertThat(loom.wovenFile(above)).isNotNull();
  }

  @Test
  void whatIsSwitchedOffIsAsItWasUntilItIsOnAgain() {
    Rule.Builder on =
        WeavingTest.rule("quotes", Inheriting.class.getName() + "#quote")
            .invalidateOn(
                List.of(
                    InvalidateOn.of(
                        MethodPattern.parse(Other.class.getName() + "#ask"), null, null)));
    Loom loom = new Loom(sites, on.build());
    loom.holding(Client.class, Inheriting.class, Other.class);
    Class<?> client = loom.load(Inheriting.class).getSuperclass();
    Class<?> other = loom.load(Other.class);
    loom.runBackground();
    byte[] wovenClient = loom.wovenFile(client);
    byte[] wovenOther = loom.wovenFile(other);
    assertThat(wovenClient).isNotNull();
    assertThat(wovenOther).isNotNull();

    loom.change(sites, on.mode(Mode.OFF).build());

    assertThat(loom.wovenFile(client)).isNull();
    assertThat(loom.wovenFile(other)).isNull();

    loom.change(sites, on.mode(Mode.CACHE).build());

    assertThat(loom.wovenFile(client)).isEqualTo(wovenClient);
    assertThat(loom.wovenFile(other)).isEqualTo(wovenOther);
  }

  @Test
  void stoppedItTakesBackWhatItHasWoven() {
    Loom loom = new Loom(sites, rule).holding(Client.class, Other.class);
    Class<?> client = loom.load(Client.class);
    loom.load(Other.class);

    loom.weaver().stop();

    assertThat(loom.wovenAgain()).containsExactly(client.getName());
    assertThat(loom.wovenFile(client)).isNull();
  }

  @Test
  void aClassThatWasMissedIsWovenAtTheSecondLook() {
    Loom loom = new Loom(sites, rule).holding(Client.class);
    Class<?> client = loom.load(Client.class);
    loom.change(sites);
    loom.missing(() -> loom.change(sites, rule));
    assertThat(loom.wovenFile(client)).isNull();

    loom.weaver().lookAgain();

    assertThat(loom.wovenFile(client)).isNotNull();
  }

  @Test
  void aClassThatIsBeingWovenWhileTheRulesChangeIsWovenByTheLaterOnesAtTheSecondLook() {
    ScriptedSites later = new ScriptedSites();
    List<Loom> one = new ArrayList<>();
    CallSites former =
        method -> {
          one.get(0).missing(() -> one.get(0).change(later, rule));
          return sites.open(method);
        };
    Loom loom = new Loom(former, rule).holding(Client.class);
    one.add(loom);
    loom.load(Client.class);
    assertThat(later.bound()).isEmpty();

    loom.weaver().lookAgain();
    loom.weaver().lookAgain();

    assertThat(later.bound()).extracting(BoundMethod::name).containsExactly("quote");
  }

  @Test
  void aReportWithoutRulesIsComplete() {
    Loom loom = new Loom(sites);

    assertThat(loom.report().complete()).isTrue();
  }

  static class Related {}

  @SuppressWarnings("unused")
  static class Client {
    Related related;

    String quote(String symbol) {
      return symbol;
    }

    Related related(Related other) {
      return other;
    }
  }

  static class Inheriting extends Client {}

  static class Other {
    String ask(String symbol) {
      return symbol;
    }
  }
}
