package com.acme.kinds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads one command a line, answers each with one line, and ends when its input ends. The only
 * argument is a name for this process, which its answers bear.
 */
public final class Kinds {

  private final Map<String, Command> commands = new HashMap<>();

  private Kinds(String process) {
    new MadeClients(process).addTo(commands);
    new WrittenClasses().addTo(commands);
    new CompiledClasses().addTo(commands);
  }

  public static void main(String[] arguments) throws IOException {
    new Kinds(arguments[0]).run();
  }

  private void run() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(answer(line.split(" ", -1)));
    }
  }

  private String answer(String[] words) {
    try {
      return commands.get(words[0]).run(words);
    } catch (Throwable failure) {
      return "failed " + failure + " " + failure.getCause();
    }
  }

  /** One command; the first of the words is its name. */
  interface Command {
    String run(String[] words) throws Throwable;
  }
}
