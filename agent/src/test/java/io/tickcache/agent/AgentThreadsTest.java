package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class AgentThreadsTest {

  /** What a thread inherits it keeps for life, and with it the application that it comes from. */
  @Test
  void threadsThatComeLaterInheritNothingFromThoseWhoNeedThem() throws Exception {
    ScheduledExecutorService background = AgentThreads.single("background");
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
}
