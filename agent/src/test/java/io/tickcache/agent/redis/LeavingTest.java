package io.tickcache.agent.redis;

import static org.awaitility.Awaitility.await;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** What is left of Redis in a process that the agent leaves: nothing. */
class LeavingTest {

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ExecutorOfJava8 background = new ExecutorOfJava8();
  private final RedisTier tier =
      new RedisTier(
          RedisSettings.builder(RedisLocation.standalone(new HostPort("127.0.0.1", 1), 0)).build(),
          new Caches(Backplane.Sync.OUT),
          RemoteStops.Listener.NONE,
          Ticker.SYSTEM,
          background,
          this::thread,
          new Log(new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8)));

  private Thread thread(Runnable body) {
    Thread thread = new Thread(body);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  @Test
  void allThreadsEndThoughTheOneThatEndsThemIsBusy() throws InterruptedException {
    tier.start();
    awaiting("a thread of Netty's").until(() -> !threads.isEmpty());
    CountDownLatch busy = new CountDownLatch(1);
    Future<?> held =
        background.submit(
            () -> {
              busy.await();
              return null;
            });

    Thread leaving = new Thread(tier::close);
    leaving.start();
    awaiting("who leaves to wait").until(() -> leaving.getState() == Thread.State.TIMED_WAITING);
    busy.countDown();
    leaving.join();

    awaiting("the end of the task before").until(held::isDone);
    awaiting("the end of all threads").until(() -> threads.stream().noneMatch(Thread::isAlive));
    awaiting("the end of the busy one").until(background::isTerminated);
  }

  private static ConditionFactory awaiting(String what) {
    return await(what).atMost(Duration.ofSeconds(60));
  }

  /** On Java 8 a shutdown drops all that isn't begun, also what is due. */
  private static final class ExecutorOfJava8 extends ScheduledThreadPoolExecutor {

    ExecutorOfJava8() {
      super(1);
      setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
      setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void shutdown() {
      getQueue().clear();
      super.shutdown();
    }
  }
}
