package io.tickcache.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.json.Json;
import io.tickcache.rules.yaml.RulesText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process has seen becomes a rules file with the next modes. */
class SuggestCommandTest {

  private static final String TEXT =
      """
      version: 1
      defaults: {mode: observe}
      rules:
        quotes: {method: a.B#c(String)}
        depth: {method: a.B#d(String), mode: shadow}
        tape: {method: a.B#e(String), mode: off}
      """;

  private static final String OBSERVED =
      "\"seconds\":3720.4,\"calls\":34506,\"hits\":33000,\"shared\":505,\"misses\":1001,"
          + "\"savedCalls\":33505,\"savedSeconds\":412.3,\"keys\":812";

  private static final String SHADOW =
      "\"seconds\":900,\"calls\":5000,\"misses\":1000,\"same\":3990,\"different\":0,"
          + "\"uncompared\":10,\"savedSeconds\":3.26,\"oldestSeconds\":0,\"differences\":{}";

  @TempDir Path directory;

  private Said said = new Said();
  private FakePort port;
  private String observed = OBSERVED;
  private String shadow = SHADOW;

  @BeforeEach
  void open() throws IOException {
    port = new FakePort();
    inForce(TEXT, TEXT);
  }

  @AfterEach
  void close() {
    port.close();
  }

  /** The process has a text in force, and shows it so. */
  private void inForce(String text, String shown) {
    Json json = new Json().object().name("source").value("r.yaml");
    json.name("path").value(directory.resolve("r.yaml").toString());
    json.name("digest").value(digest(text)).name("text").value(shown).end();
    port.answer("/rules", json.toString());
    answer(digest(text));
  }

  private static String digest(String text) {
    return RulesText.of("r.yaml", text).digest();
  }

  private void answer(String digest) {
    port.answer(
        "/status",
        "{\"file\":{\"digest\":\""
            + digest
            + "\"},\"rules\":["
            + rule("quotes", "observe")
            + ","
            + rule("depth", "shadow")
            + ","
            + rule("tape", "off")
            + "],\"caches\":[{\"name\":\"depth\",\"shadow\":{"
            + shadow
            + "}}],\"observed\":[{\"name\":\"quotes\","
            + observed
            + "}]}");
  }

  private static String rule(String name, String mode) {
    return "{\"name\":\""
        + name
        + "\",\"mode\":\""
        + mode
        + "\",\"ttlMillis\":5000,\"cache\":\""
        + name
        + "\",\"bound\":1}";
  }

  private int suggest(Object... options) {
    Object[] all = new Object[options.length + 3];
    all[0] = "suggest";
    all[1] = "--url";
    all[2] = port.url();
    System.arraycopy(options, 0, all, 3, options.length);
    return said.run(all);
  }

  /** What is said of a rule when the process has seen this. */
  private String verdict(String rule, Object... options) {
    answer(digest(TEXT));
    said = new Said();
    assertThat(suggest(options)).as(said.errors()).isZero();
    return said.out()
        .lines()
        .filter(line -> line.contains("# suggest: "))
        .map(line -> line.replaceFirst(" *# suggest: ", ""))
        .dropWhile(line -> !line.startsWith(rule + " ("))
        .skip(1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFileInForceComesWithTheNextModes() {
    assertThat(suggest()).isZero();

    assertThat(said.errors()).isEmpty();
    assertThat(said.out())
        .isEqualTo(
            TEXT.replace(
                    "  quotes: {",
                    "  # suggest: quotes (observe): 34,506 calls for about 812 keys in 1 h 2 min; with"
                        + " ttl 5 s 97.1 % would have been answered: 33,505 calls and 412 s of"
                        + " waiting saved\n"
                        + "  # suggest: to shadow: at least 20.0 % would have been answered\n"
                        + "  quotes: {mode: shadow, ")
                .replace(
                    "  depth: {method: a.B#d(String), mode: shadow",
                    "  # suggest: depth (shadow): 5,000 calls in 15 min 0 s; with ttl 5 s 80.0 %"
                        + " would have been answered, which saves 3.3 s upstream; of 3,990 compared"
                        + " none differed; 10 could not be compared\n"
                        + "  # suggest: to cache: no answer differed\n"
                        + "  depth: {method: a.B#d(String), mode: cache"));
  }

  /** Switched by an operator or by `verify`: the file must not have it answer again. */
  @Test
  void aRuleThatStaysInAModeWhichTheFileDoesNotSayIsToBeInThat() {
    String text = TEXT.replace("mode: shadow", "mode: cache");
    shadow = SHADOW.replace("3990", "12");
    inForce(text, text);

    assertThat(suggest()).isZero();

    assertThat(said.out())
        .contains("# suggest: stays shadow: too early to tell")
        .contains("depth: {method: a.B#d(String), mode: shadow}");
  }

  @Test
  void forProgramsThereAreDecisions() {
    assertThat(suggest("--json")).isZero();
    assertThat(said.out())
        .startsWith("{\"source\":\"r.yaml\",\"digest\":\"" + digest(TEXT) + "\",\"rules\":[")
        .contains("{\"rule\":\"quotes\",\"mode\":\"observe\",\"next\":\"shadow\",\"seen\":\"34,506")
        .contains("\"next\":\"cache\",\"seen\":\"5,000")
        .endsWith("\"why\":\"no answer differed\"}]}\n")
        .doesNotContain("tape");
  }

  @Test
  void littleIsNotEnough() {
    observed = OBSERVED.replace("3720.4", "599.9");
    assertThat(verdict("quotes"))
        .isEqualTo("stays observe: too early to tell: less than the 10 min 0 s of --min-time");
    assertThat(verdict("quotes", "--min-time", "9m")).startsWith("to shadow");
    assertThat(verdict("quotes", "--min-calls", "40000"))
        .isEqualTo(
            "stays observe: too early to tell: 34,506 are fewer than the 40,000 of --min-calls");
  }

  @Test
  void whatIsAnsweredSeldomStays() {
    observed =
        "\"seconds\":3600,\"calls\":1000,\"hits\":5,\"shared\":4,\"misses\":991,\"keys\":100";
    assertThat(verdict("quotes"))
        .isEqualTo(
            "stays observe: less than 20.0 % would have been answered; a key is asked for every"
                + " 360 s on average, and a longer `ttl` would answer more");
    assertThat(verdict("quotes", "--worth", "0.9%")).startsWith("to shadow");

    observed = observed.replace("\"keys\":100", "\"keys\":990");
    assertThat(verdict("quotes", "--off-below", "1%"))
        .startsWith("to off: less than 1.0 % would have been answered; nearly each call has a key")
        .endsWith("belongs in `ignore`");
  }

  @Test
  void whatDiffersGoesOnlyWhereSomebodyAnswersForIt() {
    shadow =
        SHADOW
            .replace("\"same\":3990,\"different\":0", "\"same\":3980,\"different\":20")
            .replace("\"differences\":{}", "\"differences\":{\"price\":20,\"ccy\":1}");
    assertThat(verdict("depth"))
        .startsWith("stays shadow: answers differed in `price`, `ccy`; name those");
    assertThat(verdict("depth", "--may-differ", "price"))
        .startsWith("stays shadow: answers differed in `ccy`; ");
    assertThat(verdict("depth", "--may-differ", "price,ccy"))
        .isEqualTo("to cache: at most 1.0 % differed, in nothing but what --may-differ says");
    assertThat(verdict("depth", "--may-differ", "price,ccy", "--limit", "0.4%"))
        .isEqualTo("stays shadow: more than the 0.4 % of --limit differed");
    assertThat(verdict("depth", "--worth", "81%"))
        .isEqualTo("stays shadow: less than 81.0 % would have been answered");
    shadow = SHADOW.replace("\"uncompared\":10", "\"uncompared\":4000");
    assertThat(verdict("depth")).isEqualTo("stays shadow: most answers could not be compared");
    shadow = SHADOW.replace("\"same\":3990", "\"same\":12");
    assertThat(verdict("depth")).contains("too early to tell: 12 are fewer");
  }

  @Test
  void whereNobodyCalledTheRuleStays() {
    observed = "\"seconds\":3600,\"calls\":0";
    assertThat(verdict("quotes")).isEqualTo("stays observe: none came");
  }

  @Test
  void theFileWithItsSecretsIsReadWhereItIs() throws IOException {
    String text =
        TEXT.replace("rules:", "admin: {listen: 127.0.0.1:1, token: s3cretS3cret}\nrules:");
    inForce(text, text.replace("s3cretS3cret", "************"));
    assertThat(suggest()).isEqualTo(1);
    assertThat(said.errors())
        .contains("error: the file `" + directory.resolve("r.yaml") + "` can't be read here")
        .contains("= help: say where the file of the rules in force is, `--file FILE`");
    assertThat(said.out()).isEmpty();

    Files.writeString(directory.resolve("r.yaml"), text, UTF_8);
    assertThat(suggest()).isZero();
    assertThat(said.out()).contains("token: s3cretS3cret}", "mode: shadow, ");
  }

  @Test
  void anotherFileThanTheOneInForceIsNotEdited() throws IOException {
    Path other = Files.writeString(directory.resolve("o.yaml"), TEXT + "# more\n", UTF_8);
    assertThat(suggest("--file", other)).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.errors())
        .startsWith("error: the file `" + other + "` has digest " + digest(TEXT + "# more\n"))
        .contains(", and in force is " + digest(TEXT) + "\n");

    answer("0123456789ab");
    assertThat(suggest()).isEqualTo(1);
    assertThat(said.errors()).endsWith("error: the rules have changed meanwhile; ask again\n");
  }

  @Test
  void whatCanNotBeEditedIsNotWritten() {
    String text =
        TEXT.replace("defaults: {mode: observe}\n", "")
                .replace("c(String)}", "c(String), mode: &m observe}")
            + "defaults: {mode: *m}\n";
    inForce(text, text);
    assertThat(suggest()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.errors())
        .startsWith("error: `r.yaml` is written in a way that it can't be edited in: ");
  }

  @Test
  void aModeOfAReferenceIsLeftToThat() {
    String text = TEXT.replace("{mode: observe}", "{mode: \"${MODE:-observe}\"}");
    inForce(text, text);
    assertThat(suggest()).isZero();
    assertThat(said.out())
        .contains(
            "# suggest: its mode is said by a reference, and left to that\n  quotes: {method: ");
  }

  @Test
  void whereNothingIsWatchedThereIsNothingToSuggest() {
    port.answer(
        "/status", port.body("/status").replace("observe", "cache").replace("shadow", "off"));
    assertThat(suggest()).isEqualTo(1);
    assertThat(said.errors()).isEqualTo("error: no rule is in mode observe or shadow\n");
  }

  @ParameterizedTest
  @CsvSource({"--worth, 20", "--worth, 101%", "--limit, x%", "--min-time, 10", "--min-calls, few"})
  void wrongCriteriaAreTold(String option, String value) {
    assertThat(suggest(option, value)).isEqualTo(2);
    assertThat(said.errors()).startsWith("tickcache: ").contains("--help` tells more");
    assertThat(port.asked).isEmpty();
  }
}
