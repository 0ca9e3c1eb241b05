package io.tickcache.rules;

/** A host's name or address, as people write it, and a port. */
public final class HostPort {
  private final String host;
  private final int port;

  public HostPort(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** An IPv6 address is without its brackets. */
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostPort
        && ((HostPort) other).host.equals(host)
        && ((HostPort) other).port == port;
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
