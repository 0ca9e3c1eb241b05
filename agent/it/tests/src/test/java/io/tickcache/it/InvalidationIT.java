package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InvalidationIT {

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;
  private RedisServer redis;
  private AgentJvm one;
  private AgentJvm two;

  @BeforeEach
  void startTwoProcesses() throws IOException {
    upstream = world.upstream();
    redis = world.redis();
    one = world.start(AgentJvm.console(upstream).rules(rules()));
    two = world.start(AgentJvm.console(upstream).rules(rules()));
    one.ask("quote WARM-UP");
    two.ask("quote WARM-UP");
    one.awaitSynced();
    two.awaitSynced();
  }

  @Test
  void aWovenMethodInvalidatesInItsOwnProcessAtOnceAndSoonInTheOther() {
    assertThat(one.askNumber("quote AAPL")).isEqualTo(0);
    assertThat(two.askNumber("quote AAPL")).isEqualTo(0);
    long changed = upstream.change("AAPL");
    assertThat(one.askNumber("quote AAPL")).isEqualTo(0);

    one.ask("order AAPL");

    assertThat(one.askNumber("quote AAPL")).isEqualTo(changed);
    AgentJvm.awaiting("the other process to hear of it")
        .until(() -> two.askNumber("quote AAPL") == changed);
    assertThat(upstream.calls("AAPL")).isEqualTo(2);
  }

  private String rules() {
    return """
        version: 1
        redis:
          uri: %s
          timeout: 200ms
        rules:
          quotes:
            method: com.acme.md.QuoteClient#getQuote(String)
            ttl: 10m
            l1-ttl: 10m
            invalidate-on:
              - method: com.acme.orders.OrderService#placeOrder
                symbol: arg0.symbol
              - method: com.acme.orders.OrderService#closeDay
        """
        .formatted(redis.uri());
  }
}
