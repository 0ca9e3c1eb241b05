package io.tickcache.it.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the journals of the applications; {@code com.acme.history.Journal} says how they are
 * written. A journal may still be growing, or have ended with its process in the middle of a
 * record.
 */
final class Journals {

  private static final int RECORD = 32;
  private static final short MARK = 0x7C7C;

  private Journals() {}

  static List<Operation> read(Path file, int process) {
    try (FileChannel channel = FileChannel.open(file)) {
      long whole = channel.size() / RECORD * RECORD;
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(whole));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // A read may bring less than all.
      }
      return operations(bytes.flip(), process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Operation> operations(ByteBuffer bytes, int process) {
    List<Operation> operations = new ArrayList<>(bytes.remaining() / RECORD);
    while (bytes.remaining() >= RECORD) {
      long start = bytes.getLong();
      long end = bytes.getLong();
      long call = bytes.getLong();
      int symbol = bytes.getShort();
      int thread = bytes.getShort();
      Operation.Kind kind = kind(bytes.getShort());
      if (bytes.getShort() != MARK) {
        throw new IllegalStateException("the journal of process " + process + " is damaged");
      }
      operations.add(new Operation(kind, process, thread, symbol, start, end, call));
    }
    return operations;
  }

  private static Operation.Kind kind(short number) {
    return switch (number) {
      case 1 -> Operation.Kind.READ;
      case 2 -> Operation.Kind.FAILED_READ;
      case 3 -> Operation.Kind.INVALIDATION;
      case 4 -> Operation.Kind.STALL;
      case 5 -> Operation.Kind.ERROR;
      default -> throw new IllegalStateException("a journal has a record of kind " + number);
    };
  }
}
