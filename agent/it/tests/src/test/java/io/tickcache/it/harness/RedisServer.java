package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Redis on a port of its own, unpacked from the embedded-redis artifact. It can be stopped,
 * killed, paused and started again on the same port. A shell stands between that ends the server
 * when this JVM is gone, however that came.
 */
public final class RedisServer implements Closeable {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String UNTIL_INPUT_ENDS =
      "\"$@\" </dev/null >/dev/null & server=$!; echo $server; cat >/dev/null;"
          + " kill -9 $server 2>/dev/null; wait $server 2>/dev/null";

  private final Path directory;
  private final Path binary;
  private final int port;
  private final List<String> options;
  private Process shell;
  private long pid;

  private RedisServer(Path directory, Path binary, int port, List<String> options) {
    this.directory = directory;
    this.binary = binary;
    this.port = port;
    this.options = options;
  }

  /**
   * A port is chosen, but nothing listens there until {@link #start()}.
   *
   * @param options further ones of the command line
   */
  public static RedisServer prepared(String... options) throws IOException {
    Path directory = Files.createTempDirectory("it-redis");
    return new RedisServer(directory, unpack(directory), FreePorts.next(), List.of(options));
  }

  /** As {@link #prepared}, for a Sentinel with this configuration. */
  static RedisServer preparedSentinel(String configuration) throws IOException {
    Path directory = Files.createTempDirectory("it-sentinel");
    Path file = directory.resolve("sentinel.conf");
    Files.writeString(file, configuration);
    return new RedisServer(
        directory, unpack(directory), FreePorts.next(), List.of(file.toString(), "--sentinel"));
  }

  public static RedisServer started() throws IOException {
    RedisServer server = prepared();
    server.start();
    return server;
  }

  public int port() {
    return port;
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /**
   * Starts it, for the first time or again, on the same port; returns when it answers. It is empty,
   * or as it was at the last {@link #save}.
   */
  @SuppressWarnings("StreamResourceLeak") // closing the reader would end the server's shell
  public void start() throws IOException {
    if (shell != null) {
      throw new IllegalStateException("Redis runs already");
    }
    shell =
        new ProcessBuilder(commandLine()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader output = shell.inputReader(UTF_8);
    pid = Long.parseLong(output.readLine());
    Awaitility.await("Redis on port " + port)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> command("PING"), "PONG"::equals);
  }

  private List<String> commandLine() {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", UNTIL_INPUT_ENDS, "redis"));
    words.add(binary.toString());
    words.addAll(options);
    words.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    words.addAll(List.of("--save", "", "--appendonly", "no", "--dir", directory.toString()));
    words.addAll(List.of("--repl-diskless-sync-delay", "0"));
    return words;
  }

  public boolean isRunning() {
    return shell != null;
  }

  /** Ends it in an orderly way. */
  public void stop() {
    signal("TERM");
    ended();
  }

  /** Ends it as a crash does. */
  public void kill() {
    signal("KILL");
    ended();
  }

  /** Stops it from running; connections stay open and are accepted, but nothing is answered. */
  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  /** Runs one command on a connection of its own. */
  public Object command(String... words) throws IOException {
    try (RespClient client = new RespClient(port)) {
      return client.command(words);
    }
  }

  /** Writes a snapshot, from which it starts the next time. */
  public void save() throws IOException {
    command("SAVE");
  }

  /** Changes a setting until it ends. */
  public void configure(String setting, String value) throws IOException {
    command("CONFIG", "SET", setting, value);
  }

  /** Publishes a message; the number of those who got it. */
  public long publish(String channel, String message) throws IOException {
    return (Long) command("PUBLISH", channel, message);
  }

  /** All keys that match the pattern. */
  @SuppressWarnings("unchecked")
  public List<String> keys(String pattern) throws IOException {
    return (List<String>) command("KEYS", pattern);
  }

  /** A number from {@code INFO}, such as {@code total_commands_processed}. */
  public long info(String field) throws IOException {
    Matcher matcher =
        Pattern.compile("^" + Pattern.quote(field) + ":(\\d+)", Pattern.MULTILINE)
            .matcher((String) command("INFO", "everything"));
    if (!matcher.find()) {
      throw new IllegalArgumentException("INFO has no " + field);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** How often a command was called, by Redis' own count. */
  public long calls(String command) throws IOException {
    Matcher matcher =
        Pattern.compile("cmdstat_" + command.toLowerCase(Locale.ROOT) + ":calls=(\\d+)")
            .matcher((String) command("INFO", "commandstats"));
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  @Override
  public void close() throws IOException {
    if (shell != null) {
      kill();
    }
    try (Stream<Path> left = Files.list(directory)) {
      for (Path file : left.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
      if (!kill.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("kill -" + name + " " + pid + " failed");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void ended() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        shell.destroyForcibly();
        throw new IllegalStateException("Redis does not end");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      shell = null;
    }
  }

  private static Path unpack(Path directory) throws IOException {
    String resource = "/redis-server-7.0.15-" + platform();
    try (InputStream in = RedisServer.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no Redis for this platform, wanted " + resource);
      }
      Path binary = directory.resolve("redis-server");
      Files.copy(in, binary);
      if (!binary.toFile().setExecutable(true)) {
        throw new IOException(binary + " cannot be made executable");
      }
      return binary;
    }
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    return (os.startsWith("mac") ? "darwin-" : os + "-") + (arm ? "arm64" : "amd64");
  }
}
