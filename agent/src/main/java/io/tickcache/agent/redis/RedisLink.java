package io.tickcache.agent.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.tickcache.agent.cache.Ticker;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection that commands go over, to one Redis or to a cluster. It lives once: when it is
 * lost, or has brought a garbled reply, it stays closed, and what waited for a reply fails.
 * Thread-safe.
 */
final class RedisLink {

  /** Far below the bound of the connection's own queue, which would take our haste for a fault. */
  private static final int MOST_IN_FLIGHT = 5_000;

  private final StatefulConnection<byte[], byte[]> connection;
  private final RedisClusterAsyncCommands<byte[], byte[]> commands;
  private final boolean clustered;
  private final Ticker ticker;
  private final Map<Script, String> digests = new EnumMap<>(Script.class);
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean closed;
  private volatile @Nullable String denial;

  /**
   * @param commands those of the connection
   * @param clustered whether the buckets lie on several servers
   */
  RedisLink(
      StatefulConnection<byte[], byte[]> connection,
      RedisClusterAsyncCommands<byte[], byte[]> commands,
      boolean clustered,
      Ticker ticker) {
    this.connection = connection;
    this.commands = commands;
    this.clustered = clustered;
    this.ticker = ticker;
    for (Script script : Script.values()) {
      digests.put(script, commands.digest(script.text()));
    }
  }

  /** Has this run, on a thread of Netty's, when the connection is lost. */
  void whenLost(Runnable listener) {
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
            listener.run();
          }
        });
  }

  /** The connections to a cluster's servers come and go; the link to the cluster stays. */
  boolean isOpen() {
    return !closed && (clustered || connection.isOpen());
  }

  boolean clustered() {
    return clustered;
  }

  void close() {
    closed = true;
    connection.closeAsync();
  }

  /** Runs a script, sending its text only where Redis doesn't know it. */
  <T> Command<T> run(Script script, byte[][] keys, Decoder<T> decoder, byte[]... arguments) {
    return send(
        decoder,
        () -> commands.<Object>evalsha(digest(script), script.output(), keys, arguments),
        () -> commands.<Object>eval(script.text(), script.output(), keys, arguments));
  }

  /**
   * Reads strings of one slot; null for what is none. Where Redis refuses to, there seems to be
   * none: why that is, says the script that is asked in its place.
   */
  Command<byte[][]> strings(Names names) {
    Command<byte[][]> command = new Command<>(ticker.read(), inFlight);
    if (enters(command)) {
      try {
        connection.dispatch(new Mget(names, new StringsListener(command, names.count())));
      } catch (RuntimeException refused) {
        command.fail(refused, ticker.read());
      }
    }
    return command;
  }

  /** Why {@link #strings} is not to be used any more; null as long as it is allowed. */
  @Nullable String denialOfStrings() {
    return denial;
  }

  Command<Boolean> delete(byte[] key) {
    return send((reply, sent, now) -> reply instanceof Long, () -> commands.del(key), null);
  }

  Command<Boolean> publish(String channel, String message) {
    byte[] name = Keyspace.bytes(channel);
    byte[] text = Keyspace.bytes(message);
    return send(
        (reply, sent, now) -> reply instanceof Long, () -> commands.publish(name, text), null);
  }

  /** A command that is made of others; to be ended once. */
  <T> Command<T> begin() {
    return new Command<>(ticker.read(), inFlight);
  }

  <T> void end(Command<T> command, T reply, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    command.settle(reply, cause, ticker.read());
  }

  private String digest(Script script) {
    return Objects.requireNonNull(digests.get(script));
  }

  private <T> Command<T> send(
      Decoder<T> decoder,
      Supplier<? extends RedisFuture<?>> first,
      @Nullable Supplier<? extends RedisFuture<?>> withText) {
    Command<T> command = new Command<>(ticker.read(), inFlight);
    if (enters(command)) {
      send(command, decoder, first, withText);
    }
    return command;
  }

  /** Whether there is room for one more command, which fails if not. */
  private boolean enters(Command<?> command) {
    int others = inFlight.get() - 1;
    if (others < MOST_IN_FLIGHT) {
      return true;
    }
    command.fail(new CongestionException(others), ticker.read());
    return false;
  }

  /** A command that can't be sent fails like one that went wrong. */
  private <T> void send(
      Command<T> command,
      Decoder<T> decoder,
      Supplier<? extends RedisFuture<?>> sending,
      @Nullable Supplier<? extends RedisFuture<?>> withText) {
    try {
      sending
          .get()
          .whenComplete(
              (reply, failure) -> {
                if (failure instanceof RedisNoScriptException && withText != null) {
                  send(command, decoder, withText, null);
                } else if (failure != null) {
                  command.fail(failure, ticker.read());
                } else {
                  decode(command, decoder, reply);
                }
              });
    } catch (RuntimeException refused) {
      command.fail(refused, ticker.read());
    }
  }

  private <T> void decode(Command<T> command, Decoder<T> decoder, @Nullable Object reply) {
    long now = ticker.read();
    try {
      command.succeed(decoder.decode(reply, command.sentNanos(), now), now);
    } catch (GarbledReplyException garbled) {
      close();
      command.fail(garbled, now);
    }
  }

  private final class StringsListener implements Mget.Listener {

    private final Command<byte[][]> command;
    private final int count;

    StringsListener(Command<byte[][]> command, int count) {
      this.command = command;
      this.count = count;
    }

    @Override
    public void replied(byte @Nullable [][] strings) {
      if (strings == null) {
        close();
        command.fail(ServerReply.garbled("not the strings asked for"), ticker.read());
      } else {
        command.succeed(strings, ticker.read());
      }
    }

    @Override
    public void refused(String error) {
      if (error.startsWith("NOPERM ") || error.startsWith("ERR ")) {
        denial = Remedy.line(new RedisException(error));
      }
      command.succeed(new byte[count][], ticker.read());
    }

    @Override
    public void failed(Throwable failure) {
      command.fail(failure, ticker.read());
    }
  }

  /** Makes a result of a reply, or throws GarbledReplyException; runs on a thread of Netty's. */
  interface Decoder<T> {
    T decode(@Nullable Object reply, long sentNanos, long receivedNanos);
  }
}
