package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One call of an application, as it recorded it itself. Times are of this machine's monotonic
 * clock, which all processes share.
 */
record Call(
    AgentJvm app,
    String symbol,
    long began,
    long nanos,
    long askedAt,
    long askedNanos,
    long version,
    Kind kind) {

  enum Kind {
    RIGHT,
    WRONG,
    FAILED
  }

  /** Whether the call asked the upstream itself. */
  boolean loaded() {
    return askedNanos > 0;
  }

  long ended() {
    return began + nanos;
  }

  /** The records that an application's polling left in the file. */
  static List<Call> read(AgentJvm app, Path file) throws IOException {
    List<Call> calls = new ArrayList<>();
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        DataInputStream in = new DataInputStream(bytes)) {
      while (in.available() > 0) {
        calls.add(
            new Call(
                app,
                "S" + in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                Kind.values()[in.readByte()]));
      }
    }
    return calls;
  }
}
