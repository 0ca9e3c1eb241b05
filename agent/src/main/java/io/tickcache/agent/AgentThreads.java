package io.tickcache.agent;

import io.tickcache.agent.privilege.Privileges;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes the agent's threads: daemons with the agent's context class loader and permissions, outside
 * the application's thread groups. Thread-safe.
 */
final class AgentThreads implements ThreadFactory {

  private static final int FEW = 4;
  private static final long IDLE_SECONDS = 10;

  private final String job;
  private final AtomicInteger count = new AtomicInteger();

  private AgentThreads(String job) {
    this.job = job;
  }

  static ThreadFactory named(String job) {
    return new AgentThreads(job);
  }

  /**
   * An executor of one thread, which is started here and now so that it inherits nothing from a
   * thread of the application.
   */
  static ScheduledThreadPoolExecutor single(String job) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, new AgentThreads(job));
    executor.setRemoveOnCancelPolicy(true);
    executor.prestartAllCoreThreads();
    return executor;
  }

  /**
   * A few threads that come when there is something to do and go soon after.
   *
   * @param starter a thread of the agent's that starts them: one that is started by a thread of an
   *     application keeps for all its life what it inherits from that, the class loader included
   */
  static Executor few(String job, final Executor starter) {
    final ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            FEW,
            FEW,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<Runnable>(),
            new AgentThreads(job));
    executor.allowCoreThreadTimeOut(true);
    return new Executor() {
      @Override
      public void execute(final Runnable task) {
        starter.execute(
            new Runnable() {
              @Override
              public void run() {
                executor.execute(task);
              }
            });
      }
    };
  }

  @Override
  public Thread newThread(Runnable body) {
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
        new Thread(topGroup(), body, "tickcache-" + job + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(AgentThreads.class.getClassLoader());
    return thread;
  }

  private static ThreadGroup topGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
