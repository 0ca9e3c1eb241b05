package io.tickcache.agent.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.HostPort;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may ask for what. The {@code Host} must be one that this port goes by, or a page
 * could have its own name lead here (DNS rebinding); what is guarded, each change and some of what
 * can be read, needs the token, and a browser must not ask for it from another site; where other
 * hosts reach the port, everything needs the token. Thread-safe.
 */
public final class Access {

  private static final Pattern EVERY_ADDRESS = Pattern.compile("0\\.0\\.0\\.0|[0:]+");
  private static final String BEARER = "bearer ";
  private static final int HTTP_PORT = 80;

  private final Set<String> hosts = new LinkedHashSet<>();
  private final boolean anyHost;
  private final boolean tokenForAll;
  private final byte @Nullable [] token;

  /**
   * @param port the one that is open, where the settings leave it to the system
   */
  public Access(AdminSettings settings, int port) {
    String listen = settings.listen().host();
    for (String host : Arrays.asList(listen, "localhost", "127.0.0.1", "::1")) {
      String name = new HostPort(host, port).toString().toLowerCase(Locale.ROOT);
      hosts.add(name);
      if (port == HTTP_PORT) {
        hosts.add(name.substring(0, name.lastIndexOf(':')));
      }
    }
    // The names of all addresses can't be known; who needs the token is no page of another site.
    this.anyHost = EVERY_ADDRESS.matcher(listen).matches();
    this.tokenForAll = !settings.isLoopback();
    String said = settings.token();
    this.token = said == null ? null : digest(said);
  }

  /**
   * Why a request is refused, or null if it isn't.
   *
   * @param guarded whether what it asks for is for those alone who show the token
   */
  public @Nullable Answer refusal(Request request, boolean guarded) {
    String host = request.header("host");
    if (host == null) {
      return Answer.line(400, "the request needs one Host header");
    }
    if (!anyHost && !hosts.contains(host.toLowerCase(Locale.ROOT))) {
      return Answer.line(403, "this endpoint goes by " + String.join(", ", hosts) + " alone");
    }
    if (guarded && isOfAnotherSite(request, host)) {
      return Answer.line(403, "this can't be asked for from a page of another site");
    }
    if (guarded && token == null) {
      return Answer.line(
          403, "this needs a token, and there is none; add `token` to `admin` in the rules file");
    }
    return (guarded || tokenForAll) && !showsToken(request) ? unauthorized() : null;
  }

  private static Answer unauthorized() {
    return Answer.line(401, "this needs the token: `Authorization: Bearer TOKEN`")
        .with("WWW-Authenticate", "Bearer realm=\"tickcache\"");
  }

  /** Browsers say where a request comes from; others say nothing. */
  private static boolean isOfAnotherSite(Request request, String host) {
    for (String origin : request.headers("origin")) {
      if (!origin.equalsIgnoreCase("http://" + host)) {
        return true;
      }
    }
    for (String site : request.headers("sec-fetch-site")) {
      if (!site.equals("same-origin") && !site.equals("none")) {
        return true;
      }
    }
    return false;
  }

  private boolean showsToken(Request request) {
    List<String> shown = request.headers("authorization");
    byte[] expected = token;
    if (expected == null || shown.size() != 1) {
      return false;
    }
    String text = shown.get(0);
    return text.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(expected, digest(text.substring(BEARER.length()).trim()));
  }

  /** Digests are of one length, so comparing them takes one time. */
  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
