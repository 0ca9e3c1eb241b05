package io.tickcache.it.history;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The upstream of the trading floors: numbers its calls and remembers each, and every change of its
 * data. {@code com.acme.history.ExchangeLink} says how it is spoken to. Most answers take a few
 * milliseconds, some take long, and a few are failures. Thread-safe.
 */
final class Truth implements AutoCloseable {

  private static final double LONG = 0.02;
  private static final double LONGER_THAN_WAIT = 0.000_3;
  private static final double FAILURES = 0.003;

  private final ServerSocket server;
  private final AtomicLongArray versions;
  private final List<Socket> connections = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final SplittableRandom seeds;

  private Truth(int symbols, long seed) throws IOException {
    server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    versions = new AtomicLongArray(symbols);
    seeds = new SplittableRandom(seed);
  }

  static Truth started(int symbols, long seed) throws IOException {
    Truth truth = new Truth(symbols, seed);
    thread(truth::accept, "truth");
    return truth;
  }

  int port() {
    return server.getLocalPort();
  }

  /** All calls so far, by their numbers; one that is under way ends at {@link Long#MAX_VALUE}. */
  List<Call> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  List<Change> changes() {
    synchronized (changes) {
      return List.copyOf(changes);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        SplittableRandom random = seeds.split();
        synchronized (connections) {
          connections.add(socket);
        }
        thread(() -> converse(socket, random), "truth's connection");
      }
    } catch (IOException e) {
      // Closed, which is how every run ends.
    }
  }

  private void converse(Socket socket, SplittableRandom random) {
    try (socket) {
      socket.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII), 256);
      String[] hello = in.readLine().split(" ", -1);
      Caller caller = new Caller(Integer.parseInt(hello[1]), Integer.parseInt(hello[2]), random);
      OutputStream out = socket.getOutputStream();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String answer = caller.answer(line, System.nanoTime());
        out.write((answer + "\n").getBytes(US_ASCII));
      }
    } catch (IOException e) {
      // The application was killed, or the run is over; the driver knows which.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (connections) {
      for (Socket connection : connections) {
        connection.close();
      }
    }
  }

  private static void thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** One thread of an application. */
  private final class Caller {
    private final int process;
    private final int thread;
    private final SplittableRandom random;

    Caller(int process, int thread, SplittableRandom random) {
      this.process = process;
      this.thread = thread;
      this.random = random;
    }

    String answer(String line, long now) {
      String symbol = line.substring(line.indexOf(' ') + 1);
      if (line.startsWith("change ")) {
        change(symbol, now);
        return "ok 0 0";
      }
      return call(Integer.parseInt(symbol.substring(1)), now);
    }

    private void change(String symbol, long now) {
      int changed = symbol.equals("*") ? Operation.ALL : Integer.parseInt(symbol.substring(1));
      synchronized (changes) {
        changes.add(new Change(process, thread, changed, now));
      }
      if (changed != Operation.ALL) {
        versions.incrementAndGet(changed);
        return;
      }
      for (int i = 0; i < versions.length(); i++) {
        versions.incrementAndGet(i);
      }
    }

    private String call(int symbol, long arrival) {
      boolean fails = random.nextDouble() < FAILURES;
      long version = versions.get(symbol);
      int id;
      synchronized (calls) {
        id = calls.size();
        calls.add(new Call(id, process, thread, symbol, arrival, Long.MAX_VALUE, version, fails));
      }
      takeTime();
      synchronized (calls) {
        calls.set(
            id, new Call(id, process, thread, symbol, arrival, System.nanoTime(), version, fails));
      }
      return fails ? "failed " + id : "ok " + id + " " + version;
    }

    private void takeTime() {
      double dice = random.nextDouble();
      long millis =
          dice < LONGER_THAN_WAIT
              ? random.nextInt(2_200, 2_600)
              : dice < LONG ? random.nextInt(100, 600) : random.nextInt(1, 30);
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }
}
