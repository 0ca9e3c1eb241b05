package io.tickcache.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One run of the crowded application from its start to its end, and all that could be seen of it
 * from outside and inside, but what differs from run to run anyway.
 */
final class CrowdedRun {

  /**
   * Threads that the application's own libraries start for a while; newer Netty clears a loader.
   */
  private static final Pattern COMES_AND_GOES =
      Pattern.compile(
          "thread ForkJoinPool\\.commonPool-worker-.* loader .*AppClassLoader"
              + "|thread globalEventExecutor-.* group main loader (.*AppClassLoader|null)");

  /** Java 8 itself appends this to {@code java.class.path}. */
  private static final String AGENT_ON_CLASS_PATH =
      System.getProperty("path.separator") + System.getProperty("tickcache.agent.jar");

  private final Crowd crowd;
  private final Path directory;
  private final AgentJvm jvm;
  private int exitCode;

  private CrowdedRun(Crowd crowd, Path directory, AgentJvm jvm) {
    this.crowd = crowd;
    this.directory = directory;
    this.jvm = jvm;
  }

  static CrowdedRun plain(
      Crowd crowd, World world, Path directory, RedisServer redis, List<String> jvmArguments)
      throws IOException {
    CrowdedRun run = start(crowd, world, directory, redis, jvmArguments, null);
    run.talk();
    return run;
  }

  /** With the agent, which has its connection to Redis before the application goes on. */
  static CrowdedRun woven(
      Crowd crowd, World world, Path directory, RedisServer redis, List<String> jvmArguments)
      throws IOException {
    CrowdedRun run = connected(crowd, world, directory, redis, jvmArguments);
    run.talk();
    return run;
  }

  /** As {@link #woven}, but it has only loaded its client yet, and waits for commands. */
  static CrowdedRun connected(
      Crowd crowd, World world, Path directory, RedisServer redis, List<String> jvmArguments)
      throws IOException {
    return connected(crowd, world, directory, redis, jvmArguments, "");
  }

  /**
   * As the other.
   *
   * @param more sections of the rules file
   */
  static CrowdedRun connected(
      Crowd crowd,
      World world,
      Path directory,
      RedisServer redis,
      List<String> jvmArguments,
      String more)
      throws IOException {
    String rules =
        """
        version: 1
        redis:
          uri: %s
          timeout: 200ms
        rules:
          quotes:
            method: com.acme.crowded.WireClient#quote(String)
            ttl: 1m
        """
                .formatted(redis.uri())
            + more;
    CrowdedRun run = start(crowd, world, directory, redis, jvmArguments, rules);
    run.jvm.ask("netty"); // loads the client
    run.jvm.awaitError("methods matched: ");
    AgentJvm.awaiting("the agent to keep the first quote in Redis")
        .until(
            () -> {
              run.jvm.ask("netty");
              return !redis.keys("*HELLO*").isEmpty();
            });
    return run;
  }

  private static CrowdedRun start(
      Crowd crowd,
      World world,
      Path directory,
      RedisServer redis,
      List<String> jvmArguments,
      String rules)
      throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve("probes.txt"), AgentJar.probes());
    AgentJvm.Builder builder =
        crowd
            .jvm()
            .jvmArguments("-Dapp.directory=" + directory)
            .jvmArguments(jvmArguments.toArray(new String[0]))
            .arguments(Integer.toString(redis.port()));
    return new CrowdedRun(
        crowd, directory, world.start(rules == null ? builder : builder.rules(rules)));
  }

  private void talk() {
    for (String command : crowd.commands()) {
      jvm.ask(command);
    }
    exitCode = jvm.end();
  }

  AgentJvm jvm() {
    return jvm;
  }

  int exitCode() {
    return exitCode;
  }

  List<String> output() {
    return jvm.output().subList(jvm.output().size() - crowd.commands().size(), jvm.output().size());
  }

  List<String> errors() {
    return jvm.errors().stream().filter(line -> !isOurs(line)).toList();
  }

  /** The lines of standard error that begin as the agent's do. */
  List<String> agentsErrors() {
    return jvm.errors().stream().filter(CrowdedRun::isOurs).toList();
  }

  List<String> log() throws IOException {
    return Files.readAllLines(directory.resolve("app.log"));
  }

  /** How often the application's own server was asked for a quote. */
  int upstreamRequests() throws IOException {
    return Integer.parseInt(Files.readString(directory.resolve("upstream.txt")).strip());
  }

  /** What the application saw around it, of one kind: threads, properties, classes, ... */
  Set<String> seen(String kind) throws IOException {
    Set<String> lines = new TreeSet<>();
    for (String line : Files.readAllLines(directory.resolve("world.txt"))) {
      if (line.startsWith(kind + " ") && !COMES_AND_GOES.matcher(line).matches()) {
        lines.add(line.replace(directory.toString(), "DIRECTORY").replace(AGENT_ON_CLASS_PATH, ""));
      }
    }
    assertThat(lines).as("what the application saw of " + kind).isNotEmpty();
    return lines;
  }

  private static boolean isOurs(String line) {
    return line.startsWith("tickcache: ");
  }

  /** What is in one set and not in the other. */
  static List<String> added(Set<String> before, Set<String> after) {
    List<String> added = new ArrayList<>(after);
    added.removeAll(before);
    return added;
  }
}
