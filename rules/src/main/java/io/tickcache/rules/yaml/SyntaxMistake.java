package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.SourcePlace;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What the YAML parser complains about, in words for people who write settings. The parser's own
 * words are known by a part of them; where none fits they are shown as they are.
 */
final class SyntaxMistake {
  private static final String ALIKE = "indent all settings of a block alike, with spaces";

  private static final SyntaxMistake[] KNOWN = {
    new SyntaxMistake("unexpected end of stream", "the quote that opens here is not closed", null),
    new SyntaxMistake(
        "could not find expected ':'", "the line is not of the form `name: value`", ALIKE),
    new SyntaxMistake("TAB", "a tab stands where only spaces may", "indent with spaces"),
    new SyntaxMistake(
        "mapping values are not allowed",
        "a second `:` stands in one setting",
        "put text that holds `: ` between quotes, or mend the indentation"),
    new SyntaxMistake("Global tag", "the tag has no meaning in a rules file", "leave it out"),
    new SyntaxMistake(
        "expected <block end>", "the indentation does not fit the lines above", ALIKE),
    new SyntaxMistake("undefined alias", "the alias has no anchor above it", null),
    new SyntaxMistake(
        "another document", "a second document starts here", "keep one document in a file"),
    new SyntaxMistake("expected ',' or", "a bracket is not closed before this", null),
  };

  private final String sign;
  private final String message;
  private final @Nullable String help;

  private SyntaxMistake(String sign, String message, @Nullable String help) {
    this.sign = sign;
    this.message = message;
    this.help = help;
  }

  static Diagnostic.Builder of(MarkedYAMLException e, SourceText source) {
    String problem = String.valueOf(e.getProblem());
    for (SyntaxMistake known : KNOWN) {
      if (problem.contains(known.sign)) {
        return error(known.message, place(e, source)).help(known.help);
      }
    }
    return error("the text is not YAML here", place(e, source)).note(problem);
  }

  private static Diagnostic.Builder error(String message, @Nullable SourcePlace place) {
    return Diagnostic.error(DiagnosticCode.R002, message).at(place);
  }

  /** What is not ended is shown where it starts, everything else where the parser stopped. */
  private static @Nullable SourcePlace place(MarkedYAMLException e, SourceText source) {
    String problem = String.valueOf(e.getProblem());
    boolean unended = problem.contains("end of stream") || problem.contains("could not find");
    Mark mark = unended || e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    return mark == null ? null : source.at(mark);
  }
}
