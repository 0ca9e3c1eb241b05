package io.tickcache.it;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.tickcache.it.harness.AdminPort;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Measures what is left of the agent in an application that it comes to and goes from many times,
 * and whose rules change many times. {@code ci/attach} runs it.
 */
final class ComingAndGoing {

  private static final int FIRST_CYCLES = 5;
  private static final int FIRST_RELOADS = 100;
  private static final double MEGABYTE = 1 << 20;

  private final AgentJvm app;
  private final Path rules;
  private final Path reply;
  private final AdminPort port = AdminPort.free();

  private ComingAndGoing(AgentJvm app, Path directory) throws IOException {
    this.app = app;
    this.rules = directory.resolve("rules.yaml");
    this.reply = Files.createFile(directory.resolve("reply"));
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments, Map.of("cycles", 200, "reloads", 1000));
    Path directory = Files.createTempDirectory("coming-and-going");
    try (Upstream upstream = Upstream.started();
        RedisServer redis = RedisServer.started();
        AgentJvm app = AgentJvm.console(upstream).start()) {
      app.ask("quote AAPL");
      ComingAndGoing run = new ComingAndGoing(app, directory);
      run.measure(
          "attached and detached", FIRST_CYCLES, options.get("cycles"), i -> run.cycle(redis));
      run.order("attach", Rules.quotes(redis, "ttl: 10m"));
      run.measure(
          "rules changed", FIRST_RELOADS, options.get("reloads"), i -> run.reload(redis, i));
      run.order("detach", "");
      run.cool();
      System.out.println("threads left: " + run.threads());
    } finally {
      for (String name : List.of("rules.yaml", "reply")) {
        Files.deleteIfExists(directory.resolve(name));
      }
      Files.delete(directory);
    }
  }

  private void cycle(RedisServer redis) throws Exception {
    order("attach", Rules.quotes(redis, "ttl: 10m") + port.section());
    app.ask("quote AAPL");
    app.awaitSynced();
    AgentJvm.awaiting("the port").until(port::isOpen);
    port.get("/metrics");
    order("detach", "");
    app.ask("quote AAPL");
  }

  private void reload(RedisServer redis, int i) throws Exception {
    order("attach", Rules.quotes(redis, "ttl: " + (10 + i % 50) + "m"));
    app.ask("quote AAPL");
  }

  private void measure(String what, int first, int times, Step step) throws Exception {
    for (int i = 0; i < first; i++) {
      step.run(i);
    }
    cool();
    double before = metaspace();
    int classes = classes();
    for (int i = first; i < first + times; i++) {
      step.run(i);
    }
    cool();
    System.out.printf(
        "%s %d times: metaspace %.1f MB, then %.1f MB (%+.1f); classes %d, then %d%n",
        what, times, before, metaspace(), metaspace() - before, classes, classes());
  }

  private void order(String command, String text) throws Exception {
    Files.writeString(rules, text);
    Files.writeString(reply, "");
    load(command + "\n" + (text.isEmpty() ? "" : rules) + "\n" + reply);
    List<String> said = Files.readAllLines(reply);
    if (said.isEmpty() || !said.get(said.size() - 1).equals("done")) {
      throw new IllegalStateException(command + " was answered by " + said + app.transcript());
    }
  }

  private void load(String order)
      throws IOException, AttachNotSupportedException, AgentInitializationException {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(app.pid()));
    try {
      machine.loadAgent(System.getProperty("tickcache.agent.jar"), order);
    } catch (AgentLoadException misread) {
      // Java 8 says 0 where newer ones say that all is well.
      if (!"0".equals(misread.getMessage())) {
        throw new IllegalStateException(misread);
      }
    } finally {
      machine.detach();
    }
  }

  /** Collects until nothing has gone for a while: what is freed may free more. */
  private void cool() {
    int least = classes();
    for (int idle = 0; idle < 10; idle++) {
      app.meters().platform(MemoryMXBean.class).gc();
      app.ask("quote AAPL"); // lets threads of the JVM's own run, too
      int now = classes();
      if (now < least) {
        least = now;
        idle = 0;
      }
    }
  }

  private int classes() {
    return app.meters().platform(ClassLoadingMXBean.class).getLoadedClassCount();
  }

  private double metaspace() {
    return app.meters().pool("Metaspace").getUsage().getUsed() / MEGABYTE;
  }

  private List<String> threads() {
    return app.meters().threads().stream().filter(name -> name.contains("tickcache")).toList();
  }

  private interface Step {
    void run(int i) throws Exception;
  }
}
