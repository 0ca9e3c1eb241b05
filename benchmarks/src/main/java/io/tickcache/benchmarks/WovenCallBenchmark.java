package io.tickcache.benchmarks;

import com.acme.md.QuoteClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call of a client's method that does next to nothing, as it is and as the agent weaves it: the
 * jar that is shipped, brought into the JVM that measures. The difference is what a call pays.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class WovenCallBenchmark {

  /** What becomes of the client's method. */
  public enum Weaving {
    PLAIN,
    OFF,
    OBSERVE,
    CACHE
  }

  @Param public Weaving weaving;

  private final String[] symbols = Symbols.all();
  private final QuoteClient client = new QuoteClient();
  private int next;

  @Setup
  public void weave() throws Exception {
    if (weaving == Weaving.PLAIN) {
      return;
    }
    Path rules = Files.createTempFile("benchmark", ".yaml");
    rules.toFile().deleteOnExit(); // the agent reads it as long as it is there
    Files.writeString(
        rules,
        """
        version: 1
        rules:
          quotes:
            method: %s#quote(String)
            ttl: 1h
            mode: %s
        """
            .formatted(QuoteClient.class.getName(), weaving.name().toLowerCase(Locale.ROOT)));
    attach(rules);
  }

  private static void attach(Path rules) throws IOException, InterruptedException {
    Process attach =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                agent().toString(),
                "attach",
                Long.toString(ProcessHandle.current().pid()),
                rules.toString())
            .inheritIO()
            .start();
    if (attach.waitFor() != 0) {
      throw new IllegalStateException("the agent could not be attached");
    }
  }

  /** The one that was built with the benchmarks. */
  private static Path agent() throws IOException {
    Path classes =
        Path.of(
            WovenCallBenchmark.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Path target = classes.resolve("../../../agent/target").normalize();
    try (Stream<Path> files = Files.list(target)) {
      List<Path> jars =
          files
              .filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches("tickcache-agent-[\\d.]+(-SNAPSHOT)?\\.jar"))
              .toList();
      if (jars.size() != 1) {
        throw new IllegalStateException("not one agent in " + target + ": " + jars);
      }
      return jars.get(0);
    }
  }

  @Benchmark
  public String call() {
    return client.quote(symbols[next++ & (Symbols.NUMBER - 1)]);
  }
}
