package com.acme.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A container on a console: applications come, are asked, and go. It remembers the class loaders of
 * those that went, weakly.
 */
abstract class Host<A> {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Map<String, A> deployed = new HashMap<>();
  private final List<WeakReference<ClassLoader>> gone = new ArrayList<>();

  abstract A deploy(String name, Path jar) throws Exception;

  abstract ClassLoader loaderOf(A application) throws Exception;

  abstract String ask(A application, String line) throws Exception;

  abstract void undeploy(A application) throws Exception;

  void run() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(answer(line));
    }
    System.exit(0);
  }

  private String answer(String line) {
    String[] words = line.split(" ", 3);
    try {
      switch (words[0]) {
        case "deploy":
          deployed.put(words[1], deploy(words[1], Paths.get(words[2])));
          return "deployed";
        case "undeploy":
          A application = deployed.remove(words[1]);
          gone.add(new WeakReference<>(loaderOf(application)));
          undeploy(application);
          return "undeployed";
        case "ask":
          return ask(deployed.get(words[1]), words[2]);
        case "held":
          return Integer.toString(held());
        case "classes":
          System.gc();
          return Integer.toString(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        default:
          return "unknown " + words[0];
      }
    } catch (Exception | LinkageError failure) {
      return "failed " + failure;
    }
  }

  /** How many class loaders of applications that went are still there after a while. */
  private int held() throws InterruptedException {
    long began = System.nanoTime();
    while (!gone.isEmpty() && System.nanoTime() - began < PATIENCE_NANOS) {
      System.gc();
      gone.removeIf(loader -> loader.get() == null);
      if (!gone.isEmpty()) {
        Thread.sleep(50);
      }
    }
    return gone.size();
  }
}
