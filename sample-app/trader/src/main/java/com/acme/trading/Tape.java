package com.acme.trading;

import com.acme.md.Quote;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/**
 * A record of what was answered: per quote a line with the moment of the answer (milliseconds since
 * 1970), the symbol and its sequence. Thread-safe.
 */
final class Tape {
  private final PrintWriter out;

  private Tape(PrintWriter out) {
    this.out = out;
  }

  /** A tape in that file; one that keeps nothing if it is null. */
  static Tape to(String file) throws IOException {
    return new Tape(
        file == null
            ? null
            : new PrintWriter(Files.newBufferedWriter(Paths.get(file), StandardCharsets.UTF_8)));
  }

  void record(Quote quote, long nowMillis) {
    if (out != null) {
      out.println(nowMillis + " " + quote.getSymbol() + " " + quote.getSequence());
    }
  }

  /** Writes what is left, and says so if not all could be written. */
  void close() {
    if (out != null && out.checkError()) {
      System.err.println("the tape was not written to its end");
    }
  }
}
