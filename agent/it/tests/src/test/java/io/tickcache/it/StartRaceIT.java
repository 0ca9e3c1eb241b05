package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Compiled;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The rules are read by whoever needs them first, and here many threads do at one moment. */
class StartRaceIT {

  private static final int THREADS = 16;

  @RegisterExtension final World world = World.ofTest();

  /** Each thread loads the client by a loader of its own, so that each comes to the weaver. */
  @Test
  void allThreadsFindTheirClientWovenAndOneTellsOfTheRules(@TempDir Path directory)
      throws IOException {
    Path classes =
        Compiled.of(
            directory,
            Map.of(
                "Client.java",
                """
                public class Client implements java.util.function.Function<String, Integer> {
                  private int calls;
                  public Integer apply(String symbol) { return ask(symbol); }
                  public Integer ask(String symbol) { return calls++; }
                }
                """,
                "Race.java",
                """
                import java.net.URL;
                import java.net.URLClassLoader;
                import java.util.concurrent.CyclicBarrier;
                import java.util.function.Function;
                public class Race {
                  public static void main(String[] arguments) throws Exception {
                    URL home = Race.class.getProtectionDomain().getCodeSource().getLocation();
                    int threads = Integer.parseInt(arguments[0]);
                    CyclicBarrier line = new CyclicBarrier(threads);
                    for (int i = 0; i < threads; i++) {
                      ClassLoader own = new URLClassLoader(new URL[] {home}, null);
                      new Thread(() -> {
                        try {
                          line.await();
                          @SuppressWarnings("unchecked")
                          Function<String, Integer> client = (Function<String, Integer>)
                              own.loadClass("Client").getDeclaredConstructor().newInstance();
                          client.apply("AAPL");
                          String answer = "answer " + client.apply("AAPL");
                          synchronized (Race.class) { System.out.println(answer); }
                        } catch (Exception failure) {
                          failure.printStackTrace();
                        }
                      }).start();
                    }
                  }
                }
                """));

    AgentJvm app =
        world.start(
            AgentJvm.of("Race")
                .classPath(classes)
                .arguments(String.valueOf(THREADS))
                .rules(Rules.of("answers: {method: 'Client#ask(String)', ttl: 10m}")));

    assertThat(app.exitCode()).isZero();
    assertThat(app.output()).hasSize(THREADS).containsOnly("answer 0");
    List<String> lines = app.errors();
    assertThat(lines).hasSizeBetween(2, 3);
    assertThat(lines.get(0)).startsWith("tickcache: Tickcache ");
    assertThat(lines.get(1)).contains(": 1 rule, digest ");
  }
}
