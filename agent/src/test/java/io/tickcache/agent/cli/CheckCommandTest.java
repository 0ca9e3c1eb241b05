package io.tickcache.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.terminal.Checked;
import io.tickcache.agent.classpath.ClassFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says of a file, alone and beside the classes of an application. */
class CheckCommandTest {

  private static final String HERE = Checked.class.getName() + "$";

  private final Said said = new Said();

  @TempDir private Path folder;

  private Path classes;

  @BeforeEach
  void compileApplication() {
    classes = ClassFiles.ofNestedIn(Checked.class).into(folder.resolve("classes"));
  }

  private Path file(String... rules) throws IOException {
    String text = "version: 1\nrules:\n  " + String.join("\n  ", rules) + "\n";
    return Files.writeString(folder.resolve("rules.yaml"), text);
  }

  @Test
  void aGoodFileEndsWithZero() throws IOException {
    assertThat(said.run("check", file("q: {method: a.B#c}"))).isZero();
    assertThat(said.out()).contains("no mistakes");
  }

  @Test
  void mistakesAreToldAndEndWithOne() throws IOException {
    assertThat(said.run("check", file("q: {method: a.B#c, tll: 5s}"))).isEqualTo(1);
    assertThat(said.out()).contains("error[R004]: unknown setting `tll`", "did you mean `ttl`?");
  }

  @Test
  void aFileThatIsNotThereIsAMistake() {
    assertThat(said.run("check", folder.resolve("none.yaml"), "--classpath", classes)).isEqualTo(1);
    assertThat(said.out()).contains("error[R001]");
  }

  @Test
  void aMethodIsExplainedWithoutAProcess() throws IOException {
    Path file = file("quotes: {method: '" + HERE + "Client#quote(String)'}");

    assertThat(said.run("explain", "quote", "--rules", file, "--classpath", classes)).isZero();
    assertThat(said.out())
        .isEqualTo(
            String.join(
                "\n",
                HERE + "Client.quote(String)",
                "  rule: quotes (mode cache)",
                "  key:  arg0",
                ""));
    assertThat(said.run("explain", "place", "--rules", file, "-cp", classes)).isEqualTo(1);
    assertThat(said.out()).contains("no rule governs `place`");
  }

  @Test
  void eachRuleIsToldWithWhatItWouldDo() throws IOException {
    Path file =
        file(
            "quotes:",
            "  method: " + HERE + "Client#quote(String)",
            "  invalidate-on:",
            "    - method: " + HERE + "Orders#place",
            "      symbol: arg0",
            "    - method: " + HERE + "Orders#close");

    assertThat(said.run("check", file, "--classpath", classes)).isZero();

    assertThat(said.out())
        .isEqualTo(
            String.join(
                "\n",
                "quotes",
                "  weaves " + HERE + "Client.quote(String)",
                "    key:    arg0",
                "    values: copied for each caller; their `price` can be changed",
                "    L2:     yes (the file has no `redis`)",
                "  invalidated by " + HERE + "Orders.place(String)",
                "    symbol: arg0",
                "  invalidated by " + HERE + "Orders.close()",
                "    symbol: all of them",
                "",
                file + ": 1 rule, 1 method; no mistakes",
                ""));
    assertThat(said.errors()).isEmpty();
  }

  @Test
  void whatUpdatesIsToldWithTheValueAndWhatDeclaredTypesSayOfIt() throws IOException {
    Path file =
        file(
            "quotes:",
            "  method: " + HERE + "Client#quote(String)",
            "  update-on:",
            "    - {method: " + HERE + "Orders#heard, symbol: arg0, value: arg1}",
            "    - {method: " + HERE + "Orders#priced, symbol: arg0, value: arg1}");

    assertThat(said.run("check", file, "--classpath", classes)).isZero();

    assertThat(said.out())
        .contains(
            String.join(
                "\n",
                "  updated by " + HERE + "Orders.heard(String, Quote)",
                "    symbol: arg0",
                "    value:  arg1",
                "  updated by " + HERE + "Orders.priced(String, double)",
                ""))
        .containsOnlyOnce("warning[R029]")
        .contains(
            "`arg1` is a `java.lang.Double`, and " + HERE + "Client.quote(String) answers with",
            "--> " + file + ":7:");
  }

  @Test
  void callersOfASynchronizedMethodWaitForEachOther() throws IOException {
    Path file = file("quotes: {method: '" + HERE + "Locked#quote(String)'}");

    assertThat(said.run("check", file, "--classpath", classes)).isZero();

    assertThat(said.out())
        .contains(
            "\n    waits:  is synchronized: its callers wait for each other, also for hits\n");
  }

  @Test
  void anInterfaceIsToldWithTheMethodsThatImplementIt() throws IOException {
    Path file = file("prices: {method: '" + HERE + "Source#price', receiver: instance}");

    assertThat(said.run("check", file, "-cp", classes)).isZero();

    assertThat(said.out())
        .contains(
            "weaves " + HERE + "Wire.price(String)",
            "values: shared; nothing can change them",
            "L2:     no: with `receiver: instance` answers stay in their process",
            "1 rule, 1 method; no mistakes");
  }

  @Test
  void aRefusalIsTheAgentsOwnDiagnosticAtItsPlace() throws IOException {
    Path file = file("quotes: {method: '" + HERE + "Client#quotes', symbol: arg0}");

    assertThat(said.run("check", file, "--classpath", classes)).isEqualTo(1);

    assertThat(said.out())
        .contains(
            "quotes\n  weaves nothing\n",
            "error[R026]: rule `quotes` is off: " + HERE + "Client.quotes(String): the method",
            "--> " + file + ":3:3",
            "1 rule, 0 methods; 1 mistake");
  }

  @Test
  void aResultThatCanNeverBeKeptIsAMistake() throws IOException {
    Path file = file("dice: {method: '" + HERE + "Client#dice'}");

    assertThat(said.run("check", file, "--classpath", classes)).isEqualTo(1);

    assertThat(said.out())
        .contains(
            "values: refused: java.util.Random is a class of the JDK that",
            "error[R026]: rule `dice` is off for " + HERE + "Client.dice(String)");
  }

  @Test
  void aRuleThatOnlyGuardsMindsNoResult() throws IOException {
    Path file =
        file(
            "walks: {method: '"
                + HERE
                + "Client#quotes', mode: guard, upstream: exchange}\n"
                + "upstreams: {exchange: {budget: 20 per 1s}}");

    assertThat(said.run("check", file, "--classpath", classes)).isZero();
    assertThat(said.out())
        .startsWith(
            "walks only keeps calls to what upstream `exchange` allows, as its `mode` says; it\n"
                + "  weaves "
                + HERE
                + "Client.quotes(String)\n\n");
    assertThat(said.run("explain", "quotes", "--rules", file, "-cp", classes)).isZero();
    assertThat(said.out()).endsWith("(String)\n  rule: walks (mode guard)\n");
  }

  @Test
  void aRuleThatMatchesNothingIsAWarningWithTheNearestName() throws IOException {
    Path file = file("quotes: {method: 'com.acme.Cleint#quote'}");

    assertThat(said.run("check", file, "--classpath", classes)).isZero();

    assertThat(said.out())
        .contains("warning[R020]", "did you mean `" + HERE + "Client`?")
        .contains("1 rule, 0 methods; no mistakes, 1 warning");
  }

  @Test
  void aRuleThatIsSwitchedOffIsSaidToBe() throws IOException {
    Path file = file("quotes: {method: 'com.acme.Missing#quote', mode: 'off'}");

    assertThat(said.run("check", file, "--classpath", classes)).isZero();

    assertThat(said.out()).startsWith("quotes is off, as its `mode` says\n");
    assertThat(said.out()).doesNotContain("warning");
  }

  @Test
  void aRuleThatOnlyObservesIsHeldAgainstTheClassesAsOneThatCaches() throws IOException {
    assertIsHeldAsOneThatCaches("observe", "only observes");
  }

  @Test
  void aRuleThatOnlyWatchesIsHeldAgainstTheClassesAsOneThatCaches() throws IOException {
    assertIsHeldAsOneThatCaches("shadow", "only watches");
  }

  private void assertIsHeldAsOneThatCaches(String mode, String remark) throws IOException {
    Path cached = file("quotes: {method: '" + HERE + "Client#quote'}");
    assertThat(said.run("check", cached, "--classpath", classes)).isZero();
    String asCached = said.out();

    Path file = file("quotes: {method: '" + HERE + "Client#quote', mode: " + mode + "}");
    assertThat(said.run("check", file, "--classpath", classes)).isZero();

    String head = "quotes " + remark + ", as its `mode` says; with `mode: cache` it\n";
    assertThat(said.out()).isEqualTo(asCached + asCached.replaceFirst("quotes\n", head));
  }

  @Test
  void noClassOfTheApplicationIsInitialised() throws IOException {
    Path file = file("quotes: {method: '" + HERE + "Loud#quote'}");
    System.clearProperty("tickcache.test.loud");

    assertThat(said.run("check", file, "--classpath", classes)).isZero();

    assertThat(said.out()).contains("weaves " + HERE + "Loud.quote(String)", "copied");
    assertThat(System.getProperty("tickcache.test.loud")).isNull();
  }

  @Test
  void aMissingClassOfTheAnswerIsTold() throws IOException {
    Path part =
        ClassFiles.ofNestedIn(Checked.class)
            .without(Checked.Quote.class)
            .into(folder.resolve("part"));
    Path file = file("quotes: {method: '" + HERE + "Client#quote'}");

    assertThat(said.run("check", file, "--classpath", part)).isIn(0, 1);

    assertThat(said.out() + said.errors()).contains("Quote");
  }

  @Test
  void aValueWhoseSuperclassIsMissingIsNotDoubted() throws IOException {
    Path part =
        ClassFiles.ofNestedIn(Checked.class)
            .without(Checked.Message.class)
            .into(folder.resolve("part"));
    Path file =
        file(
            "quotes:",
            "  method: " + HERE + "Client#quote(String)",
            "  update-on: [{method: " + HERE + "Orders#ticked, symbol: arg0, value: arg1}]");

    assertThat(said.run("check", file, "--classpath", part)).isZero();
    assertThat(said.out()).contains("updated by").endsWith("no mistakes\n");

    assertThat(said.run("check", file, "--classpath", classes)).isZero();
    assertThat(said.out()).contains("`arg1` is a `" + HERE + "Tick`").endsWith(", 1 warning\n");
  }

  @Test
  void aPathOfNothingIsAWrongUse() throws IOException {
    Path missing = folder.resolve("missing.jar");

    assertThat(said.run("check", file("q: {method: a.B#c}"), "--classpath", missing)).isEqualTo(2);

    assertThat(said.errors())
        .contains("tickcache: `" + missing + "` doesn't exist")
        .contains("tickcache: nothing on the class path can be read");
  }
}
