package io.tickcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where the buckets of a namespace lie. */
class BucketsTest {

  @Test
  void allLieOnOneServer() {
    assertThat(Buckets.most("default", 1)).isEqualTo(64);
  }

  @Test
  void noMasterHasLessThanItsShareWhereItHasMost() {
    assertThat(Buckets.most("default", 3)).isBetween(22L, 32L);
    assertThat(Buckets.most("default", 12)).isBetween(6L, 16L);
  }
}
