package com.acme.http;

/** Picks single fields out of a flat JSON object, without a library. */
public final class JsonFields {
  private final String json;

  public JsonFields(String json) {
    this.json = json;
  }

  /**
   * The text of a field without its quotes.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public String text(String name) {
    int start = json.indexOf("\"" + name + "\":");
    if (start < 0) {
      throw new IllegalArgumentException("no field " + name + " in " + json);
    }
    String value = json.substring(start + name.length() + 3, end(start + name.length() + 3)).trim();
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** The field as a whole number; throws IllegalArgumentException if it is none. */
  public long number(String name) {
    return Long.parseLong(text(name));
  }

  /** The field as a decimal number; throws IllegalArgumentException if it is none. */
  public double decimal(String name) {
    return Double.parseDouble(text(name));
  }

  private int end(int from) {
    int end = from;
    while (end < json.length() && json.charAt(end) != ',' && json.charAt(end) != '}') {
      end++;
    }
    return end;
  }
}
