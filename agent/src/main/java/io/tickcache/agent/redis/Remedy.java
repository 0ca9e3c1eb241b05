package io.tickcache.agent.redis;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The setting that mends what Redis, Sentinels or TLS hold against us. Each is known by words of
 * the server or the JDK, which they have used for years; where they change, the line that tells of
 * the failure only loses its end.
 */
enum Remedy {
  NO_PASSWORD("NOAUTH", "set `password`"),
  WRONG_PASSWORD("WRONGPASS", "check `username` and `password`"),
  WRONG_PASSWORD_BEFORE_REDIS_6("ERR invalid password", "check `password`"),
  UNKNOWN_PASSWORD("without any password configured", "take `password` out"),
  NO_RIGHT("NOPERM", "the user in `username` needs this right"),
  NO_RIGHT_IN_SCRIPT("The user executing the script", "the user in `username` needs this right"),
  NO_DATABASE("DB index is out of range", "check the database at the end of `uri`"),
  NO_MASTER("sentinel for masterId", "check the name behind `#` in `uri`"),
  CLUSTER("a node of a cluster", "write `uri` as a list"),
  NO_CLUSTER("cluster support disabled", "write `uri` as one address, not as a list"),
  NO_TLS("not an SSL/TLS record", "Redis speaks no TLS here; check `uri`"),
  UNKNOWN_CA("unable to find valid certification path", "check `ca` in `tls`"),
  UNTRUSTED("PKIX path", "check `ca` in `tls`"),
  OTHER_ADDRESS("No subject alternative", "check the host in `uri`, or say `verify: ca` in `tls`"),
  OTHER_NAME("No name matching", "check the host in `uri`, or say `verify: ca` in `tls`"),
  NO_CERTIFICATE("certificate_required", "set `cert` and `key` in `tls`"),
  BAD_CERTIFICATE("bad_certificate", "check `cert` and `key` in `tls`"),
  UNKNOWN_CERTIFICATE("certificate_unknown", "check `cert` and `key` in `tls`"),
  ALIEN_CERTIFICATE("unknown_ca", "check `cert` and `key` in `tls`"),
  BAD_FILE("file does not contain valid", "check the files in `tls`"),
  NO_FILE("file does not exist", "check the files in `tls`");

  private static final int LONGEST = 300;

  private final String sign;
  private final String words;

  Remedy(String sign, String words) {
    this.sign = sign;
    this.words = words;
  }

  /** Why something failed and what mends it, in one line. */
  static String line(Throwable failure) {
    Deque<Throwable> rest = new ArrayDeque<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
    rest.add(failure);
    for (Throwable cause = rest.poll(); cause != null; cause = rest.poll()) {
      String message = message(cause);
      Remedy remedy = of(message);
      if (remedy != null) {
        return told(message) + ": " + remedy.words;
      }
      if (seen.add(cause)) {
        addCauses(cause, rest);
      }
    }
    return message(innermost(failure));
  }

  /** Names the command where Redis only says where it stands. */
  private static String told(String message) {
    String command = DeniedCommand.in(message);
    if (command == null) {
      return message;
    }
    int end = message.indexOf(" script: ");
    return (end < 0 ? message : message.substring(0, end)) + " '" + command + "'";
  }

  private static void addCauses(Throwable failure, Deque<Throwable> rest) {
    Throwable cause = failure.getCause();
    if (cause != null) {
      rest.add(cause);
    }
    Collections.addAll(rest, failure.getSuppressed());
  }

  /** Whether there is a remedy for what a message says. */
  static boolean isNamedIn(String message) {
    return of(message) != null;
  }

  private static @Nullable Remedy of(String message) {
    for (Remedy remedy : values()) {
      if (message.contains(remedy.sign)) {
        return remedy;
      }
    }
    return null;
  }

  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause.getCause() != null && depth < 50; depth++) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    String line = (message == null ? failure.toString() : message).replace('\n', ' ');
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
