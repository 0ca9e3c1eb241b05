package io.tickcache.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AllPermission;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent's loader finds in its jar, and what it must not see of the application. */
class HiddenClassesTest {

  @TempDir private Path directory;
  private AgentLoader loader;

  @BeforeEach
  void openJar() throws IOException {
    File jar = directory.resolve("agent.jar").toFile();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar.toPath()))) {
      add(
          zip,
          "META-INF/MANIFEST.MF",
          text(
              """
              Manifest-Version: 1.0
              Implementation-Title: Tickcache
              Tickcache-Packages-java11: / /told/
              """));
      for (String name : List.of("told/note.txt", "untold/note.txt")) {
        add(zip, "tickcache/java8/" + name, text("for Java 8"));
        add(zip, "tickcache/java11/" + name, text("for Java 11"));
      }
      add(zip, "tickcache/java8/" + path(Hidden.class) + "data", bytes(Hidden.class));
      add(zip, "tickcache/java8/notes.txt", text("for Java 8"));
      add(zip, "tickcache/java8/lib/netty/notes.txt", text("of a library"));
      add(zip, "tickcache/java8/both.txt", text("for Java 8"));
      add(zip, "tickcache/java11/both.txt", text("for Java 11"));
      add(zip, "tickcache/java8/java/util/Evil.classdata", bytes(Hidden.class));
      add(zip, "plain.txt", text("beside the folders"));
    }
    loader = AgentLoader.open(jar);
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String path(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream("/" + path(type))) {
      return in.readAllBytes();
    }
  }

  private String read(String name) throws IOException {
    try (InputStream in = loader.getResourceAsStream(name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anotherJarThatHoldsTheAgentsClassesIsRefused() throws IOException {
    File fat = directory.resolve("legacy-trader-all.jar").toFile();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(fat.toPath()))) {
      add(
          zip,
          "META-INF/MANIFEST.MF",
          text("Manifest-Version: 1.0\nImplementation-Title: Legacy trader\n"));
      add(zip, "tickcache/java8/" + path(Hidden.class) + "data", bytes(Hidden.class));
    }

    assertThatThrownBy(() -> AgentLoader.open(fat))
        .isInstanceOf(MisplacedJarException.class)
        .hasMessageContainingAll(fat.getPath(), "take the agent's jar as a file of its own");
  }

  @Test
  void hiddenClassesAreTheLoadersOwn() throws ClassNotFoundException {
    Class<?> hidden = loader.loadClass(Hidden.class.getName());

    assertThat(hidden.getClassLoader()).isSameAs(loader);
    assertThat(hidden).isNotSameAs(Hidden.class).isSameAs(loader.loadClass(hidden.getName()));
  }

  @Test
  void hiddenClassesHaveAllPermissionsWhateverAPolicySays() throws Exception {
    ProtectionDomain domain = loader.loadClass(Hidden.class.getName()).getProtectionDomain();

    assertThat(domain.implies(new AllPermission())).isTrue();
    assertThat(domain.staticPermissionsOnly()).isTrue();
    assertThat(domain.getCodeSource().getLocation())
        .isEqualTo(directory.resolve("agent.jar").toUri().toURL());
  }

  @Test
  void librariesLieInAFolderOfTheirOwn() throws IOException {
    assertThat(read("io/tickcache/shaded/netty/notes.txt")).isEqualTo("of a library");
  }

  @Test
  void theApplicationsClassesAreNotSeen() {
    assertThatThrownBy(() -> loader.loadClass(HiddenClassesTest.class.getName()))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> loader.loadClass(Test.class.getName()))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void theJdksClassesAreSeen() throws ClassNotFoundException {
    assertThat(loader.loadClass("java.util.List")).isSameAs(java.util.List.class);
    assertThat(loader.loadClass("java.sql.Timestamp")).isSameAs(java.sql.Timestamp.class);
    assertThatThrownBy(() -> loader.loadClass("java.util.Evil"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  /** Where the jar tells of the packages of a level, it is asked for no others. */
  @Test
  void aLevelIsAskedForThePackagesThatItHas() throws IOException {
    assertThat(read("told/note.txt")).isEqualTo("for Java 11");
    assertThat(read("untold/note.txt")).isEqualTo("for Java 8");
  }

  @Test
  void theNewestLevelWins() throws IOException {
    assertThat(read("both.txt")).isEqualTo("for Java 11");
    assertThat(read("notes.txt")).isEqualTo("for Java 8");
  }

  @Test
  void theApplicationsResourcesAreNotSeen() throws IOException {
    assertThat(read("plain.txt")).isNull();
    assertThat(read(path(HiddenClassesTest.class))).isNull();
    assertThat(loader.getResource(path(HiddenClassesTest.class))).isNull();
  }

  @Test
  void resourcesHaveAddressesThatOpen() throws IOException {
    try (InputStream in = loader.getResource("notes.txt").openStream()) {
      assertThat(in).hasContent("for Java 8");
    }
    assertThat(Collections.list(loader.getResources("both.txt"))).hasSize(1);
    assertThat(Collections.list(loader.getResources("absent.txt"))).isEmpty();
  }

  @Test
  void aClassFileIsFoundUnderItsOwnName() throws IOException {
    try (InputStream in = loader.getResourceAsStream(path(Hidden.class))) {
      assertThat(in).hasBinaryContent(bytes(Hidden.class));
    }
  }

  static class Hidden {}
}
