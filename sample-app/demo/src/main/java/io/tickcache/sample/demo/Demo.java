package io.tickcache.sample.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The demo: an exchange, a Redis and the same load twice, first without and then with the agent in
 * the trading processes. Exits with 0 if both runs came to their end, 1 if not, 2 for a bad option.
 */
public final class Demo {
  private static final int LIMIT = 600;
  private static final int WINDOW_SECONDS = 10;
  private static final List<String> EXCHANGE =
      List.of("--limit", Integer.toString(LIMIT), "--window", Integer.toString(WINDOW_SECONDS));

  private final DemoOptions options;
  private final Children children;
  private final Workspace workspace;
  private final PrintStream out = System.out;

  private Demo(DemoOptions options, Children children, Workspace workspace) {
    this.options = options;
    this.children = children;
    this.workspace = workspace;
  }

  /** Runs the demo in the repository that {@code --home} names. */
  public static void main(String[] args) throws InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(DemoOptions.USAGE);
      return;
    }
    try {
      DemoOptions options = DemoOptions.parse(args);
      System.exit(
          Program.run(
              "demo", (children, workspace) -> new Demo(options, children, workspace).run()));
    } catch (IllegalArgumentException e) {
      System.err.println("demo: " + e.getMessage());
      System.err.print(DemoOptions.USAGE);
      System.exit(2);
    }
  }

  private void run() throws DemoFailure, InterruptedException {
    Installation installation = Installation.find(options.home(), options.agent());
    Load load = new Load(options.seconds());
    SimulatedExchange exchange =
        SimulatedExchange.start(children, installation.exchange(), EXCHANGE);
    RedisServer redis = options.redis() ? RedisServer.start(children, workspace.directory()) : null;
    LoadRun loadRun =
        new LoadRun(children, exchange, redis, installation.trader(), workspace.directory(), load);
    DemoRules rules = rules(installation);
    introduce(load, redis);
    RunFigures without = loadRun.run(List.of(), Map.of(), progress("without agent"));
    RunFigures with =
        loadRun.run(
            List.of(javaAgent(installation, rules)), environment(redis), progress("with agent"));
    report(new Comparison(load, redis != null, rules.ttl(), without, with));
  }

  private void introduce(Load load, @Nullable RedisServer redis) {
    out.printf(
        Locale.ROOT,
        "%d trading processes, %d symbols, %,d calls in %d s, without and then with the agent%n"
            + "%s; the exchange grants %d calls in %d s%n%n",
        Load.PROCESSES,
        Load.SYMBOLS.size(),
        load.scheduled(),
        load.seconds(),
        redis == null ? "no Redis" : "Redis at " + redis.uri(),
        LIMIT,
        WINDOW_SECONDS);
  }

  private DemoRules rules(Installation installation) throws DemoFailure {
    try {
      DemoRules rules = new DemoRules(Files.readString(installation.rules()));
      return options.redis() ? rules : rules.withoutRedis();
    } catch (IOException e) {
      throw new DemoFailure("could not read " + installation.rules(), e);
    }
  }

  private String javaAgent(Installation installation, DemoRules rules) throws DemoFailure {
    Path file = workspace.write("tickcache.yaml", rules.text());
    return "-javaagent:" + installation.agent() + "=" + file;
  }

  private static Map<String, String> environment(@Nullable RedisServer redis) {
    return redis == null ? Map.of() : Map.of("DEMO_REDIS", redis.uri());
  }

  private Progress progress(String title) {
    return new Progress(out, title, options.seconds(), options.live());
  }

  private void report(Comparison comparison) throws DemoFailure {
    out.println();
    out.print(Report.of(comparison));
    if (options.explain()) {
      out.println();
      out.print(Explanation.of(comparison));
    }
    if (options.json() != null) {
      writeJson(options.json(), JsonReport.of(comparison));
    }
  }

  private static void writeJson(Path file, String json) throws DemoFailure {
    try {
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new DemoFailure("could not write " + file, e);
    }
  }
}
