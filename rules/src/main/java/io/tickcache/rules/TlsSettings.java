package io.tickcache.rules;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How TLS connections prove who is at the other end, and who we are. All files are in PEM format.
 */
public final class TlsSettings extends Value {
  private static final TlsSettings DEFAULTS = new TlsSettings(null, null, null, Verify.FULL);

  private final @Nullable String ca;
  private final @Nullable String cert;
  private final @Nullable String key;
  private final Verify verify;

  /**
   * @param ca the certificates to trust; null for those that the JVM trusts
   * @param cert our certificate and those it rests on; null for none
   * @param key the private key of our certificate, in PKCS#8 without a password; null for none
   */
  public TlsSettings(
      @Nullable String ca, @Nullable String cert, @Nullable String key, Verify verify) {
    if ((cert == null) != (key == null)) {
      throw new IllegalArgumentException("a certificate and its key come together");
    }
    this.ca = ca;
    this.cert = cert;
    this.key = key;
    this.verify = verify;
  }

  /** TLS with the JVM's own trusted certificates. */
  public static TlsSettings defaults() {
    return DEFAULTS;
  }

  public @Nullable String ca() {
    return ca;
  }

  public @Nullable String cert() {
    return cert;
  }

  public @Nullable String key() {
    return key;
  }

  public Verify verify() {
    return verify;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(ca, cert, key, verify);
  }

  /** What the certificate at the other end must prove. */
  public enum Verify {
    /** That it was issued by whom we trust, to the host that we have called. */
    FULL,
    /** That it was issued by whom we trust, to any host. */
    CA
  }
}
