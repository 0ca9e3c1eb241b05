package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The operator edits the rules file, and tells nobody. */
class ReloadIT {

  private static final String QUOTES =
      "quotes: {method: com.acme.md.QuoteClient#getQuote(String), ttl: 10m}";
  private static final String RATES = "rates: {method: com.acme.md.Rates#rate(String), ttl: %s}";

  @RegisterExtension final World world = World.ofTest();

  @TempDir Path directory;

  private Path file;

  /** As editors and tools do that never leave half a file. */
  private void replace(String text) throws IOException {
    Path next = Files.writeString(directory.resolve("rules.yaml.new"), text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void awaitLines(AgentJvm app, String text, int count) {
    AgentJvm.awaiting(count + " lines with `" + text + "`")
        .until(() -> app.errors(text).size() == count);
  }

  @Test
  void anEditIsInForceWithoutACallThatFailsAndAMistakeChangesNothing() throws IOException {
    Upstream upstream = world.upstream();
    file = directory.resolve("rules.yaml");
    Files.writeString(file, Rules.of(QUOTES, String.format(RATES, "1s")));
    AgentJvm app = world.start(AgentJvm.console(upstream).agentArgument(file.toString()));
    app.ask("load quotes 2000 20 4");
    awaitLines(app, "methods matched", 1);

    replace(Rules.of(QUOTES, String.format(RATES, "2s")));
    awaitLines(app, "in place of digest", 1);
    assertThat(app.errors("in place of digest"))
        .singleElement()
        .asString()
        .endsWith("no class was woven anew");

    Files.writeString(file, Rules.of(QUOTES, String.format(RATES, "soon")));
    awaitLines(app, "stay in force", 1);
    assertThat(app.errors("error[R")).hasSize(1);

    Files.writeString(file, Rules.of(QUOTES));
    awaitLines(app, "in place of digest", 2);
    assertThat(app.errors("in place of digest").get(1)).contains("woven anew, in ");

    Files.delete(file);
    awaitLines(app, "stay in force", 2);
    Files.writeString(file, Rules.of(QUOTES));
    awaitLines(app, "can be read again", 1);

    Path log = directory.resolve("tickcache.log");
    Files.writeString(file, Rules.of(QUOTES) + "log: {file: '" + log + "'}\n");
    AgentJvm.awaiting("the log's file")
        .until(() -> Files.exists(log) && Files.readString(log).contains("methods matched"));
    assertThat(Files.readAllLines(log)).hasSize(2);
    assertThat(Files.readAllLines(log).get(0))
        .matches(".*Z " + app.pid() + " info  .*rules.yaml: 1 rule, .* no class was woven anew");
    Files.writeString(file, Rules.of(QUOTES));
    awaitLines(app, "in place of digest", 3);

    String[] figures = app.ask("load-stop quotes").split(" ", -1);
    assertThat(figures[1]).as("calls that failed").isEqualTo("0");
    assertThat(upstream.calls())
        .as("each symbol was asked for once, for the rule was the same all the time")
        .isEqualTo(20);
    assertThat(app.errors("could not")).isEmpty();
  }
}
