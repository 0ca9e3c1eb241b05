package com.acme.boards;

import com.acme.md.Quote;
import java.util.List;

/** A list of quotes as a result. */
public final class BoardResult {

  private final List<Quote> list;

  BoardResult(List<Quote> list) {
    this.list = list;
  }

  public List<Quote> getList() {
    return list;
  }
}
