package io.tickcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a call counts as worse than before. */
class ChangeTest {

  private static final Cost CAFFEINE = new Cost(40, 0);

  private final Change change = new Change();

  @Test
  void isNoneWhereNothingWasMeasured() {
    assertThat(change.isWorse()).isFalse();
  }

  @Test
  void isNoneWithinWhatJvmsWithTheSameAgentDifferBy() {
    round(new Cost(56, 0.02), new Cost(68, 0.5));

    assertThat(change.isWorse()).isFalse();
  }

  @Test
  void isNoneWhereLessIsSpent() {
    round(new Cost(56, 48), new Cost(40, 0));

    assertThat(change.isWorse()).isFalse();
  }

  @Test
  void isWorseWhereMoreTimeGoes() {
    round(new Cost(56, 0), new Cost(86, 0));

    assertThat(change.isWorse()).isTrue();
  }

  @Test
  void isWorseWhereThereIsOneMoreObject() {
    round(new Cost(56, 32), new Cost(56, 48));

    assertThat(change.isWorse()).isTrue();
  }

  @Test
  void isWorseWhereOneMoreObjectComesToMany() {
    round(new Cost(2800, 6240.5), new Cost(2800, 6256.5));

    assertThat(change.isWorse()).isTrue();
  }

  @Test
  void isNoneWhereACallIsHardlyMoreThanAPlainOne() {
    round(new Cost(1.0, 0), new Cost(2.0, 0));

    assertThat(change.isWorse()).isFalse();
  }

  @Test
  void isNoneWhereSomeJvmsWentAnotherWay() {
    round(new Cost(56, 304), new Cost(90, 360));
    round(new Cost(57, 360), new Cost(57, 304));

    assertThat(change.isWorse()).isFalse();
  }

  @Test
  void isNoneWhereJvmsWithTheEarlierAgentDifferByAsManyBytes() {
    round(new Cost(2400, 905), new Cost(2400, 930));
    round(new Cost(2400, 935), new Cost(2400, 950));

    assertThat(change.isWorse()).isFalse();
  }

  @Test
  void isWorseWhereNoJvmIsAsFastAsBefore() {
    round(new Cost(56, 0), new Cost(90, 0));
    round(new Cost(95, 0), new Cost(86, 0));

    assertThat(change.isWorse()).isTrue();
  }

  private void round(Cost before, Cost after) {
    change.add(CAFFEINE, before, after);
  }
}
