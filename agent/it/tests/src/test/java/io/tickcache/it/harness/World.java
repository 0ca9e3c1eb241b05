package io.tickcache.it.harness;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * All that a test starts. It ends everything afterwards, also when the test failed, and then shows
 * what the applications said. As a static extension it lasts for its class, else for one test.
 */
public final class World
    implements AfterEachCallback, AfterAllCallback, AfterTestExecutionCallback {

  private final boolean ofClass;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private World(boolean ofClass) {
    this.ofClass = ofClass;
  }

  /** For a field that is not static. */
  public static World ofTest() {
    return new World(false);
  }

  /** For a static field. */
  public static World ofClass() {
    return new World(true);
  }

  /** A Redis that runs. */
  public RedisServer redis() throws IOException {
    return keep(RedisServer.started());
  }

  /** A Redis that does not run yet. */
  public RedisServer redisToCome() throws IOException {
    return keep(RedisServer.prepared());
  }

  /** A proxy before a Redis, which may run already or come later. */
  public FaultProxy proxy(RedisServer redis) throws IOException {
    return keep(FaultProxy.before(redis.port()));
  }

  public Upstream upstream() throws IOException {
    return keep(Upstream.started());
  }

  public AgentJvm start(AgentJvm.Builder builder) {
    return keep(builder.start());
  }

  /** Closes it in the end, before all that was started earlier. */
  public synchronized <T extends AutoCloseable> T keep(T resource) {
    started.push(resource);
    return resource;
  }

  /** Ends everything, where there is no test that does. */
  public void end() throws Exception {
    closeAll();
  }

  @Override
  public synchronized void afterTestExecution(ExtensionContext context) {
    Throwable failure = context.getExecutionException().orElse(null);
    if (failure != null && !(failure instanceof TestAbortedException)) {
      System.out.println("=== " + context.getDisplayName() + " failed; its applications said:");
      for (AutoCloseable resource : started) {
        if (resource instanceof AgentJvm jvm) {
          System.out.println(jvm.transcript());
        }
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (!ofClass) {
      closeAll();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    closeAll();
  }

  private synchronized void closeAll() throws Exception {
    List<Exception> failures = new ArrayList<>();
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
