package com.acme.history;

import java.io.IOException;

/** The exchange refused a call, and says which. */
public class CallFailedException extends IOException {
  private static final long serialVersionUID = 1;

  private final String symbol;
  private final long call;

  public CallFailedException(String symbol, long call) {
    super("call " + call + " failed");
    this.symbol = symbol;
    this.call = call;
  }

  public String getSymbol() {
    return symbol;
  }

  public long getCall() {
    return call;
  }
}
