package com.acme.history;

import java.io.IOException;

/** The exchange refused a call, and says which. */
public class CallFailedException extends IOException {
  private static final long serialVersionUID = 1;

  private final long call;

  public CallFailedException(long call) {
    super("call " + call + " failed");
    this.call = call;
  }

  public long getCall() {
    return call;
  }
}
