package io.tickcache.it.history;

import static io.tickcache.it.history.Violation.Promise.P2_INVALIDATION;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InvalidationCheckTest {

  private static final long HEARD = Terms.OF_RUN.heard().toMillis();
  private static final long RECOVERY = Terms.OF_RUN.recovery().toMillis();
  private static final long DETECTION = Terms.OF_RUN.detection().toMillis();
  private static final long DEGRADED = Terms.OF_RUN.degradedTtl().toMillis();
  private static final long NEAR = Terms.OF_RUN.nearTtl().toMillis();

  /** A call of process 0 that is over at 30, and an invalidation there from 100 to 110. */
  private final HandWritten history = new HandWritten().load(1, 0, 0, 30);

  @Nested
  class InItsOwnProcess {

    @Test
    void anOldAnswerIsGivenAsLongAsTheInvalidationRuns() {
      history.invalidation(0, 100, 110).read(0, 105, 1).read(0, 110, 1);

      assertThat(history.violations()).isEmpty();
    }

    @Test
    void anOldAnswerAfterwardsIsAViolation() {
      history.invalidation(0, 100, 110).read(0, 111, 1);

      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }

    @Test
    void anAnswerIsOldIfItsCallHadArrivedBefore() {
      history.load(2, 0, 90, 130).invalidation(0, 100, 110).read(0, 150, 2);

      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }

    @Test
    void anAnswerOfACallThatCameMeanwhileIsNotOld() {
      history.invalidation(0, 100, 110).load(2, 0, 100, 130).read(0, 150, 2);

      assertThat(history.violations()).isEmpty();
    }

    @Test
    void noFaultExcusesAnOldAnswer() {
      history
          .fault(Fault.Effect.SILENCE, Operation.ALL, 50, 9_000)
          .invalidation(0, 100, 110)
          .read(0, 111, 1);

      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }
  }

  @Nested
  class InOtherProcesses {

    @Test
    void anOldAnswerIsGivenUntilTheInvalidationMustHaveBeenHeard() {
      history.invalidation(0, 100, 110).read(1, 110 + HEARD, 1);

      assertThat(history.violations()).isEmpty();
      assertThat(history.verdict().lags()).containsExactly(HEARD * 1_000_000);
    }

    @Test
    void anOldAnswerAfterwardsIsAViolation() {
      history.invalidation(0, 100, 110).read(1, 111 + HEARD, 1);

      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }

    @Test
    void anInvalidationThatDidNotReturnObligesNobody() {
      history.unreturned(0, 100).read(1, 111 + HEARD, 1);

      assertThat(history.violations()).isEmpty();
    }

    @Test
    void aLongStallOfTheReaderDefersIt() {
      history.invalidation(0, 100, 110).stall(1, 200, 900).read(1, 900 + HEARD, 1);
      assertThat(history.violations()).isEmpty();

      history.read(1, 901 + HEARD, 1);
      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }
  }

  @Nested
  class WhileSomethingIsBroken {

    @Test
    void oneThatIsOutOfTouchObeysWhenItHasRecovered() {
      history
          .invalidation(0, 100, 110)
          .fault(Fault.Effect.LOSS, 1, 105, 300)
          .read(1, 300 + RECOVERY, 1);
      assertThat(history.violations()).isEmpty();

      history.read(1, 301 + RECOVERY, 1);
      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }

    @Test
    void aFaultOfAThirdProcessExcusesNothing() {
      history
          .invalidation(0, 100, 110)
          .fault(Fault.Effect.LOSS, 2, 105, 300)
          .read(1, 111 + HEARD, 1);

      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }

    @Test
    void aFaultThatNobodyShouldNoticeExcusesNothing() {
      history
          .invalidation(0, 100, 110)
          .fault(Fault.Effect.NOTHING, 1, 105, 300)
          .read(1, 111 + HEARD, 1);

      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }

    @Test
    void anInvalidationThatRedisMissedReachesTheOthersAfterItsProcessHasRecovered() {
      history
          .fault(Fault.Effect.LOSS, 0, 105, 300)
          .invalidation(0, 100, 110)
          .read(1, 300 + RECOVERY + HEARD, 1);
      assertThat(history.violations()).isEmpty();

      history.read(1, 301 + RECOVERY + HEARD, 1);
      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }

    @Test
    void anInvalidationThatRedisMissedIsLostWithItsProcess() {
      history
          .fault(Fault.Effect.LOSS, 0, 105, 300)
          .invalidation(0, 100, 110)
          .fault(Fault.Effect.DEATH, 0, 320, 330)
          .read(1, 9_000, 1);

      assertThat(history.violations()).isEmpty();
    }

    @Test
    void anInvalidationThatRedisHeardOutlivesItsProcess() {
      history
          .invalidation(0, 100, 110)
          .fault(Fault.Effect.DEATH, 0, 320, 330)
          .read(1, 111 + HEARD, 1);

      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }

    @Test
    void oneThatIsDeafForLongServesNothingBeyondItsL1Ttl() {
      history
          .invalidation(0, 100, 110)
          .fault(Fault.Effect.LOSS, 1, 50, 60_000)
          .read(1, 110 + NEAR + HEARD, 1);
      assertThat(history.violations()).isEmpty();

      history.read(1, 111 + NEAR + HEARD, 1);
      assertThat(history.violations()).containsExactly(P2_INVALIDATION);
    }

    @Test
    void whileRedisIsOutNothingIsServedBeyondTheDegradedTtl() {
      HandWritten out =
          new HandWritten()
              .fault(Fault.Effect.SILENCE, Operation.ALL, 0, 60_000)
              .load(1, 1, DETECTION, DETECTION + 30)
              .invalidation(0, DETECTION + 40, DETECTION + 50)
              .read(1, DETECTION + 50 + DEGRADED + HEARD, 1);
      assertThat(out.violations()).isEmpty();

      out.read(1, DETECTION + 51 + DEGRADED + HEARD, 1);
      assertThat(out.violations()).containsExactly(P2_INVALIDATION);
    }

    @Test
    void oneFaultUponAnotherCountsAsOne() {
      history
          .invalidation(0, 100, 110)
          .fault(Fault.Effect.LOSS, 1, 105, 300)
          .fault(Fault.Effect.LOSS, 1, 250 + RECOVERY, 280 + RECOVERY)
          .read(1, 280 + 2 * RECOVERY, 1);

      assertThat(history.violations()).isEmpty();
    }
  }
}
