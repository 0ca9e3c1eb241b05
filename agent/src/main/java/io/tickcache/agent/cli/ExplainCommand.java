package io.tickcache.agent.cli;

import io.tickcache.agent.classpath.ClassPath;
import io.tickcache.agent.instrument.Descriptions;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.Outcome;
import io.tickcache.rules.yaml.RulesFile;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Tells which rule governs a method and how its key is made, or why none does; and of a symbol by
 * what is chosen how long it stays in L1.
 */
@Command(
    name = "explain",
    description = {
      "Tells which rule governs a method and how its key is made, or why none does: in a running"
          + " process, or with --rules and --classpath in an application that isn't running.",
      "With a symbol after the name of a rule: how long it stays in L1 where `l1-ttl` has that"
          + " chosen, and by what."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:a rule governs it, or something is chosen",
      "1:none does, or nothing is, or the rules have mistakes",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class ExplainCommand extends AskingCommand {

  @Parameters(
      index = "0",
      paramLabel = "METHOD",
      description =
          "Such as com.acme.QuoteClient.getQuote, or getQuote, or 'getQuote(String)'; with SYMBOL"
              + " the name of a rule.")
  private String method = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "SYMBOL", description = "A symbol.")
  private @Nullable String symbol;

  @Option(names = "--rules", paramLabel = "FILE", description = "A rules file.")
  private @Nullable File rules;

  @Option(
      names = {"--classpath", "--class-path", "-cp"},
      paramLabel = "PATH",
      description = "The application's jars and directories, as `java -cp` takes them.")
  private @Nullable String classPath;

  ExplainCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  public Integer call() throws IOException {
    if (rules == null && classPath == null) {
      return super.call();
    }
    if (symbol != null) {
      errors.println("tickcache: only a running process can tell of a symbol");
      return CommandLine.WRONG_USE;
    }
    if (rules == null || classPath == null) {
      errors.println("tickcache: --rules and --classpath go together");
      return CommandLine.WRONG_USE;
    }
    Outcome outcome = RulesFile.load(rules, Environment.ofProcess());
    RuleSet read = outcome.rules();
    if (read == null) {
      errors.print(outcome.render());
      return CommandLine.MISTAKES;
    }
    try (ClassPath classes = ClassPath.open(classPath)) {
      return Troubles.tell(classes, errors) ? told(read, classes) : CommandLine.WRONG_USE;
    }
  }

  private int told(RuleSet read, ClassPath classes) {
    Explanation explanation = new Explanation(new MethodQuery(method));
    Inspection inspection = Inspection.of(read, new Descriptions(classes));
    for (Rule rule : read.rules()) {
      for (Prospect prospect : inspection.prospects(rule)) {
        explanation.add(
            rule.name(),
            rule.mode().name().toLowerCase(Locale.ROOT),
            rule.refreshAhead(),
            prospect.method().toString(),
            String.join(", ", prospect.method().keyInWords()));
      }
    }
    for (Diagnostic diagnostic : inspection.diagnostics()) {
      if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
        explanation.addRefusal(diagnostic.code() + " " + diagnostic.message());
      }
    }
    return told(explanation);
  }

  @Override
  int ask(Target target) throws UnreachedException {
    return symbol == null ? askOfMethod(target) : askOfSymbol(target, symbol);
  }

  private int askOfSymbol(Target target, String named) throws UnreachedException {
    JsonObject entry = answer(target, "GET", "/entry" + SubjectCommand.query(method, named));
    if (entry == null) {
      return CommandLine.MISTAKES;
    }
    if (!wantsJson()) {
      out.print(TtlChoiceText.of(entry));
    }
    return entry.objects("l1Ttl").isEmpty() ? CommandLine.MISTAKES : CommandLine.GOOD;
  }

  private int askOfMethod(Target target) throws UnreachedException {
    JsonObject status = answer(target, "GET", "/status");
    if (status == null) {
      return CommandLine.MISTAKES;
    }
    Explanation explanation = new Explanation(new MethodQuery(method));
    for (JsonObject rule : status.objects("rules")) {
      for (String woven : rule.texts("methods")) {
        String key = rule.object("keys").text(woven);
        explanation.add(rule.text("name"), rule.text("mode"), rule.is("refreshAhead"), woven, key);
      }
      for (String refusal : rule.texts("refused")) {
        explanation.addRefusal(refusal);
      }
    }
    return told(explanation);
  }

  @Override
  boolean passesOn() {
    return symbol != null;
  }

  private int told(Explanation explanation) {
    out.print(wantsJson() ? explanation.json() + "\n" : explanation.toString());
    return explanation.isGoverned() ? CommandLine.GOOD : CommandLine.MISTAKES;
  }
}
