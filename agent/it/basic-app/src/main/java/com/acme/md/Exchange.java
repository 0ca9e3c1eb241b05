package com.acme.md;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** The connection to the exchange. Each question is one call that the exchange counts. */
public final class Exchange {

  private static volatile String address = "";
  private static final ThreadLocal<long[]> LATEST = ThreadLocal.withInitial(() -> new long[2]);

  private Exchange() {}

  /** Says where the exchange is, such as {@code http://127.0.0.1:8080}. */
  public static void connect(String url) {
    address = url;
  }

  /** The version of the symbol's data, a number that goes up when the data changes. */
  public static long version(String symbol) throws IOException {
    long began = System.nanoTime();
    try {
      return answer(symbol);
    } finally {
      long[] latest = LATEST.get();
      latest[0] = began;
      latest[1] = System.nanoTime() - began;
    }
  }

  /** When this thread last asked, by {@link System#nanoTime}. */
  public static long latestAsked() {
    return LATEST.get()[0];
  }

  /** How long this thread's latest question took. */
  public static long latestNanos() {
    return LATEST.get()[1];
  }

  private static long answer(String symbol) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) new URL(address + "/" + symbol).openConnection();
    connection.setRequestProperty("Asked-Nanos", Long.toString(System.nanoTime()));
    try (BufferedReader body =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      return Long.parseLong(body.readLine());
    }
  }

  /** As {@link #version}, for clients whose methods declare nothing. */
  public static long ask(String symbol) {
    try {
      return version(symbol);
    } catch (IOException e) {
      throw new IllegalStateException("the exchange does not answer", e);
    }
  }
}
