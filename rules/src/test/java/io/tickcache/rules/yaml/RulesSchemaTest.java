package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tickcache.rules.HandOut;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.TlsSettings;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema takes what the reader takes, setting for setting. */
class RulesSchemaTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  /** Where every variable is set and every file holds a certificate and a key. */
  private static final Environment ENVIRONMENT =
      new Environment() {
        @Override
        public String variable(String name) {
          return "redis://x";
        }

        @Override
        public String file(String path, int largest) {
          return "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n";
        }
      };

  @ParameterizedTest
  @MethodSource("vocabularies")
  void theSchemaHasTheSettingsThatAreReadAndNoOthers(String place, Vocabulary vocabulary) {
    assertThat(RulesSchema.TREE.at(place + "/properties").propertyNames())
        .as("the settings in tickcache.schema.json under `%s/properties`", place)
        .containsExactlyInAnyOrderElementsOf(vocabulary.taken());
    assertThat(RulesSchema.TREE.at(place + "/additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void everyVocabularyIsHeldToTheSchema() throws Exception {
    assertThat(Vocabularies.BY_PLACE.values())
        .as("Vocabularies.BY_PLACE lists the vocabulary of every reader")
        .containsExactlyInAnyOrderElementsOf(vocabulariesOfReaders());
  }

  @ParameterizedTest
  @MethodSource("vocabularies")
  void everySettingIsDescribed(String place, Vocabulary vocabulary) {
    for (String setting : vocabulary.taken()) {
      String description = place + "/properties/" + setting;
      assertThat(RulesSchema.TREE.at(resolved(description) + "/description").asString(""))
          .as(description)
          .endsWith(".");
    }
  }

  @Test
  void theSchemaIsOne() {
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"))
                .validate(RulesSchema.TREE))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsTakenByBoth(String name, String yaml) {
    assertThat(RulesFile.read(name, yaml, ENVIRONMENT).render()).isEmpty();
    assertThat(RulesSchema.complaints(yaml)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("choices")
  void everyWordOfAChoiceIsTaken(String setting, String word) {
    assertTaken("version: 1\nrules: {q: {method: A#get, " + setting + ": " + word + "}}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "ca"})
  void everyWayToVerifyIsTaken(String word) {
    assertThat(Words.of(TlsSettings.Verify.class)).contains(word).hasSize(2);
    assertTaken(
        "version: 1\nredis: {uri: 'rediss://a', tls: {verify: "
            + word
            + "}}\nrules: {q: {method: A#get}}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ttl: ${TTL}",
        "ttl: '${TTL:-5}s'",
        "null-ttl: ${TTL}",
        "null-ttl: 0",
        "null-ttl: '0'",
        "null-ttl: 0ms",
        "max-entries: ${N}",
        "max-entries: 5_000",
        "max-entries: '5000'",
        "max-bytes: 512KB",
        "max-bytes: 1.5GB",
        "max-bytes: ${BYTES}",
        "jitter: ${J}",
        "values: ${VALUES}",
        "mode: ${MODE}",
        "mode: off",
        "mode: observe",
        "mode: shadow",
        "receiver: ${RECEIVER}",
        "receiver: this.base-url",
        "symbol: ${SYMBOL}",
        "symbols: arg0.symbols",
        "separator: ';'",
        "result-symbol: return.id",
        "cache: ${CACHE}",
        "when: {arg0.path: /quote, arg1: false, this.depth: 5}",
        "key: [arg0.a.b, '${KEY}']",
        "ignore: ['${IGNORE}', return.count]",
        "update-on: []",
        "update-on: [{method: A#b, symbol: arg0.symbol, value: return.quote}]",
        "callback: {arg: arg1, success: onSuccess}",
        "callback: {arg: '${ARG}', success: a, value: 0, failure: b, executor: this.pool}",
        "invalidate-on: [{method: '${METHOD}', symbol: return.größe}]",
      })
  void aReferenceAndEveryFormFits(String setting) {
    assertThat(RulesSchema.complaints("version: 1\nrules:\n  q:\n    method: A#a\n    " + setting))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tll: 5s",
        "ttl: 5",
        "ttl: 5 seconds",
        "ttl: 5d",
        "ttl: 0s",
        "ttl: [5s]",
        "ttl:",
        "l1-ttl: {least: 10ms}",
        "l1-ttl: {max-stale: 5}",
        "null-ttl: 5",
        "jitter: 5",
        "jitter: half",
        "overrides: [{symbols: [], ttl: 1s}]",
        "max-entries: 0",
        "max-bytes: 64",
        "max-bytes: 64mb",
        "max-bytes: [64MB]",
        "max-entries: 64MB",
        "max-entries: 1.5",
        "max-entries: 1000000001",
        "values: shared",
        "mode: watch",
        "receiver: path",
        "receiver: that.url",
        "symbol: symbol",
        "symbol: return.symbol",
        "key: arg1",
        "key: [{path: arg1}]",
        "ignore: [this.logger]",
        "update-on: [{method: A#b, symbol: arg0}]",
        "update-on: [{method: A#b, symbol: return.symbol, value: return}]",
        "callback: arg1",
        "callback: {success: onSuccess}",
        "callback: {arg: arg1}",
        "callback: {arg: this, success: onSuccess}",
        "callback: {arg: arg1.next, success: onSuccess}",
        "callback: {arg: arg1, success: onSuccess, method: A#b}",
        "invalidate-on: {method: A#b}",
        "invalidate-on: [{symbol: arg0}]",
        "invalidate-on: [{method: A.b}]",
      })
  void aSettingThatIsWrongDoesNotFit(String setting) {
    String yaml = "version: 1\nrules:\n  q:\n    method: A#a\n    " + setting + "\n";

    assertThat(RulesFile.read("rules.yaml", yaml, FixedEnvironment.EMPTY).rules()).isNull();
    assertThat(RulesSchema.complaints(yaml)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "version: 1",
        "version: 1\nrules: {}",
        "version: 1\nrules: [q]",
        "version: 2\nrules: {q: {method: A#a}}",
        "rules: {q: {method: A#a}}",
        "version: 1\nrules: {Q: {method: A#a}}",
        "version: 1\nrules: {q: {method: A.a}}",
        "version: 1\nrules: {q: {ttl: 5s}}",
        "version: 1\nrules: {q: {method: A#a}}\nredis: {}",
        "version: 1\nrules: {q: {method: A#a}}\nredis: {uri: 'http://a'}",
        "version: 1\nrules: {q: {method: A#a}}\nredis: {uri: []}",
        "version: 1\nrules: {q: {method: A#a}}\nredis: {uri: ['redis-sentinel://a#m']}",
        "version: 1\nrules: {q: {method: A#a}}\nredis: {uri: 'redis://a', username: me}",
        "version: 1\nrules: {q: {method: A#a}}\nredis: {uri: 'redis://a', namespace: '{a}'}",
        "version: 1\nrules: {q: {method: A#a}}\nredis: {uri: 'rediss://a', tls: {verify: none}}",
        "version: 1\nrules: {q: {method: A#a}}\nredis: {uri: 'rediss://a', tls: {key: a.key}}",
        "version: 1\nrules: {q: {method: A#a}}\nredis: {uri: 'redis://a', timeout: 20}",
        "version: 1\nrules: {q: {method: A#a}}\n"
            + "redis: {uri: 'redis://a', circuit-breaker: {window: 100001}}",
        "version: 1\nrules: {q: {method: A#a}}\ndefaults: {method: A#a}",
        "version: 1\nrules: {q: {method: A#a}}\nadmin: {token: x}",
        "version: 1\nrules: {q: {method: A#a}}\nadmin: {listen: 9464}",
        "version: 1\nrules: {q: {method: A#a}}\nadmin: {listen: '0.0.0.0:9464'}",
        "version: 1\nrules: {q: {method: A#a}}\nadmin: {listen: '127.0.0.1.example:9464'}",
      })
  void aFileThatIsWrongDoesNotFit(String yaml) {
    assertThat(RulesFile.read("rules.yaml", yaml, ENVIRONMENT).rules()).isNull();
    assertThat(RulesSchema.complaints(yaml)).isNotEmpty();
  }

  static Stream<Arguments> vocabularies() {
    return Vocabularies.BY_PLACE.entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  static Stream<Arguments> choices() {
    return Stream.of(
            words("values", Words.of(HandOut.class)),
            words("mode", modes()),
            words("symbol-case", Words.of(SymbolCase.class)),
            words("receiver", receivers()))
        .flatMap(choices -> choices);
  }

  /** The YAML in the documentation, and the files of the demo and the replay. */
  static Stream<Arguments> examples() throws IOException {
    List<Arguments> examples = new ArrayList<>();
    for (String name : List.of("README.md", "docs/rules.md")) {
      Matcher block = YAML_BLOCK.matcher(Files.readString(PROJECT.resolve(name)));
      while (block.find()) {
        examples.add(Arguments.of(name, whole(block.group(1))));
      }
    }
    assertThat(examples).hasSizeGreaterThan(3);
    for (Path file : sampleFiles()) {
      examples.add(Arguments.of(file.toString(), Files.readString(file)));
    }
    return examples.stream();
  }

  private static List<Path> sampleFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(PROJECT.resolve("sample-app/demo/tickcache.yaml"));
    try (Stream<Path> policies = Files.list(PROJECT.resolve("sample-app/policies"))) {
      policies.forEach(files::add);
    }
    return files;
  }

  /** A part of a file with what stands around it. */
  private static String whole(String part) {
    if (part.startsWith("    ")) {
      return "version: 1\nrules:\n  quotes:\n    method: com.acme.A#get\n" + part;
    }
    return part.startsWith("version:")
        ? part
        : "version: 1\nrules: {quotes: {method: com.acme.A#get}}\n" + part;
  }

  private static Stream<Arguments> words(String setting, List<String> words) {
    return words.stream().map(word -> Arguments.of(setting, word));
  }

  /** All that need nothing else. */
  private static List<String> modes() {
    List<String> words = Words.of(Mode.class);
    words.remove("guard");
    return words;
  }

  private static List<String> receivers() {
    List<String> words = Words.of(Receiver.Kind.class);
    words.remove("path");
    return words;
  }

  private static void assertTaken(String yaml) {
    assertThat(RulesFile.read("rules.yaml", yaml, ENVIRONMENT).render()).isEmpty();
    assertThat(RulesSchema.complaints(yaml)).isEmpty();
  }

  /** Follows the reference that stands in place of a description. */
  private static String resolved(String place) {
    String reference = RulesSchema.TREE.at(place + "/$ref").asString("");
    return reference.isEmpty() ? place : reference.substring(1);
  }

  private static List<Vocabulary> vocabulariesOfReaders() throws Exception {
    List<Vocabulary> vocabularies = new ArrayList<>();
    Path classes = Path.of(RulesFile.class.getResource("RulesFile.class").toURI()).getParent();
    for (File file : classes.toFile().listFiles((folder, name) -> name.endsWith(".class"))) {
      String name = file.getName().substring(0, file.getName().length() - ".class".length());
      for (Field field : Class.forName("io.tickcache.rules.yaml." + name).getDeclaredFields()) {
        if (field.getType() == Vocabulary.class) {
          vocabularies.add((Vocabulary) field.get(null));
        }
      }
    }
    return vocabularies;
  }
}
