package io.tickcache.agent.admin;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters behind the question mark of a request. */
final class Query {

  private Query() {}

  /**
   * Parameters by name.
   *
   * @throws IllegalArgumentException with a sentence for the caller, where one comes twice or its
   *     escapes are wrong
   */
  static Map<String, String> parse(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      if (parameters.put(name, value) != null) {
        throw new IllegalArgumentException("a parameter is said twice");
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, "UTF-8");
    } catch (UnsupportedEncodingException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("a `%` in the query is followed by no two digits", wrong);
    }
  }
}
