package com.acme.trading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Schedule schedule = new Schedule(1_000, 100, 500);

  @Test
  void waitsForEachRound() {
    assertThat(schedule.untilNext(990)).isEqualTo(10);
    assertThat(schedule.untilNext(1_040)).isEqualTo(60);
    assertThat(schedule.untilNext(1_200)).isZero();
    assertThat(schedule.missed()).isZero();
  }

  @Test
  void aRoundThatIsALittleLateIsRunAtOnce() {
    schedule.untilNext(1_000);

    assertThat(schedule.untilNext(1_199)).isZero();
    assertThat(schedule.missed()).isZero();
  }

  @Test
  void roundsThatPassedWhollyAreMissed() {
    schedule.untilNext(1_000);

    assertThat(schedule.untilNext(1_350)).isZero();
    assertThat(schedule.missed()).isEqualTo(2);
    assertThat(schedule.untilNext(1_350)).isEqualTo(50);
  }

  @Test
  void isOverAfterTheLastRound() {
    for (int i = 0; i < 5; i++) {
      assertThat(schedule.untilNext(1_000 + i * 100L)).isZero();
    }

    assertThat(schedule.untilNext(1_500)).isEqualTo(Schedule.OVER);
    assertThat(schedule.missed()).isZero();
  }

  @Test
  void runRoundsAndMissedRoundsAreAllRounds() {
    int run = 0;
    long now = 1_000;
    for (long wait = schedule.untilNext(now);
        wait != Schedule.OVER;
        wait = schedule.untilNext(now)) {
      run++;
      now += wait + 230;
    }

    assertThat(run + schedule.missed()).isEqualTo(5);
  }
}
