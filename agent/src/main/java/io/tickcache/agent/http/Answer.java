package io.tickcache.agent.http;

import io.tickcache.agent.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller is told: a status of HTTP and a text. Immutable. */
public final class Answer {

  final int status;
  final String type;
  final String body;

  private final Map<String, String> headers;

  private Answer(int status, String type, String body, Map<String, String> headers) {
    this.status = status;
    this.type = type;
    this.body = body;
    this.headers = headers;
  }

  public int status() {
    return status;
  }

  /** Such as {@code text/plain}. */
  public String type() {
    return type;
  }

  public String body() {
    return body;
  }

  /** Those that this answer alone has. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  public static Answer of(int status, String type, String body) {
    return new Answer(status, type, body, Collections.<String, String>emptyMap());
  }

  /** One line for people. */
  public static Answer line(int status, String line) {
    return of(status, "text/plain; charset=utf-8", line + '\n');
  }

  /** A value of JSON. */
  public static Answer json(int status, Json json) {
    return of(status, "application/json", json.toString() + '\n');
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, more);
  }
}
