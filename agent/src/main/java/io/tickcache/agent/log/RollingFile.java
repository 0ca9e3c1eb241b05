package io.tickcache.agent.log;

import io.tickcache.rules.LogSettings;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A file of bounded size that older ones stand beside: {@code a.log.1}, the youngest of them, and
 * so on. It is open only while it is written, so others may move or remove it at any time. Used by
 * one thread of a process; several processes may have the same one.
 */
class RollingFile {

  private final File file;
  private final long maxBytes;
  private final int keep;

  RollingFile(File file, LogSettings settings) {
    this.file = file;
    this.maxBytes = settings.maxBytes();
    this.keep = settings.keep();
  }

  /** Writes at the end, in one piece. */
  void append(byte[] lines) throws IOException {
    long there = file.length();
    if (there > 0 && there + lines.length > maxBytes) {
      roll();
    }
    try (OutputStream out = new FileOutputStream(file, true)) {
      out.write(lines);
    }
  }

  private void roll() throws IOException {
    boolean moved = keep > 0;
    for (int number = Math.max(keep, 1); older(number).exists(); number++) {
      moved &= older(number).delete();
    }
    for (int number = keep - 1; number > 0; number--) {
      if (older(number).exists()) {
        moved &= older(number).renameTo(older(number + 1));
      }
    }
    if (!moved || !file.renameTo(older(1))) {
      // To stay bounded is what matters, where others can't be kept.
      new FileOutputStream(file).close();
    }
  }

  private File older(int number) {
    return new File(file.getPath() + '.' + number);
  }
}
