package io.tickcache.bootstrap.gate;

import org.jspecify.annotations.Nullable;

/**
 * The only static state that woven code touches: a handler per call site. Woven code holds the
 * site's number as a constant, so a handler can be changed or taken away without weaving anew.
 * Thread-safe.
 */
public final class CallGate {

  private static volatile @Nullable CallHandler[] handlers = new CallHandler[0];

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

  private static @Nullable CallHandler handlerOf(int site) {
    @Nullable CallHandler[] current = handlers;
    return site < current.length ? current[site] : null;
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
}
