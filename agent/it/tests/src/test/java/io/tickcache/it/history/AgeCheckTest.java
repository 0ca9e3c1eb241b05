package io.tickcache.it.history;

import static io.tickcache.it.history.Violation.Promise.ANSWER;
import static io.tickcache.it.history.Violation.Promise.P1_AGE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgeCheckTest {

  private static final long TTL = Terms.OF_RUN.ttl().toMillis();
  private static final long TICK_TTL = Terms.OF_RUN.tickTtl().toMillis();

  @Test
  void anAnswerIsGivenUntilItsTtlHasPassedSinceItsCallArrived() {
    HandWritten history =
        new HandWritten().load(1, 0, 0, 30).read(0, 1 + TTL, 1).read(1, 1 + TTL, 1);

    assertThat(history.violations()).isEmpty();
  }

  @Test
  void anOlderAnswerIsAViolationInEveryProcess() {
    HandWritten history =
        new HandWritten().load(1, 0, 0, 30).read(0, 2 + TTL, 1).read(1, 2 + TTL, 1);

    assertThat(history.violations()).containsExactly(P1_AGE, P1_AGE);
  }

  @Test
  void theAgeCountsFromTheArrivalNotFromTheEndOfTheCall() {
    HandWritten history = new HandWritten().load(1, 0, 0, 500).read(0, 200 + TTL, 1);

    assertThat(history.violations()).containsExactly(P1_AGE);
  }

  @Test
  void oddSymbolsHaveAShorterTtl() {
    HandWritten history =
        new HandWritten(1).load(1, 0, 0, 30).read(0, 1 + TICK_TTL, 1).read(0, 2 + TICK_TTL, 1);

    assertThat(history.violations()).containsExactly(P1_AGE);
  }

  @Test
  void noFaultMakesAnAnswerYounger() {
    HandWritten history =
        new HandWritten()
            .fault(Fault.Effect.SILENCE, Operation.ALL, 0, 100_000)
            .load(1, 0, 0, 30)
            .read(0, 2 + TTL, 1);

    assertThat(history.violations()).containsExactly(P1_AGE);
  }

  @Test
  void anAnswerOfNoCallIsAViolation() {
    assertThat(new HandWritten().read(0, 0, 7).violations()).containsExactly(ANSWER);
  }

  @Test
  void anAnswerOfACallThatCameLaterIsAViolation() {
    assertThat(new HandWritten().read(0, 0, 1).load(1, 0, 10, 20).violations())
        .containsExactly(ANSWER);
  }

  @Test
  void aFailureIsSharedWhileItsLeaderWaits() {
    HandWritten history = new HandWritten().failedLoad(1, 0, 0, 30).failedRead(0, 30, 1);

    assertThat(history.violations()).isEmpty();
  }

  @Test
  void aFailureIsNeverKept() {
    HandWritten history = new HandWritten().failedLoad(1, 0, 0, 30).failedRead(0, 31, 1);

    assertThat(history.violations()).containsExactly(ANSWER);
  }

  @Test
  void anExceptionThatNoCallThrewIsAViolation() {
    assertThat(new HandWritten().load(1, 0, 0, 9).error(0, 10, 20).violations())
        .containsExactly(ANSWER);
  }
}
