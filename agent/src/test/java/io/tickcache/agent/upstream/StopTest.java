package io.tickcache.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How processes tell each other why calls are stopped. */
class StopTest {

  @Test
  void itIsWhatItWasWhenItIsReadAgain() {
    Stop stop = Stop.parse(new Stop(3, 1, " slow  down\n").toString());

    assertThat(stop.failures).isEqualTo(3);
    assertThat(stop.pattern).isOne();
    assertThat(stop.message).isEqualTo(" slow  down\n");
    assertThat(Stop.parse(new Stop(1, 0, "").toString()).message).isEmpty();
  }

  @Test
  void aLongMessageIsCut() {
    assertThat(new Stop(1, 0, "x".repeat(1000)).message).hasSize(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1 0", "a 0 x", "1 -1 x", "99999999999 0 x"})
  void allElseIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Stop.parse(text));
  }
}
