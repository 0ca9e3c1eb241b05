package io.tickcache.sample.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/** The fields of a query string or of a form that was posted; of a field given twice, the last. */
final class Form {
  private final Map<String, String> fields;

  private Form(Map<String, String> fields) {
    this.fields = fields;
  }

  /**
   * Reads {@code a=b&c=d}.
   *
   * @throws IllegalArgumentException if the text is not encoded as a form
   */
  static Form parse(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return new Form(fields);
  }

  /** The field's text, empty if it is absent. */
  String text(String name) {
    return fields.getOrDefault(name, "");
  }
}
