package io.tickcache.agent.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of JSON: maps, lists, texts, doubles, booleans and null. It takes what RFC 8259
 * allows and nothing else. For one thread.
 */
final class JsonReader {

  private static final int DEEPEST = 32;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /** The value; throws IllegalArgumentException where the text is none. */
  static @Nullable Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.wrong("something follows");
    }
    return value;
  }

  private @Nullable Object value(int depth) {
    if (depth > DEEPEST) {
      throw wrong("nested too deep");
    }
    skipSpace();
    switch (at < text.length() ? text.charAt(at) : ' ') {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        return string();
      case 't':
        return word("true", true);
      case 'f':
        return word("false", false);
      case 'n':
        return word("null", null);
      default:
        return number();
    }
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    at++;
    for (boolean first = true; !ends('}', first); first = false) {
      skipSpace();
      if (at == text.length() || text.charAt(at) != '"') {
        throw wrong("no name");
      }
      String name = string();
      if (map.containsKey(name)) {
        throw wrong("a name comes twice");
      }
      skipSpace();
      take(':');
      map.put(name, value(depth + 1));
    }
    return map;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    at++;
    for (boolean first = true; !ends(']', first); first = false) {
      list.add(value(depth + 1));
    }
    return list;
  }

  /** Takes the bracket, or the comma before another element. */
  private boolean ends(char bracket, boolean first) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == bracket) {
      at++;
      return true;
    }
    if (!first) {
      take(',');
    }
    return false;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return string.toString();
      }
      if (c < ' ') {
        break;
      }
      string.append(c == '\\' ? escaped() : c);
    }
    throw wrong("a text has no end");
  }

  private char escaped() {
    at++;
    char kind = at < text.length() ? text.charAt(at) : ' ';
    if (kind == 'u' && at + 4 < text.length()) {
      String digits = text.substring(at + 1, at + 5);
      if (digits.matches("[0-9a-fA-F]{4}")) {
        at += 4;
        return (char) Integer.parseInt(digits, 16);
      }
    }
    int simple = ESCAPES.indexOf(kind);
    if (simple < 0) {
      throw wrong("an escape is unknown");
    }
    return ESCAPED.charAt(simple);
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("no value");
    }
    at += word.length();
    return value;
  }

  private Double number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw wrong("no value");
    }
    at = matcher.end();
    return Double.valueOf(matcher.group());
  }

  private void take(char wanted) {
    if (at == text.length() || text.charAt(at) != wanted) {
      throw wrong("`" + wanted + "` is missing");
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("no JSON: " + what + " at character " + at);
  }
}
