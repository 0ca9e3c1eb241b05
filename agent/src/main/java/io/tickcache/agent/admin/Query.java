package io.tickcache.agent.admin;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters behind the question mark of a request. */
final class Query {

  private Query() {}

  /**
   * Parameters by name.
   *
   * @param form what to write, for those whose escapes are wrong, or who say one twice
   */
  static Map<String, String> parse(String query, String form) throws WrongQueryException {
    try {
      return parse(query);
    } catch (IllegalArgumentException wrong) {
      throw new WrongQueryException(400, wrong.getMessage() + "; " + form);
    }
  }

  private static Map<String, String> parse(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> parameter : all(query).entrySet()) {
      if (parameter.getValue().size() > 1) {
        throw new IllegalArgumentException("a parameter is said twice");
      }
      parameters.put(parameter.getKey(), parameter.getValue().get(0));
    }
    return parameters;
  }

  /**
   * All values of each parameter.
   *
   * @throws IllegalArgumentException with a sentence for the caller, where escapes are wrong
   */
  static Map<String, List<String>> all(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      parameters.computeIfAbsent(name, unknown -> new ArrayList<>()).add(value);
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
