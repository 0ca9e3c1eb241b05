package com.acme.md;

/** Results of each primitive kind. */
public class PrimitiveClient {
  public long volume(String symbol) {
    return Long.MAX_VALUE - Exchange.ask(symbol);
  }

  public int lots(String symbol) {
    return (int) (Integer.MIN_VALUE + Exchange.ask(symbol));
  }

  public double price(String symbol) {
    return 0.1 + Exchange.ask(symbol);
  }

  public float factor(String symbol) {
    return 0.5f + Exchange.ask(symbol);
  }

  public boolean halted(String symbol) {
    return Exchange.ask(symbol) == 1;
  }

  public char grade(String symbol) {
    return (char) ('A' + Exchange.ask(symbol));
  }

  public short tick(String symbol) {
    return (short) -Exchange.ask(symbol);
  }

  public byte level(String symbol) {
    return (byte) -Exchange.ask(symbol);
  }
}
