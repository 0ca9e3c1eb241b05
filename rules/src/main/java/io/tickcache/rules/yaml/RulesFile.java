package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.RuleSet;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The rules file: any text becomes rules or diagnostics, never an exception. */
public final class RulesFile {
  /** In bytes for a file, in characters for a text. */
  static final int LARGEST = 1024 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private RulesFile() {}

  /** Reads a file of at most 1 MiB of UTF-8 text. */
  public static Outcome load(File file, Environment environment) {
    return RulesText.of(file).read(environment);
  }

  /** Reads the text of a rules file; the file's name is used in messages only. */
  public static Outcome read(String fileName, String text, Environment environment) {
    if (text.length() > LARGEST) {
      return tooLarge(fileName);
    }
    String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    Reading reading = new Reading(new SourceText(fileName, plain), environment);
    Node root = new YamlTree(reading).parse(plain);
    RuleSet rules = null;
    if (root != null) {
      YamlValue file = YamlValue.root(root, reading);
      rules = new RuleSetReader(reading).read(fileName, Digest.of(text), file);
    } else if (!reading.problems().anyError()) {
      reportEmpty(fileName, reading);
    }
    return outcome(
        rules == null ? null : rules.writtenAs(Secrets.leftOutOf(plain, root)), reading.problems());
  }

  private static Outcome outcome(@Nullable RuleSet rules, Problems problems) {
    return new Outcome(problems.anyError() ? null : rules, problems.inFileOrder());
  }

  private static void reportEmpty(String fileName, Reading reading) {
    reading.report(
        Diagnostic.error(DiagnosticCode.R017, "the rules file `" + fileName + "` is empty")
            .help("start it with `version: 1`, and name the first rule under `rules`"));
  }

  static Outcome unreadable(String name, IOException why) {
    String message = "the rules file `" + name + "` can't be read: " + why.getMessage();
    return failed(Diagnostic.error(DiagnosticCode.R001, message));
  }

  static Outcome tooLarge(String name) {
    return failed(
        Diagnostic.error(
            DiagnosticCode.R018, "the rules file `" + name + "` is larger than 1 MiB"));
  }

  private static Outcome failed(Diagnostic.Builder diagnostic) {
    return new Outcome(null, Collections.singletonList(diagnostic.build()));
  }
}
