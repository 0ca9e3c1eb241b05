package io.tickcache.it.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Certificates;
import io.tickcache.it.harness.TlsRedis;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Redis whose certificate comes from an authority that no JVM knows. */
class TlsIT {

  @RegisterExtension static final World REDIS = World.ofClass();
  @RegisterExtension final World world = World.ofTest();

  private static Upstream upstream;
  private static Certificates certificates;
  private static TlsRedis open;
  private static TlsRedis guarded;

  @BeforeAll
  static void startRedis() throws IOException {
    upstream = REDIS.upstream();
    certificates = REDIS.keep(Certificates.created());
    open = REDIS.keep(TlsRedis.started(certificates, false));
    guarded = REDIS.keep(TlsRedis.started(certificates, true));
  }

  @Test
  void aServerWithACertificateOfTheOwnAuthorityIsUsed() {
    assertThatL2IsUsed(open, "AAPL", "ca: " + certificates.ca());
  }

  @Test
  void aServerThatAsksForACertificateGetsOne() {
    assertThatL2IsUsed(
        guarded,
        "MSFT",
        "ca: " + certificates.ca(),
        "cert: " + certificates.clientCertificate(),
        "key: " + certificates.clientKey());
  }

  @Test
  void aServerOfAnotherAuthorityIsNamedInOneLineAndNotUsed() throws IOException {
    assertThatOneLineTells(open, "SAP", "check `ca` in `tls`", "ca: " + certificates.strangersCa());
  }

  @Test
  void aMissingCertificateIsNamedInOneLine() throws IOException {
    assertThatOneLineTells(
        guarded, "IBM", "set `cert` and `key` in `tls`", "ca: " + certificates.ca());
  }

  private void assertThatL2IsUsed(TlsRedis redis, String symbol, String... tls) {
    Applications applications = applications(redis, tls);
    AgentJvm one = applications.startKeeping();
    one.ask("quote " + symbol);
    AgentJvm.awaiting("the fill of L2")
        .until(() -> !redis.inClear().keys("tickcache:*:v:*" + symbol + "*").isEmpty());
    assertThat(one.errors("no connection")).isEmpty();
  }

  private void assertThatOneLineTells(TlsRedis redis, String symbol, String remedy, String... tls)
      throws IOException {
    AgentJvm app = applications(redis, tls).start("ttl: 10m");

    assertThat(app.askNumber("quote " + symbol)).isZero();
    app.awaitError("redis: no connection");
    assertThat(app.askNumber("quote " + symbol)).isZero();

    assertThat(app.errors("redis:")).hasSize(1);
    assertThat(app.errors(remedy)).hasSize(1);
    assertThat(upstream.calls(symbol)).isEqualTo(1);
    assertThat(redis.inClear().keys("*" + symbol + "*")).isEmpty();
  }

  private Applications applications(TlsRedis redis, String... tls) {
    return new Applications(
        world,
        upstream,
        "uri: " + redis.uri(),
        "timeout: 1s",
        "connect-timeout: 10s",
        "tls: {" + String.join(", ", tls) + "}");
  }
}
