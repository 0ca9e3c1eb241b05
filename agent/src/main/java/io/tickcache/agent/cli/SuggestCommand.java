package io.tickcache.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickcache.agent.json.Json;
import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.RulesEdit;
import io.tickcache.rules.yaml.RulesText;
import io.tickcache.rules.yaml.UneditableException;
import java.io.File;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the rules in force anew, each in the mode that what was seen of its calls speaks for. */
@Command(
    name = "suggest",
    description = {
      "Writes the rules file in force as it is, but for the modes of rules that observe or shadow:"
          + " each goes on, from observe to shadow and from shadow to cache, where what the process"
          + " has seen speaks for it. A comment above each tells what was seen. Nothing is put in"
          + " force."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the file is written to standard output",
      "1:no rule observes or shadows, or the file can't be had or edited",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class SuggestCommand extends AskingCommand {

  @Mixin private Criteria criteria = new Criteria();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "Where the file of the rules in force is, if it is not where the process has it.")
  private @Nullable File file;

  SuggestCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  boolean passesOn() {
    return false;
  }

  @Override
  int ask(Target target) throws UnreachedException {
    JsonObject status = answer(target, "GET", "/status");
    JsonObject rules = status == null ? null : answer(target, "GET", "/rules");
    if (status == null || rules == null) {
      return CommandLine.MISTAKES;
    }
    Suggestions suggestions = new Suggestions(status, criteria);
    if (suggestions.all().isEmpty()) {
      errors.println("error: no rule is in mode observe or shadow");
      return CommandLine.MISTAKES;
    }
    String digest = rules.text("digest");
    if (!digest.equals(status.object("file").text("digest"))) {
      errors.println("error: the rules have changed meanwhile; ask again");
      return CommandLine.MISTAKES;
    }
    if (wantsJson()) {
      Json json = new Json().object().name("source").value(rules.text("source"));
      suggestions.write(json.name("digest").value(digest).name("rules"));
      out.println(json.end());
      return CommandLine.GOOD;
    }
    RulesText text = new TextInForce(rules, errors).find(file);
    return text == null ? CommandLine.MISTAKES : write(text, suggestions);
  }

  private int write(RulesText text, Suggestions suggestions) {
    byte[] bytes;
    try {
      RulesEdit edit = RulesEdit.of(text, Environment.ofProcess());
      suggestions.enter(edit);
      bytes = edit.text().getBytes(UTF_8);
    } catch (UneditableException failure) {
      errors.println("error: " + failure.getMessage());
      errors.println("  = help: `--json` tells what is suggested, for an edit by hand");
      return CommandLine.MISTAKES;
    }
    out.write(bytes, 0, bytes.length);
    return CommandLine.GOOD;
  }
}
