package com.acme.hosts;

import com.acme.desk.Desk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/**
 * The desk, with others at work on its classes: it can have a mock made of its client, and lets a
 * profiler do what that has left for it among the system properties.
 */
final class WatchedDesk {

  private WatchedDesk() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(answer(line));
    }
  }

  private static String answer(String line) {
    String[] words = line.split(" ", 2);
    try {
      switch (words[0]) {
        case "profiler":
          return (String) ((Callable<?>) System.getProperties().get(words[1])).call();
        case "mock":
          return MockedClient.answers(words[1]);
        default:
          return Desk.answer(line);
      }
    } catch (Exception | LinkageError failure) {
      return "failed " + failure;
    }
  }
}
