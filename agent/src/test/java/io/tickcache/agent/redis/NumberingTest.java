package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberingTest {

  private final Numbering numbering = new Numbering();

  @Test
  void numbersWithoutAGapAreComplete() {
    numbering.restart(redis(10));
    assertThat(numbering.hear(3, 11)).isTrue();
    assertThat(numbering.hear(3, 12)).isTrue();
  }

  @Test
  void aGapShowsWithTheNextMessage() {
    numbering.restart(redis(10));
    assertThat(numbering.hear(3, 12)).isFalse();
    assertThat(numbering.hear(3, 13)).isTrue();
  }

  @Test
  void oneThatWasOnItsWayWhenTheCountingBeganIsNoGap() {
    assertThat(numbering.hear(3, 11)).isTrue();
    numbering.restart(redis(10));
    assertThat(numbering.hear(3, 12)).isTrue();
    numbering.suspend();
    numbering.restart(redis(20));
    assertThat(numbering.hear(3, 19)).isTrue();
    assertThat(numbering.hear(3, 21)).isTrue();
  }

  @Test
  void noGapShowsWhileItIsNotKnownWhatComesNext() {
    numbering.restart(redis(10));
    numbering.suspend();
    assertThat(numbering.hear(3, 19)).isTrue();
    numbering.restart(redis(18));
    assertThat(numbering.hear(3, 20)).isTrue();
    assertThat(numbering.hear(3, 22)).isFalse();
  }

  @Test
  void theLastMessageOfAllIsMissedWhenTheNumbersAreComparedForTheSecondTime() {
    numbering.restart(redis(10));
    assertThat(numbering.agrees(numbering.heard(), redis(11))).isTrue();
    assertThat(numbering.agrees(numbering.heard(), redis(11))).isFalse();
  }

  @Test
  void aMessageThatArrivesBetweenTwoComparisonsIsNotMissed() {
    numbering.restart(redis(10));
    assertThat(numbering.agrees(numbering.heard(), redis(11))).isTrue();
    numbering.hear(3, 11);
    assertThat(numbering.agrees(numbering.heard(), redis(11))).isTrue();
  }

  @Test
  void aMessageThatArrivesWhileRedisIsAskedIsNoFault() {
    numbering.restart(redis(10));
    long[] before = numbering.heard();
    numbering.hear(3, 11);
    assertThat(numbering.agrees(before, redis(10))).isTrue();
  }

  @Test
  void aRedisThatCountsAnewIsFoundOutAndFollowed() {
    numbering.restart(redis(10));
    assertThat(numbering.agrees(numbering.heard(), redis(2))).isFalse();
    numbering.restart(redis(2));
    assertThat(numbering.hear(3, 3)).isTrue();
    assertThat(numbering.hear(3, 5)).isFalse();
  }

  private static long[] redis(long number) {
    long[] numbers = new long[Keyspace.BUCKETS];
    numbers[3] = number;
    return numbers;
  }
}
