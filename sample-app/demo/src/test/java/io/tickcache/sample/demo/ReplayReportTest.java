package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayReportTest {
  private static final String REFUSED =
      """
      {"hosts":[
      {"host":"127.0.0.1","calls":900,"weight":60,"status429":800,"status418":40,"bans":2,\
      "windows":[{"limit":"60 per 1m","granted":60,"allowed":60,"share":0.0001,"peak":1.0000},\
      {"limit":"30 per 1s","granted":60,"allowed":1800,"share":0.0001,"peak":0.0333}]},
      {"host":"127.0.0.2","calls":100,"weight":50,"status429":50,"status418":0,"bans":0,\
      "windows":[{"limit":"60 per 1m","granted":50,"allowed":60,"share":0.0001,"peak":0.8333},\
      {"limit":"30 per 1s","granted":50,"allowed":1800,"share":0.0001,"peak":0.0278}]}
      ]}""";

  private static final String SAVED =
      """
      {"hosts":[
      {"host":"127.0.0.1","calls":30,"weight":30,"status429":0,"status418":0,"bans":0,\
      "windows":[{"limit":"60 per 1m","granted":30,"allowed":60,"share":0.0001,"peak":0.5000},\
      {"limit":"30 per 1s","granted":30,"allowed":1800,"share":0.0001,"peak":0.0167}]}
      ]}""";

  @Test
  void hasALineForEachPolicyAndAColumnForEachLimit() {
    ReplayFigures none =
        new ReplayFigures(
            new Policy("none", null),
            List.of(trader(500, 0, 60, 12_000_000), trader(500, 0, 50, 13_000_000)),
            Usage.ofJson(REFUSED),
            new TapeFigures(110, 0));
    ReplayFigures cache =
        new ReplayFigures(
            new Policy("cache", Path.of("cache.yaml")),
            List.of(trader(490, 10, 490, 2_000), trader(500, 0, 500, 1_000)),
            Usage.ofJson(SAVED),
            new TapeFigures(990, 99));

    assertThat(ReplayReport.of(List.of(none, cache)))
        .isEqualTo(
            """
            policy   asked   to exchange   weight   429   418   bans   most of 30 per 1s   most of 60 per 1m   no answer    stale       p50       p99
            -----------------------------------------------------------------------------------------------------------------------------------------
            none     1,000         1,000      110   850    40      2               3.3 %             100.0 %      89.0 %    0.0 %   13.0 ms   26.0 ms
            cache      990            30       30     0     0      0               1.7 %              50.0 %       1.0 %   10.0 %   2.00 us   4.00 us
            """);
  }

  private static Counters trader(long asked, long missed, long answers, long p50Nanos) {
    return new Counters(
        Map.of(
            "asked",
            asked,
            "missed",
            missed,
            "answers",
            answers,
            "latencyP50Nanos",
            p50Nanos,
            "latencyP99Nanos",
            2 * p50Nanos));
  }
}
