package io.tickcache.sample.exchange;

/** An answer before it is written: status and JSON body. */
record Reply(int status, String body) {

  static Reply ok(String body) {
    return new Reply(200, body);
  }

  static Reply error(int status, String message) {
    return new Reply(status, "{\"error\":\"" + message + "\"}");
  }
}
