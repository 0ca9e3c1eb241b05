package io.tickcache.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
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
}
