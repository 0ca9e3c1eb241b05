package io.tickcache.it.harness;

import java.io.IOException;

/** A Redis that speaks TLS on a port of its own, and for the test in clear on another. */
public final class TlsRedis implements AutoCloseable {

  private final RedisServer server;
  private final int tlsPort;

  private TlsRedis(RedisServer server, int tlsPort) {
    this.server = server;
    this.tlsPort = tlsPort;
  }

  /**
   * One that runs, with the server's certificate.
   *
   * @param askClients whether clients must show a certificate
   */
  public static TlsRedis started(Certificates certificates, boolean askClients) throws IOException {
    int port = FreePorts.next();
    RedisServer server =
        RedisServer.prepared(
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            certificates.serverCertificate().toString(),
            "--tls-key-file",
            certificates.serverKey().toString(),
            "--tls-ca-cert-file",
            certificates.ca().toString(),
            "--tls-auth-clients",
            askClients ? "yes" : "no");
    server.start();
    return new TlsRedis(server, port);
  }

  public String uri() {
    return "rediss://127.0.0.1:" + tlsPort;
  }

  /** The same Redis, in clear. */
  public RedisServer inClear() {
    return server;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
