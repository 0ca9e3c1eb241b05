package io.tickcache.agent.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Key parts as text that other processes understand: each part tells its type, and different parts
 * have different texts. A text that grows long gives way to its SHA-256.
 */
final class KeyText {

  private static final int LONGEST = 200;
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private KeyText() {}

  /** All of a key but who is asked, and a symbol that is a text. */
  static String of(Object key) {
    Object symbol = Key.symbolOf(key);
    StringBuilder text = new StringBuilder();
    if (!(symbol instanceof String)) {
      append(text, symbol);
    }
    for (Object other : Key.othersOf(key)) {
      text.append(',');
      append(text, other);
    }
    return text.length() <= LONGEST ? text.toString() : "#" + sha256(text.toString());
  }

  private static void append(StringBuilder text, Object part) {
    if (part instanceof String) {
      Escape.append(text.append("s:"), (String) part);
    } else if (part instanceof Component.Sequence) {
      Escape.append(text, ((Component.Sequence) part).kind().toString()).append('[');
      for (Object element : ((Component.Sequence) part).parts()) {
        append(text, element);
        text.append(';');
      }
      text.append(']');
    } else if (part instanceof Component.Text) {
      named(text, ((Component.Text) part).type().getName(), part.toString());
    } else if (part instanceof Enum) {
      named(text, ((Enum<?>) part).getDeclaringClass().getName(), ((Enum<?>) part).name());
    } else if (part == Component.NULL) {
      text.append("null");
    } else {
      named(text, part.getClass().getSimpleName(), part.toString());
    }
  }

  private static void named(StringBuilder text, String type, String value) {
    Escape.append(text, type);
    Escape.append(text.append(':'), value);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder(2 * digest.length);
      for (byte unit : digest) {
        hex.append(HEX[(unit & 0xFF) >> 4]).append(HEX[unit & 15]);
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
