package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountersTest {
  @Test
  void readsFlatJson() {
    Counters counters = Counters.ofJson("{\n  \"asked\": 12,\n  \"bans\":3 }");

    assertThat(counters.values()).isEqualTo(Map.of("asked", 12L, "bans", 3L));
  }

  @Test
  void tellsWhatWasCountedSince() {
    Counters before = new Counters(Map.of("get", 5L));
    Counters after = new Counters(Map.of("get", 9L, "set", 2L));

    assertThat(after.since(before).values()).isEqualTo(Map.of("get", 4L, "set", 2L));
  }

  @Test
  void aMissingCounterIsAnErrorUnlessZeroIsAskedFor() {
    Counters counters = new Counters(Map.of("get", 5L));

    assertThat(counters.getOrZero("mget")).isZero();
    assertThatThrownBy(() -> counters.get("mget")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readsTheCommandStatisticsOfRedis() {
    Counters calls =
        RedisServer.parse(
            """
            # Commandstats
            cmdstat_evalsha:calls=12,usec=340,usec_per_call=28.33
            cmdstat_client|setname:calls=2,usec=9
            cmdstat_info:calls=1,usec=9
            """);

    assertThat(calls.values()).isEqualTo(Map.of("evalsha", 12L, "client|setname", 2L));
  }
}
