package io.tickcache.it.kinds;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Processes whose threads ask for values of every kind and spoil all that they get. The main
 * program is run by {@code ci/values}; its arguments are seconds and a seed.
 */
final class ValuesRun {

  private static final int THREADS = 8;
  private static final Duration READY_LIMIT = Duration.ofMinutes(2);
  private static final String CLIENT = "com.acme.values.Client";

  private ValuesRun() {}

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    World world = World.ofTest();
    boolean right = true;
    try {
      RedisServer redis = world.redis();
      List<AgentJvm> apps = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        apps.add(world.start(app(seconds + "s", seed + 1000L * i).rules(rules(redis))));
      }
      apps.forEach(ValuesRun::awaitReady);
      apps.forEach(app -> app.send(""));
      System.out.println("seed " + seed + ", " + THREADS + " threads in each of 2 processes");
      for (AgentJvm app : apps) {
        right &= told(app, Duration.ofSeconds(seconds + 60L));
      }
    } finally {
      world.end();
    }
    System.exit(right ? 0 : 1);
  }

  private static boolean told(AgentJvm app, Duration limit) {
    String result = result(app, limit);
    System.out.printf("%s l1-hits=%d l2-hits=%d%n", result, hits(app, "l1"), hits(app, "l2"));
    wrong(app).forEach(System.out::println);
    refused(app).forEach(System.out::println);
    return result.contains(" wrong=0 ");
  }

  /** An application whose threads make so many calls each, or go on for so many seconds. */
  static AgentJvm.Builder app(String length, long seed) {
    return KindsApp.of("com.acme.values.ValueReaders", "" + THREADS, length, Long.toString(seed));
  }

  /** Rules for all methods of the client; the batch has its entries in common with a method. */
  static String rules(RedisServer redis) throws IOException {
    StringBuilder text = new StringBuilder("version: 1\ndefaults: {ttl: 1s, l1-ttl: 50ms}\n");
    if (redis != null) {
      text.append("redis: {uri: '").append(redis.uri());
      text.append("', timeout: 1s, connect-timeout: 20s, circuit-breaker: {slow-call: 1s}}\n");
    }
    text.append("rules:\n");
    for (String kind : kinds()) {
      text.append("  ").append(kind.toLowerCase(java.util.Locale.ROOT)).append(": {method: '");
      text.append(CLIENT).append('#').append(kind).append("(String)'}\n");
    }
    text.append("  batch: {method: '").append(CLIENT);
    return text.append("#batch(List)', symbols: arg0, cache: dto}\n").toString();
  }

  private static Set<String> kinds() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path entry : KindsApp.classPath()) {
      urls.add(entry.toUri().toURL());
    }
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), null)) {
      return Arrays.stream(loader.loadClass(CLIENT).getDeclaredMethods())
          .filter(
              method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
          .map(Method::getName)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until the application has tried its walker, and has called each method once. */
  static void awaitReady(AgentJvm app) {
    Awaitility.await("all methods called once")
        .atMost(READY_LIMIT)
        .until(() -> app.output().contains("ready") || !app.isAlive());
    if (!app.output().contains("walker works")) {
      throw new AssertionError(app.transcript());
    }
  }

  /** What came of the calls. */
  static String result(AgentJvm app, Duration limit) {
    Awaitility.await("the result")
        .atMost(limit)
        .until(() -> app.output().stream().anyMatch(line -> line.equals("end")));
    return app.output().stream().filter(line -> line.startsWith("asked=")).findFirst().get();
  }

  /** What was wrong, some of it. */
  static List<String> wrong(AgentJvm app) {
    return app.output().stream()
        .filter(line -> line.contains(" instead of ") || line.contains(" failed: "))
        .toList();
  }

  /** What the agent says of values that it doesn't keep, or not in Redis. */
  static List<String> refused(AgentJvm app) {
    return app.errors().stream()
        .filter(
            line ->
                line.contains("the rule is off")
                    || line.contains("stay in this process")
                    || line.contains("error["))
        .toList();
  }

  static long hits(AgentJvm app, String level) {
    return app.meters().count("tickcache.cache.gets", "level", level, "result", "hit");
  }
}
