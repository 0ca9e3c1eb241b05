package com.acme.load;

import java.util.Map;

/** A quote of ten fields. Immutable. */
public final class FullQuote {

  private final String symbol;
  private final double bid;
  private final double ask;
  private final double last;
  private final double open;
  private final double high;
  private final double low;
  private final long volume;
  private final long at;
  private final boolean halted;

  FullQuote(String symbol, long at) {
    this.symbol = symbol;
    this.bid = symbol.hashCode();
    this.ask = bid + 1;
    this.last = bid;
    this.open = bid - 2;
    this.high = bid + 3;
    this.low = bid - 4;
    this.volume = at >>> 8;
    this.at = at;
    this.halted = false;
  }

  /** Of the texts of its fields, by name. */
  FullQuote(Map<String, String> fields) {
    this.symbol = fields.get("symbol");
    this.bid = Double.parseDouble(fields.get("bid"));
    this.ask = Double.parseDouble(fields.get("ask"));
    this.last = Double.parseDouble(fields.get("last"));
    this.open = Double.parseDouble(fields.get("open"));
    this.high = Double.parseDouble(fields.get("high"));
    this.low = Double.parseDouble(fields.get("low"));
    this.volume = Long.parseLong(fields.get("volume"));
    this.at = Long.parseLong(fields.get("at"));
    this.halted = Boolean.parseBoolean(fields.get("halted"));
  }

  public String getSymbol() {
    return symbol;
  }

  public double getBid() {
    return bid;
  }

  public double getAsk() {
    return ask;
  }

  public double getLast() {
    return last;
  }

  public double getOpen() {
    return open;
  }

  public double getHigh() {
    return high;
  }

  public double getLow() {
    return low;
  }

  public long getVolume() {
    return volume;
  }

  public long getAt() {
    return at;
  }

  public boolean isHalted() {
    return halted;
  }
}
