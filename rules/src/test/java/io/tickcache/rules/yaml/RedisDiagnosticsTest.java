package io.tickcache.rules.yaml;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mistakes in where Redis is, and in how it is spoken to. */
class RedisDiagnosticsTest {
  private static final Environment FILES =
      new FixedEnvironment(
          Map.of(),
          Map.of(
              "/etc/ca.pem", "-----BEGIN CERTIFICATE-----",
              "/etc/client.key", "-----BEGIN PRIVATE KEY-----",
              "/etc/old.key", "-----BEGIN RSA PRIVATE KEY-----",
              "/etc/encrypted.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----"));

  @Test
  void anAddressHasOneHost() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://a,b
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address has more than one host
          --> rules.yaml:3:8
           |
         3 |   uri: redis://a,b
           |        ^^^^^^^^^^^
           = help: write a list of addresses for a cluster, or name Sentinels with `redis-sentinel://`
        """);
  }

  @Test
  void sentinelsHaveAHost() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis-sentinel://#main
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address has no host, or one that is not a host name
          --> rules.yaml:3:8
           |
         3 |   uri: redis-sentinel://#main
           |        ^^^^^^^^^^^^^^^^^^^^^^
           = help: write `redis-sentinel://host:26379,host:26379#master`
        """);
  }

  @Test
  void sentinelsAreAskedForAMaster() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis-sentinel://a,b/3
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address does not name the master
          --> rules.yaml:3:8
           |
         3 |   uri: redis-sentinel://a,b/3
           |        ^^^^^^^^^^^^^^^^^^^^^^
           = help: end it with the name that the Sentinels know it by: `#mymaster`
        """);
  }

  @Test
  void anAddressOfSentinelsHoldsNoFurtherSettings() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis-sentinel://a?timeout=1s#main
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address holds more than hosts, database and master
          --> rules.yaml:3:8
           |
         3 |   uri: redis-sentinel://a?timeout=1s#main
           |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = help: leave out what stands between `?` and `#`
        """);
  }

  @Test
  void aMisspelledAddressOfSentinelsShowsAnExample() {
    assertReport(
        """
        version: 1
        redis:
          uri: sentinel://a#main
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address does not say `redis://`, `rediss://` or `redis-sentinel://`
          --> rules.yaml:3:8
           |
         3 |   uri: sentinel://a#main
           |        ^^^^^^^^^^^^^^^^^
           = help: write `redis-sentinel://host:26379,host:26379#master`
        """);
  }

  @Test
  void credentialsInAnAddressAreEscaped() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://me:100%@cache
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address has a `%` that starts no escape
          --> rules.yaml:3:8
           |
         3 |   uri: redis://*******@cache
           |        ^^^^^^^^^^^^^^^^^^^^^
           = help: write `%25` for `%`
        """);
  }

  @Test
  void aClusterHasAddresses() {
    assertReport(
        """
        version: 1
        redis:
          uri: []
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the list of addresses is empty
          --> rules.yaml:3:8
           |
         3 |   uri: []
           |        ^^
           = help: name some nodes of the cluster: `[redis://host1:6379, redis://host2:6379]`
        """);
  }

  @Test
  void aClusterHasNoDatabases() {
    assertReport(
        """
        version: 1
        redis:
          uri: [redis://a, redis://b/3]
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: a cluster has no database but `0`
          --> rules.yaml:3:29
           |
         3 |   uri: [redis://a, redis://b/3]
           |                             ^^
           = help: leave the database out
        """);
  }

  @Test
  void sentinelsAreNoClusterNodes() {
    assertReport(
        """
        version: 1
        redis:
          uri: ["redis-sentinel://a#main"]
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: Sentinels are no nodes of a cluster
          --> rules.yaml:3:10
           |
         3 |   uri: ["redis-sentinel://a#main"]
           |          ^^^^^^^^^^^^^^^^^
           = help: name them in one address: `redis-sentinel://host,host#master`
        """);
  }

  @Test
  void aClusterUsesTlsEverywhereOrNowhere() {
    assertReport(
        """
        version: 1
        redis:
          uri: [redis://a, rediss://b]
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R015]: some addresses of the cluster use TLS and some don't
          --> rules.yaml:3:20
           |
         3 |   uri: [redis://a, rediss://b]
           |                    ^^^^^^^^^^
          ::: rules.yaml:3:9   the first address
        """);
  }

  @Test
  void aClusterHasOneUser() {
    assertReport(
        """
        version: 1
        redis:
          uri: [redis://me:x@a, redis://you:y@b]
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R015]: the addresses of the cluster hold different credentials
          --> rules.yaml:3:25
           |
         3 |   uri: [redis://****@a, redis://*****@b]
           |                         ^^^^^^^^^^^^^^^
          ::: rules.yaml:3:9   the first address
           = help: say them once, in `username` and `password`
        """);
  }

  @Test
  void tlsNeedsAnAddressWithTls() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          tls: {ca: /etc/ca.pem}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R015]: `tls` is said, but the address is without TLS
          --> rules.yaml:4:3
           |
         4 |   tls: {ca: /etc/ca.pem}
           |   ^^^
          ::: rules.yaml:3:8   the address
           = help: start the address with `rediss://` or `rediss-sentinel://`
        """);
  }

  @Test
  void aCertificateNeedsItsKey() {
    assertReport(
        """
        version: 1
        redis:
          uri: rediss://cache
          tls: {cert: /etc/ca.pem}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R005]: `cert` is said without `key`
          --> rules.yaml:4:9
           |
         4 |   tls: {cert: /etc/ca.pem}
           |         ^^^^
        """);
  }

  @Test
  void aKeyNeedsItsCertificate() {
    assertReport(
        """
        version: 1
        redis:
          uri: rediss://cache
          tls: {key: /etc/client.key}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R005]: `key` is said without `cert`
          --> rules.yaml:4:9
           |
         4 |   tls: {key: /etc/client.key}
           |         ^^^
        """);
  }

  @Test
  void aCertificateMustBeReadable() {
    assertReport(
        """
        version: 1
        redis:
          uri: rediss://cache
          tls:
            ca: /etc/missing.pem
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R016]: the file `/etc/missing.pem` can't be read: there is no such file
          --> rules.yaml:5:9
           |
         5 |     ca: /etc/missing.pem
           |         ^^^^^^^^^^^^^^^^
        """);
  }

  @Test
  void aCertificateIsInPemFormat() {
    assertReport(
        """
        version: 1
        redis:
          uri: rediss://cache
          tls:
            ca: /etc/client.key
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: `/etc/client.key` holds no certificate in PEM format
          --> rules.yaml:5:9
           |
         5 |     ca: /etc/client.key
           |         ^^^^^^^^^^^^^^^
        """);
  }

  @Test
  void aKeyIsInPemFormat() {
    assertReport(
        """
        version: 1
        redis:
          uri: rediss://cache
          tls:
            cert: /etc/ca.pem
            key: /etc/ca.pem
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: `/etc/ca.pem` holds no private key in PEM format
          --> rules.yaml:6:10
           |
         6 |     key: /etc/ca.pem
           |          ^^^^^^^^^^^
        """);
  }

  @Test
  void aKeyIsInPkcs8() {
    assertReport(
        """
        version: 1
        redis:
          uri: rediss://cache
          tls:
            cert: /etc/ca.pem
            key: /etc/old.key
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: `/etc/old.key` holds a key that is not PKCS#8
          --> rules.yaml:6:10
           |
         6 |     key: /etc/old.key
           |          ^^^^^^^^^^^^
           = help: convert it: `openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW`
        """);
  }

  @Test
  void aKeyNeedsNoPassword() {
    assertReport(
        """
        version: 1
        redis:
          uri: rediss://cache
          tls:
            cert: /etc/ca.pem
            key: /etc/encrypted.key
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: `/etc/encrypted.key` holds a key that needs a password
          --> rules.yaml:6:10
           |
         6 |     key: /etc/encrypted.key
           |          ^^^^^^^^^^^^^^^^^^
           = help: convert it: `openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW`
        """);
  }

  @Test
  void anybodysCertificateIsNeverTrusted() {
    assertReport(
        """
        version: 1
        redis:
          uri: rediss://cache
          tls: {verify: none}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: `none` is not one of `full`, `ca`
          --> rules.yaml:4:17
           |
         4 |   tls: {verify: none}
           |                 ^^^^
        """);
  }

  @Test
  void aMisspelledTlsSettingSuggestsTheRightOne() {
    assertReport(
        """
        version: 1
        redis:
          uri: rediss://cache
          tls: {caa: /etc/ca.pem}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R004]: unknown setting `caa` in `tls`
          --> rules.yaml:4:9
           |
         4 |   tls: {caa: /etc/ca.pem}
           |         ^^^
           = help: did you mean `ca`?
        """);
  }

  @Test
  void aUserOfSentinelsNeedsAPassword() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis-sentinel://a#main
          sentinel-username: me
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R005]: `sentinel-username` is said without `sentinel-password`
          --> rules.yaml:4:3
           |
         4 |   sentinel-username: me
           |   ^^^^^^^^^^^^^^^^^
        """);
  }

  @Test
  void aPasswordOfSentinelsHasNoEffectWithoutThem() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          sentinel-password: secret
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        warning[R019]: `sentinel-password` has no effect without `redis-sentinel://`
          --> rules.yaml:4:3
           |
         4 |   sentinel-password: ******
           |   ^^^^^^^^^^^^^^^^^
        """);
  }

  private static void assertReport(String text, String report) {
    Reports.assertReport(text, FILES, report);
  }
}
