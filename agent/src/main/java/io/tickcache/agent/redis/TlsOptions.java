package io.tickcache.agent.redis;

import io.lettuce.core.SslOptions;
import io.tickcache.rules.TlsSettings;
import java.io.File;
import java.time.Duration;

/** TLS by the JDK's own means; the files are read again for each connection. */
final class TlsOptions {

  private TlsOptions() {}

  static SslOptions of(TlsSettings tls, Duration handshakeTimeout) {
    SslOptions.Builder options =
        SslOptions.builder().jdkSslProvider().handshakeTimeout(handshakeTimeout);
    String ca = tls.ca();
    if (ca != null) {
      options.trustManager(new File(ca));
    }
    String cert = tls.cert();
    String key = tls.key();
    if (cert != null && key != null) {
      options.keyManager(new File(cert), new File(key), new char[0]);
    }
    return options.build();
  }
}
