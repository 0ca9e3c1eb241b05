package io.tickcache.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.LogLevel;
import io.tickcache.rules.LogSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private long now = 1;
  private final Log log =
      new Log(
          new PrintStream(written, true, StandardCharsets.UTF_8),
          new Repeats() {
            @Override
            long nanoTime() {
              return now;
            }
          });

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void everyLineSaysWhoseItIs() {
    log.info("quotes: redis answers");

    assertThat(lines()).containsExactly("tickcache: quotes: redis answers");
  }

  @Test
  void aBlockKeepsItsLayout() {
    log.block(LogLevel.ERROR, "error[R001]: it\n  --> there");

    assertThat(lines()).containsExactly("error[R001]: it", "  --> there");
  }

  @ParameterizedTest
  @CsvSource({"ERROR, 1", "WARN, 2", "INFO, 3", "DEBUG, 4"})
  void whatMattersLessThanTheLevelIsNotTold(LogLevel level, int told) {
    log.follow(new LogSettings(level, null, 1024, 1), Thread::new, Runnable::run);

    log.error("an error");
    log.warn("a warning");
    log.info("a note");
    log.debug("a detail");

    assertThat(lines()).hasSize(told).startsWith("tickcache: an error");
  }

  @Test
  void untilSettingsComeDetailsAreNotTold() {
    log.debug("a detail");
    log.info("a note");

    assertThat(lines()).containsExactly("tickcache: a note");
  }

  @Test
  void whoHasAskedIsToldWhateverTheLevel() {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    log.follow(new LogSettings(LogLevel.ERROR, null, 1024, 1), Thread::new, Runnable::run);
    PrintStream copy = new PrintStream(reply, true, StandardCharsets.UTF_8);
    log.copyTo(copy);

    log.info("it is done");
    log.debug("in 3 ms");
    log.endCopy(copy);
    log.info("something else");

    assertThat(reply.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("tickcache: it is done");
    assertThat(lines()).isEmpty();
  }

  @Test
  void aRepeatedLineIsWithheldPerTopicAndCounted() {
    log.seldom("one", "first");
    log.seldom("one", "second");
    log.seldom("two", "third");
    log.seldom("one", "fourth");
    now += TimeUnit.SECONDS.toNanos(60);
    log.seldom("one", "fifth");
    log.seldom("two", "sixth");
    log.seldom("two", "seventh");

    assertThat(lines())
        .containsExactly(
            "tickcache: first",
            "tickcache: third",
            "tickcache: fifth (2 more since the last such line)",
            "tickcache: sixth");
  }

  @Test
  void ofATopicThatHasGoneQuietTheNumberIsToldAllTheSame() {
    log.seldom("one", "first");
    log.seldom("one", "second");
    log.seldom("one", "third");
    log.seldom("two", "other");
    log.tellWithheld();
    assertThat(lines()).hasSize(2);

    now += TimeUnit.SECONDS.toNanos(60);
    log.tellWithheld();
    log.tellWithheld();
    assertThat(lines().subList(2, lines().size()))
        .containsExactly("tickcache: third (1 more since the last such line)");

    log.seldom("two", "again");
    log.seldom("one", "soon");
    assertThat(lines().subList(3, lines().size())).containsExactly("tickcache: again");
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
