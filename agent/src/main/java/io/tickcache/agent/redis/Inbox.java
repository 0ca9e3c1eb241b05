package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.agent.upstream.Stop;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages that come over the backplane to the caches. Called on Netty's threads, one
 * message at a time.
 */
final class Inbox {

  private final Keyspace keyspace;
  private final String node;
  private final Backplane backplane;
  private final RemoteStops.Listener stops;
  private final Numbering numbering;
  private final Heartbeat heartbeat;
  private final SelfTest selfTest;
  private final RedisClocks clocks;
  private final RedisStats stats;
  private final Ticker ticker;

  Inbox(
      Keyspace keyspace,
      String node,
      Backplane backplane,
      RemoteStops.Listener stops,
      Numbering numbering,
      Heartbeat heartbeat,
      SelfTest selfTest,
      RedisClocks clocks,
      RedisStats stats,
      Ticker ticker) {
    this.keyspace = keyspace;
    this.node = node;
    this.backplane = backplane;
    this.stops = stops;
    this.numbering = numbering;
    this.heartbeat = heartbeat;
    this.selfTest = selfTest;
    this.clocks = clocks;
    this.stats = stats;
    this.ticker = ticker;
  }

  /**
   * @param elsewhere voids in Redis what a program has invalidated by message alone
   * @param lost runs when a message before this one has not arrived
   */
  void message(String channel, String text, OwnDeletion elsewhere, Runnable lost) {
    if (channel.equals(keyspace.invalidateChannel())) {
      fromProgram(text, elsewhere);
      return;
    }
    Message message = Message.parse(text);
    if (message == null) {
      stats.messagesIgnored.increment();
    } else if (message.isInvalidation()) {
      invalidation(message, lost);
    } else if (message.isLoad()) {
      load(message);
    } else if (message.isStop()) {
      stop(message);
    } else if (message.isBeat() && message.node().equals(node)) {
      backplane.confirm(heartbeat.hear(message));
    }
  }

  private void invalidation(Message message, Runnable lost) {
    boolean complete = numbering.hear(message.bucket(), message.number());
    if (message.cache().equals(Keyspace.SELF_TEST)) {
      selfTest.heard(message);
    } else if (!message.node().equals(node)) {
      backplane.invalidated(message.cache(), message.symbol());
      stats.invalidationsReceived.increment();
      recordLag(message);
    }
    if (!complete) {
      lost.run();
    }
  }

  private void recordLag(Message message) {
    RedisClock clock = clocks.of(message.bucket());
    long lag = clock.nanosSince(message.redisMicros(), ticker.read());
    if (lag >= 0) {
      stats.lag(lag);
    }
  }

  private void load(Message message) {
    String symbol = message.symbol();
    if (symbol != null && !message.node().equals(node)) {
      backplane.loaded(message.cache(), symbol);
    }
  }

  private void stop(Message message) {
    String why = message.symbol();
    if (why != null && !message.node().equals(node)) {
      Stop stop = message.number() == 0 ? null : ServerReply.stop(why);
      stops.heard(message.cache(), message.redisMicros(), message.number(), stop);
    }
  }

  /**
   * A program that is no node has only sent a message: the values in Redis must go too, and first,
   * or we would read them again.
   */
  private void fromProgram(String text, OwnDeletion elsewhere) {
    String line = text.trim();
    int space = line.indexOf(' ');
    if (space <= 0) {
      stats.messagesIgnored.increment();
      return;
    }
    String cache = line.substring(0, space);
    String word = line.substring(space + 1).trim();
    @Nullable String symbol = word.equals("*") ? null : backplane.symbol(cache, word);
    elsewhere.delete(new PendingInvalidations.Item(cache, symbol));
    backplane.invalidated(cache, symbol);
    stats.invalidationsReceived.increment();
  }

  /** Voids in Redis what a program has invalidated by message alone, without telling anyone. */
  interface OwnDeletion {
    void delete(PendingInvalidations.Item item);
  }
}
