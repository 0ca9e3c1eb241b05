package io.tickcache.agent.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the answers of one method are kept in L1 and written for L2. Thread-safe. */
public interface Values {

  /** The form to keep in L1; a later change of the value by anyone doesn't show in it. */
  Kept keep(Object value) throws UnkeepableValueException;

  /** As {@link #keep}, for a value that nobody else has, such as one that was just decoded. */
  default Kept adopt(Object value) throws UnkeepableValueException {
    return keep(value);
  }

  /** A form that no change by anyone shows in, whether callers share the value or not. */
  Kept snapshot(Object value) throws UnkeepableValueException;

  /**
   * The fields in which two values differ that are {@linkplain Kept#held held}, each once; none if
   * they are alike. It may take its time.
   *
   * @throws UnkeepableValueException if they can't be compared
   */
  List<String> differences(@Nullable Object one, @Nullable Object other)
      throws UnkeepableValueException;

  /** The bytes for L2. */
  byte[] encode(Object value) throws UnencodableValueException;

  /**
   * The value behind such bytes, which stand among others and may be anything: L2 is not trusted.
   */
  Object decode(byte[] bytes, int start, int end) throws UndecodableValueException;
}
