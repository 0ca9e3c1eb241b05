package com.acme.desk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A trader's desk: answers one line with one line. Whoever starts it, its class loader says where
 * it runs. Its exchange is at the address in the system property {@code desk.url}.
 */
public final class Desk {

  private static final DeskClient CLIENT = new DeskClient(System.getProperty("desk.url"));

  private Desk() {}

  /** Where nothing is around it but the class path, or a launcher of its own. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(answer(line));
    }
  }

  /** Called by whatever container it is in. */
  public static String answer(String line) {
    try {
      String[] words = line.split(" ", 2);
      return words[0].equals("loader")
          ? Desk.class.getClassLoader().getClass().getName()
          : ask(words[0], words[1]);
    } catch (Exception | LinkageError failure) {
      return "failed " + failure;
    }
  }

  private static String ask(String how, String symbol) throws Exception {
    switch (how) {
      case "quote":
        return CLIENT.quote(symbol).toString();
      case "request":
        return CLIENT.quote(new DeskRequest(symbol, DeskRequest.Side.BUY)).toString();
      case "list":
        return CLIENT.quotes(Arrays.asList(symbol.split(","))).toString();
      case "promise":
        return CLIENT.promised(symbol).get().toString();
      case "order":
        return "ordered " + CLIENT.order(new DeskRequest(symbol, DeskRequest.Side.SELL));
      default:
        return "unknown " + how;
    }
  }
}
