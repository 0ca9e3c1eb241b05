package com.acme.md;

/** Tells on which thread, and with which context class loader, its body ran. */
public class ContextClient {
  private volatile Thread thread;
  private volatile ClassLoader loader;
  private volatile boolean interrupted;

  public long read(String symbol) {
    thread = Thread.currentThread();
    loader = thread.getContextClassLoader();
    interrupted = thread.isInterrupted();
    return Exchange.ask(symbol);
  }

  public boolean ranHere() {
    return thread == Thread.currentThread() && loader == thread.getContextClassLoader();
  }

  public boolean wasInterrupted() {
    return interrupted;
  }
}
