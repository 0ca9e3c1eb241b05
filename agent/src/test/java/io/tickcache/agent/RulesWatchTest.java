package io.tickcache.agent;

import static io.tickcache.agent.RulesWatch.Sight.CHANGED;
import static io.tickcache.agent.RulesWatch.Sight.FOUND_AGAIN;
import static io.tickcache.agent.RulesWatch.Sight.LOST;
import static io.tickcache.agent.RulesWatch.Sight.NOTHING_NEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.RulesText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a rules file that is looked at again and again says something else. */
class RulesWatchTest {

  @TempDir private Path directory;
  private Path file;
  private RulesWatch watch;

  @BeforeEach
  void begin() throws IOException {
    file = Files.writeString(directory.resolve("rules.yaml"), "first");
    watch = new RulesWatch(RulesText.of(file.toFile()), Environment.ofProcess());
  }

  private RulesWatch.Sight look() {
    return watch.look(RulesText.of(file.toFile()));
  }

  @Test
  void aFileThatSaysWhatItSaidIsNothingNew() throws IOException {
    assertThat(look()).isEqualTo(NOTHING_NEW);
    Files.writeString(file, "first");
    assertThat(look()).isEqualTo(NOTHING_NEW);
    assertThat(look()).isEqualTo(NOTHING_NEW);
  }

  @Test
  void whatItSaysTwiceIsNewOnce() throws IOException {
    Files.writeString(file, "second");

    assertThat(look()).isEqualTo(NOTHING_NEW);
    assertThat(look()).isEqualTo(CHANGED);
    assertThat(look()).isEqualTo(NOTHING_NEW);
    assertThat(look()).isEqualTo(NOTHING_NEW);
  }

  @Test
  void whatIsStillBeingWrittenIsWaitedFor() throws IOException {
    for (String more : new String[] {"s", "se", "sec", ""}) {
      Files.writeString(file, more);
      assertThat(look()).isEqualTo(NOTHING_NEW);
    }
    Files.writeString(file, "second");

    assertThat(look()).isEqualTo(NOTHING_NEW);
    assertThat(look()).isEqualTo(CHANGED);
  }

  @Test
  void whatIsTakenBackAtOnceIsNothingNew() throws IOException {
    Files.writeString(file, "second");
    look();
    Files.writeString(file, "first");

    assertThat(look()).isEqualTo(NOTHING_NEW);
    Files.writeString(file, "second");
    assertThat(look()).isEqualTo(NOTHING_NEW);
  }

  @Test
  void aFileThatIsReplacedIsLookedAtAnew() throws IOException {
    Path next = Files.writeString(directory.resolve("rules.yaml.tmp"), "second");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

    look();
    assertThat(look()).isEqualTo(CHANGED);
  }

  @Test
  void aLinkThatIsTurnedToAnotherFolderIsFollowed() throws IOException {
    // As Kubernetes mounts a ConfigMap: the file is a link through a folder that is a link, too.
    Files.writeString(Files.createDirectory(directory.resolve("..1")).resolve("r.yaml"), "first");
    Files.writeString(Files.createDirectory(directory.resolve("..2")).resolve("r.yaml"), "second");
    Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
    file = Files.createSymbolicLink(directory.resolve("r.yaml"), Path.of("..data", "r.yaml"));
    watch = new RulesWatch(RulesText.of(file.toFile()), Environment.ofProcess());
    assertThat(look()).isEqualTo(NOTHING_NEW);

    Path turned = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..2"));
    Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

    look();
    assertThat(look()).isEqualTo(CHANGED);
  }

  @Test
  void aFileThatItRefersToCounts() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "one");
    Files.writeString(file, "password: ${file:" + secret + "}");
    watch = new RulesWatch(RulesText.of(file.toFile()), Environment.ofProcess());
    assertThat(look()).isEqualTo(NOTHING_NEW);

    Files.writeString(secret, "two");

    look();
    assertThat(look()).isEqualTo(CHANGED);
  }

  @Test
  void aGapWhileItIsBeingReplacedIsPassedOver() throws IOException {
    Files.delete(file);
    assertThat(look()).isEqualTo(NOTHING_NEW);
    Files.writeString(file, "second");

    assertThat(look()).isEqualTo(NOTHING_NEW);
    assertThat(look()).isEqualTo(CHANGED);
  }

  @Test
  void whatStaysAwayIsLostOnceAndFoundAgain() throws IOException {
    Files.delete(file);
    int looks = 1;
    while (look() == NOTHING_NEW) {
      looks++;
    }
    assertThat(looks).isEqualTo(10);
    assertThat(look()).isEqualTo(NOTHING_NEW);

    Files.writeString(file, "first");

    assertThat(look()).isEqualTo(FOUND_AGAIN);
    assertThat(look()).isEqualTo(NOTHING_NEW);
  }

  @Test
  void whatIsLostIsNotFoundAgainWithAnotherText() throws IOException {
    Files.delete(file);
    for (RulesWatch.Sight seen = look(); seen != LOST; ) {
      seen = look();
    }
    Files.writeString(file, "second");

    assertThat(look()).isEqualTo(NOTHING_NEW);
    assertThat(look()).isEqualTo(CHANGED);
  }
}
