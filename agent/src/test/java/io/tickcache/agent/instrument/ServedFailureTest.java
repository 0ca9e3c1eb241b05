package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.bootstrap.gate.Served;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A follower's call ends with the leader's failure, whatever the method returns. */
class ServedFailureTest {

  private final ScriptedSites sites = new ScriptedSites();

  @ParameterizedTest
  @MethodSource("io.tickcache.agent.instrument.WeavingTest#primitives")
  void aServedFailureIsThrownWhereThePrimitiveResultHasNoNull(String method, Object value) {
    Class<?> type = WeavingTest.Primitives.class;
    Loom loom = new Loom(sites, WeavingTest.rule("quotes", type, method)).holding(type);
    Object client = Calls.create(loom.load(type));
    IOException failure = new IOException("upstream is down");
    sites.answer(call -> Served.failed(failure));

    assertThat(catchThrowable(() -> Calls.call(client, method, value))).isSameAs(failure);
  }
}
