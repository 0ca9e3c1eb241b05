package io.tickcache.sample.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many answers are on the tapes of traders, and how many of them were stale. */
record TapeFigures(long answers, long stale) {
  static final TapeFigures EMPTY = new TapeFigures(0, 0);

  /** Holds a tape against the truth. */
  static TapeFigures read(Path tape, Truth truth) throws DemoFailure {
    long answers = 0;
    long stale = 0;
    try (BufferedReader lines = Files.newBufferedReader(tape)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(" ", -1);
        answers++;
        if (truth.isStale(fields[1], Integer.parseInt(fields[2]), Long.parseLong(fields[0]))) {
          stale++;
        }
      }
    } catch (IOException e) {
      throw new DemoFailure("a trader left no tape", e);
    }
    return new TapeFigures(answers, stale);
  }

  TapeFigures plus(TapeFigures other) {
    return new TapeFigures(answers + other.answers, stale + other.stale);
  }
}
