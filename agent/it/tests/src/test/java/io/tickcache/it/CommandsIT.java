package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AdminPort;
import io.tickcache.it.harness.AgentCommand;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the shipped jar asks a running process, over its port and without one. */
class CommandsIT {

  @RegisterExtension final World world = World.ofTest();

  @TempDir Path directory;

  private AgentJvm app;
  private AgentJvm other;
  private AdminPort port;

  private AgentCommand overPort(Object... command) throws IOException {
    return run(command, "--url", port.url(), "--token-file", directory.resolve("token"));
  }

  private AgentCommand attached(Object... command) throws IOException {
    return run(command, "--pid", app.pid());
  }

  private static AgentCommand run(Object[] command, Object... target) throws IOException {
    Object[] all = new Object[command.length + target.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(target, 0, all, command.length, target.length);
    return AgentCommand.run(all);
  }

  @Test
  void aProcessIsAskedAndChangedFromOutside() throws IOException {
    Upstream upstream = world.upstream();
    RedisServer redis = world.redis();
    port = AdminPort.free();
    Files.writeString(directory.resolve("token"), port.token() + "\n");
    String shared = Rules.quotes(redis, "ttl: 10m", "l1-ttl: 10m");
    Path file = Files.writeString(directory.resolve("rules.yaml"), shared + port.section());
    other = world.start(AgentJvm.console(upstream).brief().rules(shared));
    other.ask("quote ELSEWHERE");
    other.awaitSynced();
    other.ask("quote AAPL");
    app = world.start(AgentJvm.console(upstream).brief().agentArgument(file.toString()));
    app.ask("quote WARM-UP");
    app.awaitSynced();
    AgentJvm.awaiting("the fill of L2").until(() -> !redis.keys("*:v:*:AAPL:*").isEmpty());
    app.ask("quote AAPL");
    app.ask("quote AAPL");
    AgentJvm.awaiting("the port").until(port::isOpen);

    assertAnswers();
    assertTellsWhoIsLoading(upstream, redis);
    assertChanges(upstream);
    assertWatches();
  }

  private void assertAnswers() throws IOException {
    AgentCommand status = attached("status");
    assertThat(status.errors()).doesNotContain("error: ");
    assertThat(status.out())
        .contains("up ", "1 rule", "redis: connected, breaker closed, backplane synced")
        .containsPattern("quotes +cache +600 s +1 +3 +1 +1 ");
    assertThat(status.status()).isZero();
    assertThat(overPort("status", "--json").out())
        .startsWith("{\"version\":")
        .contains("\"keys\":{\"com.acme.md.QuoteClient.getQuote(String)\":\"arg0\"}");

    AgentCommand get = attached("get", "quotes", "AAPL");
    assertThat(get.errors()).doesNotContain("error: ");
    assertThat(get.out())
        .containsPattern("L1 .* " + other.pid() + " +\\d+ m?s +\\d+ m?s +-\n")
        .containsPattern("\nL2 .* [\\w.-]+ " + other.pid() + " .* \\d+\n");
    assertThat(get.status()).isZero();

    AgentCommand doctor = attached("doctor");
    assertThat(doctor.out())
        .contains("ok    rules file: ", "ok    rule quotes: ", "ok    redis: Redis ")
        .contains("ok    rights: ", "ok    backplane: synced, an invalidation came back in ")
        .contains("ok    clock: ");
    assertThat(doctor.status()).isZero();
    assertThat(attached("show-rules").out())
        .contains("method: com.acme.md.QuoteClient#getQuote(String)", "token: ****")
        .doesNotContain(port.token());
    assertThat(AgentCommand.run("get", "quotes", "AAPL", "--url", port.url()).status())
        .as("without the token")
        .isEqualTo(3);
    AgentCommand unsaid = AgentCommand.run("status");
    assertThat(unsaid.status()).isEqualTo(2);
    assertThat(unsaid.errors()).contains("\n  " + app.pid() + " ");
  }

  private void assertTellsWhoIsLoading(Upstream upstream, RedisServer redis) throws IOException {
    upstream.hold("HELD");
    other.send("quote HELD");
    AgentJvm.awaiting("the lease").until(() -> !redis.keys("*:l:*:HELD:*").isEmpty());

    Pattern loading = Pattern.compile("\nL2 .* [\\w.-]+ " + other.pid() + " +loading ");
    AgentJvm.awaiting("who loads it") // a process that is kept for long lets its lease go meanwhile
        .until(() -> loading.matcher(overPort("get", "quotes", "HELD").out()).find());

    upstream.letGo("HELD");
    other.answer();
  }

  private void assertChanges(Upstream upstream) throws IOException {
    assertThat(overPort("invalidate", "quotes", "AAPL").status()).isZero();
    app.ask("quote AAPL");
    assertThat(upstream.calls("AAPL")).isEqualTo(2);
    assertThat(attached("invalidate", "quotes", "*").out()).contains("all symbols are invalidated");
    app.ask("quote AAPL");
    assertThat(upstream.calls("AAPL")).isEqualTo(3);

    AgentCommand observing = attached("mode", "quotes", "observe");
    assertThat(observing.errors()).doesNotContain("error: ");
    assertThat(observing.status()).isZero();
    app.ask("quote AAPL");
    app.ask("quote AAPL");
    assertThat(upstream.calls("AAPL")).isEqualTo(5);
    Path suggested = assertSuggests();
    assertThat(overPort("rollback").status()).isZero();
    AgentCommand attach = AgentCommand.run("attach", app.pid(), suggested);
    assertThat(attach.out()).contains("methods matched: quotes 1 (shadow)");
    app.ask("quote AAPL");
  }

  /** What was observed becomes a file with the rule's next mode, and its secrets. */
  private Path assertSuggests() throws IOException {
    AgentCommand suggest = overPort("suggest", "--min-calls", "2", "--min-time", "0s");
    assertThat(suggest.errors()).isEmpty();
    assertThat(suggest.status()).isZero();
    String text = Files.readString(directory.resolve("rules.yaml"));
    assertThat(suggest.out().lines().filter(line -> !line.contains("# suggest: ")).toList())
        .as("all else is as it was")
        .containsExactlyElementsOf(
            text.replace("(String)\n    ttl", "(String)\n    mode: shadow\n    ttl")
                .lines()
                .toList());
    assertThat(suggest.out())
        .contains("# suggest: quotes (observe): 2 calls for 1 key in ", "50.0 % would have been")
        .contains("# suggest: to shadow: ");
    return Files.writeString(directory.resolve("suggested.yaml"), suggest.out());
  }

  private void assertWatches() throws IOException {
    AgentCommand top = attached("top", "--interval", "0.2");
    assertThat(top.errors()).doesNotContain("error: ");
    assertThat(top.out()).contains("backplane synced", "RULE ", "\nquotes ");
    assertThat(top.status()).isZero();
    AgentCommand ended =
        AgentCommand.onTerminal("RULE ", "q", "top", "--url", port.url(), "--interval", "0.2");
    assertThat(ended.status()).as(ended.out()).isZero();
    assertThat(ended.out())
        .as("of the terminal")
        .contains(" icanon", " echo ")
        .doesNotContain("-icanon");
    assertThat(app.errors("could not")).isEmpty();
  }
}
