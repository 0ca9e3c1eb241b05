package io.tickcache.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says which process is meant, and how it is reached. */
final class TargetOptions {

  private static final String VARIABLE = "TICKCACHE_TOKEN";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = {"--pid", "-p"},
      paramLabel = "PID",
      description =
          "A process of this host and user, as `jps -l` tells it. It is attached to, so its rules"
              + " need no `admin`.")
  private @Nullable Long pid;

  @Option(
      names = {"--url", "-u"},
      paramLabel = "URL",
      description = "Where the agent's own port is, such as http://127.0.0.1:9464.")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "The `token` of `admin`, with --url. Others on this host may see it in the list of"
              + " processes; better say --token-file, or set TICKCACHE_TOKEN.")
  private @Nullable String token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file whose first line is the token.")
  private @Nullable File tokenFile;

  /**
   * The process that is meant.
   *
   * @param errors for what is to be known besides
   */
  Target target(PrintStream errors) {
    if (pid != null && url != null) {
      throw wrong("say --pid or --url, not both");
    }
    if (token != null && tokenFile != null) {
      throw wrong("say --token or --token-file, not both");
    }
    if (pid != null) {
      if (token != null || tokenFile != null) {
        throw wrong("a token is for --url");
      }
      return new AttachTarget(pid, errors);
    }
    if (url == null) {
      throw wrong("say which process is meant, by --pid or --url" + choice());
    }
    return new HttpTarget(base(url), checked(saidToken()));
  }

  /** The agent leaves no trace by which its processes could be told from others. */
  private static String choice() {
    try {
      StringBuilder text = new StringBuilder("\nJVMs of this user:");
      for (String jvm : RunningJvm.all()) {
        text.append("\n  ").append(jvm);
      }
      return text.toString();
    } catch (UnreachedException noJdk) {
      return "; `jps -l` of a JDK lists them";
    }
  }

  private String base(String said) {
    try {
      URL parsed = new URL(said);
      boolean web = parsed.getProtocol().equals("http") || parsed.getProtocol().equals("https");
      String path = parsed.getPath();
      if (web
          && !parsed.getHost().isEmpty()
          && parsed.getUserInfo() == null
          && parsed.getQuery() == null
          && parsed.getRef() == null) {
        return path.endsWith("/") ? said.substring(0, said.length() - 1) : said;
      }
    } catch (MalformedURLException none) {
      throw wrong("`" + said + "` is no address; write --url http://127.0.0.1:9464");
    }
    throw wrong("`" + said + "` is no address of a port; write --url http://127.0.0.1:9464");
  }

  private @Nullable String saidToken() {
    if (tokenFile == null) {
      String ofEnvironment = System.getenv(VARIABLE);
      return token != null || ofEnvironment == null || ofEnvironment.isEmpty()
          ? token
          : ofEnvironment;
    }
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(new FileInputStream(tokenFile), UTF_8))) {
      return in.readLine();
    } catch (IOException failure) {
      throw wrong("the token's file can't be read: " + failure.getMessage());
    }
  }

  private @Nullable String checked(@Nullable String said) {
    for (int i = 0; said != null && i < said.length(); i++) {
      if (said.charAt(i) <= ' ' || said.charAt(i) > '~') {
        throw wrong("the token holds a space, or a character that no HTTP header can carry");
      }
    }
    return said;
  }

  private ParameterException wrong(String why) {
    if (command == null) {
      throw new IllegalStateException(why);
    }
    return new ParameterException(command.commandLine(), why);
  }
}
