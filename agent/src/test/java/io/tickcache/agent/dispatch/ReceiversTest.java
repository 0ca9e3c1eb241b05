package io.tickcache.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiversTest {

  private final Receivers receivers = new Receivers(null);

  @Test
  void aReceiverKeepsItsToken() {
    Object receiver = new Object();

    assertThat(receivers.token(receiver)).isSameAs(receivers.token(receiver));
  }

  @Test
  void equalReceiversAreStillTwo() {
    assertThat(receivers.token(List.of("a"))).isNotSameAs(receivers.token(List.of("a")));
  }

  @Test
  void aTokenIsNotItsReceiver() {
    Object receiver = new Object();

    assertThat(receivers.token(receiver)).isNotSameAs(receiver);
  }

  @Test
  void aReceiverIsNotKeptAlive() {
    Object receiver = new Object();
    WeakReference<Object> watched = new WeakReference<>(receiver);
    Object token = receivers.token(receiver);
    receiver = null;

    await()
        .until(
            () -> {
              System.gc();
              return watched.get() == null;
            });

    assertThat(receivers.token(new Object())).isNotSameAs(token);
  }
}
