package io.tickcache.sample.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Counters EXCHANGE =
      new Counters(Map.of("requests", 1_234L, "status429", 3L, "status418", 4L, "bans", 1L));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void plainOutputIsALineEveryFiveSeconds() {
    Progress progress = new Progress(out, "with agent", 7, false);
    for (int second = 0; second < 7; second++) {
      progress.show(second, EXCHANGE);
    }
    progress.done(EXCHANGE);

    assertThat(bytes.toString(UTF_8).lines())
        .hasSize(3)
        .last()
        .isEqualTo(
            "with agent        7 of 7 s   exchange:   1,234 calls,       7 refused, bans: 1");
  }

  @Test
  void onATerminalOneLineChanges() {
    Progress progress = new Progress(out, "with agent", 7, true);
    progress.show(1, EXCHANGE);
    progress.show(2, EXCHANGE);

    assertThat(bytes.toString(UTF_8)).doesNotContain("\n").contains("\r", " 2 of 7 s");
  }
}
