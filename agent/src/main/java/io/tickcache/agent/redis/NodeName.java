package io.tickcache.agent.redis;

import io.tickcache.agent.log.ProcessNumber;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what people find a node: its host and its process there, as in {@code md-7 4711}. Whoever
 * writes more behind them is understood, too. Immutable.
 */
public final class NodeName {

  private static final Pattern FORM = Pattern.compile("([\\w.-]{1,255}) (\\d{1,10}|-)( .*)?");
  private static final String UNKNOWN = "-";

  /** Where Linux tells it without a question to anybody. */
  private static final String HOST_FILE = "/proc/sys/kernel/hostname";

  private final String host;
  private final String process;

  private NodeName(String host, String process) {
    this.host = host;
    this.process = process;
  }

  /** This process's; asks no name server. */
  static NodeName own() {
    String process = ProcessNumber.own();
    return new NodeName(
        ownHost().replaceAll("[^\\w.-]", "_"), process.isEmpty() ? UNKNOWN : process);
  }

  /** The name in a text, or null if it is none. */
  static @Nullable NodeName parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? new NodeName(matcher.group(1), matcher.group(2)) : null;
  }

  private static String ownHost() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(HOST_FILE), StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      if (line != null && !line.trim().isEmpty()) {
        return line.trim();
      }
    } catch (IOException notThere) {
      // No Linux: the environment may say it.
    }
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      String value = System.getenv(variable);
      if (value != null && !value.trim().isEmpty()) {
        return value.trim();
      }
    }
    return UNKNOWN;
  }

  public String host() {
    return host;
  }

  /** The number of the process on its host, in digits; a hyphen where that isn't known. */
  public String process() {
    return process;
  }

  @Override
  public String toString() {
    return host + " " + process;
  }
}
