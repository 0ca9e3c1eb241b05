package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class EnvelopeTest {

  private static final byte[] KEY = Keyspace.bytes("tickcache:{prod:7}:v:quotes:AAPL:A#get@f?");

  @Property
  void whatIsWrappedComesOut(@ForAll long micros, @ForAll @Size(max = 200) byte[] payload) {
    Envelope envelope = Envelope.unwrap(KEY, Envelope.wrap(KEY, micros, payload));
    assertThat(envelope).isNotNull();
    assertThat(envelope.loadStartMicros()).isEqualTo(micros);
    assertThat(envelope.payload()).isEqualTo(payload);
  }

  @Property(tries = 100)
  void everyBitThatFlipsSpoilsIt(@ForAll long micros, @ForAll @Size(max = 40) byte[] payload) {
    byte[] bytes = Envelope.wrap(KEY, micros, payload);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(Envelope.unwrap(KEY, flipped)).isNull();
    }
  }

  @Property(tries = 100)
  void everyTruncationSpoilsIt(@ForAll long micros, @ForAll @Size(max = 40) byte[] payload) {
    byte[] bytes = Envelope.wrap(KEY, micros, payload);
    for (int length = 0; length < bytes.length; length++) {
      assertThat(Envelope.unwrap(KEY, Arrays.copyOf(bytes, length))).isNull();
    }
  }

  @Property
  void underAnotherKeyItIsNone(
      @ForAll @Size(max = 40) byte[] key, @ForAll @Size(max = 40) byte[] payload) {
    Assume.that(!Arrays.equals(key, KEY));
    assertThat(Envelope.unwrap(key, Envelope.wrap(KEY, 1, payload))).isNull();
  }
}
