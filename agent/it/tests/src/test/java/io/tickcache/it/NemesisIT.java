package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.tickcache.it.harness.Alone;
import io.tickcache.it.nemesis.Drill;
import io.tickcache.it.nemesis.Nemeses;
import io.tickcache.it.nemesis.Outcome;
import io.tickcache.it.nemesis.Scene;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each nemesis for a second, against two applications under load. Bounds are for a machine that
 * others use, too; {@code ci/nemeses} is for figures.
 */
@Alone
class NemesisIT {

  private static final Duration LASTING = Duration.ofSeconds(1);
  private static final Duration BACK = Duration.ofSeconds(10);

  /** What a thread may have to wait for a processor. */
  private static final Duration SCHEDULING = Duration.ofMillis(400);

  /** Enough for a few changes of state, and far from a line for each call. */
  private static final int MOST_LINES = 12;

  private static Scene scene;

  @BeforeAll
  static void showHead() {
    System.out.println(Outcome.HEAD);
  }

  @AfterAll
  static void leaveScene() throws IOException {
    if (scene != null) {
      scene.close();
      scene = null;
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Nemeses.class)
  void callersDoNotNotice(Nemeses nemesis) throws Exception {
    if (scene == null) {
      scene = Scene.ready();
    }
    boolean well = false;
    try {
      Outcome outcome = new Drill(scene, LASTING, BACK).run(nemesis.in(scene));
      System.out.println(outcome);
      check(outcome);
      well = true;
    } finally {
      if (!well) {
        leaveScene();
      }
    }
  }

  private static void check(Outcome outcome) {
    double longest = Scene.TIMEOUT.plus(SCHEDULING).toMillis();
    assertSoftly(
        softly -> {
          softly.assertThat(outcome.calls()).as("calls").isPositive();
          softly.assertThat(outcome.failures()).as("failures %s", outcome.faults()).isZero();
          softly.assertThat(outcome.wrong()).as("wrong %s", outcome.faults()).isZero();
          softly.assertThat(outcome.tooOld()).as("older than their time to live").isZero();
          softly.assertThat(outcome.undone()).as("from before an invalidation").isZero();
          softly.assertThat(outcome.hits().millis(0.999)).as("hits, ms").isLessThan(longest);
          softly.assertThat(outcome.loads().millis(0.999)).as("loads, ms").isLessThan(longest);
          softly.assertThat(outcome.recovery()).as("recovery").matches(back -> back.complete());
          outcome.lines().forEach(lines -> softly.check(() -> assertThatItIsBrief(lines)));
        });
  }

  /** No stack trace, and a line only when something has changed. */
  private static void assertThatItIsBrief(List<String> lines) {
    assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
    assertThat(lines).allMatch(line -> line.startsWith("tickcache: "));
    for (int i = 1; i < lines.size(); i++) {
      assertThat(lines.get(i)).isNotEqualTo(lines.get(i - 1));
    }
  }
}
