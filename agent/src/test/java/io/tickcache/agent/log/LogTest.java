package io.tickcache.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(written, true, StandardCharsets.UTF_8));

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void everyLineSaysWhoseItIs() {
    log.line("quotes: redis answers");

    assertThat(lines()).containsExactly("tickcache: quotes: redis answers");
  }

  @Test
  void aBlockKeepsItsLayout() {
    log.block("error[R001]: it\n  --> there");

    assertThat(lines()).containsExactly("error[R001]: it", "  --> there");
  }

  @Test
  void aRepeatedLineIsWithheldPerTopic() {
    log.seldom("one", "first");
    log.seldom("one", "second");
    log.seldom("two", "third");
    log.seldom("one", "fourth");

    assertThat(lines()).containsExactly("tickcache: first", "tickcache: third");
  }

  @Test
  void aFailureComesWithItsStack() {
    log.failure("quotes: the agent failed", new IllegalStateException("no time"));

    assertThat(lines().get(0))
        .isEqualTo("tickcache: quotes: the agent failed: java.lang.IllegalStateException: no time");
    assertThat(lines().get(1)).startsWith("    at " + LogTest.class.getName() + ".aFailure");
  }

  @Test
  void aFailureComesWithItsCause() {
    Exception cause = new java.io.IOException("the disk is gone");

    log.failure("quotes: the agent failed", new IllegalStateException("wrapped", cause));

    assertThat(written.toString(StandardCharsets.UTF_8)).contains("the disk is gone");
  }
}
