package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.it.harness.FaultProxy.Direction;
import io.tickcache.it.harness.FaultProxy.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The faults of the proxy as a client of Redis sees them. */
class FaultProxyIT {

  private static final int SHORT_MILLIS = 100;

  @RegisterExtension static final World WORLD = World.ofClass();
  @RegisterExtension final World world = World.ofTest();

  private static RedisServer redis;
  private FaultProxy proxy;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = WORLD.redis();
  }

  @BeforeEach
  void startProxy() throws IOException {
    proxy = world.proxy(redis);
  }

  @Test
  void withoutAFaultEverythingPasses() throws IOException {
    RespClient client = client();
    String large = "x".repeat(3_000_000);

    client.command("SET", "large", large);

    assertThat(client.command("GET", "large")).isEqualTo(large);
    assertThat(proxy.connections(Kind.COMMANDS)).isEqualTo(1);
  }

  @Test
  void theEndOfOneSideIsTheEndOfTheOther() throws IOException {
    RespClient client = client();
    client.command("QUIT");
    assertThatThrownBy(client::reply).isInstanceOf(IOException.class);

    client().close();
    AgentJvm.awaiting("the end").until(() -> proxy.connections(Kind.ALL) == 0);
  }

  @Test
  void nobodyConnectsWhileItRefusesAndOthersGoOn() throws IOException {
    RespClient client = client();
    client.command("PING");

    proxy.refuse();

    assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);
    assertThat(client.command("PING")).isEqualTo("PONG");
    proxy.pass();
    assertThat(client().command("PING")).isEqualTo("PONG");
  }

  @Test
  void aServerThatIsAwayIsToldByAReset() throws IOException {
    FaultProxy toNobody = world.proxy(world.redisToCome());

    // The reset may come before the connection is known to be there.
    assertThatThrownBy(
            () -> {
              try (RespClient client = new RespClient(toNobody.port())) {
                client.command("PING");
              }
            })
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ConnectException.class);
  }

  @Test
  void aResetIsSeenAsOne() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket.getOutputStream().write("PING\r\n".getBytes(UTF_8));
      assertThat(socket.getInputStream().readNBytes(7)).asString(UTF_8).isEqualTo("+PONG\r\n");

      proxy.reset(Kind.ALL);

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void whatIsSentInAStallIsAnsweredAfterIt() throws IOException {
    RespClient client = client();
    client.command("PING");
    client.patience(SHORT_MILLIS);

    proxy.stall(Kind.ALL);
    client.send("PING");

    assertThatThrownBy(client::reply).isInstanceOf(SocketTimeoutException.class);
    proxy.pass();
    client.patience(20_000);
    assertThat(client.reply()).isEqualTo("PONG");
  }

  @Test
  void onlyTheSubscriberIsStalled() throws IOException {
    RespClient client = client();
    RespClient subscriber = subscriber();
    subscriber.patience(SHORT_MILLIS);

    proxy.stall(Kind.SUBSCRIBERS);
    client.command("PUBLISH", "c", "late");

    assertThatThrownBy(subscriber::reply).isInstanceOf(SocketTimeoutException.class);
    proxy.pass();
    subscriber.patience(20_000);
    assertThat(subscriber.reply()).isEqualTo(List.of("message", "c", "late"));
  }

  @Test
  void aConnectionThatWasCutIsDeadForEverAndNewOnesWork() throws IOException {
    RespClient client = client();
    client.command("PING");
    client.patience(SHORT_MILLIS);

    proxy.cut(Kind.ALL);
    client.send("PING");
    assertThatThrownBy(client::reply).isInstanceOf(SocketTimeoutException.class);
    proxy.pass();

    assertThatThrownBy(client::reply).isInstanceOf(SocketTimeoutException.class);
    assertThat(client().command("PING")).isEqualTo("PONG");
  }

  @Test
  void onlyTheSubscriberIsCut() throws IOException {
    RespClient client = client();
    RespClient subscriber = subscriber();
    subscriber.patience(SHORT_MILLIS);

    proxy.cut(Kind.SUBSCRIBERS);

    assertThat(client.command("PUBLISH", "c", "lost")).isEqualTo(1L);
    assertThatThrownBy(subscriber::reply).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void delayedRepliesKeepTheirOrder() throws IOException {
    RespClient client = client();
    proxy.delay(Duration.ofMillis(10), Duration.ofMillis(20));
    long began = System.nanoTime();

    for (int i = 0; i < 20; i++) {
      client.send("ECHO", "" + i);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(client.reply()).isEqualTo("" + i);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(20));
  }

  @Test
  void chunksAreCorruptedTheOneWayOnly() throws IOException {
    RespClient client = client();
    String zeros = "0".repeat(1_000);
    client.command("SET", "k", zeros);

    proxy.corrupt(Direction.TO_CLIENT, 1, 7);
    Object spoilt = client.command("GET", "k");
    proxy.pass();

    assertThat(proxy.chunksSpoilt()).isEqualTo(1);
    assertThat((String) spoilt).hasSize(1_000).isNotEqualTo(zeros);
    assertThat(client().command("GET", "k")).isEqualTo(zeros);
  }

  @Test
  void aChunkThatIsDroppedIsMissing() throws IOException {
    RespClient client = client();
    client.command("PING");

    proxy.drop(1, 7);
    client.send("PING");
    AgentJvm.awaiting("the loss").until(() -> proxy.chunksSpoilt() == 1);
    proxy.pass();

    assertThat(client.command("ECHO", "next")).isEqualTo("next");
  }

  @Test
  void aLostMessageLeavesNoTrace() throws IOException {
    RespClient client = client();
    RespClient subscriber = subscriber();

    proxy.loseMessages(text -> text.startsWith("lose"));
    client.command("PUBLISH", "c", "one");
    client.command("PUBLISH", "c", "lose this");
    client.command("PUBLISH", "c", "lose that");
    client.command("PUBLISH", "c", "two");

    assertThat(subscriber.reply()).isEqualTo(List.of("message", "c", "one"));
    assertThat(subscriber.reply()).isEqualTo(List.of("message", "c", "two"));
    assertThat(proxy.messagesLost()).isEqualTo(2);
  }

  private RespClient client() throws IOException {
    return world.keep(new RespClient(proxy.port()));
  }

  private RespClient subscriber() throws IOException {
    RespClient subscriber = client();
    subscriber.command("SUBSCRIBE", "c");
    return subscriber;
  }
}
