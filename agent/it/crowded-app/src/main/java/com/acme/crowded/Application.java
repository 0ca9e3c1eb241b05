package com.acme.crowded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An old application full of old libraries: reads one command a line and answers each with one
 * line. It keeps its files in the directory that the system property {@code app.directory} names.
 * The only argument is the port of its Redis.
 */
public final class Application {

  private final Path directory = Paths.get(System.getProperty("app.directory"));
  private final Map<String, Command> commands = new HashMap<>();
  private final Prices prices;
  private final String[] libraries;

  /**
   * @param libraries a class of each library
   */
  Application(Prices prices, String... libraries) {
    this.prices = prices;
    this.libraries = libraries.clone();
    prices.addTo(commands);
  }

  public static void main(String[] arguments) throws IOException {
    Logger log = LoggerFactory.getLogger(Crowd.class);
    Application application = new Application(new Prices(log::info), Libraries.OLD);
    new Crowd(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]))
        .addTo(application.commands);
    application.run();
  }

  Map<String, Command> commands() {
    return commands;
  }

  void run() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(answer(line));
    }
    System.exit(7);
  }

  private String answer(String command) {
    try {
      switch (command) {
        case "libraries":
          return Libraries.told(libraries);
        case "upstream":
          return write("upstream.txt", Integer.toString(prices.upstreamRequests()));
        case "world":
          List<String> probes = Files.readAllLines(directory.resolve("probes.txt"));
          new World().write(directory.resolve("world.txt"), probes);
          return "written";
        default:
          return commands.get(command).run();
      }
    } catch (Exception | Error failure) {
      // What an old library makes of a new JVM is its own affair; the application goes on.
      return "failed " + failure;
    }
  }

  private String write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.write(path, Collections.singleton(text), StandardCharsets.UTF_8);
    return "written";
  }
}
