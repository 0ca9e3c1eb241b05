package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NamesTest {

  private static final byte[] HEAD = Keyspace.bytes("tickcache:{prod:7}:v:quotes");

  @Property(tries = 500)
  void theyGoToRedisAsLettuceWouldWriteThem(@ForAll @Size(min = 1, max = 12) byte[][] names) {
    expectAsLettuceHasThem(Names.of(names), names);
  }

  @Test
  void lengthsMayHaveAnyNumberOfDigits() {
    byte[][] names = {
      new byte[0], new byte[9], new byte[10], new byte[99], new byte[100], new byte[123_456]
    };
    expectAsLettuceHasThem(Names.of(names), names);
  }

  @Property(tries = 500)
  void partsAreJoinedByColons(@ForAll @Size(max = 300) byte[] tail) {
    Names names = new Names(2);
    names.add(HEAD, "AAPL", tail);
    names.add(HEAD, "AAPL");

    byte[] two = Keyspace.bytes("tickcache:{prod:7}:v:quotes:AAPL");
    byte[] three = Unpooled.wrappedBuffer(two, new byte[] {':'}, tail).copy().array();
    expectAsLettuceHasThem(names, three, two);
  }

  private static void expectAsLettuceHasThem(Names ours, byte[]... names) {
    ByteBuf written = Unpooled.buffer();
    ours.writeTo(written);
    CommandArgs<byte[], byte[]> theirs = new CommandArgs<>(ByteArrayCodec.INSTANCE).addKeys(names);
    ByteBuf expected = Unpooled.buffer();
    theirs.encode(expected);
    assertThat(written).isEqualTo(expected);
    assertThat(ours.count()).isEqualTo(theirs.count());
    assertThat(ours.first()).isEqualTo(names[0]);
    for (int i = 0; i < names.length; i++) {
      CRC32 checksum = new CRC32();
      checksum.update(names[i], 0, names[i].length);
      assertThat(ours.checksum(i).getValue()).isEqualTo(checksum.getValue());
    }
  }
}
