package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.admin.Endpoints;
import io.tickcache.agent.admin.Figures;
import io.tickcache.agent.admin.InForce;
import io.tickcache.agent.admin.RulesOnDisk;
import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A status that is written again and again, for as long as somebody reads it. */
class WatchTest {

  @TempDir Path directory;

  /** Never comes to its tasks: the test runs them itself. */
  private final ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1);

  private Path file;
  private Watch watch;

  @BeforeEach
  void begin() throws IOException {
    file = Files.createFile(directory.resolve("reply"));
    Log log = new Log(new PrintStream(new ByteArrayOutputStream()));
    RuleSet rules = RuleSet.of("r.yaml", "111111111111", null, List.of());
    InForce inForce =
        new InForce(
            rules,
            new Caches(Backplane.Sync.ALONE),
            new BindingReport(rules, log),
            null,
            List.of(),
            null,
            (rule, cache) -> List.of());
    Endpoints endpoints =
        new Endpoints(
            () -> inForce,
            () -> null,
            new Figures(() -> "T 1", () -> 1, () -> 0),
            new Operator(new Reloads(log), log),
            () -> new RulesOnDisk.Found(null, ""),
            Runnable::run);
    watch = new Watch(file.toFile(), endpoints, background);
  }

  @AfterEach
  void end() {
    background.shutdownNow();
  }

  /** Runs it once; whether it wants to run again. */
  private boolean goesOn() {
    watch.run();
    boolean goesOn = !background.getQueue().isEmpty();
    background.getQueue().clear();
    return goesOn;
  }

  @Test
  void theStatusIsWrittenWhereItWasRead() throws IOException {
    assertThat(goesOn()).isTrue();
    assertThat(file).content().startsWith("200\n{\"version\":\"T 1\"").endsWith("}\ndone\n");
    String once = Files.readString(file);
    assertThat(goesOn()).isTrue();
    assertThat(file).as("not read yet").hasContent(once);

    Files.writeString(file, "");
    assertThat(goesOn()).isTrue();
    assertThat(file).hasContent(once);
  }

  @Test
  void itEndsWithItsFile() throws IOException {
    assertThat(goesOn()).isTrue();
    Files.delete(file);

    assertThat(goesOn()).isFalse();
    assertThat(file).doesNotExist();
  }

  @Test
  void whereNobodyReadsItEndsAndLeavesNothing() {
    int rounds = 1;
    while (goesOn()) {
      rounds++;
      assertThat(rounds).isLessThan(1_000);
    }

    assertThat(rounds).isEqualTo(301);
    assertThat(file).doesNotExist();
  }
}
