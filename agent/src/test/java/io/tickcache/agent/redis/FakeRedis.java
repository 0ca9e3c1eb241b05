package io.tickcache.agent.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.output.CommandOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tickcache.agent.cache.Ticker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Lettuce would send goes here. {@code MGET} is answered from a map unless a test says how
 * else, and a script by what a test has put down for it.
 */
final class FakeRedis implements InvocationHandler {

  final Map<String, byte[]> strings = new HashMap<>();
  final List<List<String>> mgets = new ArrayList<>();
  final List<List<String>> scripts = new ArrayList<>();
  final Deque<Object> scriptReplies = new ArrayDeque<>();

  /** In place of an answer from the map. */
  @Nullable Consumer<Mget> answer;

  boolean closed;

  @SuppressWarnings("unchecked")
  RedisLink link(Ticker ticker) {
    Class<?>[] both = {StatefulConnection.class, RedisClusterAsyncCommands.class};
    Object client = Proxy.newProxyInstance(FakeRedis.class.getClassLoader(), both, this);
    return new RedisLink(
        (StatefulConnection<byte[], byte[]>) client,
        (RedisClusterAsyncCommands<byte[], byte[]>) client,
        false,
        ticker);
  }

  void put(byte[] name, String string) {
    put(name, Keyspace.bytes(string));
  }

  void put(byte[] name, byte[] string) {
    strings.put(Keyspace.text(name), string);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "digest" -> "";
      case "isOpen" -> !closed;
      case "closeAsync" -> {
        closed = true;
        yield null;
      }
      case "dispatch" -> {
        mget((Mget) arguments[0]);
        yield arguments[0];
      }
      case "evalsha" -> {
        scripts.add(texts((byte[][]) arguments[2]));
        yield future(scriptReplies.remove());
      }
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  private void mget(Mget mget) {
    List<String> names = names(mget);
    mgets.add(names);
    if (answer == null) {
      reply(mget, names.stream().map(strings::get).toArray(byte[][]::new));
    } else {
      answer.accept(mget);
    }
  }

  /** As Lettuce hands an array over, part by part. */
  static void reply(Mget mget, byte[]... parts) {
    CommandOutput<byte[], byte[], byte[][]> output = mget.getOutput();
    output.multi(parts.length);
    for (byte[] part : parts) {
      output.set(part == null ? null : ByteBuffer.wrap(part));
    }
    output.complete(1);
    mget.complete();
  }

  static void refuse(Mget mget, String error) {
    mget.getOutput().setError(error);
    mget.complete();
  }

  /** Read back from what would be sent. */
  private static List<String> names(Mget mget) {
    ByteBuf buffer = Unpooled.buffer();
    mget.encode(buffer);
    List<String> lines = buffer.toString(StandardCharsets.UTF_8).lines().toList();
    List<String> names = new ArrayList<>();
    for (int i = 4; i < lines.size(); i += 2) {
      names.add(lines.get(i));
    }
    return names;
  }

  private static List<String> texts(byte[][] names) {
    return Arrays.stream(names).map(Keyspace::text).collect(Collectors.toList());
  }

  @SuppressWarnings("unchecked")
  private static RedisFuture<Object> future(Object reply) {
    InvocationHandler done =
        (proxy, method, arguments) -> {
          ((BiConsumer<Object, Throwable>) arguments[0]).accept(reply, null);
          return proxy;
        };
    return (RedisFuture<Object>)
        Proxy.newProxyInstance(
            FakeRedis.class.getClassLoader(), new Class<?>[] {RedisFuture.class}, done);
  }
}
