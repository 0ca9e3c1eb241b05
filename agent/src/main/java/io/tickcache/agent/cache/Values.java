package io.tickcache.agent.cache;

/** How the answers of one method are kept in L1 and written for L2. Thread-safe. */
public interface Values {

  /** The form to keep in L1; a later change of the value by anyone doesn't show in it. */
  Kept keep(Object value) throws UnkeepableValueException;

  /** The bytes for L2. */
  byte[] encode(Object value) throws UnencodableValueException;

  /** The value behind such bytes, which may be anything: L2 is not trusted. */
  Object decode(byte[] bytes) throws UndecodableValueException;
}
