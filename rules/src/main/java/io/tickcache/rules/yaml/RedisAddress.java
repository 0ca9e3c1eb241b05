package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The address of one Redis: {@code redis://} or {@code rediss://}. Messages never repeat it. */
final class RedisAddress extends Kind<String> {
  private static final String HELP = "write `redis://host:6379`, or `rediss://host:6379` for TLS";
  private static final int HIGHEST_PORT = 65_535;

  @Override
  String read(Scalar scalar) throws Unfit {
    URI uri = uri(scalar.text());
    requireScheme(uri.getScheme());
    if (uri.getHost() == null) {
      throw unfit("the address has no host, or one that is not a host name", HELP);
    }
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw unfit("the address has a port that is not between `1` and `65535`", null);
    }
    requireDatabase(uri.getRawPath());
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw unfit(
          "the address holds more than host, port and database", "end it before `?` or `#`");
    }
    return scalar.text();
  }

  private static URI uri(String text) throws Unfit {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw unfit("the text is not an address", HELP);
    }
  }

  private static void requireScheme(@Nullable String scheme) throws Unfit {
    if (scheme == null) {
      throw unfit("the address does not say `redis://` or `rediss://`", HELP);
    }
    if (scheme.equals("redis-sentinel")) {
      throw new Unfit(
          DiagnosticCode.R009, "`redis-sentinel://` is not supported yet", null, scheme + "://");
    }
    if (!scheme.equals("redis") && !scheme.equals("rediss")) {
      throw unfit("the address does not say `redis://` or `rediss://`", HELP);
    }
  }

  private static void requireDatabase(@Nullable String path) throws Unfit {
    if (path == null || path.isEmpty() || path.equals("/")) {
      return;
    }
    String number = path.substring(1);
    if (number.length() > 3 || Decimals.digits(number, 0) < number.length()) {
      throw unfit("the address ends with a database that is not a number", "write `/0`");
    }
  }

  private static Unfit unfit(String message, @Nullable String help) {
    return new Unfit(DiagnosticCode.R008, message, help);
  }
}
