package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.Alone;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without L2 the upstream must not be asked more than once for each ttl, process and key. */
@Alone
class L1OnlyIT {

  private static final int PROCESSES = 3;
  private static final int SYMBOLS = 200;
  private static final int READS = 4_000;
  private static final Duration TTL = Duration.ofSeconds(2);
  private static final Duration DURATION = Duration.ofSeconds(8);

  @RegisterExtension final World world = World.ofTest();

  @ParameterizedTest
  @EnumSource
  void eachProcessAsksOnceForEachKeyAndTtl(L1OnlyRun.Redis redis) throws IOException {
    L1OnlyRun run = new L1OnlyRun(redis, PROCESSES, SYMBOLS, READS, TTL, DURATION);

    L1OnlyRun.Figures figures = run.run(world);

    System.out.println("FIGURES L1 alone, Redis " + redis + ": " + figures.calls + " calls");
    assertThat(figures.failures).isZero();
    assertThat(figures.calls).hasSize(PROCESSES);
    assertThat(figures.tooEarly).isEmpty();
    // The load goes on a little until it is stopped, and while Redis goes each key may be asked
    // anew.
    assertThat(figures.mostPerKey).isLessThanOrEqualTo((int) run.mostPerKey(figures) + 2);
    assertThat(figures.allCalls()).isLessThan(run.callsWith100Millis(figures) / 4);
  }
}
