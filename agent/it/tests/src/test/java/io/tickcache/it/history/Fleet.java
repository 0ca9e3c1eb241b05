package io.tickcache.it.history;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.ShiftedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The trading floors of a run, each a JVM with the agent in a place of its own. The one that takes
 * a dead one's place has a new number and a new journal.
 */
final class Fleet implements AutoCloseable {

  private final RunSettings settings;
  private final Path directory;
  private final String rules;
  private final int port;
  private final List<Floor> places = new ArrayList<>();
  private final List<Floor> all = new ArrayList<>();

  /** A process of the fleet, dead or alive. */
  record Floor(int number, AgentJvm jvm, Path journal) {}

  Fleet(RunSettings settings, String redisUri, int truthPort) throws IOException {
    this.settings = settings;
    this.directory = Files.createTempDirectory("it-history");
    this.rules = rules(redisUri, Terms.OF_RUN, settings.refreshAhead());
    this.port = truthPort;
    for (int i = 0; i < settings.processes(); i++) {
      places.add(start());
    }
    places.forEach(floor -> floor.jvm().answer());
  }

  private static String rules(String redisUri, Terms terms, boolean refreshAhead) {
    return String.format(
            """
            version: 1
            redis:
              uri: %s
              timeout: %dms
              circuit-breaker: {slow-call: 1s, open-for: 500ms}
            defaults:
              degraded-ttl: %dms
              wait: %dms
              refresh-ahead: %s
            rules:
            """,
            redisUri,
            terms.redisTimeout().toMillis(),
            terms.degradedTtl().toMillis(),
            terms.waitAtMost().toMillis(),
            refreshAhead ? "on" : "off")
        + rule("prices", "PriceClient#getPrice", terms.ttl(), terms.nearTtl())
        + "  price-batches: {method: com.acme.history.PriceClient#getPrices, symbols: arg0, cache:"
        + " prices}\n"
        + rule("ticks", "TickClient#getTick", terms.tickTtl(), terms.tickTtl());
  }

  private static String rule(String name, String method, Duration ttl, Duration nearTtl) {
    return String.format(
        "  %s: {method: com.acme.history.%s(String), ttl: %dms, l1-ttl: %dms, invalidate-on: ["
            + "{method: com.acme.orders.OrderService#placeOrder, symbol: arg0.symbol}, "
            + "{method: com.acme.orders.OrderService#closeDay}]}%n",
        name, method, ttl.toMillis(), nearTtl.toMillis());
  }

  private synchronized Floor start() {
    int number = all.size();
    Path journal = directory.resolve("journal-" + number);
    AgentJvm jvm =
        AgentJvm.of("com.acme.history.TradingFloor")
            .agentJar(settings.agentJar())
            .rules(rules)
            .jvmArguments(ShiftedClock.jvmArguments())
            .jvmArguments("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
            .arguments(
                Integer.toString(port),
                Integer.toString(number),
                journal.toString(),
                Integer.toString(settings.symbols()),
                Integer.toString(settings.threads()),
                Long.toString(settings.pauseMicros()),
                Long.toString(settings.seed() * 1_000 + number * 100L))
            .start();
    Floor floor = new Floor(number, jvm, journal);
    all.add(floor);
    return floor;
  }

  int size() {
    return places.size();
  }

  AgentJvm jvm(int place) {
    return places.get(place).jvm();
  }

  int number(int place) {
    return places.get(place).number();
  }

  void awaitSynced() {
    places.forEach(floor -> floor.jvm().awaitSynced());
  }

  void kill(int place) {
    places.get(place).jvm().kill();
  }

  /** Starts another process in the place of one that was killed; its number. */
  int replace(int place) {
    Floor floor = start();
    floor.jvm().answer();
    places.set(place, floor);
    return floor.number();
  }

  synchronized List<Floor> all() {
    return List.copyOf(all);
  }

  /** Ends those that live, in an orderly way. */
  void end() {
    places.forEach(floor -> floor.jvm().end());
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Floor floor : all()) {
      operations.addAll(Journals.read(floor.journal(), floor.number()));
    }
    return operations;
  }

  @Override
  public void close() throws IOException {
    for (Floor floor : all()) {
      floor.jvm().close();
      Files.deleteIfExists(floor.journal());
    }
    Files.deleteIfExists(directory);
  }
}
