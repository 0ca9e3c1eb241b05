package io.tickcache.agent.redis;

import io.tickcache.agent.cache.RemoteCache;
import java.util.UUID;

/** What this process goes by in its namespace: eight hexadecimal digits, made up at random. */
final class Node {

  final String id;
  final int number;

  private Node(String id) {
    this.id = id;
    this.number = number(id);
  }

  static Node random() {
    return new Node(UUID.randomUUID().toString().substring(0, 8));
  }

  static String id(int number) {
    return String.format("%08x", number);
  }

  /**
   * The number that an id is short for.
   *
   * @throws NumberFormatException where it is none
   */
  static int number(String id) {
    return Integer.parseUnsignedInt(id, 16);
  }

  /** As caches tell nodes apart. */
  int told(int other) {
    return other == number ? RemoteCache.THIS_PROCESS : other;
  }
}
