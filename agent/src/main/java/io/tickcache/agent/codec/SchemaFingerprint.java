package io.tickcache.agent.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A number that changes when the declared structure of a type does: names and types of instance
 * fields, superclasses, and names of enum constants. The same on every JVM, whatever order
 * reflection lists members in.
 *
 * <p>The text of the structure is hashed with 64-bit FNV-1a [1] and finished with the mixer of
 * MurmurHash3, rather than with a digest of the JDK, whose first use would load the application's
 * security providers before it has chosen them. The fingerprint guards against a roll-out, not
 * against an attacker.
 *
 * <p>[1] Fowler, Noll, Vo: The FNV Non-Cryptographic Hash Algorithm, draft-eastlake-fnv.
 */
final class SchemaFingerprint {
  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long hash = OFFSET_BASIS;

  private SchemaFingerprint() {}

  /**
   * 16 hex digits over everything that {@code structure} holds and the type it was reached from.
   */
  static String of(Type root, Map<String, Class<?>> structure) {
    SchemaFingerprint print = new SchemaFingerprint();
    print.add(TypeNames.of(root));
    for (Class<?> type : new TreeMap<>(structure).values()) {
      print.addClass(type);
    }
    return String.format("%016x", print.finished());
  }

  /** A short one over the fields that one class declares or inherits. */
  static int ofClass(Class<?> type) {
    SchemaFingerprint print = new SchemaFingerprint();
    for (Class<?> part = JdkClasses.element(type); part != null; part = part.getSuperclass()) {
      print.addClass(part);
    }
    return (int) print.finished();
  }

  private void addClass(Class<?> type) {
    add("class " + type.getName());
    if (!JdkClasses.contains(type)) {
      addAll(type.isEnum() ? constants(type) : members(type));
    }
  }

  private static List<String> members(Class<?> type) {
    List<String> lines = new ArrayList<>();
    try {
      Type parent = type.getGenericSuperclass();
      if (parent != null) {
        lines.add("extends " + TypeNames.of(parent));
      }
      for (Field field : DeclaredStructure.instanceFields(type)) {
        lines.add(field.getName() + ' ' + TypeNames.of(field.getGenericType()));
      }
    } catch (LinkageError | RuntimeException e) {
      lines.add("unreadable"); // a member names a class that isn't there: another structure than a
      // complete one
    }
    return lines;
  }

  /** From the fields, because asking the class for its constants would initialise it. */
  private static List<String> constants(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (field.isEnumConstant()) {
        names.add(field.getName());
      }
    }
    Collections.sort(names);
    return names;
  }

  private void addAll(List<String> lines) {
    for (String line : lines) {
      add(line);
    }
  }

  private void add(String line) {
    for (int i = 0; i < line.length(); i++) {
      addByte(line.charAt(i) >>> 8);
      addByte(line.charAt(i));
    }
    addByte('\n');
  }

  private void addByte(int value) {
    hash = (hash ^ (value & 0xff)) * PRIME;
  }

  private long finished() {
    long mixed = hash;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
