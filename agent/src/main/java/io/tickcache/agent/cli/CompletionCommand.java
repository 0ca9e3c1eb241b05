package io.tickcache.agent.cli;

import java.io.File;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes what has a shell complete the commands. */
@Command(
    name = "completion",
    description = {
      "Writes a script by which bash and zsh know `tickcache` as a short name of this command line,"
          + " and complete it. To use it: `source <(java -jar tickcache-agent.jar completion)`"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it is written", "2:wrong use"})
final class CompletionCommand implements Callable<Integer> {

  private static final String NAME = "tickcache";

  private final PrintStream out;

  @Spec private @Nullable CommandSpec command;

  CompletionCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    if (command == null) {
      throw new IllegalStateException("not a command of any");
    }
    File jar = CommandLine.ownJar();
    out.println(NAME + "() { java -jar " + quoted(jar.getPath()) + " \"$@\"; }");
    out.println(AutoComplete.bash(NAME, command.root().commandLine()));
    return CommandLine.GOOD;
  }

  private static String quoted(String path) {
    return "'" + path.replace("'", "'\\''") + "'";
  }
}
