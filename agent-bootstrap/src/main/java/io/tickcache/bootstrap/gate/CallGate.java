package io.tickcache.bootstrap.gate;

import org.jspecify.annotations.Nullable;

/**
 * The only static state that woven code touches: a handler per call site. Woven code holds the
 * site's number as a constant, so a handler can be changed or taken away without weaving anew.
 * Thread-safe.
 */
public final class CallGate {

  private static volatile @Nullable CallHandler[] handlers = new CallHandler[0];
  private static boolean claimed;
  private static int sites;

  private CallGate() {}

  /** The entry of every woven method; see {@link CallHandler#enter}. */
  public static @Nullable Object enter(
      int site, @Nullable Object self, @Nullable Object[] arguments) {
    CallHandler handler = handlerOf(site);
    return handler == null ? null : handler.enter(self, arguments);
  }

  /** The entry of a woven method of one argument; see {@link CallHandler#enterOne}. */
  public static @Nullable Object enterOne(
      int site, @Nullable Object self, @Nullable Object argument) {
    CallHandler handler = handlerOf(site);
    return handler == null ? null : handler.enterOne(self, argument);
  }

  /** The entry of a woven method of two arguments; see {@link CallHandler#enterTwo}. */
  public static @Nullable Object enterTwo(
      int site, @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    CallHandler handler = handlerOf(site);
    return handler == null ? null : handler.enterTwo(self, first, second);
  }

  private static @Nullable CallHandler handlerOf(int site) {
    @Nullable CallHandler[] current = handlers;
    return site < current.length ? current[site] : null;
  }

  /** Makes the caller the one that handles calls from now on; false if somebody else does. */
  public static synchronized boolean claim() {
    boolean free = !claimed;
    claimed = true;
    return free;
  }

  /** Ends a {@link #claim}: all handlers are taken away, and another may come. */
  public static synchronized void release() {
    handlers = new CallHandler[0];
    claimed = false;
  }

  /**
   * The number of a new site. None is ever given twice: woven code that could not be taken back
   * must not come to another method's handler.
   */
  public static synchronized int open() {
    return sites++;
  }

  /**
   * Puts a handler on a site, or takes it away with null: then the body runs as if it were not
   * woven.
   */
  public static synchronized void handle(int site, @Nullable CallHandler handler) {
    @Nullable CallHandler[] grown = new CallHandler[Math.max(site + 1, handlers.length)];
    System.arraycopy(handlers, 0, grown, 0, handlers.length);
    grown[site] = handler;
    handlers = grown;
  }

  /**
   * Puts these handlers on the sites of their indices, and takes those of all other sites away, in
   * one step for all calls.
   */
  public static synchronized void handleOnly(@Nullable CallHandler[] bySite) {
    handlers = bySite.clone();
  }
}
