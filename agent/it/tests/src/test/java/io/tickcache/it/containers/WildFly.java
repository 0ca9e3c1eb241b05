package io.tickcache.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.FreePorts;
import io.tickcache.it.harness.Heap;
import io.tickcache.it.harness.Machine;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A whole WildFly with the desk as a web application, which is asked, redeployed and looked for;
 * run by {@code ci/containers} with the directory of the server and the number of redeployments.
 */
final class WildFly {

  private static final String DESCRIPTOR =
      """
      <web-app version='3.0' xmlns='http://java.sun.com/xml/ns/javaee' metadata-complete='true'>
        <servlet>
          <servlet-name>desk</servlet-name>
          <servlet-class>com.acme.desk.DeskServlet</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>desk</servlet-name>
          <url-pattern>/ask</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path deployments;
  private final Path log;
  private final int port;
  private final Process server;

  private WildFly(Path home, int port, Process server) {
    this.deployments = home.resolve("standalone/deployments");
    this.log = home.resolve("standalone/log/server.log");
    this.port = port;
    this.server = server;
  }

  public static void main(String[] arguments) throws Exception {
    World world = World.ofTest();
    try {
      RedisServer redis = world.redis();
      Upstream upstream = world.upstream();
      Path home = Path.of(arguments[0]);
      WildFly wildFly = start(home, Desk.rules(redis), upstream.url());
      try {
        wildFly.run(upstream, Integer.parseInt(arguments[1]));
      } finally {
        wildFly.stop();
      }
      System.out.println("machine: " + Machine.description());
    } finally {
      world.end();
    }
  }

  private static WildFly start(Path home, String rules, String url) throws IOException {
    Path file = Files.writeString(home.resolve("tickcache.yaml"), rules);
    int port = FreePorts.next();
    ProcessBuilder process =
        new ProcessBuilder(
                home.resolve("bin/standalone.sh").toString(),
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + FreePorts.next(),
                "-Djboss.management.http.port=" + FreePorts.next(),
                "-Djboss.management.https.port=" + FreePorts.next())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("console.log").toFile());
    process
        .environment()
        .put(
            "PREPEND_JAVA_OPTS",
            "-javaagent:%s=%s -Ddesk.url=%s"
                .formatted(System.getProperty("tickcache.agent.jar"), file, url));
    process
        .environment()
        .put("JAVA_HOME", System.getProperty("tickcache.it.java", System.getProperty("java.home")));
    return new WildFly(home, port, process.start());
  }

  private void run(Upstream upstream, int times) throws Exception {
    deploy("desk", "east");
    assertThat(ask("desk", "loader")).isEqualTo("org.jboss.modules.ModuleClassLoader");
    AgentJvm.awaiting("answers from the cache")
        .until(
            () -> {
              long before = upstream.calls();
              ask("desk", "quote AAPL");
              return upstream.calls() == before;
            });
    deploy("other", "west");
    for (String how : Deployments.CALLS) {
      for (int i = 0; i < 2; i++) {
        assertThat(ask("desk", how + " " + how)).contains(how + "@0").doesNotContain("west");
        assertThat(ask("other", how + " " + how)).contains(how + "@0 west");
      }
      System.out.printf("%s: %d calls for 4 answers%n", how, upstream.calls(how));
      assertThat(upstream.calls(how)).isEqualTo(2);
    }
    for (int i = 0; i < times; i++) {
      undeploy("other");
      deploy("other", i % 2 == 0 ? "east" : "west");
      assertThat(ask("other", "quote AAPL")).contains("AAPL@0");
      assertThat(ask("other", "request AAPL")).contains("AAPL@0");
    }
    AgentJvm.awaiting("the clients of stopped applications to be freed")
        .until(() -> Heap.objects(jvm(), "com.acme.desk.DeskClient") == 2);
    System.out.printf("%d redeployments: 2 clients are left, of the 2 applications%n", times);
    Files.readAllLines(log).stream()
        .filter(line -> line.contains("tickcache") && line.matches(".*(WARN|ERROR).*"))
        .forEach(System.out::println);
  }

  /** The script starts the JVM as its child. */
  private long jvm() {
    return server.descendants().findFirst().orElseThrow().pid();
  }

  private void deploy(String name, String release) throws Exception {
    Path war = deployments.resolve(name + ".war");
    write(war, Desk.made("desk-" + release + ".jar"), Desk.made("servlet-javax.jar"));
    Files.deleteIfExists(deployments.resolve(name + ".war.undeployed"));
    Files.writeString(deployments.resolve(name + ".war.dodeploy"), "");
    await(name + ".war.deployed", true);
  }

  private void undeploy(String name) throws Exception {
    Files.delete(deployments.resolve(name + ".war.deployed"));
    await(name + ".war.undeployed", true);
  }

  private void await(String marker, boolean there) {
    AgentJvm.awaiting(marker)
        .until(
            () -> {
              assertThat(server.isAlive()).as("the server is alive").isTrue();
              return Files.exists(deployments.resolve(marker)) == there;
            });
  }

  private String ask(String application, String line) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/%s/ask?line=%s"
                .formatted(port, application, line.replace(' ', '+')));
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return response.body().strip();
  }

  private static void write(Path war, Path... libraries) {
    try (OutputStream file = Files.newOutputStream(war);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("WEB-INF/web.xml"));
      out.write(DESCRIPTOR.getBytes(StandardCharsets.UTF_8));
      for (Path library : libraries) {
        out.putNextEntry(new JarEntry("WEB-INF/lib/" + library.getFileName()));
        try (InputStream in = Files.newInputStream(library)) {
          in.transferTo(out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop() throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
    all.forEach(ProcessHandle::destroy);
    server.destroy();
    server.waitFor(30, TimeUnit.SECONDS);
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
