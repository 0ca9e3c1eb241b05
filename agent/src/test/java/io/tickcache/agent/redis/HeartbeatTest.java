package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private long now = 81_204_410_032_177L;
  private final Heartbeat heartbeat = new Heartbeat("node1", () -> now);

  @BeforeEach
  void listen() {
    heartbeat.restart();
  }

  @Test
  void oneIsDueAtOnceAndThenThreeTimesASecond() {
    assertThat(heartbeat.due()).isNotNull();
    assertThat(heartbeat.due()).isNull();
    pass(Duration.ofMillis(299));
    assertThat(heartbeat.due()).isNull();
    pass(Duration.ofMillis(1));
    assertThat(heartbeat.due()).isNotNull();
  }

  @Test
  void itTellsWhenItWasSent() {
    long sent = now;
    Message beat = Message.parse(heartbeat.due());
    pass(Duration.ofMillis(40));
    assertThat(beat.isBeat()).isTrue();
    assertThat(beat.node()).isEqualTo("node1");
    assertThat(heartbeat.hear(beat)).isEqualTo(sent);
  }

  @Test
  void oneThatDoesNotComeBackForASecondIsOverdueThoughOthersWereSentSince() {
    heartbeat.due();
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofMillis(250));
      heartbeat.due();
      assertThat(heartbeat.isOverdue()).isFalse();
    }
    pass(Duration.ofMillis(1));
    assertThat(heartbeat.isOverdue()).isTrue();
  }

  @Test
  void oneThatNobodySentProvesNothing() {
    long sent = now;
    heartbeat.hear(Message.parse(heartbeat.due()));
    byte[] head = Message.head(Heartbeat.BEAT, "node1");
    byte[] tail = Message.tail(Heartbeat.BEAT, "node1", Keyspace.SELF_TEST, "soon");
    Message forged = Message.parse(Keyspace.text(head) + "0 0" + Keyspace.text(tail));
    assertThat(heartbeat.hear(forged)).isEqualTo(sent);
  }

  @Test
  void noneIsOverdueWhereNoneWasSent() {
    pass(Duration.ofMinutes(1));
    assertThat(heartbeat.isOverdue()).isFalse();
    Message beat = Message.parse(heartbeat.due());
    heartbeat.hear(beat);
    pass(Duration.ofMinutes(1));
    assertThat(heartbeat.isOverdue()).isFalse();
    heartbeat.due();
    assertThat(heartbeat.isOverdue()).isFalse();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
