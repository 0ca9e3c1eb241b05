package io.tickcache.it.history;

import java.nio.file.Path;

/**
 * How a run is made.
 *
 * @param pauseMicros how long a thread pauses between two operations, on average
 * @param allFaults whether every fault there is has its turn, or one of each sort
 * @param refreshAhead whether what is asked for often is loaded before its end; such calls are made
 *     by no read, so that nothing is said of two at a time where one of them is among them
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
    boolean allFaults,
    boolean refreshAhead,
    boolean stopAtFirst) {

  private static final int PROCESSES = 4;
  private static final int THREADS = 8;
  private static final int SYMBOLS = 200;
  private static final long PAUSE_MICROS = 3_000;

  /** With one fault of each sort. */
  static RunSettings brief(int seconds, long seed) {
    return of(seconds, seed, false);
  }

  /** With all faults. */
  static RunSettings whole(int seconds, long seed) {
    return of(seconds, seed, true);
  }

  private static RunSettings of(int seconds, long seed, boolean allFaults) {
    Path jar = Path.of(System.getProperty("tickcache.agent.jar"));
    return new RunSettings(
        jar, seconds, PROCESSES, THREADS, SYMBOLS, PAUSE_MICROS, seed, allFaults, false, false);
  }

  RunSettings refreshingAhead() {
    return new RunSettings(
        agentJar, seconds, processes, threads, symbols, pauseMicros, seed, allFaults, true, false);
  }

  RunSettings untilFirstViolation(Path jar) {
    return new RunSettings(
        jar,
        seconds,
        processes,
        threads,
        symbols,
        pauseMicros,
        seed,
        allFaults,
        refreshAhead,
        true);
  }
}
