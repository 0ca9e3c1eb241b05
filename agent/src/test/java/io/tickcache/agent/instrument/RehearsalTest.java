package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.classpath.ClassFiles;
import io.tickcache.agent.classpath.ClassPath;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.ValuePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rehearsed on a class path is what happens when its classes are loaded. */
class RehearsalTest {

  private static final String SAMPLES = BindingTest.class.getName() + "$";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Feed#quote",
        "Defaulting#quote",
        "Abstract#quote",
        "Concrete#quote",
        "Named#quote",
        "O*#quote",
        "**#quote(String)",
        "Overloads#quote(long)",
        "Overloads#quote(..)",
        "Overloads#quote(double)",
        "Generic#quote",
        "Covariant#quote",
        "Refused#price",
        "Refused#natively",
        "Refused#byRequest",
        "Refused#stream"
      })
  void aClassPathIsBoundAsItsClassesAreWhenTheyAreLoaded(String pattern) throws IOException {
    Rule rule =
        WeavingTest.rule("quotes", SAMPLES + pattern).symbol(ValuePath.parse("arg0")).build();
    Class<?>[] samples = BindingTest.class.getDeclaredClasses();
    ScriptedSites sites = new ScriptedSites();
    Loom loom = new Loom(sites, rule).holding(samples);
    for (Class<?> sample : samples) {
      loom.load(sample);
    }
    loom.runBackground();

    Rehearsal rehearsal = rehearse(ClassFiles.of(samples), rule);

    assertThat(methods(rehearsal.answered(rule))).isEqualTo(methods(sites.bound()));
    for (Diagnostic diagnostic : rehearsal.diagnostics()) {
      assertThat(loom.said()).contains(diagnostic.render());
    }
    assertThat(rehearsal.diagnostics().isEmpty()).isEqualTo(loom.said().isEmpty());
  }

  @Test
  void theOrderOfTheClassesMakesNoDifference() throws IOException {
    Rule rule = WeavingTest.rule("quotes", SAMPLES + "Feed#quote").build();
    Descriptions descriptions = describe(ClassFiles.of(BindingTest.class.getDeclaredClasses()));
    List<String> names = new ArrayList<>(descriptions.classes().names());
    Collections.reverse(names);

    Rehearsal reversed = Rehearsal.of(set(rule), descriptions, names);

    assertThat(methods(reversed.answered(rule)))
        .isEqualTo(methods(Rehearsal.of(set(rule), descriptions).answered(rule)))
        .isNotEmpty();
  }

  @Test
  void theMethodsThatInvalidateAreToldWithTheirSetting() throws IOException {
    InvalidateOn placed =
        InvalidateOn.of(
            MethodPattern.parse(SAMPLES + "Orders#place"), ValuePath.parse("arg0"), null);
    Rule rule =
        WeavingTest.rule("quotes", SAMPLES + "Concrete#quote")
            .invalidateOn(List.of(placed))
            .build();

    Rehearsal rehearsal =
        rehearse(ClassFiles.of(BindingTest.Concrete.class, BindingTest.Orders.class), rule);

    assertThat(rehearsal.invalidating(rule, placed))
        .containsExactly(SAMPLES + "Orders.place(String)");
  }

  @Test
  void twoRulesForOneMethodAreTheAgentsOwnDiagnostic() throws IOException {
    Rule first = WeavingTest.rule("quotes", SAMPLES + "Concrete#quote").build();
    Rule second = WeavingTest.rule("all", SAMPLES + "Concrete#quote").build();

    Rehearsal rehearsal = rehearse(ClassFiles.of(BindingTest.Concrete.class), first, second);

    assertThat(rehearsal.answered(first)).hasSize(1);
    assertThat(rehearsal.answered(second)).isEmpty();
    assertThat(rehearsal.diagnostics()).extracting(Diagnostic::code).containsExactly("R011");
  }

  @Test
  void aTypeThatIsNotThereIsToldWithTheNearest() throws IOException {
    Rule rule = WeavingTest.rule("quotes", "com.acme.Concrte#quote").build();

    Rehearsal rehearsal = rehearse(ClassFiles.of(BindingTest.Concrete.class), rule);

    assertThat(rehearsal.diagnostics())
        .extracting(Diagnostic::render)
        .containsExactly(
            "warning[R020]: rule `quotes` matched none of 1 classes\n"
                + "   = help: did you mean `"
                + SAMPLES
                + "Concrete`?\n");
  }

  @Test
  void aTypeInAnotherPackageIsNearest() throws IOException {
    Rule rule = WeavingTest.rule("quotes", "com.acme.Concrete#quote").build();

    Rehearsal rehearsal =
        rehearse(ClassFiles.of(BindingTest.Concrete.class, BindingTest.Covariant.class), rule);

    assertThat(rehearsal.diagnostics().iterator().next().help())
        .isEqualTo("did you mean `" + SAMPLES + "Concrete`?");
  }

  @Test
  void anInterfaceThatNothingImplementsIsAWarning() throws IOException {
    Rule rule = WeavingTest.rule("quotes", SAMPLES + "Feed#quote").build();

    Rehearsal rehearsal = rehearse(ClassFiles.of(BindingTest.Feed.class), rule);

    assertThat(rehearsal.diagnostics())
        .extracting(Diagnostic::render)
        .containsExactly(
            "warning[R020]: rule `quotes` matched `"
                + SAMPLES
                + "Feed`, but no class here gives its method a body\n"
                + "   = note: a class that is made while the application runs, such as a proxy,"
                + " can't be seen here\n"
                + "   = note: a lambda is never woven\n");
  }

  @Test
  void anInterfaceWithoutTheMethodIsToldWithItsMethods() throws IOException {
    Rule rule = WeavingTest.rule("quotes", SAMPLES + "Feed#quoet").build();

    Rehearsal rehearsal =
        rehearse(ClassFiles.of(BindingTest.Feed.class, BindingTest.One.class), rule);

    assertThat(rehearsal.diagnostics())
        .extracting(Diagnostic::render)
        .containsExactly(
            "warning[R021]: rule `quotes` matched class `"
                + SAMPLES
                + "Feed` but none of its methods\n"
                + "   = note: it has no method `quoet`\n"
                + "   = note: its methods are `quote`\n"
                + "   = help: did you mean `quote`?\n");
  }

  @Test
  void aWildcardWithoutTheMethodTellsHowManyClassesItMeans() throws IOException {
    Rule rule = WeavingTest.rule("quotes", SAMPLES + "*#nothingLikeIt(String)").build();

    Rehearsal rehearsal =
        rehearse(ClassFiles.of(BindingTest.Feed.class, BindingTest.One.class), rule);

    assertThat(rehearsal.diagnostics())
        .extracting(Diagnostic::render)
        .containsExactly(
            "warning[R021]: rule `quotes` matched 2 classes but none of their methods\n"
                + "   = note: the classes are `"
                + SAMPLES
                + "Feed`, `"
                + SAMPLES
                + "One`\n"
                + "   = note: none has a method like `nothingLikeIt(String)`\n");
  }

  @Test
  void aFileThatIsNoClassFileIsOneLine() throws IOException {
    Rule rule = WeavingTest.rule("quotes", SAMPLES + "Feed#quote").build();

    Rehearsal rehearsal =
        rehearse(
            ClassFiles.of(BindingTest.Feed.class, BindingTest.One.class)
                .with("com/acme/Broken.class", new byte[] {1, 2, 3})
                .with("com/acme/Damaged.class", Arrays.copyOf(ClassFiles.bytesOf(Rule.class), 99)),
            rule);

    assertThat(rehearsal.answered(rule)).hasSize(1);
    assertThat(rehearsal.unreadable())
        .containsExactlyInAnyOrder(
            "class `com.acme.Broken` in `" + folder + "` can't be read: it is no class file",
            "class `com.acme.Damaged` in `" + folder + "` can't be read: it is damaged");
  }

  @Test
  void aClassWhoseParentsAreMissingIsBoundAllTheSame() throws IOException {
    Rule rule = WeavingTest.rule("quotes", SAMPLES + "Covariant#quote").build();

    Rehearsal rehearsal = rehearse(ClassFiles.of(BindingTest.Covariant.class), rule);

    assertThat(methods(rehearsal.answered(rule)))
        .containsExactly(SAMPLES + "Covariant.quote(String)");
    assertThat(rehearsal.unreadable()).isEmpty();
  }

  private Rehearsal rehearse(ClassFiles files, Rule... rules) throws IOException {
    return Rehearsal.of(set(rules), describe(files));
  }

  private Descriptions describe(ClassFiles files) {
    return new Descriptions(ClassPath.open(files.into(folder).toString()));
  }

  private static RuleSet set(Rule... rules) {
    return RuleSet.of("test.yaml", "0123456789ab", null, List.of(rules));
  }

  private static Set<String> methods(Iterable<BoundMethod> bound) {
    Set<String> methods = new TreeSet<>();
    bound.forEach(method -> methods.add(method.toString()));
    return methods;
  }
}
