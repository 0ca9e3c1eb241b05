package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What falls due is settled by the next look-up, and looked at no more. */
class DueInvalidationsTest {

  private final DueInvalidations invalidations = new DueInvalidations();

  /** Those that were asked, in their order. */
  private final List<String> asked = new ArrayList<>();

  private final List<String> due = new ArrayList<>();

  /** Those whose moment somebody decides. */
  private final List<DueInvalidation> held = new ArrayList<>();

  private void add(String name) {
    add(
        () -> {
          asked.add(name);
          return due.contains(name);
        });
  }

  private void add(DueInvalidation one) {
    held.add(one);
    invalidations.add(one);
  }

  @Test
  void whatIsSettledIsLookedAtNoMore() {
    add("A");
    add("B");
    due.add("A");

    invalidations.settle();
    invalidations.settle();

    assertThat(asked).containsExactly("A", "B", "B");
  }

  @Test
  void ofTooManyTheOldestIsLookedAtNoMore() {
    for (int i = 0; i <= DueInvalidations.LIMIT; i++) {
      add("promise " + i);
    }

    invalidations.settle();

    assertThat(asked).hasSize(DueInvalidations.LIMIT).startsWith("promise 1");
  }

  @Test
  void oneThatNothingHoldsIsForgotten() {
    add("A");
    held.clear();

    await()
        .until(
            () -> {
              System.gc();
              asked.clear();
              invalidations.settle();
              return asked.isEmpty();
            });
  }

  @Test
  void oneMayAddAnotherWhileItIsSettled() {
    add(
        () -> {
          add("B");
          return true;
        });

    invalidations.settle();
    invalidations.settle();

    assertThat(asked).containsExactly("B");
  }
}
