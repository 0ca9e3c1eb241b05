package io.tickcache.it.history;

import static io.tickcache.it.history.Violation.Promise.P3_ONE_LOAD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OneLoadCheckTest {

  private static final long HEARD = Terms.OF_RUN.heard().toMillis();
  private static final long DETECTION = Terms.OF_RUN.detection().toMillis();
  private static final long WAIT = Terms.OF_RUN.waitAtMost().toMillis();
  private static final long TIMEOUT = Terms.OF_RUN.redisTimeout().toMillis();

  private final HandWritten history = new HandWritten();

  @Test
  void oneAfterTheOtherIsOneAtATime() {
    history.load(1, 0, 10_000, 10_100).load(2, 0, 10_100, 10_200).load(3, 1, 10_200, 10_300);

    assertThat(history.violations()).isEmpty();
  }

  @Test
  void twoAtATimeInAProcessAreAViolation() {
    history.load(1, 0, 10_000, 10_100).load(2, 0, 10_050, 10_150);

    assertThat(history.violations()).containsExactly(P3_ONE_LOAD);
  }

  @Test
  void twoAtATimeInTwoProcessesAreAViolation() {
    history.load(1, 0, 10_000, 10_100).load(2, 1, 10_050, 10_150);

    assertThat(history.violations()).containsExactly(P3_ONE_LOAD);
  }

  @Test
  void aLostRecordExcusesThem() {
    history.lostLoad(1, 0, 10_000, 10_100).load(2, 0, 10_050, 10_150);

    assertThat(history.violations()).isEmpty();
    assertThat(history.verdict().excused()).containsEntry(OneLoadCheck.Excuse.LOST_RECORD, 1);
  }

  @Test
  void anInvalidationBetweenThemExcusesThem() {
    history.load(1, 0, 10_000, 10_100).invalidation(0, 10_010, 10_020).load(2, 0, 10_050, 10_150);

    assertThat(history.violations()).isEmpty();
  }

  @Test
  void theSecondMayBeTheOneThatWasVoidedBeforeItBegan() {
    history
        .invalidation(0, 10_010, 10_020)
        .load(1, 0, 10_021, 10_100)
        .load(2, 0, 10_000, 10_040, 10_090, 10_091);

    assertThat(history.violations()).isEmpty();
  }

  @Test
  void oneHeardLateMayComeBetweenThem() {
    history
        .invalidation(1, 9_000, 10_000 - HEARD)
        .load(1, 0, 10_000, 10_100)
        .load(2, 0, 10_050, 10_150);

    assertThat(history.violations()).isEmpty();
  }

  @Test
  void oneThatWasHeardBeforeExcusesNothing() {
    history
        .invalidation(1, 8_000, 9_999 - HEARD)
        .load(1, 0, 10_000, 10_100)
        .load(2, 0, 10_050, 10_150);

    assertThat(history.violations()).containsExactly(P3_ONE_LOAD);
  }

  @Test
  void oneThatComesAfterTheSecondExcusesNothing() {
    history.load(1, 0, 10_000, 10_100).load(2, 0, 10_050, 10_150).invalidation(0, 10_060, 10_070);

    assertThat(history.violations()).containsExactly(P3_ONE_LOAD);
  }

  @Test
  void aFirstThatTakesLongerThanWaitExcusesThem() {
    history.load(1, 0, 10_000, 13_000).load(2, 0, 10_000 + WAIT, 13_100);

    assertThat(history.violations()).isEmpty();
  }

  @Nested
  class InAProcess {

    @Test
    void aFlushExcusesThem() {
      history
          .fault(Fault.Effect.LOSS, 0, 9_000, 9_500)
          .load(1, 0, 10_000, 10_100)
          .load(2, 0, 10_050, 10_150);

      assertThat(history.violations()).isEmpty();
    }

    @Test
    void whileRedisIsOutThereIsNoFlush() {
      history
          .fault(Fault.Effect.SILENCE, Operation.ALL, 10_000 - DETECTION, 20_000)
          .load(1, 0, 10_000, 10_100)
          .load(2, 0, 10_050, 10_150);

      assertThat(history.violations()).containsExactly(P3_ONE_LOAD);
    }

    @Test
    void aSlowRedisExcusesNothing() {
      history.load(1, 0, 10_000, 10_200).load(2, 0, 10_010, 10_010 + TIMEOUT, 10_190, 10_200);

      assertThat(history.violations()).containsExactly(P3_ONE_LOAD);
    }
  }

  @Nested
  class AcrossProcesses {

    @Test
    void aFaultOfEitherExcusesThem() {
      history
          .fault(Fault.Effect.SILENCE, Operation.ALL, 10_000 - DETECTION, 20_000)
          .load(1, 0, 10_000, 10_100)
          .load(2, 1, 10_050, 10_150);

      assertThat(history.violations()).isEmpty();
    }

    @Test
    void aSecondThatRedisKeptForItsTimeoutIsExcused() {
      history.load(1, 0, 10_000, 10_200).load(2, 1, 10_010, 10_010 + TIMEOUT, 10_190, 10_200);

      assertThat(history.violations()).isEmpty();
    }

    @Test
    void aFirstThatRedisKeptForItsTimeoutHasNoLease() {
      history.load(1, 0, 10_000, 10_000 + TIMEOUT, 10_190, 10_200).load(2, 1, 10_100, 10_150);

      assertThat(history.violations()).isEmpty();
    }

    @Test
    void aFirstThatStoodStillMayHaveLostItsLease() {
      history.load(1, 0, 10_000, 10_900).stall(0, 10_100, 10_350).load(2, 1, 10_400, 10_450);

      assertThat(history.violations()).isEmpty();
    }

    @Test
    void aSecondThatStoodStillIsNotExcused() {
      history.load(1, 0, 10_000, 10_900).stall(1, 10_100, 10_350).load(2, 1, 10_400, 10_450);

      assertThat(history.violations()).containsExactly(P3_ONE_LOAD);
    }

    @Test
    void aCallEndsWithItsProcess() {
      history
          .load(1, 0, 10_000, 20_000)
          .fault(Fault.Effect.DEATH, 0, 10_010, 10_020)
          .load(2, 1, 15_000, 15_100);

      assertThat(history.violations()).isEmpty();
    }
  }
}
