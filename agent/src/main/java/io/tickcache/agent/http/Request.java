package io.tickcache.agent.http;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller asks for, without its body, which nothing here needs. Immutable. */
public final class Request {

  private final String method;
  private final String target;
  private final Map<String, List<String>> headers;

  /**
   * @param target the path and the query, as they came
   * @param headers by names in lower case
   */
  public Request(String method, String target, Map<String, List<String>> headers) {
    this.method = method;
    this.target = target;
    this.headers = headers;
  }

  public String method() {
    return method;
  }

  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** What follows the question mark, as it came; empty where there is none. */
  public String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /** All values of a header, in their order. */
  public List<String> headers(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? Collections.<String>emptyList() : values;
  }

  /** The only value of a header; null where there is none, or more than one. */
  @Nullable String header(String name) {
    List<String> values = headers(name);
    return values.size() == 1 ? values.get(0) : null;
  }
}
