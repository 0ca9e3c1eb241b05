package io.tickcache.agent.cache;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps texts: shared as they are, UTF-8 in L2. A text that begins with {@code unkeepable} can't be
 * kept.
 */
public class TextValues implements Values {

  @Override
  public Kept keep(Object value) throws UnkeepableValueException {
    if (value.toString().startsWith("unkeepable")) {
      throw new UnkeepableValueException("it says so");
    }
    return new Kept() {
      @Override
      public Object answer() {
        return value;
      }

      @Override
      public Object held() {
        return value;
      }

      @Override
      public long bytes() {
        return value.toString().length();
      }

      @Override
      public boolean shared() {
        return true;
      }
    };
  }

  @Override
  public Kept snapshot(Object value) throws UnkeepableValueException {
    return keep(value);
  }

  @Override
  public List<String> differences(@Nullable Object one, @Nullable Object other) {
    return Objects.equals(one, other) ? List.of() : List.of("return");
  }

  @Override
  public byte[] encode(Object value) throws UnencodableValueException {
    if (value.equals("unencodable")) {
      throw new UnencodableValueException("it says so");
    }
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Object decode(byte[] bytes, int start, int end) throws UndecodableValueException {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    if (text.startsWith("garbage")) {
      throw new UndecodableValueException("garbage");
    }
    return text;
  }
}
