package io.tickcache.agent.cli;

import io.tickcache.rules.yaml.RulesText;
import java.io.File;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text that the rules in force were read from. What a process tells has stars for the
 * secrets that are written in it, so where there are any the text is that of the file itself.
 */
final class TextInForce {

  private final JsonObject told;
  private final PrintStream errors;

  /**
   * @param told what the agent says of its rules
   */
  TextInForce(JsonObject told, PrintStream errors) {
    this.told = told;
    this.errors = errors;
  }

  /**
   * The text; null after it was said that it can't be had.
   *
   * @param said where an operator says that the file is
   */
  @Nullable RulesText find(@Nullable File said) {
    RulesText shown = RulesText.of(told.text("source"), told.text("text"));
    if (said == null && isInForce(shown)) {
      return shown;
    }
    RulesText onDisk = RulesText.of(said == null ? new File(told.text("path")) : said);
    if (onDisk.text() != null && isInForce(onDisk)) {
      return onDisk;
    }
    String why =
        onDisk.text() == null
            ? "can't be read here"
            : "has digest " + onDisk.digest() + ", and in force is " + told.text("digest");
    errors.println("error: the file `" + onDisk.source() + "` " + why);
    errors.println(
        said == null
            ? "  = note: the rules in force have secrets in them, which the process shows as stars"
            : "  = note: what is suggested is an edit of the rules in force, and of no others");
    errors.println(
        "  = help: say where the file of the rules in force is, `--file FILE`; `--json` needs none");
    return null;
  }

  private boolean isInForce(RulesText text) {
    return text.digest().equals(told.text("digest"));
  }
}
