package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Parses YAML as far as its tree of nodes; what a text means is decided by the setting it belongs
 * to. Nesting, aliases and size are limited, the size also with aliases written out, so no text can
 * cost more than its length.
 */
final class YamlTree {
  /** A rules file is at most six levels deep. */
  private static final int DEEPEST = 30;

  private static final int MOST_ALIASES = 50;

  private static final String SHARE = "say shared settings once, under `defaults`";

  private final Reading reading;

  YamlTree(Reading reading) {
    this.reading = reading;
  }

  /** The root of the text, or null if it is empty or, after a report, not YAML. */
  @Nullable Node parse(String text) {
    if (reportsUnprintable(text)) {
      return null;
    }
    try {
      Node root = composer(text).getSingleNode();
      return root == null || reportsTooLarge(root) ? null : root;
    } catch (MarkedYAMLException e) {
      reading.report(SyntaxMistake.of(e, reading.source()));
    } catch (RuntimeException e) {
      reading.report(unmarked(e));
    }
    return null;
  }

  private static Composer composer(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setCodePointLimit(text.length() + 1);
    return new Composer(
        new ParserImpl(new StreamReader(text), options), new PlainResolver(), options);
  }

  /** The parser gives no place for its limits, and fails in its own ways on odd escapes. */
  private static Diagnostic.Builder unmarked(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Nesting")) {
      return Diagnostic.error(
          DiagnosticCode.R018, "the file is nested more than " + DEEPEST + " levels deep");
    }
    if (message.startsWith("Number of aliases")) {
      return Diagnostic.error(
              DiagnosticCode.R018, "the file has more than " + MOST_ALIASES + " aliases of blocks")
          .help(SHARE);
    }
    return Diagnostic.error(DiagnosticCode.R002, "the text is not YAML");
  }

  private boolean reportsTooLarge(Node root) {
    boolean tooLarge = new WrittenOut().size(root) > RulesFile.LARGEST;
    if (tooLarge) {
      reading.report(
          Diagnostic.error(
                  DiagnosticCode.R018, "the file is larger than 1 MiB with its aliases written out")
              .help(SHARE));
    }
    return tooLarge;
  }

  private boolean reportsUnprintable(String text) {
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (!StreamReader.isPrintable(point)) {
        reading.report(
            Diagnostic.error(DiagnosticCode.R002, "the character " + name(point) + " is not text")
                .at(reading.source().atOffset(text, i)));
        return true;
      }
    }
    return false;
  }

  private static String name(int point) {
    String hex = Integer.toHexString(point).toUpperCase(Locale.ROOT);
    return "U+" + "0000".substring(Math.min(4, hex.length())) + hex;
  }

  /** Leaves plain text as text, so that {@code off} and {@code 1.10} stay what was written. */
  private static final class PlainResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {}
  }
}
