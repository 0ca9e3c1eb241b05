package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Callback;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.HandOut;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {
  @Test
  void aFullFileIsReadAsItIsWritten() {
    RuleSet rules =
        rules(
            """
            version: 1
            redis:
              uri: rediss://cache.internal:6379
              username: tickcache
              password: secret
              namespace: prod
              timeout: 30ms
              connect-timeout: 2s
              circuit-breaker:
                {failure-rate: 40%, slow-call: 5ms, slow-rate: 62.5%, window: 50, open-for: 3s}
            defaults:
              ttl: 1m
            rules:
              quotes:
                method: com.acme.md.QuoteClient#getQuote(String, Options)
                symbol: arg0
                symbol-case: upper
                key: [arg1.depth]
                ignore: [arg1]
                when: {arg1.delayed: false, arg1.venue: absent}
                receiver: this.baseUrl
                l1-ttl: 250ms
                degraded-ttl: 10s
                null-ttl: 0
                jitter: 10%
                max-entries: 5_000
                max-bytes: 1.5MB
                values: copy
                wait: 1.5s
                mode: "off"
                l2: off
                across-processes: off
                callback: {arg: arg2, success: done, value: 1, failure: failed, executor: this.pool}
                invalidate-on:
                  - method: com.acme.orders.OrderService#placeOrder
                    symbol: return.symbol
                  - method: com.acme.md.Feed#reset()
                update-on:
                  - {method: com.acme.md.Feed#onQuote, symbol: arg0.symbol, value: return}
            """);
    Rule rule = rules.rules().get(0);

    assertThat(rules.source()).isEqualTo("market-data.yaml");
    assertThat(rule.name()).isEqualTo("quotes");
    assertThat(rule.place()).hasToString("market-data.yaml:14:3");
    assertThat(rule.method()).hasToString("com.acme.md.QuoteClient#getQuote(String, Options)");
    assertThat(rule.symbol()).isEqualTo(ValuePath.parse("arg0"));
    assertThat(rule.key()).containsExactly(ValuePath.parse("arg1.depth"));
    assertThat(rule.ignore()).containsExactly(ValuePath.parse("arg1"));
    assertThat(rule.symbolCase()).isEqualTo(SymbolCase.UPPER);
    assertThat(rule.when()).hasToString("[arg1.delayed is false, arg1.venue absent]");
    assertThat(rule.receiver().kind()).isEqualTo(Receiver.Kind.PATH);
    assertThat(rule.receiver().path()).isEqualTo(ValuePath.parse("this.baseUrl"));
    Callback callback = rule.callback();
    assertThat(callback).hasToString("arg2#done");
    assertThat(callback.value()).isEqualTo(1);
    assertThat(callback.failure()).isEqualTo("failed");
    assertThat(callback.executor()).isEqualTo(ValuePath.parse("this.pool"));
    assertThat(rule.freshness().ttl()).isEqualTo(Duration.ofMinutes(1));
    assertThat(rule.freshness().l1Ttl()).isEqualTo(Duration.ofMillis(250));
    assertThat(rule.freshness().degradedTtl()).isEqualTo(Duration.ofSeconds(10));
    assertThat(rule.freshness().nullTtl()).isZero();
    assertThat(rule.freshness().jitter()).isEqualTo(10);
    assertThat(rule.maxEntries()).isEqualTo(5000);
    assertThat(rule.maxBytes()).isEqualTo(1536 * 1024);
    assertThat(rule.values()).isEqualTo(HandOut.COPY);
    assertThat(rule.waitLimit()).isEqualTo(Duration.ofMillis(1500));
    assertThat(rule.mode()).isEqualTo(Mode.OFF);
    assertThat(rule.l2()).isFalse();
    assertThat(rule.acrossProcesses()).isFalse();
    assertThat(rule.invalidateOn()).hasSize(3);
    assertThat(rule.updated()).isTrue();
    assertThat(rule.invalidateOn().get(2).symbol()).isEqualTo(ValuePath.parse("arg0.symbol"));
    assertThat(rule.invalidateOn().get(2).value()).isEqualTo(ValuePath.parse("return"));
    assertThat(rule.invalidateOn().get(1).value()).isNull();
    assertThat(rule.invalidateOn().get(0).symbol()).isEqualTo(ValuePath.parse("return.symbol"));
    assertThat(rule.invalidateOn().get(0).place()).hasToString("market-data.yaml:35:17");
    assertThat(rule.invalidateOn().get(1).symbol()).isNull();
    assertFullRedis(rules.redis());
  }

  private static void assertFullRedis(RedisSettings redis) {
    assertThat(redis.location().topology()).isEqualTo(RedisLocation.Topology.STANDALONE);
    assertThat(redis).hasToString("rediss://cache.internal:6379 (namespace prod)");
    assertThat(redis.tls()).isNotNull();
    assertThat(redis.username()).isEqualTo("tickcache");
    assertThat(redis.password()).isEqualTo("secret");
    assertThat(redis.namespace()).isEqualTo("prod");
    assertThat(redis.timeout()).isEqualTo(Duration.ofMillis(30));
    assertThat(redis.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(redis.breaker().failureRate()).isEqualTo(40);
    assertThat(redis.breaker().slowCall()).isEqualTo(Duration.ofMillis(5));
    assertThat(redis.breaker().slowRate()).isEqualTo(62.5);
    assertThat(redis.breaker().window()).isEqualTo(50);
    assertThat(redis.breaker().openFor()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aRedisThatSaysOnlyItsAddressHasTheDocumentedDefaults() {
    RuleSet rules =
        rules(
            """
            version: 1
            redis: {uri: "redis://cache"}
            rules:
              quotes: {method: com.acme.A#get}
            """);
    RedisSettings redis = rules.redis();

    assertThat(redis.location()).hasToString("cache:6379");
    assertThat(redis.tls()).isNull();
    assertThat(redis.username()).isNull();
    assertThat(redis.password()).isNull();
    assertThat(redis.namespace()).isEqualTo("default");
    assertThat(redis.timeout()).isEqualTo(Duration.ofMillis(20));
    assertThat(redis.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(redis.breaker().failureRate()).isEqualTo(50);
    assertThat(redis.breaker().slowCall()).isEqualTo(Duration.ofMillis(10));
    assertThat(redis.breaker().slowRate()).isEqualTo(80);
    assertThat(redis.breaker().window()).isEqualTo(100);
    assertThat(redis.breaker().openFor()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void withRedisAnEntryStaysAHundredMillisecondsInTheProcess() {
    Rule rule =
        rules(
                """
                version: 1
                redis: {uri: "redis://cache"}
                rules:
                  quotes: {method: com.acme.A#get}
                """)
            .rule("quotes");

    assertThat(rule.freshness().l1Ttl()).isEqualTo(Duration.ofMillis(100));
    assertThat(rule.freshness().degradedTtl()).isEqualTo(Duration.ofSeconds(5));
    assertThat(rule.l2()).isTrue();
    assertThat(rule.acrossProcesses()).isTrue();
    assertThat(rule.refreshAhead()).isFalse();
  }

  @Test
  void refreshAheadIsSaidForAllRulesOrForOne() {
    RuleSet rules =
        rules(
            """
            version: 1
            defaults: {refresh-ahead: on}
            rules:
              quotes: {method: com.acme.A#get}
              depth: {method: com.acme.A#depth, refresh-ahead: off}
            """);

    assertThat(rules.rule("quotes").refreshAhead()).isTrue();
    assertThat(rules.rule("depth").refreshAhead()).isFalse();
  }

  @Test
  void whatStaysInTheProcessStaysAsLongAsItMayBeServed() {
    RuleSet rules =
        rules(
            """
            version: 1
            redis: {uri: "redis://cache"}
            rules:
              quotes: {method: com.acme.A#get, l2: off}
              depth: {method: com.acme.A#depth, l2: off, l1-ttl: 200ms}
            """);

    assertThat(rules.rule("quotes").freshness().l1OnlyTtl()).isEqualTo(Duration.ofSeconds(5));
    assertThat(rules.rule("depth").freshness().l1OnlyTtl()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void withoutRedisAnEntryStaysAsLongAsItMayBeServed() {
    RuleSet rules =
        rules(
            """
            version: 1
            rules:
              quotes: {method: com.acme.A#get, ttl: 3s}
            """);

    assertThat(rules.redis()).isNull();
    assertThat(rules.rule("quotes").freshness().l1Ttl()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void whatARuleDoesNotSayItHasFromTheDefaults() {
    RuleSet rules =
        rules(
            """
            version: 1
            defaults: {ttl: 10s, l1-ttl: 1s, values: copy, mode: off}
            rules:
              quotes: {method: com.acme.A#get}
              depth: {method: com.acme.A#depth, ttl: 500ms, mode: cache}
              trades: {method: com.acme.A#trades, mode: observe}
              bars: {method: com.acme.A#bars, mode: shadow}
            """);

    assertThat(rules.rule("quotes").freshness().ttl()).isEqualTo(Duration.ofSeconds(10));
    assertThat(rules.rule("quotes").mode()).isEqualTo(Mode.OFF);
    assertThat(rules.rule("depth").mode()).isEqualTo(Mode.CACHE);
    assertThat(rules.rule("trades").mode()).isEqualTo(Mode.OBSERVE);
    assertThat(rules.rule("bars").mode()).isEqualTo(Mode.SHADOW);
    assertThat(rules.rule("depth").values()).isEqualTo(HandOut.COPY);
    assertThat(rules.rule("depth").freshness().l1Ttl()).isEqualTo(Duration.ofMillis(500));
    assertThat(rules.rule("candles")).isNull();
  }

  @Test
  void aRuleForManySymbolsSaysWhereTheyAre() {
    Rule rule =
        rules(
                """
                version: 1
                rules:
                  quotes:
                    method: com.acme.A#all
                    symbols: arg1.symbols
                    separator: ';'
                    result-symbol: return.id
                    ignore: [arg0, return.count]
                """)
            .rule("quotes");

    assertThat(rule.symbol()).isNull();
    assertThat(rule.symbols()).isEqualTo(ValuePath.parse("arg1.symbols"));
    assertThat(rule.separator()).isEqualTo(";");
    assertThat(rule.resultSymbol()).isEqualTo(ValuePath.parse("return.id"));
    assertThat(rule.ignore())
        .containsExactly(ValuePath.parse("arg0"), ValuePath.parse("return.count"));
    assertThat(rule.cache()).isEqualTo("quotes");
    assertThat(rule.shared()).isFalse();
  }

  @Test
  void rulesOfOneCacheHaveTheSettingsOfTheOneWhoseNameItHas() {
    RuleSet rules =
        rules(
            """
            version: 1
            rules:
              batch:
                {method: com.acme.A#all, symbols: arg0, cache: quotes, mode: off, ttl: 7000ms,
                 symbol-case: upper, values: copy, wait: 2s, max-entries: 100000, null-ttl: 7s}
              quotes: {method: com.acme.A#get, ttl: 7s, symbol-case: upper, values: copy}
              depth: {method: com.acme.A#depth}
            """);
    Rule batch = rules.rule("batch");

    assertThat(batch.cache()).isEqualTo("quotes");
    assertThat(batch.shared()).isTrue();
    assertThat(batch.freshness().ttl()).isEqualTo(Duration.ofSeconds(7));
    assertThat(batch.symbolCase()).isEqualTo(SymbolCase.UPPER);
    assertThat(batch.values()).isEqualTo(HandOut.COPY);
    assertThat(batch.mode()).isEqualTo(Mode.OFF);
    assertThat(rules.rule("quotes").shared()).isTrue();
    assertThat(rules.rule("quotes").mode()).isEqualTo(Mode.CACHE);
    assertThat(rules.rule("depth").shared()).isFalse();
  }

  @Test
  void theFirstRuleOfACacheWithANameOfItsOwnSaysHowEntriesLive() {
    RuleSet rules =
        rules(
            """
            version: 1
            rules:
              one: {method: com.acme.A#one, cache: prices, ttl: 7s}
              two: {method: com.acme.A#two, cache: prices}
              three: {method: com.acme.A#three, cache: alone, ttl: 9s}
            """);

    assertThat(rules.rule("two").freshness().ttl()).isEqualTo(Duration.ofSeconds(7));
    assertThat(rules.rule("three").cache()).isEqualTo("alone");
    assertThat(rules.rule("three").freshness().ttl()).isEqualTo(Duration.ofSeconds(9));
    assertThat(rules.rule("three").shared()).isFalse();
  }

  @Test
  void rulesKeepTheirOrderAndTheFileItsDigest() {
    String text =
        """
        version: 1
        rules:
          b: {method: com.acme.A#b}
          a: {method: com.acme.A#a}
        """;

    assertThat(rules(text).rules()).extracting(Rule::name).containsExactly("b", "a");
    assertThat(rules(text).digest()).matches("[0-9a-f]{12}").isEqualTo(rules(text).digest());
    assertThat(rules(text + "\n").digest()).isNotEqualTo(rules(text).digest());
  }

  @Test
  void referencesAreReplacedInAnyText() {
    Environment environment =
        new FixedEnvironment(
            Map.of("HOST", "cache", "EMPTY", ""), Map.of("/run/secrets/redis", "s3cret\n"));
    RuleSet rules =
        RulesFile.read(
                "market-data.yaml",
                """
                version: 1
                redis:
                  uri: redis://${HOST}:${PORT:-6379}
                  username: ${EMPTY}
                  password: ${file:/run/secrets/redis}
                rules:
                  quotes: {method: com.acme.A#get, ttl: "${TTL:-7s}"}
                """,
                environment)
            .rules();

    assertThat(rules.redis().location()).hasToString("cache:6379");
    assertThat(rules.redis().username()).isNull();
    assertThat(rules.redis().password()).isEqualTo("s3cret");
    assertThat(rules.rule("quotes").freshness().ttl()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void anAnchorServesSeveralRules() {
    RuleSet rules =
        rules(
            """
            version: 1
            rules:
              quotes: {method: com.acme.A#get, key: &key [arg1, arg2]}
              depth: {method: com.acme.A#depth, key: *key}
            """);

    assertThat(rules.rule("depth").key()).isEqualTo(rules.rule("quotes").key());
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreNoMistake() {
    String text = "\uFEFFversion: 1\r\nrules:\r\n  quotes:\r\n    method: com.acme.A#get\r\n";

    assertThat(rules(text).rule("quotes").place()).hasToString("market-data.yaml:3:3");
  }

  @Test
  void aWarningLeavesTheRulesInForce() {
    Outcome outcome =
        read(
            """
            version: 1
            rules:
              quotes: {method: com.acme.A#get, jitter: 10%}
            """);

    assertThat(outcome.rules()).isNotNull();
    assertThat(outcome.diagnostics())
        .extracting(Diagnostic::severity)
        .containsExactly(Diagnostic.Severity.WARNING);
  }

  @Test
  void fiveMistakesAreReportedAtOnceEachInItsPlace() {
    Outcome outcome =
        read(
            """
            version: 1
            redis:
              uri: http://cache
            rules:
              quotes:
                method: com.acme.A.get
                tll: 5s
                l1-ttl: 5 seconds
              depth:
                method: com.acme.A#depth
                symbol: symbol
            """);

    assertThat(outcome.rules()).isNull();
    assertThat(outcome.diagnostics())
        .extracting(diagnostic -> diagnostic.code() + " " + diagnostic.place())
        .containsExactly(
            "R008 market-data.yaml:3:8",
            "R012 market-data.yaml:6:13",
            "R004 market-data.yaml:7:5",
            "R008 market-data.yaml:8:13",
            "R014 market-data.yaml:11:13");
  }

  @Test
  void aMistakeInAnAliasedBlockIsReportedOnce() {
    Outcome outcome =
        read(
            """
            version: 1
            rules:
              quotes: {method: com.acme.A#get, key: &key [symbol]}
              depth: {method: com.acme.A#depth, key: *key}
            """);

    assertThat(outcome.diagnostics()).hasSize(1);
  }

  @Test
  void aReportOfVeryManyMistakesIsCut() {
    Outcome outcome = read("version: 1\nrules:\n" + "  x:\n".repeat(151));

    assertThat(outcome.diagnostics()).hasSize(151);
    assertThat(outcome.render()).endsWith("\n\nand 51 more\n");
  }

  @Test
  void whatComesFromTheEnvironmentIsNeverShown() {
    Environment environment = new FixedEnvironment(Map.of("SECRET", "hunter2"), Map.of());
    String text =
        """
        version: 1
        redis: {uri: "${SECRET}", namespace: "{${SECRET}}", timeout: "${SECRET}"}
        rules:
          quotes: {method: "${SECRET}", symbol: "${SECRET}", values: "${SECRET}", jitter: "${SECRET}"}
        """;

    assertThat(RulesFile.read("a.yaml", text, environment).render()).doesNotContain("hunter2");
  }

  @Test
  void noHelpMakesAProposalOutOfTheEnvironment() {
    Environment environment =
        new FixedEnvironment(Map.of("PIN", "4711", "TYPE", "com.acme.A.secret"), Map.of());
    String text =
        """
        version: 1
        redis: {uri: "redis://cache"}
        rules:
          quotes: {method: "${TYPE}", ttl: "${PIN}", jitter: "${PIN}", max-entries: "-${PIN}"}
        """;

    assertThat(RulesFile.read("a.yaml", text, environment).render())
        .contains(
            "`${TYPE}` is not a method pattern", "`${PIN}` has no unit", "`${PIN}` has no `%`")
        .doesNotContain("4711", "secret");
  }

  @Test
  void aPasswordInTheFileIsNeverShown() {
    String text =
        """
        version: 1
        redis: {url: "redis://me:hunter2@cache", pasword: hunter2, password: "hunter2", tls: on}
        rules: {}
        """;

    assertThat(read(text).render()).doesNotContain("hunter2").contains("pasword: *******");
  }

  @Test
  void aFileIsLoaded(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("tickcache.yaml");
    Files.writeString(path, "version: 1\nrules:\n  quotes: {method: com.acme.A#get}\n");

    Outcome outcome = RulesFile.load(path.toFile(), Environment.ofProcess());

    assertThat(outcome.diagnostics()).isEmpty();
    assertThat(outcome.rules().source()).isEqualTo(path.toString());
  }

  @Test
  void aFileThatCannotBeReadBecomesADiagnostic(@TempDir Path folder) throws Exception {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
    Path large = Files.write(folder.resolve("large"), new byte[1024 * 1024 + 1]);

    assertThat(load(new File("no/such.yaml")))
        .isEqualTo(
            "error[R001]: the rules file `no/such.yaml` can't be read: there is no such file\n");
    assertThat(load(folder.toFile()))
        .isEqualTo(
            "error[R001]: the rules file `" + folder + "` can't be read: it is a directory\n");
    assertThat(load(binary.toFile()))
        .isEqualTo(
            "error[R001]: the rules file `" + binary + "` can't be read: it is not UTF-8 text\n");
    assertThat(load(large.toFile()))
        .isEqualTo("error[R018]: the rules file `" + large + "` is larger than 1 MiB\n");
  }

  private static String load(File file) {
    return RulesFile.load(file, FixedEnvironment.EMPTY).render();
  }

  private static Outcome read(String text) {
    return RulesFile.read("market-data.yaml", text, FixedEnvironment.EMPTY);
  }

  private static RuleSet rules(String text) {
    Outcome outcome = read(text);
    assertThat(outcome.render()).isEmpty();
    assertThat(RulesSchema.complaints(text)).isEmpty();
    return outcome.rules();
  }
}
