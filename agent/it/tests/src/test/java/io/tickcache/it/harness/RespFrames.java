package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts what a Redis server sends into whole frames of its protocol (RESP2 and RESP3), however the
 * bytes come. A stream that is not of the protocol passes as it comes. Not thread-safe.
 */
final class RespFrames {

  private static final int INCOMPLETE = -1;
  private static final int FOREIGN = -2;
  private static final String SIMPLE_TYPES = "+-:_#,(";
  private static final String TYPES = SIMPLE_TYPES + "$=!*>~%|";

  private byte[] pending = {};
  private boolean foreign;

  /** The frames that are whole now. */
  List<byte[]> feed(byte[] more) {
    pending = joined(pending, more);
    List<byte[]> frames = new ArrayList<>();
    int start = 0;
    for (int end = endOf(start); end > 0; end = endOf(start)) {
      frames.add(Arrays.copyOfRange(pending, start, end));
      start = end;
    }
    pending = Arrays.copyOfRange(pending, start, pending.length);
    if (foreign && pending.length > 0) {
      frames.add(pending);
      pending = new byte[0];
    }
    return frames;
  }

  /** What was published, if the frame brings it to a subscriber; else null. */
  static String messageIn(byte[] frame) {
    if (frame[0] != '*' && frame[0] != '>') {
      return null;
    }
    String[] lines = new String(frame, UTF_8).split("\r\n", -1);
    boolean message = lines.length > 6 && lines[2].matches("[ps]?message");
    return message ? lines[lines.length - 2] : null;
  }

  private int endOf(int start) {
    if (foreign || start >= pending.length) {
      return INCOMPLETE;
    }
    int end = frameEnd(start);
    foreign = end == FOREIGN;
    return end;
  }

  private int frameEnd(int start) {
    if (start >= pending.length) {
      return INCOMPLETE;
    }
    if (TYPES.indexOf(pending[start]) < 0) {
      return FOREIGN;
    }
    int head = headEnd(start);
    if (head == INCOMPLETE) {
      return INCOMPLETE;
    }
    if (SIMPLE_TYPES.indexOf(pending[start]) >= 0) {
      return head;
    }
    String length = new String(pending, start + 1, head - start - 3, UTF_8);
    return length.matches("-?[0-9]{1,9}")
        ? endOf(pending[start], head, Integer.parseInt(length))
        : FOREIGN;
  }

  private int endOf(byte type, int head, int length) {
    return switch (type) {
      case '*', '>', '~' -> elementsEnd(head, length);
      case '%' -> elementsEnd(head, 2 * length);
      case '|' -> elementsEnd(head, 2 * length + 1);
      default -> bodyEnd(head, length);
    };
  }

  private int headEnd(int start) {
    for (int i = start + 1; i < pending.length; i++) {
      if (pending[i - 1] == '\r' && pending[i] == '\n') {
        return i + 1;
      }
    }
    return INCOMPLETE;
  }

  private int bodyEnd(int head, int length) {
    int end = length < 0 ? head : head + length + 2;
    return end <= pending.length ? end : INCOMPLETE;
  }

  private int elementsEnd(int head, int count) {
    int end = head;
    for (int i = 0; i < count && end >= 0; i++) {
      end = frameEnd(end);
    }
    return end;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
