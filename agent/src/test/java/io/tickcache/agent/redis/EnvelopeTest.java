package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class EnvelopeTest {

  @Property
  void whatIsWrappedComesOut(@ForAll long micros, @ForAll @Size(max = 200) byte[] payload) {
    Envelope envelope = Envelope.unwrap(Envelope.wrap(micros, payload));
    assertThat(envelope).isNotNull();
    assertThat(envelope.loadStartMicros()).isEqualTo(micros);
    assertThat(envelope.payload()).isEqualTo(payload);
  }

  @Property(tries = 100)
  void everyBitThatFlipsSpoilsIt(@ForAll long micros, @ForAll @Size(max = 40) byte[] payload) {
    byte[] bytes = Envelope.wrap(micros, payload);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(Envelope.unwrap(flipped)).isNull();
    }
  }

  @Property(tries = 100)
  void everyTruncationSpoilsIt(@ForAll long micros, @ForAll @Size(max = 40) byte[] payload) {
    byte[] bytes = Envelope.wrap(micros, payload);
    for (int length = 0; length < bytes.length; length++) {
      assertThat(Envelope.unwrap(Arrays.copyOf(bytes, length))).isNull();
    }
  }
}
