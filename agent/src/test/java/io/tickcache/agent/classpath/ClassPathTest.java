package io.tickcache.agent.classpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class path is read as {@code java} reads it, and never run. */
class ClassPathTest {

  @TempDir private Path folder;

  @Test
  void directoriesAndJarsHoldClasses() throws IOException {
    Path directory = ClassFiles.of(One.class).into(folder.resolve("classes"));
    Path jar = ClassFiles.of(Two.class).jar(folder.resolve("two.jar"));

    try (ClassPath path = open(directory, jar)) {
      assertThat(path.names()).containsExactly(One.class.getName(), Two.class.getName());
      assertThat(path.bytes(Two.class.getName())).isEqualTo(ClassFiles.bytesOf(Two.class));
      assertThat(path.bytes("no.such.Type")).isNull();
      assertThat(path.troubles()).isEmpty();
    }
  }

  @Test
  void theFirstPlaceThatHoldsAClassCounts() throws IOException {
    byte[] other = {1, 2, 3};
    Path first =
        ClassFiles.of().with(ClassFiles.path(One.class), other).jar(folder.resolve("first.jar"));
    Path second = ClassFiles.of(One.class).jar(folder.resolve("second.jar"));

    try (ClassPath path = open(first, second)) {
      assertThat(path.bytes(One.class.getName())).isEqualTo(other);
      assertThat(path.placeOf(One.class.getName())).isEqualTo(first.toString());
    }
  }

  @Test
  void aStarStandsForTheJarsOfADirectory() throws IOException {
    ClassFiles.of(One.class).jar(folder.resolve("lib/one.jar"));
    ClassFiles.of(Two.class).jar(folder.resolve("lib/two.JAR"));
    Files.writeString(folder.resolve("lib/notes.txt"), "no jar");

    try (ClassPath path = ClassPath.open(folder.resolve("lib") + File.separator + "*")) {
      assertThat(path.names()).containsExactly(One.class.getName(), Two.class.getName());
      assertThat(path.troubles()).isEmpty();
    }
  }

  @Test
  void aMultiReleaseJarHasTheVersionForThisJvm() throws IOException {
    byte[] newer = {8, 8, 8};
    String file = ClassFiles.path(One.class);
    Path jar =
        ClassFiles.of(One.class)
            .with("META-INF/versions/9/" + file, newer)
            .with("META-INF/versions/999/" + file, new byte[] {9})
            .manifest("Multi-Release", "true")
            .jar(folder.resolve("many.jar"));

    try (ClassPath path = open(jar)) {
      assertThat(path.names()).containsExactly(One.class.getName());
      assertThat(path.bytes(One.class.getName())).isEqualTo(newer);
    }
  }

  @Test
  void anExecutableJarHoldsItsClassesAndJarsInside() throws IOException {
    byte[] library = ClassFiles.of(Two.class).jar();
    Path jar =
        ClassFiles.of()
            .with("BOOT-INF/classes/" + ClassFiles.path(One.class), ClassFiles.bytesOf(One.class))
            .with("BOOT-INF/lib/broken.jar", new byte[] {1})
            .with("BOOT-INF/lib/two.jar", library)
            .jar(folder.resolve("fat.jar"));

    try (ClassPath path = open(jar)) {
      assertThat(path.names()).containsExactly(One.class.getName(), Two.class.getName());
      assertThat(path.bytes(Two.class.getName())).isEqualTo(ClassFiles.bytesOf(Two.class));
      assertThat(path.placeOf(Two.class.getName())).isEqualTo(jar + "!/BOOT-INF/lib/two.jar");
      assertThat(path.troubles()).hasSize(1);
      assertThat(path.troubles().get(0)).startsWith("`" + jar + "!/BOOT-INF/lib/broken.jar` can't");
    }
  }

  @Test
  void aManifestNamesFurtherJarsBesideItsOwn() throws IOException {
    ClassFiles.of(Two.class).jar(folder.resolve("lib/two.jar"));
    Path jar =
        ClassFiles.of(One.class)
            .manifest("Class-Path", "lib/two.jar lib/missing.jar app.jar")
            .jar(folder.resolve("app.jar"));

    try (ClassPath path = open(jar)) {
      assertThat(path.names()).containsExactly(One.class.getName(), Two.class.getName());
      assertThat(path.troubles()).isEmpty();
    }
  }

  @Test
  void whatCanNotBeReadIsOneLineAndTheRestCounts() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "this is no jar");
    Path good = ClassFiles.of(One.class).jar(folder.resolve("one.jar"));

    try (ClassPath path = open(folder.resolve("missing"), broken, good)) {
      assertThat(path.names()).containsExactly(One.class.getName());
      assertThat(path.troubles()).hasSize(2);
      assertThat(path.troubles().get(0))
          .isEqualTo("`" + folder.resolve("missing") + "` doesn't exist");
      assertThat(path.troubles().get(1)).startsWith("`" + broken + "` can't be read: ");
    }
  }

  @Test
  void nothingIsReadableOnAPathOfMissingPlaces() throws IOException {
    try (ClassPath path = open(folder.resolve("missing"))) {
      assertThat(path.isReadable()).isFalse();
    }
  }

  @Test
  void itsLoaderSeesTheJdkAndNothingOfOurs() throws Exception {
    try (ClassPath path = open(ClassFiles.of(One.class).into(folder))) {
      Class<?> type = Class.forName(One.class.getName(), false, path.loader());

      assertThat(type).isNotEqualTo(One.class);
      assertThat(Class.forName("java.sql.Timestamp", false, path.loader())).isNotNull();
      assertThatThrownBy(() -> Class.forName(Two.class.getName(), false, path.loader()))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  private static ClassPath open(Path... places) {
    StringBuilder text = new StringBuilder();
    for (Path place : places) {
      text.append(text.length() == 0 ? "" : File.pathSeparator).append(place);
    }
    return ClassPath.open(text.toString());
  }

  static class One {}

  static class Two {}
}
