package io.tickcache.benchmarks;

/**
 * Benchmarks that run in JVMs of the same kind, with as many threads.
 *
 * @param benchmarks a pattern of their names
 * @param agent which agent they have
 * @param threads how many ask at once
 * @param size of what the benchmarks have a number of, or 0 where they have none
 */
record Plan(String benchmarks, Agent agent, int threads, int size) {

  Plan(String benchmarks, Agent agent, int threads) {
    this(benchmarks, agent, threads, 0);
  }

  /** What there is of the agent in a JVM that measures. */
  enum Agent {
    /** None; its classes are on the class path for benchmarks that call them. */
    PARTS,
    /** None, nor any class of its own. */
    NONE,
    /** As in production, without Redis. */
    ALONE,
    /** As in production, with Redis. */
    WITH_REDIS
  }

  /** What is measured side by side, in the order of each round. */
  static Plan[] all() {
    return new Plan[] {
      new Plan("PeerBenchmark", Agent.NONE, 1),
      new Plan("WovenBenchmark", Agent.ALONE, 1),
      new Plan("RemoteBenchmark.near", Agent.WITH_REDIS, 1),
      new Plan("PeerBenchmark", Agent.NONE, 2),
      new Plan("WovenBenchmark", Agent.ALONE, 2),
      new Plan("RemoteBenchmark.near", Agent.WITH_REDIS, 2),
      new Plan("RemoteBenchmark.(one|many|lettuce)", Agent.WITH_REDIS, 1),
      new Plan("RemoteBenchmark.(one|many|lettuce)", Agent.WITH_REDIS, 8),
      new Plan("RemotePeerBenchmark", Agent.NONE, 8),
    };
  }

  /** Measured only where they are asked for: what parts of the agent cost by themselves. */
  static Plan[] parts() {
    return new Plan[] {
      new Plan("B.*Benchmark", Agent.PARTS, 1),
    };
  }

  /** A pattern of the names of all other benchmarks. */
  String others() {
    return "^(?!io\\.tickcache\\.benchmarks\\." + benchmarks.replace(".(", "\\.(") + ").*";
  }
}
