package com.acme.values;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that ask for values of all kinds, hold them against what the client makes, and then spoil
 * all they got, and all that the client has made for them. The arguments: threads, and either calls
 * of each thread or seconds with an {@code s}; then a seed.
 */
public final class ValueReaders {

  private static final String[] SYMBOLS = {"AAPL", "MSFT", "GOOG.L", "IBM", "KO"};
  private static final int MOST_TOLD = 10;

  private final Client client = new Client();
  private final Map<String, Method> methods = new ConcurrentHashMap<>();
  private final List<String> kinds = new ArrayList<>();
  private final Map<String, String> expected = new ConcurrentHashMap<>();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  private ValueReaders() {
    for (Method method : Client.class.getMethods()) {
      methods.put(method.getName(), method);
    }
    kinds.addAll(Made.changeable().keySet());
    kinds.addAll(Made.fixed().keySet());
    for (String kind : kinds) {
      for (String symbol : SYMBOLS) {
        expected.put(kind + symbol, Description.of(Made.of(kind, symbol)));
      }
    }
    kinds.add("batch");
    kinds.add("promise");
  }

  public static void main(String[] arguments) throws Exception {
    ValueReaders readers = new ValueReaders();
    System.out.println("walker " + proofOfTheWalker());
    readers.warmUp();
    System.out.println("ready");
    while (System.in.read() != '\n') {}
    readers.run(Integer.parseInt(arguments[0]), arguments[1], Long.parseLong(arguments[2]));
    System.out.println(
        "asked="
            + readers.asked
            + " wrong="
            + readers.wrong
            + " bodies="
            + readers.client.bodies());
    readers.told.forEach(System.out::println);
    System.out.println("end");
    while (System.in.read() >= 0) {}
  }

  /** It must be able to change all that can be changed, and nothing else. */
  private static String proofOfTheWalker() {
    List<String> failures = new ArrayList<>();
    Made.changeable().forEach((kind, maker) -> prove(kind, maker.apply("AAPL"), true, failures));
    Made.fixed().forEach((kind, maker) -> prove(kind, maker.apply("AAPL"), false, failures));
    return failures.isEmpty() ? "works" : "fails for " + failures;
  }

  private static void prove(String kind, Object value, boolean changes, List<String> failures) {
    String before = Description.of(value);
    Walker.spoil(value);
    if (describedAfterwards(value).equals(before) == changes) {
      failures.add(kind);
    }
  }

  /** What was spoilt may not even bear to be looked at. */
  private static String describedAfterwards(Object value) {
    try {
      return Description.of(value);
    } catch (RuntimeException broken) {
      return "broken by " + broken;
    }
  }

  /** One call for each kind, so that all that is woven and connected later is. */
  private void warmUp() throws Exception {
    for (String kind : kinds) {
      ask(kind, new Random(0));
    }
  }

  private void run(int threads, String length, long seed) throws InterruptedException {
    boolean timed = length.endsWith("s");
    long number = Long.parseLong(timed ? length.substring(0, length.length() - 1) : length);
    long end = System.nanoTime() + number * 1_000_000_000L;
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Random random = new Random(seed + i);
      Thread thread =
          new Thread(
              () -> {
                for (long n = 0; timed ? System.nanoTime() < end : n < number; n++) {
                  askAny(random);
                }
              });
      running.add(thread);
      thread.start();
    }
    for (Thread thread : running) {
      thread.join();
    }
  }

  private void askAny(Random random) {
    String kind = kinds.get(random.nextInt(kinds.size()));
    try {
      ask(kind, random);
    } catch (Exception | LinkageError failure) {
      tell(kind + " failed: " + failure + " " + failure.getCause());
    }
  }

  private void ask(String kind, Random random) throws Exception {
    asked.incrementAndGet();
    String symbol = SYMBOLS[random.nextInt(SYMBOLS.length)];
    Object got;
    if (kind.equals("batch")) {
      String other = SYMBOLS[random.nextInt(SYMBOLS.length)];
      Map<String, Shapes.Dto> pieces = client.batch(new ArrayList<>(Arrays.asList(symbol, other)));
      compare("dto", symbol, pieces.get(symbol), "of a batch");
      compare("dto", other, pieces.get(other), "of a batch");
      got = pieces;
    } else if (kind.equals("promise")) {
      got = ((CompletableFuture<?>) methods.get(kind).invoke(client, symbol)).get();
      compare("dto", symbol, got, "of a promise");
    } else {
      got = methods.get(kind).invoke(client, symbol);
      compare(kind, symbol, got, "");
    }
    Walker.spoil(got);
    client.takeMade().forEach(Walker::spoil);
  }

  private void compare(String kind, String symbol, Object got, String where) {
    String description = Description.of(got);
    if (!description.equals(expected.get(kind + symbol))) {
      tell(
          kind + " " + where + " is " + description + " instead of " + expected.get(kind + symbol));
    }
  }

  private void tell(String text) {
    if (wrong.incrementAndGet() <= MOST_TOLD) {
      told.add(text.substring(0, Math.min(text.length(), 600)).replace('\n', ' '));
    }
  }
}
