package io.tickcache.agent.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the collection behind a view of {@code Collections}, whose order, comparator and class the
 * view doesn't tell. The fields of the JDK are closed to reflection, but its serialized form is
 * public: a stream of ours is shown the contents on the way, and writes nothing.
 */
final class WrappedContents extends ObjectOutputStream {
  private final Object wrapper;
  private @Nullable Object contents;

  private WrappedContents(Object wrapper) throws IOException {
    super(new Nowhere());
    this.wrapper = wrapper;
    enableReplaceObject(true);
  }

  /** The collection or map that {@code wrapper} shows. */
  static Object of(Object wrapper) {
    try (WrappedContents stream = new WrappedContents(wrapper)) {
      stream.writeObject(wrapper);
      if (stream.contents != null) {
        return stream.contents;
      }
    } catch (IOException e) {
      throw new Refusal(
          "is a " + wrapper.getClass().getName() + " that doesn't show its contents: " + e);
    }
    throw new Refusal("is a " + wrapper.getClass().getName() + " that doesn't show its contents");
  }

  @Override
  protected @Nullable Object replaceObject(Object object) {
    if (object == wrapper) {
      return object;
    }
    if (contents == null && (object instanceof Collection || object instanceof Map)) {
      contents = object;
    }
    return null;
  }

  /** Where bytes go that nobody wants. */
  static final class Nowhere extends OutputStream {
    @Override
    public void write(int b) {
      // not wanted
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      // not wanted
    }
  }
}
