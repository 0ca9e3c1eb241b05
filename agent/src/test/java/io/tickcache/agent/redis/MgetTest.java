package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MgetTest {

  private static final Names ONE = Names.of(new byte[1]);
  private static final Names TWO = Names.of(new byte[1], new byte[1]);

  private final Heard heard = new Heard();

  @Test
  void asManyStringsAreHandedOnAsWereAskedFor() {
    FakeRedis.reply(new Mget(TWO, heard), null, Keyspace.bytes("two"));

    assertThat(heard.strings).isDeepEqualTo(new byte[][] {null, Keyspace.bytes("two")});
  }

  @Test
  void anyOtherReplyIsNone() {
    Mget fewer = new Mget(TWO, heard);
    FakeRedis.reply(fewer, new byte[1]);
    assertThat(heard.takenAsNone()).isTrue();

    Mget more = new Mget(TWO, heard);
    FakeRedis.reply(more, new byte[1], new byte[1], new byte[1]);
    assertThat(heard.takenAsNone()).isTrue();

    Mget number = new Mget(ONE, heard);
    number.getOutput().multi(1);
    number.getOutput().set(7);
    number.complete();
    assertThat(heard.takenAsNone()).isTrue();

    Mget alone = new Mget(ONE, heard);
    alone.getOutput().set(ByteBuffer.allocate(1));
    alone.complete();
    assertThat(heard.takenAsNone()).isTrue();

    Mget nested = new Mget(ONE, heard);
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
