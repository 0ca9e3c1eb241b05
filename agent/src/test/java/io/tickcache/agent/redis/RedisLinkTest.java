package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
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
