package io.tickcache.sample.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The exchange does not know who asks: no word of an agent in its sources or classes. */
class UnawareTest {
  @Test
  void nothingNamesTheAgent() throws IOException {
    List<Path> files = files();

    assertThat(files).hasSizeGreaterThan(10);
    for (Path file : files) {
      String text = Files.readString(file, ISO_8859_1).replaceAll("tickcache[./$]sample", "");
      assertThat(text).as(file.toString()).doesNotContainIgnoringCase("tickcache", "javaagent");
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main"));
        Stream<Path> classes = Files.walk(Path.of("target/classes"))) {
      return Stream.concat(sources, classes).filter(Files::isRegularFile).toList();
    }
  }
}
