package com.acme.md;

/** A synchronized method, which says whether its body really ran under its lock. */
public class LockedClient {
  private volatile boolean locked;

  public synchronized long read(String symbol) {
    locked = Thread.holdsLock(this);
    return Exchange.ask(symbol);
  }

  public boolean wasLocked() {
    return locked;
  }
}
