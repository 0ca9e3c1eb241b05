package com.acme.load;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A quote as an exchange sends it: about 1 KB of JSON, with the best ten prices of each side. */
final class QuoteText {

  private static final int LEVELS = 10;

  private QuoteText() {}

  static byte[] write(FullQuote quote) {
    StringBuilder text = new StringBuilder("{");
    add(text, "symbol", '"' + quote.getSymbol() + '"');
    add(text, "bid", quote.getBid());
    add(text, "ask", quote.getAsk());
    add(text, "last", quote.getLast());
    add(text, "open", quote.getOpen());
    add(text, "high", quote.getHigh());
    add(text, "low", quote.getLow());
    add(text, "volume", quote.getVolume());
    add(text, "at", quote.getAt());
    add(text, "halted", quote.isHalted());
    for (int i = 1; i <= LEVELS; i++) {
      add(text, "bid" + i, quote.getBid() - i);
      add(text, "bidSize" + i, 100 * i);
      add(text, "ask" + i, quote.getAsk() + i);
      add(text, "askSize" + i, 100 * i);
    }
    text.setCharAt(text.length() - 1, '}');
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void add(StringBuilder text, String name, Object value) {
    text.append('"').append(name).append("\":").append(value).append(',');
  }

  static FullQuote read(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    Map<String, String> fields = new LinkedHashMap<>();
    int end;
    for (int start = 1; start < text.length(); start = end + 1) {
      int colon = text.indexOf(':', start);
      int comma = text.indexOf(',', colon);
      end = comma < 0 ? text.length() - 1 : comma;
      fields.put(unquoted(text.substring(start, colon)), unquoted(text.substring(colon + 1, end)));
    }
    return new FullQuote(fields);
  }

  private static String unquoted(String token) {
    return token.charAt(0) == '"' ? token.substring(1, token.length() - 1) : token;
  }
}
