package io.tickcache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A real Redis that can be made to hang: its connections stay open, and nothing is answered. A
 * shell stands between that ends the server when this JVM is gone, however that came.
 */
final class RedisServer implements Closeable {

  private static final String UNTIL_INPUT_ENDS =
      "\"$@\" </dev/null >/dev/null & server=$!; echo $server; cat >/dev/null;"
          + " kill -9 $server; wait $server";

  private final Path directory;
  private final int port;
  private final Process shell;
  private final String pid;

  private RedisServer(Path directory, int port, Process shell, String pid) {
    this.directory = directory;
    this.port = port;
    this.shell = shell;
    this.pid = pid;
  }

  /** Starts one, which may take a moment until it answers. */
  static RedisServer started() throws IOException {
    Path directory = Files.createTempDirectory("benchmark-redis");
    int port = freePort();
    Process shell =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                UNTIL_INPUT_ENDS,
                "redis",
                unpack(directory).toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new RedisServer(directory, port, shell, shell.inputReader(UTF_8).readLine());
  }

  int port() {
    return port;
  }

  /** A port that nothing listens on. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  void hang() throws IOException, InterruptedException {
    if (new ProcessBuilder("kill", "-STOP", pid).start().waitFor() != 0) {
      throw new IOException("Redis can't be stopped");
    }
  }

  @Override
  public void close() throws IOException {
    shell.getOutputStream().close();
    shell.onExit().join();
    Files.delete(directory.resolve("redis-server"));
    Files.delete(directory);
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
