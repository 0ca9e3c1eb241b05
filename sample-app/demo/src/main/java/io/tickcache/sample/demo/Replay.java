package io.tickcache.sample.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A trading day replayed in minutes, once for each policy, and what each would have cost. Exits
 * with 0 if all came to their end, 1 if not, 2 for a bad option.
 */
public final class Replay {
  /** From 09:30 to 16:00, as the exchange has it. */
  private static final Duration DAY = Duration.ofMinutes(390);

  private static final PrintStream OUT = System.out;

  private final ReplayOptions options;
  private final Children children;
  private final Workspace workspace;

  private Replay(ReplayOptions options, Children children, Workspace workspace) {
    this.options = options;
    this.children = children;
    this.workspace = workspace;
  }

  /** Replays the day with the repository that {@code --home} names. */
  public static void main(String[] args) throws InterruptedException {
    if (List.of(args).contains("--help")) {
      OUT.print(ReplayOptions.USAGE);
      return;
    }
    try {
      ReplayOptions options = ReplayOptions.parse(args);
      System.exit(
          Program.run(
              "replay", (children, workspace) -> new Replay(options, children, workspace).run()));
    } catch (IllegalArgumentException e) {
      System.err.println("replay: " + e.getMessage());
      System.err.print(ReplayOptions.USAGE);
      System.exit(2);
    }
  }

  private void run() throws DemoFailure, InterruptedException {
    Installation installation = Installation.find(options.home(), options.agent());
    List<Policy> policies = Policy.find(installation.policies(), options.policies());
    SimulatedExchange exchange =
        SimulatedExchange.start(children, installation.exchange(), exchangeArguments());
    RedisServer redis = redis(policies);
    introduce();
    ReplayRun run =
        new ReplayRun(children, exchange, redis, installation, workspace.directory(), options);
    List<ReplayFigures> replays = new ArrayList<>();
    for (Policy policy : policies) {
      replays.add(
          run.run(policy, new Progress(OUT, policy.name(), options.seconds(), options.live())));
    }
    OUT.println();
    OUT.print(ReplayReport.of(replays));
  }

  private List<String> exchangeArguments() {
    double speed = (double) DAY.toSeconds() / options.seconds();
    return List.of(
        "--limit",
        options.limit(),
        "--day-speed",
        String.format(Locale.ROOT, "%.3f", speed),
        "--hosts",
        Integer.toString(options.hosts()),
        "--seed",
        Integer.toString(options.seed()));
  }

  private @Nullable RedisServer redis(List<Policy> policies)
      throws DemoFailure, InterruptedException {
    boolean needed = policies.stream().anyMatch(policy -> policy.rules() != null);
    return needed ? RedisServer.start(children, workspace.directory()) : null;
  }

  private void introduce() {
    OUT.printf(
        Locale.ROOT,
        "a trading day in %d s; %d trading processes on %d host(s) poll %d symbols %d times a"
            + " second%nlimits: %s%n%n",
        options.seconds(),
        options.processes(),
        options.hosts(),
        options.symbolCount(),
        options.polls(),
        options.limit());
  }
}
