package io.tickcache.agent.instrument;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The little that must be known of every class the JVM loads before anything is done about it, read
 * straight from its bytes (The Java Virtual Machine Specification, chapter 4): its superclass, its
 * interfaces and the names of its methods.
 */
final class ClassFile {

  private static final int MAGIC = 0xCAFE;
  private static final int POOL_COUNT = 8;
  private static final int FIRST_CONSTANT = 10;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int[] SIZES = new int[21];

  static {
    int[][] tagsAndSizes = {
      {3, 5}, {4, 5}, {5, 9}, {6, 9}, {7, 3}, {8, 3}, {9, 5}, {10, 5}, {11, 5}, {12, 5}, {15, 4},
      {16, 3}, {17, 5}, {18, 5}, {19, 3}, {20, 3}
    };
    for (int[] pair : tagsAndSizes) {
      SIZES[pair[0]] = pair[1];
    }
  }

  private final byte[] bytes;
  private final int[] constants;
  private final int afterPool;

  ClassFile(byte[] bytes) {
    this.bytes = bytes;
    this.constants = new int[u2(POOL_COUNT)];
    int at = FIRST_CONSTANT;
    for (int i = 1; i < constants.length; i++) {
      constants[i] = at;
      int tag = bytes[at];
      at += tag == UTF8 ? 3 + u2(at + 1) : SIZES[tag];
      if (tag == LONG || tag == DOUBLE) {
        i++;
      }
    }
    this.afterPool = at;
  }

  /** Whether the bytes begin as those of a class file. */
  static boolean isOne(byte[] bytes) {
    return bytes.length > FIRST_CONSTANT && (((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF)) == MAGIC;
  }

  /**
   * A name as {@link #declares} wants it: the bytes of its modified UTF-8, one in each character.
   */
  static String encoded(String name) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new DataOutputStream(out).writeUTF(name);
      return new String(out.toByteArray(), 2, out.size() - 2, StandardCharsets.ISO_8859_1);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether the class itself declares a method of one of the names. */
  boolean declares(Set<String> encodedNames) {
    int at = afterMembers(afterPool + 8 + 2 * u2(afterPool + 6));
    int methods = u2(at);
    at += 2;
    for (int i = 0; i < methods; i++) {
      if (isOneOf(constants[u2(at + 2)], encodedNames)) {
        return true;
      }
      at = afterMember(at);
    }
    return false;
  }

  /** Behind a table of fields that begins with its count. */
  private int afterMembers(int table) {
    int at = table + 2;
    for (int i = u2(table); i > 0; i--) {
      at = afterMember(at);
    }
    return at;
  }

  /** Behind a field or a method: access, name, descriptor, and attributes with their lengths. */
  private int afterMember(int member) {
    int at = member + 8;
    for (int i = u2(member + 6); i > 0; i--) {
      at += 6 + ((u2(at + 2) << 16) | u2(at + 4));
    }
    return at;
  }

  /** The superclass and the interfaces that the class itself names, as binary names. */
  List<String> parents() {
    List<String> parents = new ArrayList<>();
    int superclass = u2(afterPool + 4);
    if (superclass != 0) {
      parents.add(className(superclass));
    }
    int count = u2(afterPool + 6);
    for (int i = 0; i < count; i++) {
      parents.add(className(u2(afterPool + 8 + 2 * i)));
    }
    return parents;
  }

  private boolean isOneOf(int at, Set<String> names) {
    int length = u2(at + 1);
    for (String name : names) {
      if (name.length() == length && is(at + 3, name)) {
        return true;
      }
    }
    return false;
  }

  private boolean is(int at, String name) {
    for (int i = 0; i < name.length(); i++) {
      if ((bytes[at + i] & 0xFF) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String className(int constant) {
    int at = constants[u2(constants[constant] + 1)];
    return new String(bytes, at + 3, u2(at + 1), StandardCharsets.UTF_8).replace('/', '.');
  }

  private int u2(int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }
}
