package io.tickcache.agent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickcache.rules.LogLevel;
import io.tickcache.rules.LogSettings;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log in a file, and what becomes of it where that can't be written. */
class LogFileTest {

  @TempDir private Path directory;

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final PrintStream standardError = new PrintStream(errors, true, StandardCharsets.UTF_8);
  private final Log log = new Log(standardError);
  private final List<Thread> threads = new ArrayList<>();

  private Thread thread(Runnable body) {
    Thread made = new Thread(body, "log of a test");
    made.setDaemon(true);
    threads.add(made);
    return made;
  }

  private static LogSettings in(Path file, LogLevel level) {
    return new LogSettings(level, file.toString(), 1 << 20, 2);
  }

  private void follow(LogSettings settings) {
    log.follow(settings, this::thread, Runnable::run);
  }

  private List<String> errors() {
    return errors.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @AfterEach
  void end() throws InterruptedException {
    log.close();
    for (Thread each : threads) {
      each.join(TimeUnit.SECONDS.toMillis(10));
      assertThat(each.isAlive()).isFalse();
    }
  }

  @Test
  void eachLineHasItsTimeTheProcessAndItsLevel() throws IOException {
    Path file = directory.resolve("a.log");
    Instant before = Instant.now().minusMillis(1);
    follow(in(file, LogLevel.DEBUG));

    log.info("quotes: redis answers");
    log.block(LogLevel.ERROR, "error[R001]: it\n  --> there");
    log.debug("größer");
    log.close();

    List<String> lines = Files.readAllLines(file);
    String head =
        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z " + ProcessHandle.current().pid();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches(head + " info  quotes: redis answers");
    assertThat(lines.get(1)).matches(head + " error error\\[R001\\]: it");
    assertThat(lines.get(2)).matches(head + " error   --> there");
    assertThat(lines.get(3)).matches(head + " debug größer");
    assertThat(Instant.parse(lines.get(0).split(" ", 2)[0])).isBetween(before, Instant.now());
    assertThat(errors()).isEmpty();
  }

  @Test
  void anotherFileTakesItsPlaceAndThenStandardError() throws IOException {
    Path first = directory.resolve("first.log");
    Path second = directory.resolve("second.log");
    follow(in(first, LogLevel.INFO));
    log.info("one");
    follow(in(first, LogLevel.WARN));
    log.info("two");
    log.warn("three");
    follow(in(second, LogLevel.INFO));
    log.info("four");
    follow(LogSettings.defaults());
    log.info("five");

    assertThat(Files.readAllLines(first))
        .extracting(LogFileTest::text)
        .containsExactly("one", "three");
    assertThat(Files.readAllLines(second)).extracting(LogFileTest::text).containsExactly("four");
    assertThat(errors()).containsExactly("tickcache: five");
    assertThat(threads).hasSize(2);
  }

  @Test
  void whileItCannotBeWrittenStandardErrorHasTheLines() {
    Path file = directory.resolve("gone/a.log");
    follow(in(file, LogLevel.INFO));
    log.info("one");
    log.warn("two");
    log.close();

    assertThat(errors()).hasSize(3);
    assertThat(errors().get(0))
        .startsWith("tickcache: log: " + file + " can't be written (")
        .endsWith("lines are told here, and the file is tried again every 10 s");
    assertThat(errors().subList(1, 3)).containsExactly("tickcache: one", "tickcache: two");
  }

  @Test
  void nobodyWaitsForAFileThatHangsAndWhatIsLostIsCounted() throws Exception {
    Path path = directory.resolve("a.log");
    LogSettings settings = in(path, LogLevel.INFO);
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    LogFile file =
        new LogFile(
            path.toString(),
            settings,
            standardError,
            new RollingFile(path.toFile(), settings) {
              @Override
              void append(byte[] lines) throws IOException {
                hanging.countDown();
                try {
                  free.await();
                } catch (InterruptedException never) {
                  throw new IllegalStateException(never);
                }
                super.append(lines);
              }
            });
    thread(file).start();
    file.take(new LogLine(LogLevel.INFO, "", "first"));
    hanging.await();

    for (int i = 0; i < 1_250; i++) {
      assertThat(file.take(new LogLine(LogLevel.INFO, "", "line " + i))).isTrue();
    }
    free.countDown();
    await().until(() -> Files.exists(path) && Files.readAllLines(path).size() == 1_002);
    file.close();

    List<String> lines = Files.readAllLines(path);
    assertThat(text(lines.get(1))).isEqualTo("log: 250 lines were lost");
    assertThat(text(lines.get(1_001))).isEqualTo("line 999");
  }

  @Test
  void aClosedOneTakesNothingAndLosesNothing() throws Exception {
    Path path = directory.resolve("a.log");
    LogFile file = new LogFile(path.toString(), in(path, LogLevel.INFO), standardError);
    Thread writer = thread(file);
    writer.start();
    int taken = 0;
    Thread closer = thread(file::close);
    for (int i = 0; i < 200_000 && taken == i; i++) {
      if (i == 50) {
        closer.start();
      }
      taken += file.take(new LogLine(LogLevel.INFO, "", "line")) ? 1 : 0;
      if (i % 100 == 0) {
        Thread.onSpinWait();
      }
    }
    closer.join();
    writer.join();

    assertThat(taken).isLessThan(200_000);
    int written = 0;
    for (String line : Files.readAllLines(path)) {
      String text = text(line);
      written += text.equals("line") ? 1 : Integer.parseInt(text.replaceAll("\\D", ""));
    }
    assertThat(written).isEqualTo(taken);
  }

  @Test
  void afterTenSecondsItIsTriedAgain() throws IOException {
    List<String> told = new ArrayList<>();
    boolean[] full = {true};
    LogSettings settings = in(directory.resolve("a.log"), LogLevel.INFO);
    long[] now = {1};
    LogFile file =
        new LogFile(
            "a.log",
            settings,
            standardError,
            new RollingFile(new File("a.log"), settings) {
              @Override
              void append(byte[] lines) throws IOException {
                if (full[0]) {
                  throw new IOException("No space left on device");
                }
                told.add(text(new String(lines, StandardCharsets.UTF_8).trim()));
              }
            }) {
          @Override
          long nanoTime() {
            return now[0];
          }
        };

    file.put(new LogLine(LogLevel.INFO, "", "one"));
    full[0] = false;
    now[0] += TimeUnit.SECONDS.toNanos(10) - 1;
    file.put(new LogLine(LogLevel.INFO, "", "two"));
    now[0]++;
    file.put(new LogLine(LogLevel.INFO, "", "three"));

    assertThat(told).containsExactly("three");
    assertThat(errors()).hasSize(3).endsWith("one", "two");
    assertThat(errors().get(0)).contains("No space left on device");
  }

  private static String text(String line) {
    return line.split(" +", 4)[3];
  }
}
