package io.tickcache.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say of a running process, and how they end. */
class AskingCommandsTest {

  static final String STATUS =
      lines(
          "{\"version\":\"Tickcache 1\",\"java\":{\"version\":\"17.0.1\",\"vm\":\"VM\"},\"uptimeSeconds\":3725,\"file\":{\"source\":\"r.yaml\",\"digest\":\"0123\",\"rules\":3},\"rules\":[{\"name\":\"quotes\",\"mode\":\"cache\",\"ttlMillis\":5000,\"cache\":\"quotes\",\"methods\":[\"a.B.c(String)\"],\"refused\":[]},{\"name\":\"batch\",\"mode\":\"cache\",\"ttlMillis\":1500,\"cache\":\"quotes\",\"methods\":[],\"refused\":[\"R020 rule `batch` can't\"]},{\"name\":\"depth\",\"mode\":\"observe\",\"ttlMillis\":250,\"cache\":\"depth\",\"methods\":[],\"refused\":[]}],\"caches\":[{\"name\":\"quotes\",\"entries\":2,\"gets\":{\"l1\":{\"hit\":100,\"negative\":1,\"miss\":99},\"l2\":{\"hit\":20,\"negative\":0,\"miss\":3}},\"loads\":3,\"hitRatio\":0.605,\"savedCalls\":121,\"age\":{\"p50\":0.043,\"p99\":4.2,\"p999\":12.34,\"max\":123.4}}],\"redis\":{\"connected\":true,\"breaker\":\"closed\",\"backplane\":\"synced\",\"pendingInvalidations\":1,\"failures\":0},\"upstreams\":[{\"name\":\"binance\",\"granted\":900,\"waited\":80,\"overdrawn\":0,\"waitedSeconds\":4.5,\"waiting\":3,\"windows\":[{\"amount\":20,\"periodMillis\":1000,\"share\":5,\"used\":4},{\"amount\":1200,\"periodMillis\":60000,\"share\":300,\"used\":250}]}]}");

  @TempDir Path directory;

  private final Said said = new Said();
  private FakePort port;

  @BeforeEach
  void open() throws IOException {
    port = new FakePort().answer("/status", STATUS);
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void theStatusIsATable() {
    assertThat(said.run("status", "--url", port.url() + "/")).isZero();
    assertThat(said.errors()).isEmpty();
    assertThat(said.out())
        .isEqualTo(
            lines(
                "Tickcache 1 on Java 17.0.1 (VM), up 1 h 2 min",
                "rules: r.yaml, digest 0123, 3 rules",
                "redis: connected, breaker closed, backplane synced, 1 invalidation pending, 0 failures",
                "upstream binance: 4 of 5 used of 20 per 1 s, 250 of 300 used of 1,200 per 60 s; 3 calls waiting; 900 at once, 80 after waiting, 0 beyond it",
                "",
                "RULE    MODE         TTL  METHODS      CALLS  L1 HITS  L2 HITS  HIT RATIO  SAVED  LOADS  ENTRIES  AGE P50  AGE P99  AGE MAX",
                "quotes  cache        5 s        1        200      101       20     60.5 %    121      3        2    43 ms   4.20 s    123 s",
                "batch   cache    1500 ms        0  as quotes",
                "depth   observe   250 ms        0",
                "",
                "batch refused: R020 rule `batch` can't"));
  }

  @Test
  void jsonIsPassedOnAsItIs() {
    assertThat(said.run("status", "--json", "-u", port.url())).isZero();
    assertThat(said.out()).isEqualTo(STATUS);
  }

  @Test
  void anInvalidationIsAChangeWithTheToken() throws IOException {
    port.answer("/invalidate", "{\"rule\":\"quotes\",\"invalidated\":\"symbol\"}\n");
    Path token = Files.writeString(directory.resolve("token"), "s3cret\n", UTF_8);

    assertThat(
            said.run("invalidate", "quotes", "BRK/B &=é", "-u", port.url(), "--token-file", token))
        .isZero();

    assertThat(port.asked)
        .containsExactly("POST /invalidate?rule=quotes&symbol=BRK%2FB+%26%3D%C3%A9 Bearer s3cret");
    assertThat(said.out()).isEqualTo("quotes: BRK/B &=é is invalidated\n");
  }

  @Test
  void anEntryIsToldByTier() {
    port.answer(
        "/entry",
        "{\"rule\":\"quotes\",\"symbol\":\"AAPL\",\"asked\":true,"
            + "\"l1\":{\"entries\":[{\"key\":\"\",\"ageMillis\":12,\"leftMillis\":88,\"none\":true,"
            + "\"loadedBy\":{\"thisProcess\":true}}],"
            + "\"more\":false},"
            + "\"l2\":{\"answered\":true,\"entries\":[{\"key\":\"Integer:5\",\"ageMillis\":3000,"
            + "\"leftMillis\":1999,\"bytes\":120,\"loadedBy\":{\"node\":\"5f0c93d2\",\"host\":\"md-7\","
            + "\"process\":\"4711\"}},{\"key\":\"x\",\"loading\":true,"
            + "\"loadedBy\":{\"node\":\"00000001\"}}],\"more\":true}}");

    assertThat(said.run("get", "quotes", "AAPL", "-u", port.url())).isZero();
    assertThat(said.out())
        .isEqualTo(
            lines(
                "quotes AAPL",
                "TIER  KEY                               LOADED BY          AGE     LEFT  BYTES",
                "L1    the symbol alone (there is none)  this process     12 ms    88 ms      -",
                "L2    Integer:5                         md-7 4711          3 s  1999 ms    120",
                "L2    x                                 node 00000001  loading        -      -",
                "L2 may have more than these"));
  }

  @Test
  void whereNothingIsKeptTheStatusSaysSo() {
    port.answer(
        "/entry",
        "{\"rule\":\"quotes\",\"symbol\":\"A\",\"asked\":true,\"l1\":{\"entries\":[]},"
            + "\"l2\":{\"answered\":false}}");
    assertThat(said.run("get", "quotes", "A", "-u", port.url())).isEqualTo(1);
    assertThat(said.out()).isEqualTo("quotes A: nothing is kept\nL2 could not be asked\n");

    port.answer("/entry", "{\"rule\":\"quotes\",\"symbol\":\"A\",\"asked\":false}");
    assertThat(said.run("get", "quotes", "A", "-u", port.url())).isEqualTo(1);
    assertThat(said.out()).contains("has answered no call in this process yet");
  }

  @ParameterizedTest
  @CsvSource({"401, 3", "403, 3", "404, 1", "400, 1", "500, 1", "302, 1"})
  void otherAnswersEndOtherwise(int status, int exit) {
    port.status = status;
    port.answer("/invalidate", "so it is\n");

    assertThat(said.run("invalidate", "quotes", "*", "-u", port.url())).isEqualTo(exit);

    assertThat(said.out()).isEmpty();
    assertThat(said.errors()).startsWith("error: ").contains(status == 401 ? "token" : "so it is");
    assertThat(port.asked).as("no second try, no other address").hasSize(1);
  }

  @Test
  void operationsArePostedAndToldOnTheRightStream() {
    port.answer(
        "/reload", "{\"done\":true,\"text\":\"tickcache: r.yaml: 1 rule\\u000amore\\u000a\"}\n");
    assertThat(said.run("reload", "-u", port.url())).isZero();
    assertThat(said.out()).isEqualTo("r.yaml: 1 rule\nmore\n");

    port.status = 409;
    port.answer("/rollback", "{\"done\":false,\"text\":\"tickcache: no rules\\u000a\"}\n");
    assertThat(said.run("rollback", "-u", port.url())).isEqualTo(1);
    assertThat(said.errors()).isEqualTo("no rules\n");

    port.status = 400;
    port.answer("/mode", "write so\n");
    assertThat(said.run("mode", "quotes", "on", "-u", port.url())).isEqualTo(1);
    assertThat(said.errors()).endsWith("error: write so\n");
    assertThat(port.asked)
        .extracting(line -> line.substring(0, line.lastIndexOf(' ')))
        .containsExactly("POST /reload", "POST /rollback", "POST /mode?rule=quotes&mode=on");
  }

  @Test
  void theRulesAreShownWithWhatIsToBeKnown() {
    port.answer(
        "/rules",
        "{\"source\":\"r.yaml\",\"digest\":\"0123\",\"text\":\"version: 1\",\"switched\":{\"quotes\":\"cache\"},"
            + "\"lastReading\":{\"source\":\"r.yaml\",\"time\":\"2026-01-01T00:00:00Z\",\"applied\":false,"
            + "\"diagnostics\":\"error[R001]: a\\u000a  b\\u000a\"}}");

    assertThat(said.run("show-rules", "-u", port.url())).isZero();

    assertThat(said.out())
        .isEqualTo(
            lines(
                "# r.yaml, digest 0123",
                "# `quotes` is in another mode than `cache`, which the file says",
                "version: 1",
                "# r.yaml was last read at 2026-01-01T00:00:00Z, and not put in force",
                "# error[R001]: a",
                "#   b"));
  }

  @Test
  void theDoctorTellsLineByLineAndFailsWithThem() {
    port.answer(
        "/doctor",
        "{\"checks\":[{\"check\":\"a\",\"result\":\"ok\",\"text\":\"good\",\"mend\":\"\"},"
            + "{\"check\":\"b\",\"result\":\"warn\",\"text\":\"so\\u000aso\",\"mend\":\"this\"}]}");
    assertThat(said.run("doctor", "-u", port.url())).isZero();
    assertThat(said.out())
        .isEqualTo(lines("ok    a: good", "warn  b: so", "      so", "      = help: this"));

    port.answer("/doctor", "{\"checks\":[{\"check\":\"a\",\"result\":\"fail\"}]}");
    assertThat(said.run("doctor", "-u", port.url())).isEqualTo(1);
    assertThat(said.run("doctor", "--json", "-u", port.url())).isEqualTo(1);
    assertThat(said.out()).endsWith("\"fail\"}]}");
  }

  @Test
  void aMethodIsExplainedByTheRulesAtWork() {
    port.answer(
        "/status",
        STATUS
            .replace(
                "\"refused\":[]},{\"name\":\"batch\"",
                "\"refreshAhead\":true,\"keys\":{\"a.B.c(String)\":\"arg0\"},\"refused\":[]},{\"name\":\"batch\"")
            .replace("rule `batch` can't", "rule `batch` can't weave `a.B.many(List)`"));

    assertThat(said.run("explain", "B#c(String)", "-u", port.url())).isZero();
    assertThat(said.out())
        .isEqualTo(
            lines(
                "a.B.c(String)", "  rule: quotes (mode cache, refresh-ahead on)", "  key:  arg0"));
    assertThat(said.run("explain", "many", "-u", port.url())).isEqualTo(1);
    assertThat(said.out())
        .contains("no rule governs `many`", "refused: R020 rule `batch`", "note: a.B.c(String)");
    assertThat(said.run("explain", "c", "--json", "-u", port.url())).isZero();
    assertThat(said.out())
        .endsWith(
            lines(
                "{\"method\":\"c\",\"governedBy\":[{\"rule\":\"quotes\",\"mode\":\"cache\","
                    + "\"refreshAhead\":true,\"method\":\"a.B.c(String)\",\"key\":\"arg0\"}],\"refused\":[]}"));
    assertThat(said.run("explain", "c", "--rules", "r.yaml")).isEqualTo(2);
  }

  @Test
  void theTimeThatASymbolStaysIsExplainedByWhatWasSeen() {
    String subject = "{\"rule\":\"quotes\",\"symbol\":\"AAPL\",\"asked\":true";
    String bounds = "\"minMillis\":10,\"maxMillis\":5000,\"maxStale\":0.05,";
    port.answer(
        "/entry",
        subject
            + ",\"l1Ttl\":[{\"key\":\"\",\"inForce\":true,\"millis\":340,"
            + bounds
            + "\"changes\":30.2,\"seenMillis\":99100},{\"key\":\"5\",\"inForce\":false,\"millis\":5000,"
            + bounds
            + "\"changes\":0.0,\"seenMillis\":0}]}");

    assertThat(said.run("explain", "quotes", "AAPL", "-u", port.url())).isZero();
    assertThat(said.out())
        .isEqualTo(
            lines(
                "quotes AAPL: stays in L1 for 340 ms",
                "  seen: 30 changes in 99.1 s",
                "  aim:  at most 5.0 % of hits out of date; `min` 10 ms, `max` 5.00 s",
                "quotes AAPL, 5: would stay in L1 for 5.00 s, which is `max`",
                "  seen: nothing yet",
                "  aim:  at most 5.0 % of hits out of date; `min` 10 ms, `max` 5.00 s"));

    port.answer("/entry", subject + "}");
    assertThat(said.run("explain", "quotes", "AAPL", "-u", port.url())).isEqualTo(1);
    assertThat(said.out()).contains("quotes AAPL: `l1-ttl` is what the rules say");

    assertThat(said.run("explain", "quotes", "AAPL", "--rules", "r.yaml", "-cp", "c")).isEqualTo(2);
    assertThat(said.errors()).contains("only a running process can tell of a symbol");
  }

  @Test
  void theShellsScriptKnowsAllCommands() {
    assertThat(said.run("completion")).isZero();
    assertThat(said.out())
        .startsWith("tickcache() { java -jar '")
        .contains("complete -F _complete_tickcache", "show-rules", "invalidate", "--token-file");
  }

  @Test
  void withoutATerminalTopIsOneTable() {
    assertThat(said.run("top", "--interval", "0.1", "-u", port.url())).isZero();

    assertThat(said.out()).startsWith("Tickcache 1, up ").contains("RULE ", "\nquotes +1 ");
    assertThat(said.out()).doesNotContain("\u001b");
    assertThat(port.asked).containsOnly("GET /status?brief null").hasSize(2);
    assertThat(said.run("top", "--interval", "0", "-u", port.url())).isEqualTo(2);
    assertThat(said.run("top", "--rows", "0", "-u", port.url())).isEqualTo(2);
    port.close();
    assertThat(said.run("top", "--once", "-u", port.url())).isEqualTo(3);
  }

  @Test
  void whatIsNotTheAgentIsTold() {
    port.answer("/status", "<html>Welcome</html>");
    assertThat(said.run("status", "-u", port.url())).isEqualTo(3);
    assertThat(said.errors()).contains("isn't the agent's", "= help: ");
  }

  @Test
  void nobodyThereIsTold() {
    port.close();
    assertThat(said.run("status", "--url", port.url())).isEqualTo(3);
    assertThat(said.errors()).contains(port.url() + " doesn't answer: ", "= help: ");
    assertThat(said.out()).isEmpty();
  }

  @Test
  void aProcessThatIsNotThereIsTold() {
    assertThat(said.run("status", "--pid", 4_190_000)).isEqualTo(3);
    assertThat(said.errors()).contains("there is no process 4190000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status --pid 1 --url http://localhost:1",
        "status --pid x",
        "status --pid 1 --token t",
        "status --url localhost:9464",
        "status --url ftp://localhost:9464",
        "status --url http://u:p@localhost:9464",
        "status --url http://localhost:9464/?x=y",
        "status --url http://localhost:9464 --token a --token-file b",
        "status --url http://localhost:9464 --token-file /nowhere/at/all",
        "status --url http://localhost:9464 --token é",
        "invalidate quotes --url http://localhost:9464",
        "get --pid 1"
      })
  void aWrongUseIsTold(String call) {
    assertThat(said.run((Object[]) call.split(" "))).isEqualTo(2);
    assertThat(said.errors()).startsWith("tickcache: ").contains("--help` tells more");
    assertThat(said.errors()).doesNotContain("\tat ");
  }

  @Test
  void withoutAProcessThoseThereAreAreListed() {
    assertThat(said.run("status")).isEqualTo(2);
    assertThat(said.errors())
        .contains("by --pid or --url", "JVMs of this user:", "--help` tells more")
        .doesNotContain(ProcessHandle.current().pid() + " ");
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }
}
