package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.yaml.RedisAddress.Scheme;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of one Redis, {@code SCHEME://[USER:PASSWORD@]HOST[:PORT][/DATABASE]}, with several
 * hosts and {@code #MASTER} behind it where they are Sentinels. Messages never repeat it.
 */
final class RedisAddresses extends Kind<RedisAddress> {
  private static final String HELP = "write `redis://host:6379`, or `rediss://host:6379` for TLS";
  private static final String SENTINEL_HELP =
      "write `redis-sentinel://host:26379,host:26379#master`";
  private static final String NO_HOST = "the address has no host, or one that is not a host name";
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern BARE_VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

  private final boolean inCluster;

  private RedisAddresses(boolean inCluster) {
    this.inCluster = inCluster;
  }

  /** An address that stands alone. */
  static RedisAddresses alone() {
    return new RedisAddresses(false);
  }

  /** The address of one node of a cluster. */
  static RedisAddresses inCluster() {
    return new RedisAddresses(true);
  }

  @Override
  RedisAddress read(Scalar scalar) throws Unfit {
    String text = scalar.text();
    Scheme scheme = scheme(text);
    int end = end(text, scheme.text.length());
    String authority = text.substring(scheme.text.length(), end);
    int sign = authority.lastIndexOf('@');
    String user = sign < 0 ? null : authority.substring(0, sign);
    Tail tail = new Tail(text.substring(end));
    if (scalar.isAsWritten()) {
      refuseBareVariable(authority.substring(sign + 1));
    }
    List<HostPort> hosts = hosts(scheme, authority.substring(sign + 1), tail);
    int database = database(tail.path);
    int colon = user == null ? -1 : user.indexOf(':');
    return new RedisAddress(
        scheme,
        location(scheme, hosts, tail, database),
        user == null || colon <= 0 ? null : decoded(user.substring(0, colon)),
        user == null ? null : decoded(user.substring(colon + 1)));
  }

  private Scheme scheme(String text) throws Unfit {
    for (Scheme scheme : Scheme.values()) {
      if (text.startsWith(scheme.text)) {
        if (inCluster && scheme.namesSentinels()) {
          throw new Unfit(
              DiagnosticCode.R008,
              "Sentinels are no nodes of a cluster",
              "name them in one address: `redis-sentinel://host,host#master`",
              scheme.text);
        }
        return scheme;
      }
    }
    throw unfit(
        "the address does not say `redis://`, `rediss://` or `redis-sentinel://`",
        text.contains("sentinel") ? SENTINEL_HELP : HELP);
  }

  /** No host has such a sign in its name. */
  private static void refuseBareVariable(String hosts) throws Unfit {
    Matcher variable = BARE_VARIABLE.matcher(hosts);
    if (variable.find()) {
      throw unfit(NO_HOST, "write `${" + variable.group(1) + "}` for the environment variable");
    }
  }

  private static List<HostPort> hosts(Scheme scheme, String text, Tail tail) throws Unfit {
    List<HostPort> hosts = new ArrayList<>();
    for (String host : text.split(",", -1)) {
      hosts.add(host(scheme, host, hosts.isEmpty() ? tail.text : ""));
    }
    if (hosts.size() > 1 && !scheme.namesSentinels()) {
      throw unfit(
          "the address has more than one host",
          "write a list of addresses for a cluster, or name Sentinels with `redis-sentinel://`");
    }
    return hosts;
  }

  /**
   * A URI is put together again so that the JDK looks at every part but the credentials. What
   * follows the hosts is looked at with the first of them.
   */
  private static HostPort host(Scheme scheme, String text, String tail) throws Unfit {
    URI uri;
    try {
      uri = new URI(scheme.text + text + tail);
    } catch (URISyntaxException e) {
      throw unfit(text.isEmpty() ? NO_HOST : "the text is not an address", help(scheme));
    }
    String host = uri.getHost();
    if (host == null) {
      throw unfit(NO_HOST, help(scheme));
    }
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw unfit("the address has a port that is not between `1` and `65535`", null);
    }
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new HostPort(plain, uri.getPort() < 0 ? scheme.defaultPort : uri.getPort());
  }

  private RedisLocation location(Scheme scheme, List<HostPort> hosts, Tail tail, int database)
      throws Unfit {
    boolean sentinels = scheme.namesSentinels();
    if (tail.query && sentinels) {
      throw unfit(
          "the address holds more than hosts, database and master",
          "leave out what stands between `?` and `#`");
    }
    if (tail.query || (tail.fragment != null && !sentinels)) {
      throw unfit(
          "the address holds more than host, port and database", "end it before `?` or `#`");
    }
    if (sentinels) {
      if (tail.fragment == null || tail.fragment.isEmpty()) {
        throw unfit(
            "the address does not name the master",
            "end it with the name that the Sentinels know it by: `#mymaster`");
      }
      return RedisLocation.sentinel(hosts, decoded(tail.fragment), database);
    }
    if (inCluster && database != 0) {
      throw new Unfit(
          DiagnosticCode.R008,
          "a cluster has no database but `0`",
          "leave the database out",
          tail.path);
    }
    return RedisLocation.standalone(hosts.get(0), database);
  }

  private static int database(String path) throws Unfit {
    if (path.isEmpty() || path.equals("/")) {
      return 0;
    }
    String number = path.substring(1);
    if (number.length() > 3 || Decimals.digits(number, 0) < number.length()) {
      throw unfit("the address ends with a database that is not a number", "write `/0`");
    }
    return Integer.parseInt(number);
  }

  private static String decoded(String text) throws Unfit {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), "UTF-8");
    } catch (IllegalArgumentException e) {
      throw unfit("the address has a `%` that starts no escape", "write `%25` for `%`");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JVM has UTF-8", e);
    }
  }

  private static String help(Scheme scheme) {
    return scheme.namesSentinels() ? SENTINEL_HELP : HELP;
  }

  /** Where the authority ends. */
  private static int end(String text, int from) throws Unfit {
    int end = text.length();
    for (int i = text.length() - 1; i >= from; i--) {
      char c = text.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        end = i;
      } else if (c <= ' ') {
        throw unfit("the text is not an address", HELP);
      }
    }
    return end;
  }

  private static Unfit unfit(String message, @Nullable String help) {
    return new Unfit(DiagnosticCode.R008, message, help);
  }

  /** What follows the hosts. */
  private static final class Tail {
    final String text;
    final String path;
    final boolean query;
    final @Nullable String fragment;

    Tail(String text) {
      this.text = text;
      int hash = text.indexOf('#');
      String front = hash < 0 ? text : text.substring(0, hash);
      int question = front.indexOf('?');
      this.path = question < 0 ? front : front.substring(0, question);
      this.query = question >= 0;
      this.fragment = hash < 0 ? null : text.substring(hash + 1);
    }
  }
}
