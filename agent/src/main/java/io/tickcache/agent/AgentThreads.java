package io.tickcache.agent;

import io.tickcache.agent.privilege.Privileges;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the agent's threads: daemons with the agent's context class loader and permissions, outside
 * the application's thread groups unless they make calls of the application's. Thread-safe.
 */
final class AgentThreads implements ThreadFactory {

  private static final int FEW = 4;
  private static final long IDLE_SECONDS = 10;
  private static final long LONGEST_END_SECONDS = 5;

  private final String job;
  private final boolean calling;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicReference<@Nullable Prepared> prepared = new AtomicReference<>();

  private AgentThreads(String job, boolean calling) {
    this.job = job;
    this.calling = calling;
  }

  static ThreadFactory named(String job) {
    return new AgentThreads(job, false);
  }

  /**
   * As {@link #named}, but the first thread is made here and now, to be started by whoever needs
   * it: a thread keeps for all its life what it inherits from the one that makes it, the class
   * loader of an application included.
   */
  static ThreadFactory prepared(String job) {
    AgentThreads threads = new AgentThreads(job, false);
    threads.prepare();
    return threads;
  }

  /**
   * An executor of one thread, which is made when there is a first task. What comes after the
   * executor's end is dropped.
   */
  static ScheduledThreadPoolExecutor single(ThreadFactory threads) {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, threads);
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    return executor;
  }

  /**
   * A few threads that make calls of the application's: they come when there is something to do and
   * go soon after.
   *
   * @param starter a thread of the agent's that starts them: one that is started by a thread of an
   *     application keeps for all its life what it inherits from that, the class loader included
   */
  static Few few(String job, Executor starter) {
    return new Few(job, starter);
  }

  /** Waits for an executor that was shut down, for some seconds at most. */
  static void awaitEnd(ExecutorService executor) {
    try {
      executor.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void prepare() {
    Prepared next = new Prepared();
    next.thread = newThread(next);
    prepared.set(next);
  }

  @Override
  public Thread newThread(Runnable body) {
    Prepared first = prepared.getAndSet(null);
    Thread ready = first == null ? null : first.thread;
    if (first != null && ready != null) {
      first.body = body;
      return ready;
    }
    return Privileges.apart(
        new Supplier<Thread>() {
          @Override
          public Thread get() {
            return make(body);
          }
        });
  }

  private Thread make(Runnable body) {
    Thread thread =
        new Thread(
            calling ? mainGroup() : topGroup(),
            body,
            "tickcache-" + job + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(AgentThreads.class.getClassLoader());
    return thread;
  }

  /** A thread that is told later what it does. */
  private static final class Prepared implements Runnable {
    private @Nullable Thread thread;
    private volatile @Nullable Runnable body;

    @Override
    public void run() {
      Runnable told = body;
      if (told != null) {
        told.run();
      }
    }
  }

  /** See {@link #few}. */
  static final class Few implements Executor {
    private final Executor starter;
    private final ThreadPoolExecutor pool;

    private Few(String job, Executor starter) {
      this.starter = starter;
      this.pool =
          new ThreadPoolExecutor(
              FEW,
              FEW,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<Runnable>(),
              new AgentThreads(job, true),
              new ThreadPoolExecutor.DiscardPolicy());
      pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
      starter.execute(
          new Runnable() {
            @Override
            public void run() {
              pool.execute(task);
            }
          });
    }

    /** Ends the threads when they have done what they have begun; the rest is dropped. */
    void drop() {
      pool.shutdown();
      pool.getQueue().clear();
    }

    /** Ends the threads when they have done what was given to them. */
    void shutdown() {
      pool.shutdown();
    }
  }

  /**
   * Where the JVM begins the application's {@code main}. A thread that the application makes is in
   * the group of the one that it makes it on, and under a security manager the topmost is closed.
   */
  private static ThreadGroup mainGroup() {
    ThreadGroup top = topGroup();
    ThreadGroup[] groups = new ThreadGroup[top.activeGroupCount()];
    int count = top.enumerate(groups, false);
    for (int i = 0; i < count; i++) {
      if (groups[i].getName().equals("main")) {
        return groups[i];
      }
    }
    return top;
  }

  private static ThreadGroup topGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
