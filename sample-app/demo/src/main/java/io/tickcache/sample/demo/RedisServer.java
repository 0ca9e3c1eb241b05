package io.tickcache.sample.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Redis, unpacked from the embedded-redis artifact. A shell stands between: it waits for the
 * end of its input and then ends the server, so the server goes even if the demo is killed.
 */
final class RedisServer {
  private static final Duration START = Duration.ofSeconds(20);
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final String UNTIL_INPUT_ENDS =
      "\"$@\" </dev/null & server=$!; cat >/dev/null; kill \"$server\"; wait \"$server\"";
  private static final Pattern COMMAND =
      Pattern.compile("^cmdstat_([\\w|-]+):calls=(\\d+)", Pattern.MULTILINE);

  private final int port;

  private RedisServer(int port) {
    this.port = port;
  }

  static RedisServer start(Children children, Path directory)
      throws DemoFailure, InterruptedException {
    try {
      int port = freePort();
      ProcessBuilder command = command(unpack(directory), port).directory(directory.toFile());
      Child child = children.start("redis", "Ready to accept connections", command);
      child.awaitMarker(START);
      return new RedisServer(port);
    } catch (IOException e) {
      throw new DemoFailure("could not start Redis (see --no-redis)", e);
    }
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** How often each command was called, by Redis' own count. */
  Counters commandCalls() throws DemoFailure {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write("INFO commandstats\r\n".getBytes(UTF_8));
      return parse(bulkReply(socket.getInputStream()));
    } catch (IOException e) {
      throw new DemoFailure("Redis does not answer", e);
    }
  }

  /** Forgets everything. */
  void flush() throws DemoFailure {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(UTF_8));
      if (socket.getInputStream().read() != '+') {
        throw new DemoFailure("Redis did not forget");
      }
    } catch (IOException e) {
      throw new DemoFailure("Redis does not answer", e);
    }
  }

  static Counters parse(String commandStats) {
    Map<String, Long> calls = new TreeMap<>();
    Matcher matcher = COMMAND.matcher(commandStats);
    while (matcher.find()) {
      calls.put(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    calls.remove("info"); // the demo's own question
    return new Counters(calls);
  }

  private static String bulkReply(InputStream in) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8));
    String header = reader.readLine();
    if (header == null || !header.startsWith("$")) {
      throw new IOException("unexpected reply " + header);
    }
    char[] body = new char[Integer.parseInt(header.substring(1))];
    int read = 0;
    while (read < body.length) {
      int n = reader.read(body, read, body.length - read);
      if (n < 0) {
        throw new IOException("reply ended early");
      }
      read += n;
    }
    return new String(body);
  }

  private static ProcessBuilder command(Path binary, int port) {
    return new ProcessBuilder(
        "/bin/sh",
        "-c",
        UNTIL_INPUT_ENDS,
        "redis",
        binary.toString(),
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no");
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
