package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A rules file that can't be used leaves the application as it is without the agent. */
class BadRulesIT {

  private static final String OFF = "tickcache: the agent is off, the application runs without it";

  @RegisterExtension final World world = World.ofTest();

  @Test
  void fiveMistakesAreFiveDiagnosticsAtTheirPlaces() throws IOException {
    AgentJvm app =
        runs(
            AgentJvm.of("com.acme.console.Console")
                .rules(
                    """
                    version: 1
                    defaults:
                      tll: 5s
                    rules:
                      quotes:
                        method: com.acme.md.QuoteClient
                        ttl: soon
                        receiver: sometimes
                      depths:
                        method: com.acme.md.BookClient#book
                        symbol: argument0
                    """));

    assertThat(places(app)).containsExactly("3:3", "6:13", "7:10", "8:15", "11:13");
    assertThat(app.errors("error[")).hasSize(5);
    assertThat(app.errors().get(app.errors().size() - 1)).isEqualTo(OFF);
    assertThat(app.errors("Exception")).isEmpty();
  }

  @Test
  void aMissingFileIsOneDiagnostic() throws IOException {
    AgentJvm app =
        runs(AgentJvm.of("com.acme.console.Console").agentArgument("/no/such/tickcache.yaml"));

    assertIsOneBlockAbout(app, "/no/such/tickcache.yaml");
  }

  @Test
  void aDirectoryInPlaceOfTheFileIsOneDiagnostic(@TempDir Path directory) throws IOException {
    AgentJvm app =
        runs(AgentJvm.of("com.acme.console.Console").agentArgument(directory.toString()));

    assertIsOneBlockAbout(app, directory.toString());
  }

  /** Runs the same dialogue with the agent and without, and insists on the same output and end. */
  private AgentJvm runs(AgentJvm.Builder withAgent) throws IOException {
    Upstream upstream = world.upstream();
    AgentJvm plain = world.start(AgentJvm.console(upstream));
    AgentJvm app = world.start(withAgent.arguments(upstream.url()));
    for (AgentJvm each : List.of(plain, app)) {
      each.ask("quote AAPL");
      each.ask("quote AAPL");
      each.ask("fault checked");
      each.ask("order AAPL");
      each.ask("no such command");
    }
    // A file that reads is read for good when the application has begun.
    app.awaitError(OFF);
    assertThat(app.end()).as("exit code").isEqualTo(plain.end());
    assertThat(app.output()).isEqualTo(plain.output());
    assertThat(plain.errors()).isEmpty();
    assertThat(upstream.calls("AAPL")).isEqualTo(4);
    return app;
  }

  private static void assertIsOneBlockAbout(AgentJvm app, String path) {
    assertThat(app.errors("error[")).hasSize(1);
    assertThat(app.errors(path)).isNotEmpty();
    assertThat(app.errors().get(0)).startsWith("error[R001]");
    assertThat(app.errors().get(app.errors().size() - 1)).isEqualTo(OFF);
    assertThat(app.errors()).hasSizeLessThan(6);
    assertThat(app.errors("Exception")).isEmpty();
  }

  private static List<String> places(AgentJvm app) {
    Pattern place = Pattern.compile("\\s*--> .*\\.yaml:(\\d+:\\d+)\\s*");
    return app.errors().stream()
        .map(place::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .collect(Collectors.toList());
  }
}
