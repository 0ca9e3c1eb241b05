package com.acme.http;

/** Status and body of an HTTP answer. */
public final class HttpReply {
  private final int status;
  private final String body;

  HttpReply(int status, String body) {
    this.status = status;
    this.body = body;
  }

  public int getStatus() {
    return status;
  }

  public String getBody() {
    return body;
  }

  public boolean isOk() {
    return status == 200;
  }
}
