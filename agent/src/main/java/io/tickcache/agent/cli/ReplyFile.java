package io.tickcache.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A file in which a running JVM answers an order; it goes when it is closed. */
final class ReplyFile implements Closeable {

  private final File file;
  private final PrintStream errors;

  private ReplyFile(File file, PrintStream errors) {
    this.file = file;
    this.errors = errors;
  }

  static ReplyFile create(PrintStream errors) throws IOException {
    File file = File.createTempFile("tickcache", ".reply");
    file.deleteOnExit();
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    boolean isSet =
        file.setReadable(false, false)
            && file.setReadable(true, true)
            && file.setWritable(false, false)
            // The JVM may be another user's, where root gives the order.
            && file.setWritable(true, !isRoot);
    if (!isSet) {
      errors.println("other users of this host may see the reply");
    }
    return new ReplyFile(file, errors);
  }

  String path() {
    return file.getAbsolutePath();
  }

  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(new FileInputStream(file), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** Has it as it was when it was made. */
  void empty() throws IOException {
    new FileOutputStream(file).close();
  }

  /** It may be gone: who answers takes it away when it is not read for long. */
  @Override
  public void close() {
    if (!file.delete() && file.exists()) {
      errors.println("could not delete " + file);
    }
  }
}
