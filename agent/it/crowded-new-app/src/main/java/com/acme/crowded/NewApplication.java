package com.acme.crowded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** The crowded application with libraries of today, which all log by java.util.logging. */
public final class NewApplication {

  private NewApplication() {}

  public static void main(String[] arguments) throws IOException {
    logToFile();
    Prices prices = new Prices(LoggerFactory.getLogger(NewCrowd.class)::info);
    Application application = new Application(prices, NewCrowd.LIBRARIES);
    new NewCrowd(Integer.parseInt(arguments[0])).addTo(application.commands());
    application.run();
  }

  private static void logToFile() throws IOException {
    System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s %3$s %5$s%n");
    Logger root = Logger.getLogger("");
    root.removeHandler(root.getHandlers()[0]);
    FileHandler file =
        new FileHandler(Path.of(System.getProperty("app.directory"), "app.log").toString());
    file.setFormatter(new SimpleFormatter());
    root.addHandler(file);
  }
}
