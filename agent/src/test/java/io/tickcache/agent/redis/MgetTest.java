package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MgetTest {

  private final Heard heard = new Heard();

  @Property(tries = 500)
  void itsNamesGoToRedisAsLettuceWouldWriteThem(@ForAll @Size(min = 1, max = 12) byte[][] names) {
    expectAsLettuceHasIt(names);
  }

  @Test
  void lengthsMayHaveAnyNumberOfDigits() {
    expectAsLettuceHasIt(
        new byte[0], new byte[9], new byte[10], new byte[99], new byte[100], new byte[123_456]);
  }

  private static void expectAsLettuceHasIt(byte[]... names) {
    CommandArgs<byte[], byte[]> ours = new Mget(names, new Heard()).getArgs();
    CommandArgs<byte[], byte[]> theirs = new CommandArgs<>(ByteArrayCodec.INSTANCE).addKeys(names);
    assertThat(encoded(ours)).isEqualTo(encoded(theirs));
    assertThat(ours.count()).isEqualTo(theirs.count());
    assertThat(ours.getFirstEncodedKey()).isEqualTo(ByteBuffer.wrap(names[0]));
  }

  private static ByteBuf encoded(CommandArgs<byte[], byte[]> arguments) {
    ByteBuf buffer = Unpooled.buffer();
    arguments.encode(buffer);
    return buffer;
  }

  @Test
  void asManyStringsAreHandedOnAsWereAskedFor() {
    FakeRedis.reply(new Mget(new byte[2][1], heard), null, Keyspace.bytes("two"));

    assertThat(heard.strings).isDeepEqualTo(new byte[][] {null, Keyspace.bytes("two")});
  }

  @Test
  void anyOtherReplyIsNone() {
    Mget fewer = new Mget(new byte[2][1], heard);
    FakeRedis.reply(fewer, new byte[1]);
    assertThat(heard.takenAsNone()).isTrue();

    Mget more = new Mget(new byte[2][1], heard);
    FakeRedis.reply(more, new byte[1], new byte[1], new byte[1]);
    assertThat(heard.takenAsNone()).isTrue();

    Mget number = new Mget(new byte[1][1], heard);
    number.getOutput().multi(1);
    number.getOutput().set(7);
    number.complete();
    assertThat(heard.takenAsNone()).isTrue();

    Mget alone = new Mget(new byte[1][1], heard);
    alone.getOutput().set(ByteBuffer.allocate(1));
    alone.complete();
    assertThat(heard.takenAsNone()).isTrue();

    Mget nested = new Mget(new byte[1][1], heard);
    nested.getOutput().multi(1);
    nested.getOutput().multi(1);
    nested.getOutput().set(ByteBuffer.allocate(1));
    nested.complete();
    assertThat(heard.takenAsNone()).isTrue();
  }

  private static final class Heard implements Mget.Listener {

    private byte @Nullable [][] strings;
    private boolean none;

    @Override
    public void replied(byte @Nullable [][] found) {
      strings = found;
      none = found == null;
    }

    boolean takenAsNone() {
      boolean was = none;
      none = false;
      return was;
    }

    @Override
    public void refused(String error) {
      throw new AssertionError(error);
    }

    @Override
    public void failed(Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
