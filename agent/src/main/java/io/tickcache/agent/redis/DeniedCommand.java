package io.tickcache.agent.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the command that a user may not run. Redis doesn't name one that is called by a script: it
 * says which script, by its digest, and in which line.
 */
final class DeniedCommand {

  private static final Pattern PLACE =
      Pattern.compile("can't .*(?:script: |f_)([0-9a-f]{40}).*@user_script: ?(\\d+)");
  private static final Pattern CALL = Pattern.compile("redis\\.p?call\\('(\\w+)'");

  private DeniedCommand() {}

  /** The command in lower case, or null if the message is about none of our scripts. */
  static @Nullable String in(String message) {
    Matcher place = PLACE.matcher(message);
    return place.find() ? called(place.group(1), Integer.parseInt(place.group(2))) : null;
  }

  private static @Nullable String called(String digest, int line) {
    for (Script script : Script.values()) {
      String[] lines = script.text().split("\n", -1);
      if (digest.equals(digest(script)) && line <= lines.length) {
        Matcher call = CALL.matcher(lines[line - 1]);
        return call.find() ? call.group(1).toLowerCase(Locale.ROOT) : null;
      }
    }
    return null;
  }

  private static String digest(Script script) {
    byte[] hash = sha1().digest(script.text().getBytes(StandardCharsets.UTF_8));
    StringBuilder hex = new StringBuilder();
    for (byte b : hash) {
      hex.append(Integer.toHexString((b & 0xFF) | 0x100).substring(1));
    }
    return hex.toString();
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }
}
