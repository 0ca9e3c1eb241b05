package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Puts what the YAML parser complains about into words for people who write settings. */
final class SyntaxMistake {
  private static final String ALIKE = "indent all settings of a block alike, with spaces";

  private SyntaxMistake() {}

  static Diagnostic.Builder of(MarkedYAMLException e, SourceText source) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("unexpected end of stream") && e.getContextMark() != null) {
      return error("the quote that opens here is not closed", null, e.getContextMark(), source);
    }
    if (problem.contains("could not find expected ':'") && e.getContextMark() != null) {
      return error("the line is not of the form `name: value`", ALIKE, e.getContextMark(), source);
    }
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    if (problem.contains("TAB")) {
      return error("a tab stands where only spaces may", "indent with spaces", mark, source);
    }
    if (problem.contains("mapping values are not allowed")) {
      String help = "put text that holds `: ` between quotes, or mend the indentation";
      return error("a second `:` stands in one setting", help, mark, source);
    }
    if (problem.startsWith("Global tag")) {
      return error("the tag has no meaning in a rules file", "leave it out", mark, source);
    }
    if (problem.contains("expected <block end>")) {
      return error("the indentation does not fit the lines above", ALIKE, mark, source);
    }
    if (problem.contains("undefined alias")) {
      return error("the alias has no anchor above it", null, mark, source);
    }
    if (problem.contains("another document")) {
      return error("a second document starts here", "keep one document in a file", mark, source);
    }
    if (problem.contains("expected ',' or")) {
      return error("a bracket is not closed before this", null, mark, source);
    }
    return error("the text is not YAML here", null, mark, source).note(problem);
  }

  private static Diagnostic.Builder error(
      String message, @Nullable String help, @Nullable Mark mark, SourceText source) {
    return Diagnostic.error(DiagnosticCode.R002, message)
        .at(mark == null ? null : source.at(mark))
        .help(help);
  }
}
