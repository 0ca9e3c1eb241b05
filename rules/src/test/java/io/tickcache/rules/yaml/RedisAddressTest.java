package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation.Topology;
import io.tickcache.rules.RedisSettings;
import io.tickcache.rules.TlsSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the addresses that the file takes lead to. */
class RedisAddressTest {
  private static final Environment FILES =
      new FixedEnvironment(
          Map.of("SSL", "/etc/ssl"),
          Map.of(
              "/etc/ssl/ca.pem", "-----BEGIN CERTIFICATE-----\n",
              "/etc/ssl/client.pem", "-----BEGIN CERTIFICATE-----\n",
              "/etc/ssl/client.key", "-----BEGIN PRIVATE KEY-----\n"));

  @ParameterizedTest
  @CsvSource({
    "redis://cache, redis://cache:6379",
    "redis://cache:7000/3, redis://cache:7000/3",
    "rediss://cache/0, rediss://cache:6379",
    "redis://[::1]:7000, redis://[::1]:7000",
    "redis://me:secret@cache, redis://cache:6379",
    "'redis-sentinel://a,b:7000/3#main', 'redis-sentinel://a:26379,b:7000/3#main'",
    "rediss-sentinel://me:secret@a#main, rediss-sentinel://a:26379#main",
    "'redis-sentinel://[::1],[::2]:7000#main', 'redis-sentinel://[::1]:26379,[::2]:7000#main'"
  })
  void anAddressIsShownWholeAndWithoutItsCredentials(String uri, String shown) {
    assertThat(redis("uri: '" + uri + "'")).hasToString(shown + " (namespace default)");
  }

  @Test
  void sentinelsAreAskedForAMasterByItsName() {
    RedisSettings redis =
        redis(
            """
            uri: redis-sentinel://a:7000,b/3#main
            password: data
            sentinel-username: guard
            sentinel-password: watch
            """);

    assertThat(redis.location().topology()).isEqualTo(Topology.SENTINEL);
    assertThat(redis.location().hosts())
        .containsExactly(new HostPort("a", 7000), new HostPort("b", 26379));
    assertThat(redis.location().master()).isEqualTo("main");
    assertThat(redis.location().database()).isEqualTo(3);
    assertThat(redis.password()).isEqualTo("data");
    assertThat(redis.sentinelUsername()).isEqualTo("guard");
    assertThat(redis.sentinelPassword()).isEqualTo("watch");
    assertThat(redis.tls()).isNull();
  }

  @Test
  void aListOfAddressesIsACluster() {
    RedisSettings redis = redis("uri: [rediss://me:x@a, rediss://me:x@b:7001/0]");

    assertThat(redis.location().topology()).isEqualTo(Topology.CLUSTER);
    assertThat(redis.location().hosts())
        .containsExactly(new HostPort("a", 6379), new HostPort("b", 7001));
    assertThat(redis.location().database()).isZero();
    assertThat(redis.username()).isEqualTo("me");
    assertThat(redis.tls()).isNotNull();
    assertThat(redis).hasToString("rediss://a:6379,b:7001 (namespace default)");
  }

  @Test
  void aClusterMayBeOfOneAddress() {
    assertThat(redis("uri: [redis://a]").location().topology()).isEqualTo(Topology.CLUSTER);
  }

  @ParameterizedTest
  @CsvSource({
    "redis://me:secret@cache, me, secret",
    "redis://:secret@cache, , secret",
    "redis://secret@cache, , secret",
    "redis://me:a@b:c@cache, me, a@b:c",
    "redis://me:%40+%25@cache, me, @+%",
    "'redis-sentinel://me:a,b@c,d#main', me, 'a,b'"
  })
  void anAddressMayHoldCredentials(String uri, String username, String password) {
    RedisSettings redis = redis("uri: '" + uri + "'");

    assertThat(redis.username()).isEqualTo(username);
    assertThat(redis.password()).isEqualTo(password);
  }

  @Test
  void tlsHasWhatTheJvmTrustsUnlessTheFileSaysMore() {
    TlsSettings tls = redis("uri: rediss://cache").tls();

    assertThat(tls.ca()).isNull();
    assertThat(tls.cert()).isNull();
    assertThat(tls.key()).isNull();
    assertThat(tls.verify()).isEqualTo(TlsSettings.Verify.FULL);
  }

  @Test
  void tlsTakesFilesWhosePathsMayHoldReferences() {
    TlsSettings tls =
        redis(
                """
                uri: rediss-sentinel://a#main
                tls:
                  ca: ${SSL}/ca.pem
                  cert: ${SSL}/client.pem
                  key: ${SSL}/client.key
                  verify: ca
                """)
            .tls();

    assertThat(tls.ca()).isEqualTo("/etc/ssl/ca.pem");
    assertThat(tls.cert()).isEqualTo("/etc/ssl/client.pem");
    assertThat(tls.key()).isEqualTo("/etc/ssl/client.key");
    assertThat(tls.verify()).isEqualTo(TlsSettings.Verify.CA);
  }

  private static RedisSettings redis(String settings) {
    String file =
        "version: 1\nredis:\n" + settings.indent(2) + "rules: {quotes: {method: com.acme.A#get}}\n";
    Outcome outcome = RulesFile.read("rules.yaml", file, FILES);
    assertThat(outcome.render()).isEmpty();
    assertThat(RulesSchema.complaints(file)).isEmpty();
    return outcome.rules().redis();
  }
}
