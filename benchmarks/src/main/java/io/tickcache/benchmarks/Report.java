package io.tickcache.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What was measured, for people: side by side, against the yardsticks. */
final class Report {

  private static final String CAFFEINE = "PeerBenchmark.caffeine";
  private static final String LETTUCE = "RemoteBenchmark.lettuce";

  private final Results results;
  private final List<Table> tables = new ArrayList<>();

  Report(Results results) {
    this.results = results;
    tables.add(near());
    tables.add(remote());
    tables.add(parts());
    tables.removeIf(Table::isEmpty);
  }

  /** The tables as text, or as Markdown. */
  String tables(boolean markdown) {
    StringBuilder all = new StringBuilder();
    for (Table table : tables) {
      all.append(markdown ? table.markdown() : table.text()).append('\n');
    }
    return all.toString();
  }

  private Table near() {
    Map<String, String> calls = new LinkedHashMap<>();
    calls.put("PeerBenchmark.plain", "plain call, not woven");
    calls.put("PeerBenchmark.clock", "a reading of the clock");
    calls.put(CAFFEINE, "Caffeine, getIfPresent");
    calls.put("WovenBenchmark.off", "woven, off");
    calls.put("WovenBenchmark.bypass", "woven, bypass by `when`");
    calls.put("WovenBenchmark.observed", "woven, observe");
    calls.put("WovenBenchmark.bySymbol", "woven, hit, key a String");
    calls.put("RemoteBenchmark.near", "the same with Redis connected");
    calls.put("WovenBenchmark.byVenue", "woven, hit, key a String and an enum");
    calls.put("WovenBenchmark.byInstrument", "woven, hit, key a domain object");
    calls.put("WovenBenchmark.byRequest", "woven, hit, key out of a request");
    calls.put("WovenBenchmark.shared", "woven, hit, object of ten fields, shared");
    calls.put("WovenBenchmark.copied", "woven, hit, object of ten fields, copied");
    calls.put("WovenBenchmark.miss", "woven, miss");
    calls.put("PeerBenchmark.spring", "Spring @Cacheable, Caffeine");
    calls.put("PeerBenchmark.jetCacheLocal", "JetCache @Cached, local");
    calls.put("PeerBenchmark.jetCacheBoth", "JetCache @Cached, both tiers");
    calls.put("PeerBenchmark.redissonLocal", "Redisson RLocalCachedMap");
    calls.put("PeerBenchmark.caffeineMany", "Caffeine, getAllPresent of 50");
    calls.put("WovenBenchmark.many", "woven, 50 hits in one call");
    Table table =
        new Table(
            "call, times in ns",
            "1 thread",
            "CPU",
            "x Caffeine",
            "B/op",
            "2 threads",
            "CPU",
            "x Caffeine",
            "B/op");
    calls.forEach(
        (benchmark, words) -> {
          List<String> cells = new ArrayList<>(List.of(words));
          for (int threads = 1; threads <= 2; threads++) {
            double cpu = results.cpuNanos(benchmark, threads);
            cells.add(figure("%,.1f", results.score(benchmark, Mode.AverageTime, threads)));
            cells.add(figure("%,.1f", cpu));
            cells.add(ratio(cpu, results.cpuNanos(CAFFEINE, threads)));
            cells.add(bytes(benchmark, Mode.AverageTime, threads));
          }
          table.add(cells);
        });
    return table;
  }

  private Table remote() {
    Map<String, String> calls = new LinkedHashMap<>();
    calls.put(LETTUCE, "Lettuce, GET of the same bytes");
    calls.put("RemoteBenchmark.one", "woven, hit in L2");
    calls.put("RemoteBenchmark.many", "woven, 50 hits in L2 in one call");
    calls.put("RemotePeerBenchmark.jetCache", "JetCache @Cached, remote");
    calls.put("RemotePeerBenchmark.jetCacheKryo", "JetCache @Cached, remote, with Kryo");
    calls.put("RemotePeerBenchmark.redisson", "Redisson RMap, get");
    Table table =
        new Table(
            "look-up in Redis", "threads", "calls/s", "x Lettuce", "p50, us", "x Lettuce", "B/op");
    for (int threads : new int[] {1, 8}) {
      double most = results.score(LETTUCE, Mode.Throughput, threads);
      double least = results.halfTakeUpTo(LETTUCE, threads);
      calls.forEach(
          (benchmark, words) -> {
            double perMicro = results.score(benchmark, Mode.Throughput, threads);
            double half = results.halfTakeUpTo(benchmark, threads);
            table.add(
                List.of(
                    words,
                    Integer.toString(threads),
                    figure("%,.0f", perMicro * 1e6),
                    ratio(perMicro, most),
                    figure("%,.1f", half),
                    ratio(half, least),
                    bytes(benchmark, Mode.Throughput, threads)));
          });
    }
    return table;
  }

  private Table parts() {
    Table table = new Table("part of the agent", "with", "mean", "99.9 % +-");
    for (RunResult result : results.all()) {
      if (Results.name(result).startsWith("B")) {
        Result<?> score = result.getPrimaryResult();
        table.add(
            List.of(
                Results.name(result),
                result.getParams().getParamsKeys().stream()
                    .map(result.getParams()::getParam)
                    .findFirst()
                    .orElse("-"),
                "%.1f %s".formatted(score.getScore(), score.getScoreUnit()),
                "%.1f".formatted(score.getScoreError())));
      }
    }
    return table;
  }

  /** What is sampled, one call in 128, shows behind the point. */
  private String bytes(String benchmark, Mode mode, int threads) {
    double bytes = results.bytes(benchmark, mode, threads);
    return figure(bytes < 10 ? "%.1f" : "%,.0f", bytes);
  }

  private static String ratio(double one, double other) {
    return figure("%.2f", one / other);
  }

  private static String figure(String format, double figure) {
    return Double.isNaN(figure) ? Table.NOTHING : format.formatted(figure);
  }
}
