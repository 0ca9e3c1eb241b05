package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the other processes tell, and knows whether it hears all of it: the subscription is
 * confirmed and open, this node's own heartbeat comes back, and no number is missing. Used by the
 * background thread; messages come on Netty's.
 */
final class Ear {

  private static final long COMPARE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Connections connections;
  private final Steps steps;
  private final Numbering numbering;
  private final Heartbeat heartbeat;
  private final SelfTest selfTest;
  private final Waiting waiting;
  private final Duration longest;
  private final Ticker ticker;
  private final Ways ways;

  private final AtomicInteger doubts = new AtomicInteger();
  private volatile String doubt = "";
  private @Nullable Subscription subscription;
  private @Nullable RedisLink companion;
  private int doubtsSeen;
  private long comparedNanos;

  /**
   * @param longest how long Redis may take to confirm the subscription
   */
  Ear(
      Connections connections,
      Steps steps,
      Numbering numbering,
      Heartbeat heartbeat,
      SelfTest selfTest,
      Waiting waiting,
      Duration longest,
      Ticker ticker,
      Ways ways) {
    this.connections = connections;
    this.steps = steps;
    this.numbering = numbering;
    this.heartbeat = heartbeat;
    this.selfTest = selfTest;
    this.waiting = waiting;
    this.longest = longest;
    this.ticker = ticker;
    this.ways = ways;
  }

  /** Why something may have been missed. */
  String doubt() {
    return doubt;
  }

  /** Whether nothing has been missed since it was {@link #attune}d. */
  boolean hearsAll(RedisLink link) {
    Subscription open = subscription;
    if (open == null || !open.isOpen()) {
      return no("the connection for messages was lost");
    }
    beat(link);
    if (heartbeat.isOverdue()) {
      open.close();
      return no("no heartbeat came back for 1 s");
    }
    return doubts.get() == doubtsSeen && numbersAgree(link);
  }

  /**
   * Begins to hear all; false if it can't. The subscription is a new one where the last one was
   * lost, or where the link was: whatever took that may have taken both without a word. What was
   * told before this call may have been missed, and what is told afterwards is heard.
   *
   * @throws RuntimeException what the client throws where it can't connect
   */
  boolean attune(RedisLink link) {
    int seen = doubts.get();
    numbering.suspend();
    if (!subscribed(link)) {
      return no("the subscription was not confirmed");
    }
    long[] numbers = waiting.await(steps.tick(link));
    if (numbers == null) {
      return no(waiting.failure());
    }
    numbering.restart(numbers);
    comparedNanos = ticker.read();
    if (!selfTest.hears(link)) {
      close();
      return no("an invalidation of its own did not come back");
    }
    doubtsSeen = seen;
    return true;
  }

  private boolean subscribed(RedisLink link) {
    Subscription open = subscription;
    if (open != null && open.isOpen() && link == companion) {
      return true;
    }
    close();
    companion = link;
    Subscription fresh = connections.subscribe();
    subscription = fresh;
    heartbeat.restart();
    boolean confirmed =
        fresh.listen(
            (channel, text) -> ways.message(channel, text, this::lostMessage),
            ways::changed,
            longest,
            ways.channels());
    if (!confirmed) {
      close();
    }
    return confirmed;
  }

  /** Hears nothing more until it is attuned. */
  void close() {
    Subscription open = subscription;
    if (open != null) {
      open.close();
      subscription = null;
    }
  }

  private void beat(RedisLink link) {
    String beat = heartbeat.due();
    if (beat != null) {
      link.publish(ways.ownChannel(), beat);
    }
  }

  /** Once a second Redis's numbers are compared with those that were heard. */
  private boolean numbersAgree(RedisLink link) {
    if (ticker.read() - comparedNanos < COMPARE_NANOS) {
      return true;
    }
    comparedNanos = ticker.read();
    long[] before = numbering.heard();
    long[] numbers = waiting.await(steps.tick(link));
    if (numbers == null) {
      return no(waiting.failure());
    }
    return numbering.agrees(before, numbers) || no("a message was lost");
  }

  /** Called on a thread of Netty's. */
  private void lostMessage() {
    doubt = "a message was lost";
    doubts.incrementAndGet();
    ways.changed();
  }

  private boolean no(String why) {
    doubt = why;
    return false;
  }

  /** Where messages come from and go to. */
  interface Ways {

    /** All that is listened to. */
    String[] channels();

    /** The one of them that nobody else listens to. */
    String ownChannel();

    /** Called on a thread of Netty's. */
    void message(String channel, String text, Runnable lost);

    /** Something happened that the background thread should look at; called on any thread. */
    void changed();
  }
}
