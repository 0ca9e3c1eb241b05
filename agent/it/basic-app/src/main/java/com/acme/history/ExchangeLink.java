package com.acme.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to the exchange: each thread has a connection of its own and asks one line at a time.
 *
 * <pre>
 * hello PROCESS THREAD      once, without an answer
 * ask SYMBOL                ok CALL VERSION, or failed CALL
 * change SYMBOL             ok 0 VERSION; an asterisk changes every symbol
 * </pre>
 */
public final class ExchangeLink {

  /** Threads that nobody has opened a connection for have numbers from here on. */
  private static final int FIRST_OTHER = 1_000;

  private final int port;
  private final int process;
  private final AtomicInteger others = new AtomicInteger(FIRST_OTHER);

  @SuppressWarnings("ThreadLocalUsage") // there is one link in the process
  private final ThreadLocal<Line> lines = new ThreadLocal<>();

  public ExchangeLink(int port, int process) {
    this.port = port;
    this.process = process;
  }

  /** Opens the connection of the calling thread, which has this number from now on. */
  void open(int thread) throws IOException {
    Line line = new Line(port);
    line.send("hello " + process + " " + thread);
    lines.set(line);
  }

  Price price(String symbol) throws IOException {
    if (lines.get() == null) {
      open(others.getAndIncrement());
    }
    String[] words = lines.get().ask("ask " + symbol).split(" ", -1);
    long call = Long.parseLong(words[1]);
    if (words[0].equals("failed")) {
      throw new CallFailedException(symbol, call);
    }
    return new Price(symbol, call, Long.parseLong(words[2]));
  }

  /** Changes the data of a symbol, or of all where it is an asterisk; returns when it is done. */
  void change(String symbol) throws IOException {
    lines.get().ask("change " + symbol);
  }

  /** One connection; used by one thread. */
  private static final class Line {
    private final OutputStream out;
    private final BufferedReader in;

    Line(int port) throws IOException {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      out = socket.getOutputStream();
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 256);
    }

    void send(String text) throws IOException {
      out.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    String ask(String text) throws IOException {
      send(text);
      String answer = in.readLine();
      if (answer == null) {
        throw new IOException("the exchange is gone");
      }
      return answer;
    }
  }
}
