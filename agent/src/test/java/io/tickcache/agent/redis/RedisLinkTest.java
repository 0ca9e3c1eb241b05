package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RedisLinkTest {

  /** So it is when the client's threads have ended, which is no failure of Redis's. */
  @Test
  void aCommandThatTheClientDoesNotTakeFailsAndDoesNotThrow() {
    RejectedExecutionException refused = new RejectedExecutionException("the loop has ended");
    RedisLink link = link(refused);

    Command<Boolean> told = link.publish("channel", "text");

    assertThatThrownBy(told::join).hasCause(refused);
  }

  @Test
  void eachCommandMakesRoomForOneOtherWhenItIsSettled() {
    FakeRedis redis = new FakeRedis();
    List<Mget> unanswered = new ArrayList<>();
    redis.answer = unanswered::add;
    RedisLink link = redis.link(() -> 0);
    Names names = Names.of(new byte[] {'a'});
    for (int i = 0; i < 5_000; i++) {
      assertThat(link.strings(names)).isNotDone();
    }
    assertThat(link.strings(names)).isCompletedExceptionally();

    FakeRedis.reply(unanswered.get(0), new byte[1]);
    unanswered.get(0).cancel();
    assertThat(link.strings(names)).isNotDone();
    assertThat(link.strings(names)).isCompletedExceptionally();

    unanswered.get(1).cancel();
    assertThat(link.strings(names)).isNotDone();
    assertThat(link.strings(names)).isCompletedExceptionally();
  }

  /** One whose client refuses all that would be sent. */
  @SuppressWarnings("unchecked")
  private static RedisLink link(RuntimeException refusal) {
    InvocationHandler refusing =
        (proxy, method, arguments) -> {
          if (method.getName().equals("digest")) {
            return "";
          }
          throw refusal;
        };
    Class<?>[] both = {StatefulConnection.class, RedisClusterAsyncCommands.class};
    Object client = Proxy.newProxyInstance(RedisLinkTest.class.getClassLoader(), both, refusing);
    return new RedisLink(
        (StatefulConnection<byte[], byte[]>) client,
        (RedisClusterAsyncCommands<byte[], byte[]>) client,
        false,
        () -> 0);
  }
}
