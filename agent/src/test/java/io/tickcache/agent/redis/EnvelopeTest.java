package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EnvelopeTest {

  private static final byte[] KEY = Keyspace.bytes("tickcache:{prod:7}:v:quotes:AAPL:A#get@f?");

  @Property
  void whatIsWrappedComesOut(
      @ForAll long micros, @ForAll int loader, @ForAll @Size(max = 200) byte[] payload) {
    Envelope envelope = Envelope.unwrap(KEY, Envelope.wrap(KEY, micros, loader, payload));
    assertThat(envelope).isNotNull();
    assertThat(envelope.loadStartMicros()).isEqualTo(micros);
    assertThat(envelope.loader()).isEqualTo(loader);
    assertThat(envelope.found(0, loader).bytes()).isEqualTo(payload);
  }

  @Property
  void whatStandsBeforeItDoesNotCount(
      @ForAll @Size(max = 20) byte[] stamp, @ForAll @Size(max = 200) byte[] payload) {
    byte[] stamped = joined(stamp, Envelope.wrap(KEY, 1, 7, payload));
    Envelope envelope = Envelope.unwrap(Names.of(KEY).checksum(0), stamped, stamp.length);
    assertThat(envelope).isNotNull();
    assertThat(envelope.found(0, 7).bytes()).isEqualTo(payload);
  }

  @Property(tries = 100)
  void everyBitThatFlipsSpoilsIt(@ForAll long micros, @ForAll @Size(max = 40) byte[] payload) {
    byte[] bytes = Envelope.wrap(KEY, micros, 7, payload);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(Envelope.unwrap(KEY, flipped)).isNull();
    }
  }

  @Property(tries = 100)
  void everyTruncationSpoilsIt(@ForAll long micros, @ForAll @Size(max = 40) byte[] payload) {
    byte[] bytes = Envelope.wrap(KEY, micros, 7, payload);
    for (int length = 0; length < bytes.length; length++) {
      assertThat(Envelope.unwrap(KEY, Arrays.copyOf(bytes, length))).isNull();
    }
  }

  @Property
  void underAnotherKeyItIsNone(
      @ForAll @Size(max = 40) byte[] key, @ForAll @Size(max = 40) byte[] payload) {
    Assume.that(!Arrays.equals(key, KEY));
    assertThat(Envelope.unwrap(key, Envelope.wrap(KEY, 1, 7, payload))).isNull();
  }

  @Property(tries = 100)
  void everyBitThatFlipsInTheKeySpoilsIt(@ForAll @Size(max = 40) byte[] payload) {
    byte[] bytes = Envelope.wrap(KEY, 1, 7, payload);
    for (int bit = 0; bit < 8 * KEY.length; bit++) {
      byte[] flipped = KEY.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(Envelope.unwrap(flipped, bytes)).isNull();
    }
  }

  /** The first bytes of an envelope must not pass for the last ones of a longer key. */
  @Property(tries = 100)
  void noSplitOfKeyAndBytesIsAnotherEnvelope(@ForAll @Size(max = 40) byte[] payload) {
    byte[] bytes = Envelope.wrap(KEY, 1, 7, payload);
    byte[] all = joined(KEY, bytes);
    for (int i = 0; i <= all.length; i++) {
      if (i != KEY.length) {
        byte[] key = Arrays.copyOf(all, i);
        assertThat(Envelope.unwrap(key, Arrays.copyOfRange(all, i, all.length))).isNull();
      }
    }
  }

  @Property(tries = 5_000)
  void whateverIsDamagedSpoilsIt(
      @ForAll @Size(max = 40) byte[] payload,
      @ForAll @IntRange(max = 60) int from,
      @ForAll @Size(min = 1, max = 20) byte[] damage) {
    byte[] bytes = Envelope.wrap(KEY, 1, 7, payload);
    byte[] damaged = bytes.clone();
    for (int i = 0; i < damage.length; i++) {
      damaged[(from + i) % damaged.length] ^= damage[i];
    }
    Assume.that(!Arrays.equals(damaged, bytes));
    assertThat(Envelope.unwrap(KEY, damaged)).isNull();
  }

  @Property(tries = 2_000)
  void bytesThatNobodyWrappedAreNone(@ForAll @Size(max = 60) byte[] bytes) {
    assertThat(Envelope.unwrap(KEY, bytes)).isNull();
  }

  @Property(tries = 500)
  void whatIsAppendedOrPutBeforeSpoilsIt(
      @ForAll @Size(max = 40) byte[] payload, @ForAll @Size(min = 1, max = 20) byte[] more) {
    byte[] bytes = Envelope.wrap(KEY, 1, 7, payload);
    assertThat(Envelope.unwrap(KEY, joined(bytes, more))).isNull();
    assertThat(Envelope.unwrap(KEY, joined(more, bytes))).isNull();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
