package io.tickcache.agent.codec;

import java.util.BitSet;
import java.util.Date;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Mutable objects without references to others, and arrays of primitives, codes 40 to 47 and 50 to
 * 57.
 */
final class JdkCells {

  private JdkCells() {}

  static void addTo(JdkShapes shapes) {
    addCounters(shapes);
    addText(shapes);
    addDate(shapes);
    addSmallArrays(shapes);
    addLargeArrays(shapes);
  }

  private static void addCounters(JdkShapes shapes) {
    // A plain Object is a lock: each copy has its own.
    shapes.add(
        LeafShape.cell(40, Object.class, v -> new Object(), (v, out) -> {}, in -> new Object()));
    shapes.add(
        LeafShape.<AtomicInteger>cell(
            41,
            AtomicInteger.class,
            v -> new AtomicInteger(v.get()),
            (v, out) -> out.out().writeInt(v.get()),
            in -> new AtomicInteger(in.in().readInt())));
    shapes.add(
        LeafShape.<AtomicLong>cell(
            42,
            AtomicLong.class,
            v -> new AtomicLong(v.get()),
            (v, out) -> out.out().writeLong(v.get()),
            in -> new AtomicLong(in.in().readLong())));
    shapes.add(
        LeafShape.<AtomicBoolean>cell(
            43,
            AtomicBoolean.class,
            v -> new AtomicBoolean(v.get()),
            (v, out) -> out.out().writeBoolean(v.get()),
            in -> new AtomicBoolean(in.in().readBoolean())));
    shapes.add(
        LeafShape.<BitSet>cell(
            44,
            BitSet.class,
            v -> BitSet.valueOf(v.toLongArray()),
            (v, out) -> out.writeBytes(v.toByteArray()),
            in -> BitSet.valueOf(in.bytes())));
  }

  @SuppressWarnings("JdkObsolete") // values of the application, not ours
  private static void addText(JdkShapes shapes) {
    shapes.add(
        LeafShape.<StringBuilder>cell(
            45,
            StringBuilder.class,
            v -> new StringBuilder(v.toString()),
            (v, out) -> out.writeText(v.toString()),
            in -> new StringBuilder(in.text())));
    shapes.add(
        LeafShape.<StringBuffer>cell(
            46,
            StringBuffer.class,
            v -> new StringBuffer(v.toString()),
            (v, out) -> out.writeText(v.toString()),
            in -> new StringBuffer(in.text())));
  }

  @SuppressWarnings("JavaUtilDate") // values of the application, not ours
  private static void addDate(JdkShapes shapes) {
    shapes.add(
        LeafShape.<Date>cell(
            47,
            Date.class,
            v -> new Date(v.getTime()),
            (v, out) -> out.out().writeLong(v.getTime()),
            in -> new Date(in.in().readLong())));
  }

  private static void addSmallArrays(JdkShapes shapes) {
    shapes.add(
        LeafShape.<boolean[]>cell(
            50,
            boolean[].class,
            boolean[]::clone,
            (v, out) -> {
              out.out().writeVarInt(v.length, true);
              out.out().writeBooleans(v, 0, v.length);
            },
            in -> in.in().readBooleans(in.claim(1))));
    shapes.add(
        LeafShape.<byte[]>cell(
            51, byte[].class, byte[]::clone, (v, out) -> out.writeBytes(v), GraphReader::bytes));
    shapes.add(
        LeafShape.<short[]>cell(
            52,
            short[].class,
            short[]::clone,
            (v, out) -> {
              out.out().writeVarInt(v.length, true);
              out.out().writeShorts(v, 0, v.length);
            },
            in -> in.in().readShorts(in.claim(2))));
    shapes.add(
        LeafShape.<char[]>cell(
            53,
            char[].class,
            char[]::clone,
            (v, out) -> {
              out.out().writeVarInt(v.length, true);
              out.out().writeChars(v, 0, v.length);
            },
            in -> in.in().readChars(in.claim(2))));
  }

  private static void addLargeArrays(JdkShapes shapes) {
    shapes.add(
        LeafShape.<int[]>cell(
            54,
            int[].class,
            int[]::clone,
            (v, out) -> {
              out.out().writeVarInt(v.length, true);
              out.out().writeInts(v, 0, v.length, false);
            },
            in -> in.in().readInts(in.claim(1), false)));
    shapes.add(
        LeafShape.<long[]>cell(
            55,
            long[].class,
            long[]::clone,
            (v, out) -> {
              out.out().writeVarInt(v.length, true);
              out.out().writeLongs(v, 0, v.length, false);
            },
            in -> in.in().readLongs(in.claim(1), false)));
    shapes.add(
        LeafShape.<float[]>cell(
            56,
            float[].class,
            float[]::clone,
            (v, out) -> {
              out.out().writeVarInt(v.length, true);
              out.out().writeFloats(v, 0, v.length);
            },
            in -> in.in().readFloats(in.claim(4))));
    shapes.add(
        LeafShape.<double[]>cell(
            57,
            double[].class,
            double[]::clone,
            (v, out) -> {
              out.out().writeVarInt(v.length, true);
              out.out().writeDoubles(v, 0, v.length);
            },
            in -> in.in().readDoubles(in.claim(8))));
  }
}
