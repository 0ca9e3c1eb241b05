package io.tickcache.sample.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What hosts have used of the exchange's limits.
 *
 * @param hosts the counters of each host
 * @param peaks by limit, the share (0 to 1) of its fullest window that the host with most has used
 */
record Usage(List<Counters> hosts, Map<String, Double> peaks) {
  private static final Pattern HOST = Pattern.compile("\\{\"host\":[^\\[]*");
  private static final Pattern PEAK =
      Pattern.compile("\"limit\":\"([^\"]+)\"[^}]*\"peak\":([\\d.]+)");

  /** Reads what the exchange writes. */
  static Usage ofJson(String json) {
    Map<String, Double> peaks = new LinkedHashMap<>();
    Matcher peak = PEAK.matcher(json);
    while (peak.find()) {
      peaks.merge(peak.group(1), Double.parseDouble(peak.group(2)), Math::max);
    }
    return new Usage(
        HOST.matcher(json).results().map(host -> Counters.ofJson(host.group())).toList(), peaks);
  }

  /** A counter added up over the hosts. */
  long total(String counter) {
    return hosts.stream().mapToLong(host -> host.get(counter)).sum();
  }
}
