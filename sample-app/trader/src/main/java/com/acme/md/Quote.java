package com.acme.md;

import java.io.Serializable;

/** A quote as the exchange gave it. A plain bean; callers may change theirs. */
public class Quote implements Serializable {
  private static final long serialVersionUID = 1L;

  private String symbol;
  private double bid;
  private double ask;
  private double last;
  private long volume;
  private long sequence;
  private long time;

  public String getSymbol() {
    return symbol;
  }

  public void setSymbol(String symbol) {
    this.symbol = symbol;
  }

  public double getBid() {
    return bid;
  }

  public void setBid(double bid) {
    this.bid = bid;
  }

  public double getAsk() {
    return ask;
  }

  public void setAsk(double ask) {
    this.ask = ask;
  }

  public double getLast() {
    return last;
  }

  public void setLast(double last) {
    this.last = last;
  }

  public long getVolume() {
    return volume;
  }

  public void setVolume(long volume) {
    this.volume = volume;
  }

  /** Goes up with every change of this symbol at the exchange. */
  public long getSequence() {
    return sequence;
  }

  public void setSequence(long sequence) {
    this.sequence = sequence;
  }

  /** The exchange's clock when it answered, in milliseconds since 1970. */
  public long getTime() {
    return time;
  }

  public void setTime(long time) {
    this.time = time;
  }

  @Override
  public String toString() {
    return symbol + " " + bid + "/" + ask + " #" + sequence;
  }
}
