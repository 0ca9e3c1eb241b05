package io.tickcache.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.log.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pushes, one after the other, whatever the collector does. */
class OtlpPushTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(said, true, StandardCharsets.UTF_8));
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger texts = new AtomicInteger();
  private CollectorServer server;

  @BeforeEach
  void start() throws IOException {
    server = CollectorServer.started();
  }

  @AfterEach
  void end() {
    executor.shutdownNow();
    server.close();
  }

  private OtlpPush push(Duration interval) {
    return new OtlpPush(
        server.address("localhost"),
        interval,
        () -> "{\"text\":" + texts.incrementAndGet() + "}",
        executor,
        log);
  }

  private List<String> said() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void itGoesOnUntilItIsClosed() throws Exception {
    OtlpPush push = push(Duration.ofMillis(5));
    push.start();
    await().until(() -> server.bodies().size() >= 3);

    push.close();

    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(server.bodies()).startsWith("{\"text\":1}", "{\"text\":2}", "{\"text\":3}");
    assertThat(said()).isEmpty();
  }

  @Test
  void pushesDoNotPileUpBehindASlowCollector() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    server.holdUntil(open);
    OtlpPush push = push(Duration.ofMillis(1));
    push.start();
    server.awaitRequest();
    assertThat(texts.get()).isEqualTo(1);
    open.countDown();
    await().until(() -> server.bodies().size() >= 5);
    push.close();

    assertThat(server.mostAtATime()).isEqualTo(1);
  }

  @Test
  void aCollectorThatFailsIsToldOnceAndWhenItTakesThemAgain() {
    OtlpPush push = push(Duration.ofSeconds(10));
    server.answerWith(503);
    push.push();
    push.push();
    push.push();
    server.answerWith(200);
    push.push();
    push.push();

    assertThat(said()).hasSize(2);
    assertThat(said().get(0))
        .startsWith(
            "tickcache: metrics: "
                + server.address("localhost")
                + " did not take the meters (it answered HTTP/1.1 503")
        .endsWith("); pushed again every 10 s. To mend it, change `otlp`, or see to the collector");
    assertThat(said().get(1))
        .isEqualTo(
            "tickcache: metrics: " + server.address("localhost") + " takes the meters again");
  }

  @Test
  void aCollectorThatIsGoneDisturbsNothing() {
    OtlpPush push = push(Duration.ofMillis(5));
    server.close();
    push.push();
    push.push();

    assertThat(said()).singleElement().asString().contains("did not take the meters (");
  }

  @Test
  void theLastPushTellsWhatHasHappenedSince() throws Exception {
    OtlpPush push = push(Duration.ofHours(1));
    push.start();
    assertThat(server.bodies()).isEmpty();

    push.finish();

    assertThat(server.bodies()).containsExactly("{\"text\":1}");
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(said()).isEmpty();
  }

  @Test
  void theLastPushIsNotWaitedForLong() throws Exception {
    server.holdUntil(new CountDownLatch(1));
    OtlpPush push = push(Duration.ofMillis(1));
    push.start();
    server.awaitRequest();
    long began = System.nanoTime();

    push.finish();

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(said())
        .singleElement()
        .asString()
        .endsWith(" did not take the last meters (no answer within 2000 ms)");
  }

  @Test
  void aLastPushThatFailsIsTold() {
    server.answerWith(503);
    push(Duration.ofHours(1)).finish();

    assertThat(said())
        .singleElement()
        .asString()
        .contains(" did not take the last meters (it answered HTTP/1.1 503");
  }

  @Test
  void aPushThatIsEndedIsNoFailure() throws Exception {
    server.holdUntil(new CountDownLatch(1));
    OtlpPush push = push(Duration.ofMillis(1));
    push.start();
    server.awaitRequest();

    push.close();

    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(said()).isEmpty();
  }
}
