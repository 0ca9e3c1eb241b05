package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A certificate authority of the test's own, a server's and a client's certificate from it, and an
 * authority that nobody has asked; made by the JDK's keytool, kept as PEM files.
 */
public final class Certificates implements AutoCloseable {

  private static final String PASSWORD = "changeit";

  private final Path directory;
  private final Path store;

  private Certificates(Path directory) {
    this.directory = directory;
    this.store = directory.resolve("all.p12");
  }

  public static Certificates created() throws IOException {
    Certificates certificates = new Certificates(Files.createTempDirectory("it-certificates"));
    certificates.pair("ca", "-ext", "bc:critical=ca:true");
    certificates.pair("stranger", "-ext", "bc:critical=ca:true");
    certificates.pair("server", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    certificates.pair("client", "-signer", "ca");
    return certificates;
  }

  public Path ca() {
    return file("ca.pem");
  }

  public Path strangersCa() {
    return file("stranger.pem");
  }

  public Path serverCertificate() {
    return file("server.pem");
  }

  public Path serverKey() {
    return file("server.key");
  }

  public Path clientCertificate() {
    return file("client.pem");
  }

  public Path clientKey() {
    return file("client.key");
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private void pair(String alias, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("-genkeypair", "-alias", alias));
    words.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    words.addAll(List.of("-dname", "CN=" + alias));
    words.addAll(List.of(more));
    keytool(words);
    keytool(
        List.of("-exportcert", "-rfc", "-alias", alias, "-file", file(alias + ".pem").toString()));
    Files.writeString(file(alias + ".key"), key(alias));
  }

  private void keytool(List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(arguments);
    words.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String key(String alias) throws IOException {
    try {
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      Key key = keys.getKey(alias, PASSWORD.toCharArray());
      String text = Base64.getMimeEncoder().encodeToString(key.getEncoded());
      return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
