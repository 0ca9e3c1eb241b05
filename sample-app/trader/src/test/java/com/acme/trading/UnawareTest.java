package com.acme.trading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The trader is what it was before anybody thought of a cache: no word of one in it. */
class UnawareTest {
  @Test
  void nothingNamesTheAgent() throws IOException {
    List<Path> files = files();

    assertThat(files).hasSizeGreaterThan(20);
    for (Path file : files) {
      assertThat(Files.readString(file, ISO_8859_1))
          .as(file.toString())
          .doesNotContainIgnoringCase("tickcache", "javaagent");
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main"));
        Stream<Path> classes = Files.walk(Path.of("target/classes"))) {
      return Stream.concat(sources, classes).filter(Files::isRegularFile).toList();
    }
  }
}
