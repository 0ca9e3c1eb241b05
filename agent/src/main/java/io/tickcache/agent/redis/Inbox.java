package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages that come over the backplane to the caches. Called on Netty's threads, one
 * message at a time.
 */
final class Inbox {

  private final Keyspace keyspace;
  private final String node;
  private final Backplane backplane;
  private final OwnDeletion ownDeletion;
  private final RedisClock clock;
  private final RedisStats stats;
  private final Ticker ticker;

  Inbox(
      Keyspace keyspace,
      String node,
      Backplane backplane,
      OwnDeletion ownDeletion,
      RedisClock clock,
      RedisStats stats,
      Ticker ticker) {
    this.keyspace = keyspace;
    this.node = node;
    this.backplane = backplane;
    this.ownDeletion = ownDeletion;
    this.clock = clock;
    this.stats = stats;
    this.ticker = ticker;
  }

  void message(String channel, String text) {
    if (channel.equals(keyspace.invalidateChannel())) {
      fromProgram(text);
    } else {
      fromNode(Message.parse(text));
    }
  }

  private void fromNode(@Nullable Message message) {
    if (message == null) {
      stats.messagesIgnored.increment();
      return;
    }
    if (message.node().equals(node)) {
      return;
    }
    String symbol = message.symbol();
    if (message.isInvalidation()) {
      backplane.invalidated(message.cache(), symbol);
      stats.invalidationsReceived.increment();
      long lag = clock.nanosSince(message.redisMicros(), ticker.read());
      if (lag >= 0) {
        stats.lag(lag);
      }
    } else if (message.isLoad() && symbol != null) {
      backplane.loaded(message.cache(), symbol);
    }
  }

  /**
   * A program that is no node has only sent a message: the values in Redis must go too, and first,
   * or we would read them again.
   */
  private void fromProgram(String text) {
    String line = text.trim();
    int space = line.indexOf(' ');
    if (space <= 0) {
      stats.messagesIgnored.increment();
      return;
    }
    String cache = line.substring(0, space);
    String word = line.substring(space + 1).trim();
    String symbol = word.equals("*") ? null : word;
    ownDeletion.delete(new PendingInvalidations.Item(cache, symbol));
    backplane.invalidated(cache, symbol);
    stats.invalidationsReceived.increment();
  }

  /** Voids in Redis what a program has invalidated by message alone, without telling anyone. */
  interface OwnDeletion {
    void delete(PendingInvalidations.Item item);
  }
}
