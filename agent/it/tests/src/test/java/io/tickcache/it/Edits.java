package io.tickcache.it;

import io.tickcache.it.harness.AdminPort;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.Percentiles;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Edits the rules file of a loaded process many times, rightly and wrongly and in many ways, and
 * sees after each edit which rules are in force. Before that it measures what an edit of settings
 * costs the calls. {@code ci/edits} runs it.
 */
final class Edits {

  private static final int BASE_MILLIS = 60_000;
  private static final String RATES = "rates: {method: com.acme.md.Rates#rate(String), ttl: 5s}";
  private static final String TWICE =
      "again: {method: com.acme.md.QuoteClient#getQuote(String), ttl: 1s}";
  private static final List<String> MODES = List.of("cache", "cache", "observe", "shadow", "off");

  private final AgentJvm app;
  private final AdminPort port;
  private final RedisServer redis;
  private final Path file;
  private final Random random;

  private int millis = BASE_MILLIS;
  private String mode = "cache";
  private boolean rates;

  private Edits(AgentJvm app, AdminPort port, RedisServer redis, Path file, Random random) {
    this.app = app;
    this.port = port;
    this.redis = redis;
    this.file = file;
    this.random = random;
  }

  public static void main(String[] arguments) throws Exception {
    Options options =
        Options.of(arguments, Map.of("edits", 1000, "windows", 10, "rate", 2000, "seed", 1));
    Path directory = Files.createTempDirectory("edits");
    Path file = directory.resolve("rules.yaml");
    AdminPort port = AdminPort.free();
    try (Upstream upstream = Upstream.started();
        RedisServer redis = RedisServer.started()) {
      Files.writeString(file, text(redis, port, BASE_MILLIS, "cache", false, ""));
      try (AgentJvm app =
          AgentJvm.console(upstream).agentArgument(file.toString()).start().awaitSynced()) {
        Edits edits = new Edits(app, port, redis, file, new Random(options.get("seed")));
        app.ask("load quotes " + options.get("rate") + " 200 4");
        AgentJvm.awaiting("the port").until(port::isOpen);
        new Windows(app, "quotes", 2)
            .with("while nothing is edited", () -> {})
            .with("while a setting is edited", edits::editSetting)
            .measure(options.get("windows"));
        edits.runAll(options.get("edits"));
        System.out.println("calls, failed ones, the first: " + app.ask("load-stop quotes"));
      }
    } finally {
      for (String name : List.of("rules.yaml", "rules.yaml.new")) {
        Files.deleteIfExists(directory.resolve(name));
      }
      Files.delete(directory);
    }
  }

  private static String text(
      RedisServer redis, AdminPort port, int millis, String mode, boolean rates, String more) {
    String quotes =
        "quotes: {method: com.acme.md.QuoteClient#getQuote(String), ttl: %dms, mode: %s}"
            .formatted(millis, mode);
    List<String> rules = new ArrayList<>(List.of(quotes));
    if (rates) {
      rules.add(RATES);
    }
    if (!more.isEmpty()) {
      rules.add(more);
    }
    return Rules.of(rules.toArray(String[]::new))
        + "redis: {uri: '"
        + redis.uri()
        + "', timeout: 1s, circuit-breaker: {slow-call: 1s}}\n"
        + port.section();
  }

  private String text(String more) {
    return text(redis, port, millis, mode, rates, more);
  }

  private void editSetting() throws Exception {
    millis++;
    replace(text(""));
    awaitInForce();
  }

  private void runAll(int edits) throws Exception {
    Percentiles taken = new Percentiles();
    for (int i = 0; i < edits; i++) {
      long began = System.nanoTime();
      if (edit(i)) {
        awaitInForce();
        taken.add(System.nanoTime() - began);
      }
    }
    System.out.printf(
        "%d edits, %d of them mistakes; the right rules were in force after each.%n",
        edits, edits - taken.size());
    System.out.println("until a valid one was in force: " + taken);
  }

  /** Makes one edit; false if it is one that must change nothing, and has. */
  private boolean edit(int i) throws Exception {
    String note = "# " + i + "\n";
    int kind = random.nextInt(12);
    String mistake = mistake(kind);
    if (mistake != null) {
      return refused(note + mistake);
    }
    switch (kind) {
      case 5 -> mode = MODES.get(random.nextInt(MODES.size()));
      case 6 -> rates = !rates;
      case 7 -> Files.delete(file);
      case 8 -> Files.writeString(file, text("").substring(0, random.nextInt(100)));
      default -> {}
    }
    millis++;
    write(note + text(""));
    return true;
  }

  /** A text with a mistake, or null. */
  private String mistake(int kind) {
    return switch (kind) {
      case 0 -> text("").replace("ms, mode", "moons, mode");
      case 1 -> text("").replace("mode:", "mood:");
      case 2 -> text("").substring(0, 60);
      case 3 -> "";
      case 4 -> text(TWICE);
      default -> null;
    };
  }

  private boolean refused(String text) throws IOException {
    int before = app.errors("stay in force").size();
    write(text);
    AgentJvm.awaiting("the refusal of\n" + text)
        .until(() -> app.errors("stay in force").size() == before + 1);
    if (!isInForce()) {
      throw new IllegalStateException("a mistake changed the rules:\n" + text + status());
    }
    return false;
  }

  private void write(String text) throws IOException {
    if (random.nextBoolean()) {
      Files.writeString(file, text);
    } else {
      replace(text);
    }
  }

  private void replace(String text) throws IOException {
    Path next = Files.writeString(file.resolveSibling("rules.yaml.new"), text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void awaitInForce() {
    AgentJvm.awaiting("the rules of\n" + text("")).until(this::isInForce);
  }

  private boolean isInForce() throws IOException {
    String status = status();
    return status.contains("\"mode\":\"" + mode + "\",\"ttlMillis\":" + millis + ",")
        && status.contains("\"name\":\"rates\",\"mode\"") == rates;
  }

  private String status() throws IOException {
    return port.get("/status");
  }
}
