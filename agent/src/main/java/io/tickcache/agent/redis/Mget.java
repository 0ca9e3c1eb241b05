package io.tickcache.agent.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * An {@code MGET} as Lettuce sends it, and its reply, which it hands on without a future of
 * Lettuce's in between. Its reply is taken on a thread of Netty's.
 */
final class Mget extends io.lettuce.core.protocol.Command<byte[], byte[], byte[][]> {

  private final Listener listener;

  Mget(Names names, Listener listener) {
    super(CommandType.MGET, new Strings(names.count()), new Arguments(names));
    this.listener = listener;
  }

  @Override
  public void complete() {
    super.complete();
    CommandOutput<byte[], byte[], byte[][]> strings = getOutput();
    if (strings.hasError()) {
      listener.refused(strings.getError());
    } else {
      listener.replied(strings.get());
    }
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    boolean first = super.completeExceptionally(failure);
    listener.failed(failure);
    return first;
  }

  @Override
  public void cancel() {
    super.cancel();
    listener.failed(new CancellationException());
  }

  /** Hears once how it went; told more often, the first time counts. */
  interface Listener {

    /**
     * Redis answered.
     *
     * @param strings as many as were asked for, each of them null where there is none; null if the
     *     reply was something else
     */
    void replied(byte @Nullable [][] strings);

    /** Redis answered by an error. */
    void refused(String error);

    void failed(Throwable failure);
  }

  private static final class Arguments extends CommandArgs<byte[], byte[]> {

    private final Names names;

    Arguments(Names names) {
      super(ByteArrayCodec.INSTANCE);
      this.names = names;
    }

    @Override
    public int count() {
      return names.count();
    }

    /** By which a cluster's connection finds the server. */
    @Override
    public ByteBuffer getFirstEncodedKey() {
      return ByteBuffer.wrap(names.first());
    }

    @Override
    public void encode(ByteBuf buffer) {
      names.writeTo(buffer);
    }
  }

  /** Strings in an array, of a number that is known. */
  private static final class Strings extends CommandOutput<byte[], byte[], byte[][]> {

    private int announced = -1;
    private int taken;

    Strings(int count) {
      super(ByteArrayCodec.INSTANCE, new byte[count][]);
    }

    @Override
    public byte @Nullable [][] get() {
      return announced == output.length && taken == output.length ? output : null;
    }

    @Override
    public void multi(int count) {
      announced = announced < 0 ? count : Integer.MAX_VALUE;
    }

    @Override
    public void set(@Nullable ByteBuffer string) {
      if (string != null && taken < output.length) {
        byte[] bytes = new byte[string.remaining()];
        string.get(bytes);
        output[taken] = bytes;
      }
      taken++;
    }

    @Override
    public void set(long number) {
      isNoString();
    }

    @Override
    public void set(double number) {
      isNoString();
    }

    @Override
    public void set(boolean truth) {
      isNoString();
    }

    private void isNoString() {
      announced = Integer.MAX_VALUE;
    }
  }
}
