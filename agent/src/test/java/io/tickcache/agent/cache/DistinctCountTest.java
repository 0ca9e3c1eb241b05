package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How well different hashes are counted, for hashes from fixed seeds. */
class DistinctCountTest {

  private static DistinctCount of(int seed, int number) {
    DistinctCount count = new DistinctCount();
    SplittableRandom hashes = new SplittableRandom(seed);
    for (int i = 0; i < number; i++) {
      long hash = hashes.nextLong();
      count.add(hash);
      count.add(hash);
    }
    return count;
  }

  @Test
  void noneIsNone() {
    assertThat(new DistinctCount().estimate()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 50})
  void fewAreCountedRightAndRepeatedOnesOnce(int number) {
    for (int seed = 0; seed < 20; seed++) {
      assertThat(of(seed, number).estimate()).isCloseTo(number, within(number < 20 ? 0L : 1L));
    }
  }

  /**
   * The standard error of so many registers is 0.8 %; five of them would be met once in millions.
   */
  @ParameterizedTest
  @ValueSource(ints = {812, 5_000, 20_000, 40_000, 80_000, 300_000, 2_000_000})
  void manyAreCountedToAFewInAHundred(int number) {
    double sum = 0;
    int seeds = number > 100_000 ? 4 : 12;
    for (int seed = 0; seed < seeds; seed++) {
      double error = of(seed, number).estimate() / (double) number - 1;
      assertThat(error).isCloseTo(0, within(0.04));
      sum += error;
    }
    assertThat(sum / seeds).as("no bias").isCloseTo(0, within(0.012));
  }

  @Test
  void manyThreadsCountAsOne() throws Exception {
    DistinctCount count = new DistinctCount();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int seed = 0; seed < 8; seed++) {
      SplittableRandom hashes = new SplittableRandom(seed / 2);
      threads.execute(
          () -> {
            for (int i = 0; i < 50_000; i++) {
              count.add(hashes.nextLong());
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    DistinctCount alone = new DistinctCount();
    for (int seed = 0; seed < 4; seed++) {
      SplittableRandom hashes = new SplittableRandom(seed);
      for (int i = 0; i < 50_000; i++) {
        alone.add(hashes.nextLong());
      }
    }

    assertThat(count.estimate()).isEqualTo(alone.estimate());
  }
}
