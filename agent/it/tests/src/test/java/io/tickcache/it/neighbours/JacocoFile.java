package io.tickcache.it.neighbours;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The file of execution data that JaCoCo writes, in the format 1007. */
final class JacocoFile {

  private static final int HEADER = 0x01;
  private static final int SESSION = 0x10;
  private static final int EXECUTION = 0x11;

  private JacocoFile() {}

  /** For each class its probes in their order: 1 where that place was passed, 0 where not. */
  static Map<String, String> coverage(Path file) throws IOException {
    Map<String, String> coverage = new TreeMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int block = in.read(); block >= 0; block = in.read()) {
        switch (block) {
          case HEADER -> in.readInt();
          case SESSION -> {
            in.readUTF();
            in.readLong();
            in.readLong();
          }
          case EXECUTION -> {
            in.readLong();
            coverage.put(in.readUTF(), probes(in));
          }
          default -> throw new IOException("no block of JaCoCo's: " + block);
        }
      }
    }
    return coverage;
  }

  private static String probes(DataInputStream in) throws IOException {
    int length = number(in);
    StringBuilder probes = new StringBuilder();
    int bits = 0;
    for (int i = 0; i < length; i++) {
      bits = i % 8 == 0 ? in.readUnsignedByte() : bits >>> 1;
      probes.append(bits & 1);
    }
    return probes.toString();
  }

  private static int number(DataInputStream in) throws IOException {
    int low = in.readUnsignedByte();
    return low < 0x80 ? low : (low & 0x7f) | number(in) << 7;
  }
}
