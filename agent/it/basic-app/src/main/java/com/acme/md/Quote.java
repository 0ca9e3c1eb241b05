package com.acme.md;

import java.util.ArrayList;
import java.util.List;

/** A quote as many old clients have it: a bean that anyone may change. */
public class Quote {
  private String symbol;
  private long version;
  private double price;
  private List<String> notes = new ArrayList<>();

  public String getSymbol() {
    return symbol;
  }

  public void setSymbol(String symbol) {
    this.symbol = symbol;
  }

  public long getVersion() {
    return version;
  }

  public void setVersion(long version) {
    this.version = version;
  }

  public double getPrice() {
    return price;
  }

  public void setPrice(double price) {
    this.price = price;
  }

  public List<String> getNotes() {
    return notes;
  }

  public void setNotes(List<String> notes) {
    this.notes = notes;
  }
}
