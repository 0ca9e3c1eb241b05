package io.tickcache.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UnderWayTest {

  private final UnderWay underWay = new UnderWay();

  private static AnswerTicket ticket(AnswerTicket outer) {
    return new AnswerTicket(null, null, null, outer);
  }

  @Test
  void withoutALoadNothingIsUnderWay() {
    assertThat(underWay.here()).isNull();
  }

  @Test
  void theInnermostLoadIsTheOneThatIsMet() {
    AnswerTicket outer = ticket(null);
    AnswerTicket inner = ticket(outer);

    underWay.begin(outer);
    underWay.begin(inner);
    assertThat(underWay.here()).isSameAs(inner);
    underWay.end(inner);
    assertThat(underWay.here()).isSameAs(outer);
    underWay.end(outer);
    assertThat(underWay.here()).isNull();
  }

  @Test
  void otherThreadsLoadsAreNotMet() {
    AnswerTicket mine = ticket(null);
    underWay.begin(mine);

    assertThat(CompletableFuture.supplyAsync(underWay::here).join()).isNull();
    assertThat(underWay.here()).isSameAs(mine);
  }

  /** More threads than there are places, all of them in the midst of something at one time. */
  @Test
  void eachOfVeryManyThreadsMeetsItsOwn() throws Exception {
    int threads = 600;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(
            pool.submit(
                () -> {
                  for (int round = 0; round < 5; round++) {
                    nest(together);
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(underWay.isEmpty()).isTrue();
  }

  private void nest(CyclicBarrier together) throws Exception {
    AnswerTicket outer = ticket(null);
    AnswerTicket inner = ticket(outer);
    assertThat(underWay.here()).isNull();
    underWay.begin(outer);
    together.await();
    assertThat(underWay.isEmpty()).isFalse();
    assertThat(underWay.here()).isSameAs(outer);
    underWay.begin(inner);
    assertThat(underWay.here()).isSameAs(inner);
    together.await();
    underWay.end(inner);
    assertThat(underWay.here()).isSameAs(outer);
    underWay.end(outer);
    assertThat(underWay.here()).isNull();
  }

  @Test
  void whatEndsMoreOftenThanItBeganIsOver() {
    AnswerTicket mine = ticket(null);
    underWay.begin(mine);
    underWay.end(mine);
    underWay.end(mine);

    assertThat(underWay.here()).isNull();
    assertThat(underWay.isEmpty()).isTrue();
  }
}
