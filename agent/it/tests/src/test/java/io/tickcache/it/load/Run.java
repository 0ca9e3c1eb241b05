package io.tickcache.it.load;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Percentiles;
import io.tickcache.it.harness.SchedulingNoise;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** What processes under an open load have done together. */
final class Run {

  final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  long calls;
  long upstreamCalls;
  double callsPerSecond;
  Duration cpu = Duration.ZERO;

  /** How late threads woke meanwhile that have nothing to do with them. */
  Percentiles noise = new Percentiles();

  private Run() {}

  /** Has all processes make calls at this rate at the same time, and waits until they have. */
  static Run of(List<AgentJvm> desks, int perSecond, int seconds, int threads, int seed) {
    Run run = new Run();
    Duration before = cpu(desks);
    List<String> answers = new ArrayList<>();
    try (SchedulingNoise noise = SchedulingNoise.started()) {
      for (int i = 0; i < desks.size(); i++) {
        int own = seed * desks.size() + i;
        desks.get(i).send("load %d %d %d %d".formatted(perSecond, seconds, threads, own));
      }
      desks.forEach(desk -> answers.add(desk.answer()));
      run.noise = noise.stop();
    }
    run.cpu = cpu(desks).minus(before);
    answers.forEach(run::add);
    return run;
  }

  private void add(String answer) {
    String[] words = answer.split(" ", -1);
    calls += Long.parseLong(words[0]);
    upstreamCalls += Long.parseLong(words[1]);
    callsPerSecond += Long.parseLong(words[0]) * 1e9 / Long.parseLong(words[2]);
    byte[] compressed = Base64.getDecoder().decode(words[3]);
    try {
      latencies.add(
          Histogram.decodeFromCompressedByteBuffer(
              ByteBuffer.wrap(compressed), TimeUnit.MINUTES.toNanos(1)));
    } catch (DataFormatException e) {
      throw new IllegalStateException(answer, e);
    }
  }

  private static Duration cpu(List<AgentJvm> desks) {
    return desks.stream()
        .map(desk -> ProcessHandle.of(desk.pid()).orElseThrow().info())
        .map(info -> info.totalCpuDuration().orElseThrow())
        .reduce(Duration.ZERO, Duration::plus);
  }

  double cpuMicrosPerCall() {
    return cpu.toNanos() / 1e3 / calls;
  }

  /** In milliseconds. */
  double latency(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }
}
