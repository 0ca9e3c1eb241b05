package io.tickcache.agent.cli;

import io.tickcache.agent.Version;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.security.CodeSource;
import picocli.CommandLine.Help;

/** What {@code java -jar tickcache-agent.jar} does: finds the command that is meant and runs it. */
public final class CommandLine {

  static final int GOOD = 0;
  static final int MISTAKES = 1;
  static final int WRONG_USE = 2;
  static final int UNREACHED = 3;

  private final PrintStream out;
  private final PrintStream errors;

  CommandLine(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  /**
   * Runs a command and returns the exit status: 0, 1 for mistakes in the file or a refusal, 2 for a
   * wrong use, 3 where another process can't be reached.
   */
  public static int run(String[] arguments) {
    PrintStream out = standard(FileDescriptor.out);
    PrintStream errors = standard(FileDescriptor.err);
    int status = new CommandLine(out, errors).execute(arguments);
    out.flush();
    errors.flush();
    return status;
  }

  private static PrintStream standard(FileDescriptor stream) {
    return new PrintStream(new BufferedOutputStream(new FileOutputStream(stream)), false);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
  }

  int execute(String... arguments) {
    picocli.CommandLine commands =
        new picocli.CommandLine(new Commands())
            .addSubcommand(new CheckCommand(out, errors))
            .addSubcommand(new ScanCommand(out, errors))
            .addSubcommand(new AttachCommand(out, errors))
            .addSubcommand(new DetachCommand(out, errors))
            .addSubcommand(new StatusCommand(out, errors))
            .addSubcommand(new GetCommand(out, errors))
            .addSubcommand(new InvalidateCommand(out, errors))
            .addSubcommand(new ReloadCommand(out, errors))
            .addSubcommand(new RollbackCommand(out, errors))
            .addSubcommand(new ModeCommand(out, errors))
            .addSubcommand(new ShowRulesCommand(out, errors))
            .addSubcommand(new SuggestCommand(out, errors))
            .addSubcommand(new TopCommand(out, errors))
            .addSubcommand(new ExplainCommand(out, errors))
            .addSubcommand(new DoctorCommand(out, errors))
            .addSubcommand(new CompletionCommand(out));
    String version = version();
    commands.getCommandSpec().version(version);
    for (picocli.CommandLine command : commands.getSubcommands().values()) {
      command.getCommandSpec().version(version);
    }
    commands.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    commands.setOut(writer(out));
    commands.setErr(writer(errors));
    commands.setParameterExceptionHandler(new WrongUse());
    return commands.execute(arguments);
  }

  /** The agent's jar, or the folder of its classes where it isn't packed. */
  static File ownJar() {
    try {
      CodeSource source = CommandLine.class.getProtectionDomain().getCodeSource();
      return new File(source.getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String version() {
    try {
      File jar = ownJar();
      return jar.isFile() ? Version.of(jar) : "Tickcache, not packed";
    } catch (UncheckedIOException unknown) {
      return "Tickcache of an unknown version";
    }
  }
}
