package com.acme.boards;

/** What many exchanges put around every result. */
public final class BoardResponse<T> {

  private final int count;
  private final T result;

  BoardResponse(int count, T result) {
    this.count = count;
    this.result = result;
  }

  public int getCount() {
    return count;
  }

  public T getResult() {
    return result;
  }
}
