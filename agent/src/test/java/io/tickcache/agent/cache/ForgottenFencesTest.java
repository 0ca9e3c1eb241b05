package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** A fence stands for as long as somebody holds it, and takes no room afterwards. */
class ForgottenFencesTest {

  private final Fences fences = new Fences();

  @Test
  void oneThatIsHeldStays() {
    Fence held = fences.of("AAPL");
    fences.of("MSFT");

    awaitForgotten("MSFT");

    assertThat(fences.of("AAPL")).isSameAs(held);
  }

  @Test
  void oneThatNothingHoldsGivesWayToAnother() {
    fences.of("AAPL");
    awaitForgotten("AAPL");

    Fence next = fences.of("AAPL");
    fences.cleanUp();

    assertThat(next.isUp()).isTrue();
    assertThat(fences.present("AAPL")).isSameAs(next);
  }

  @Test
  void whatIsForgottenTakesNoRoom() {
    fences.of("AAPL");
    fences.of("MSFT");

    await()
        .until(
            () -> {
              System.gc();
              fences.cleanUp();
              return fences.isEmpty();
            });
  }

  @Test
  void whatIsForgottenCanBeBrokenDown() {
    fences.of("AAPL");
    awaitForgotten("AAPL");
    Fence given = new Fence();

    fences.breakDown("AAPL");
    assertThat(fences.renew("AAPL", given, new Fence())).isFalse();

    assertThat(given.isUp()).isFalse();
    assertThat(fences.isEmpty()).isTrue();
  }

  private void awaitForgotten(String symbol) {
    await()
        .until(
            () -> {
              System.gc();
              return fences.present(symbol) == null;
            });
  }
}
