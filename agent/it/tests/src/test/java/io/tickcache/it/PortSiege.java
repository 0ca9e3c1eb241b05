package io.tickcache.it;

import io.tickcache.it.harness.AdminPort;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.Siege;
import io.tickcache.it.harness.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Lays siege to the agent's own port in a loaded process, and sees that it answers afterwards, and
 * what the calls take meanwhile: beside windows in which nothing happens, and beside the same siege
 * of a port of another process, for that takes its share of the machine, too. {@code ci/siege} runs
 * it.
 */
final class PortSiege {

  private static final int SECONDS = 4;
  private static final String RULE =
      "quotes: {method: com.acme.md.QuoteClient#getQuote(String), ttl: 5s}";

  private PortSiege() {}

  public static void main(String[] arguments) throws Exception {
    Options options =
        Options.of(arguments, Map.of("connections", 10_000, "windows", 10, "rate", 2000));
    int connections = options.get("connections");
    AdminPort port = AdminPort.free();
    try (Upstream upstream = Upstream.started();
        ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        AgentJvm app = AgentJvm.console(upstream).rules(Rules.of(RULE) + port.section()).start()) {
      Thread closing = new Thread(() -> closeAll(elsewhere), "elsewhere");
      closing.setDaemon(true);
      closing.start();
      app.ask("load quotes " + options.get("rate") + " 200 4");
      AgentJvm.awaiting("the port").until(port::isOpen);
      Siege ours = new Siege(port.number(), connections, SECONDS * 900);
      Siege others = new Siege(elsewhere.getLocalPort(), connections, SECONDS * 900);
      new Windows(app, "quotes", SECONDS)
          .with("while nobody asks", () -> {})
          .with("during a siege of another's port", others::lay)
          .with("during a siege of the agent's", () -> survive(ours, port))
          .measure(options.get("windows"));
      System.out.println("calls, failed ones, the first: " + app.ask("load-stop quotes"));
      System.out.println("what the agent said of it: " + app.errors("admin"));
    }
  }

  private static void survive(Siege siege, AdminPort port) throws Exception {
    siege.lay();
    AgentJvm.awaiting("an answer after the siege")
        .until(() -> port.get("/health").startsWith("HTTP/1.1 200 "));
  }

  /** What a port does that has nothing to say. */
  private static void closeAll(ServerSocket port) {
    try {
      while (true) {
        port.accept().close();
      }
    } catch (IOException closed) {
      // This is how it ends.
    }
  }
}
