package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class AgentThreadsTest {

  /** What a thread inherits it keeps for life, and with it the application that it comes from. */
  @Test
  void threadsThatComeLaterInheritNothingFromThoseWhoNeedThem() throws Exception {
    ScheduledExecutorService background = AgentThreads.single(AgentThreads.prepared("background"));
    Executor few = AgentThreads.few("late", background);
    InheritableThreadLocal<String> legacy = new InheritableThreadLocal<>();
    legacy.set("of the application");
    try {
      CompletableFuture<String> found = new CompletableFuture<>();
      few.execute(() -> found.complete(legacy.get() + " on " + Thread.currentThread().getName()));

      assertThat(found.get()).isEqualTo("null on tickcache-late-1");
    } finally {
      legacy.remove();
      background.shutdownNow();
    }
  }

  @Test
  void aThreadDoesNotHoldTheApplicationThatMadeItCome() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    WeakReference<ClassLoader> application = startedWithin(new Application(), end);
    try {
      await()
          .until(
              () -> {
                System.gc();
                return application.get() == null;
              });
    } finally {
      end.countDown();
    }
  }

  /** Nothing of the stack refers to the application any more when this has returned. */
  @SuppressWarnings("unchecked")
  private static WeakReference<ClassLoader> startedWithin(
      Application application, CountDownLatch end) throws Exception {
    ((BiConsumer<ThreadFactory, Runnable>)
            application.loadClass(Starter.class.getName()).getConstructor().newInstance())
        .accept(
            AgentThreads.named("test"),
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    return new WeakReference<>(application);
  }

  @Test
  void itIsADaemonWithTheAgentsOwnSurroundings() {
    Thread thread = AgentThreads.named("test").newThread(() -> {});

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("tickcache-test-1");
    assertThat(thread.getContextClassLoader()).isSameAs(AgentThreads.class.getClassLoader());
    assertThat(thread.getThreadGroup().getParent()).isNull();
  }

  @Test
  void whatIsCalledOnALateThreadMakesThreadsWhereMainDoes() throws Exception {
    ScheduledExecutorService background = AgentThreads.single(AgentThreads.prepared("background"));
    CompletableFuture<ThreadGroup> group = new CompletableFuture<>();
    try {
      AgentThreads.few("late", background)
          .execute(() -> group.complete(new Thread(() -> {}).getThreadGroup()));

      assertThat(group.get().getName()).isEqualTo("main");
      assertThat(group.get().getParent().getParent()).isNull();
    } finally {
      background.shutdownNow();
    }
  }

  /** Code of an application that is on the stack when a thread of the agent's comes. */
  public static final class Starter implements BiConsumer<ThreadFactory, Runnable> {
    @Override
    public void accept(ThreadFactory threads, Runnable task) {
      threads.newThread(task).start();
    }
  }

  private static final class Application extends ClassLoader {

    private Application() {
      super(AgentThreadsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Starter.class.getName())) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
