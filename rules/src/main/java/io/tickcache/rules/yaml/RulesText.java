package io.tickcache.rules.yaml;

import io.tickcache.rules.MethodPattern;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rules file as it stood at one moment, to be read for good when the rules are needed. Until then
 * it tells which methods it mentions, which takes neither the parser of YAML nor the model of the
 * rules. Immutable.
 */
public final class RulesText {

  private static final char NEXT_LINE = 0x85;

  private final String fileName;
  private final String text;
  private final @Nullable Outcome unreadable;

  private RulesText(String fileName, String text, @Nullable Outcome unreadable) {
    this.fileName = fileName;
    this.text = text;
    this.unreadable = unreadable;
  }

  /** What is in a file now. If it can't be had, {@link #read} says why. */
  public static RulesText of(File file) {
    String name = file.getPath();
    try {
      byte[] bytes = TextFile.bytes(file, RulesFile.LARGEST);
      return bytes.length > RulesFile.LARGEST
          ? new RulesText(name, "", RulesFile.tooLarge(name))
          : of(name, TextFile.text(bytes));
    } catch (IOException e) {
      return new RulesText(name, "", RulesFile.unreadable(name, e));
    }
  }

  /** A text as it stood in a file of this name. */
  public static RulesText of(String fileName, String text) {
    return new RulesText(fileName, text, null);
  }

  /** The file's name as it was given. */
  public String source() {
    return fileName;
  }

  /** The text itself; null where the file could not be read. */
  public @Nullable String text() {
    return unreadable == null ? text : null;
  }

  /** As {@link io.tickcache.rules.RuleSet#digest}, whether or not the rules can be read. */
  public String digest() {
    return Digest.of(text);
  }

  /**
   * A short word for all that the rules are read from, the files that the text refers to included;
   * null where the file could not be read. Texts of other words read differently.
   */
  public @Nullable String fingerprint(Environment environment) {
    if (unreadable != null) {
      return null;
    }
    String plain = Digest.of(text);
    try {
      return plain + Digest.of(new References(environment).replace(text));
    } catch (Unfit unresolved) {
      return plain;
    }
  }

  /** The rules, or what is wrong with them. */
  public Outcome read(Environment environment) {
    return unreadable == null ? RulesFile.read(fileName, text, environment) : unreadable;
  }

  /**
   * All methods that the rules mean, and perhaps some more: whatever stands on both sides of a
   * {@code #}. Null where only reading the rules can tell, because something in the text may stand
   * for something else.
   */
  public @Nullable List<MethodPattern> mentioned(Environment environment) {
    if (unreadable != null || text.indexOf('\\') >= 0) {
      return null;
    }
    try {
      return mentioned(new References(environment).replace(text));
    } catch (Unfit e) {
      return null;
    }
  }

  private static List<MethodPattern> mentioned(String plain) {
    List<MethodPattern> methods = new ArrayList<>();
    for (int hash = plain.indexOf('#'); hash >= 0; hash = plain.indexOf('#', hash + 1)) {
      int from = hash;
      while (from > 0 && isOfType(plain.charAt(from - 1))) {
        from--;
      }
      int to = hash + 1;
      while (to < plain.length() && isOfName(plain.charAt(to))) {
        to++;
      }
      if (from < hash && to > hash + 1) {
        add(plain.substring(from, to), methods);
      }
    }
    return methods;
  }

  private static boolean isOfType(char c) {
    return c == '.' || c == '*' || isOfName(c);
  }

  /** What ends a line of YAML may be in the name of a method, as far as Java goes. */
  private static boolean isOfName(char c) {
    return c != NEXT_LINE && Character.isJavaIdentifierPart(c);
  }

  private static void add(String text, List<MethodPattern> methods) {
    try {
      methods.add(MethodPattern.parse(text));
    } catch (IllegalArgumentException noPattern) {
      // Where a rule names it, reading the rules says so.
      return;
    }
  }
}
