package io.tickcache.benchmarks;

import com.acme.md.QuoteClient;
import com.acme.md.TextClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;

/** The rules for the client that is measured. */
final class RulesText {

  private static final String INDENT = "  ";

  /** Nothing is over while it is measured. */
  private static final String ALONE =
      """
      version: 1
      log: {file: FOLDER/agent.log}
      defaults: {ttl: 1h}
      rules:
        off: {method: CLIENT#off, mode: off}
        observed: {method: CLIENT#observed, mode: observe}
        conditional: {method: CLIENT#conditional, symbol: arg0, when: {arg1: false}}
        missed: {method: CLIENT#missed, ttl: 0.001ms}
        by-symbol: {method: CLIENT#bySymbol}
        by-instrument: {method: CLIENT#byInstrument}
        by-request: {method: CLIENT#byRequest, symbol: arg0.symbol}
        by-venue: {method: CLIENT#byVenue, symbol: arg0}
        copied: {method: CLIENT#copied, values: copy}
        shared: {method: CLIENT#shared, values: share}
        many: {method: CLIENT#many, symbols: arg0, cache: shared}
      """;

  /**
   * L1 keeps remote answers for a microsecond, so that each look-up goes to Redis, which may take
   * its time where the machine does other things besides.
   */
  private static final String REDIS =
      """
      version: 1
      log: {file: FOLDER/agent.log}
      redis:
        uri: "redis://127.0.0.1:PORT"
        namespace: benchmark
        timeout: 2s
        circuit-breaker: {slow-call: 1s}
      defaults: {ttl: 1h}
      rules:
        by-symbol: {method: CLIENT#bySymbol, l1-ttl: 1h}
        remote: {method: CLIENT#remote, l1-ttl: 0.001ms}
        remotes: {method: CLIENT#remotes, symbols: arg0, cache: remote}
      """;

  /** Room for as many keys as are measured. */
  private static final String MANY_KEYS =
      """
      version: 1
      log: {file: FOLDER/agent.log}
      defaults: {ttl: 1h}
      rules:
        by-symbol: {method: CLIENT#bySymbol, max-entries: 2000000}
      """;

  /** As above, with values of any length. */
  private static final String VALUES =
      """
      version: 1
      log: {file: FOLDER/agent.log}
      redis:
        uri: "redis://127.0.0.1:PORT"
        namespace: benchmark
        timeout: 2s
        circuit-breaker: {slow-call: 1s}
      defaults: {ttl: 1h}
      rules:
        text: {method: TEXTS#text, l1-ttl: 0.001ms}
      """;

  private RulesText() {}

  /** A file in this folder with the rules for a process alone. */
  static Path alone(Path folder) throws IOException {
    return written(folder.resolve("alone.yaml"), ALONE);
  }

  /** A file in this folder with these rules alone, which is all that an older agent need know. */
  static Path alone(Path folder, Collection<String> rules) throws IOException {
    Predicate<String> wanted =
        line -> rules.stream().anyMatch(rule -> line.startsWith(INDENT + rule + ":"));
    String text =
        ALONE
            .lines()
            .filter(line -> !line.startsWith(INDENT) || wanted.test(line))
            .collect(Collectors.joining("\n"));
    return written(folder.resolve("alone.yaml"), text);
  }

  /** A file in this folder with the rules for one that has Redis at this port. */
  static Path redis(Path folder, int port) throws IOException {
    return written(folder.resolve("redis.yaml"), REDIS.replace("PORT", Integer.toString(port)));
  }

  static Path manyKeys(Path folder) throws IOException {
    return written(folder.resolve("keys.yaml"), MANY_KEYS);
  }

  /** A rule for each of so many clients. */
  static Path manyRules(Path folder, int number) throws IOException {
    StringBuilder text = new StringBuilder("version: 1\nlog: {file: FOLDER/agent.log}\n");
    text.append("defaults: {ttl: 1h}\nrules:\n");
    for (int i = 0; i < number; i++) {
      text.append("  feed-%d: {method: %s#quote}\n".formatted(i, Feeds.name(i)));
    }
    return written(folder.resolve("rules.yaml"), text.toString());
  }

  static Path values(Path folder, int port) throws IOException {
    String text = VALUES.replace("PORT", Integer.toString(port));
    return written(folder.resolve("values.yaml"), text);
  }

  private static Path written(Path file, String text) throws IOException {
    return Files.writeString(
        file,
        text.replace("CLIENT", QuoteClient.class.getName())
            .replace("TEXTS", TextClient.class.getName())
            .replace("FOLDER", file.getParent().toString()));
  }

  /** The method of a benchmark. */
  static String method(BenchmarkParams params) {
    return params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
  }
}
