package io.tickcache.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.rules.LogLevel;
import io.tickcache.rules.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of ten characters, and what stands beside them. */
class RollingFileTest {

  @TempDir private Path directory;

  private RollingFile keeping(int keep) {
    Path path = directory.resolve("a.log");
    return new RollingFile(
        path.toFile(), new LogSettings(LogLevel.INFO, path.toString(), 10, keep));
  }

  private static void write(RollingFile file, String... lines) throws IOException {
    for (String line : lines) {
      file.append(line.getBytes(UTF_8));
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatFitsStandsInOneFile() throws IOException {
    write(keeping(2), "12345", "67890");
    assertThat(text("a.log")).isEqualTo("1234567890");
    assertThat(names()).containsExactly("a.log");
  }

  @Test
  void aFullOneIsKeptAndTheOldestGoes() throws IOException {
    RollingFile file = keeping(2);
    write(file, "aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd");

    assertThat(names()).containsExactly("a.log", "a.log.1", "a.log.2");
    assertThat(text("a.log")).isEqualTo("dddddddd");
    assertThat(text("a.log.1")).isEqualTo("cccccccc");
    assertThat(text("a.log.2")).isEqualTo("bbbbbbbb");
  }

  @Test
  void aLineThatIsLongerThanAFileHasOneForItself() throws IOException {
    write(keeping(1), "short", "longer than a file", "next");

    assertThat(text("a.log")).isEqualTo("next");
    assertThat(text("a.log.1")).isEqualTo("longer than a file");
  }

  @Test
  void whereNoneIsKeptItIsBegunAnew() throws IOException {
    write(keeping(0), "aaaaaaaa", "bbbbbbbb");

    assertThat(text("a.log")).isEqualTo("bbbbbbbb");
    assertThat(names()).containsExactly("a.log");
  }

  @Test
  void whereFewerAreKeptThanBeforeTheOthersGo() throws IOException {
    write(keeping(4), "aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd", "eeeeeeee");
    assertThat(names()).hasSize(5);

    write(keeping(1), "ffffffff");

    assertThat(names()).containsExactly("a.log", "a.log.1");
    assertThat(text("a.log.1")).isEqualTo("eeeeeeee");
  }

  @Test
  void whereOlderOnesCannotBeKeptItStaysBoundedAllTheSame() throws IOException {
    Files.createDirectories(directory.resolve("a.log.1/in the way"));

    write(keeping(1), "aaaaaaaa", "bbbbbbbb");

    assertThat(text("a.log")).isEqualTo("bbbbbbbb");
  }

  @Test
  void anotherMayMoveItAwayOrCutItOff() throws IOException {
    RollingFile file = keeping(2);
    write(file, "first");
    Files.move(directory.resolve("a.log"), directory.resolve("a.log-20261128"));
    write(file, "second");
    assertThat(text("a.log-20261128")).isEqualTo("first");
    assertThat(text("a.log")).isEqualTo("second");

    Files.writeString(directory.resolve("a.log"), "");
    write(file, "third");
    assertThat(text("a.log")).isEqualTo("third");
  }

  @Test
  void severalMayHaveTheSame() throws IOException {
    RollingFile one = keeping(2);
    RollingFile other = keeping(2);
    write(one, "aaaa");
    write(other, "bbbb");
    write(one, "cccc");
    write(other, "dddd");

    assertThat(text("a.log.1")).isEqualTo("aaaabbbb");
    assertThat(text("a.log")).isEqualTo("ccccdddd");
  }

  @Test
  void withoutItsDirectoryItCannotBeWrittenUntilThatIsBack() throws IOException {
    Path gone = directory.resolve("gone");
    RollingFile file =
        new RollingFile(
            gone.resolve("a.log").toFile(), new LogSettings(LogLevel.INFO, "a.log", 10, 2));

    assertThatThrownBy(() -> write(file, "lost")).isInstanceOf(IOException.class);

    Files.createDirectory(gone);
    write(file, "there");
    assertThat(gone.resolve("a.log")).hasContent("there");
  }
}
