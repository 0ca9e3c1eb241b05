package io.tickcache.rules;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the agent answers over HTTP, and the token that its callers show. Immutable. */
public final class AdminSettings extends Value {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|::1|(0{1,4}:){7}0{0,3}1");

  private final HostPort listen;
  private final @Nullable String token;
  private final boolean symbols;

  /** As the other one, for a port that tells no symbols. */
  public AdminSettings(HostPort listen, @Nullable String token) {
    this(listen, token, false);
  }

  /**
   * @param listen port 0 is a free one
   * @param token null where nobody may change anything, nor read what is guarded
   * @param symbols whether callers are told which symbols are asked for most
   */
  public AdminSettings(HostPort listen, @Nullable String token, boolean symbols) {
    if (token == null && !isLoopback(listen)) {
      throw new IllegalArgumentException("a port that other hosts reach needs a token");
    }
    this.listen = listen;
    this.token = token;
    this.symbols = symbols;
  }

  /** Whether only this host reaches a port, as far as its text tells. */
  public static boolean isLoopback(HostPort listen) {
    return LOOPBACK.matcher(listen.host()).matches();
  }

  public HostPort listen() {
    return listen;
  }

  public @Nullable String token() {
    return token;
  }

  /** Whether callers are told which symbols are asked for most. */
  public boolean symbols() {
    return symbols;
  }

  /** Whether only this host reaches the port; otherwise there is a token. */
  public boolean isLoopback() {
    return isLoopback(listen);
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(listen, token, symbols);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return listen.toString();
  }
}
