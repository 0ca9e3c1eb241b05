package io.tickcache.it.history;

import java.nio.file.Path;

/**
 * How a run is made.
 *
 * @param pauseMicros how long a thread pauses between two operations, on average
 * @param stopAtFirst whether the run ends when the first violation is found
 */
record RunSettings(
    Path agentJar,
    int seconds,
    int processes,
    int threads,
    int symbols,
    long pauseMicros,
    long seed,
    boolean stopAtFirst) {

  static RunSettings of(int seconds, long seed) {
    return new RunSettings(
        Path.of(System.getProperty("tickcache.agent.jar")), seconds, 4, 8, 200, 3_000, seed, false);
  }

  RunSettings untilFirstViolation(Path jar) {
    return new RunSettings(jar, seconds, processes, threads, symbols, pauseMicros, seed, true);
  }
}
