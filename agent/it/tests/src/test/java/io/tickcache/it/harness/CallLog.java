package io.tickcache.it.harness;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * When each process has asked upstream for each symbol, as it says itself where it does: on a busy
 * machine a call may be long on its way. A process that wants to be known asks at {@code
 * /~PROCESS/SYMBOL} instead of {@code /SYMBOL}. Thread-safe.
 */
public final class CallLog {

  private static final String MARK = "/~";

  private final Map<String, Map<String, Queue<Long>>> arrivals = new ConcurrentHashMap<>();

  static String path(String process) {
    return MARK + process;
  }

  /** Notes a call, if it is of a known process; the symbol that it asks for. */
  String record(String path, long nanos) {
    if (!path.startsWith(MARK)) {
      return path.substring(1);
    }
    int slash = path.indexOf('/', MARK.length());
    String process = path.substring(MARK.length(), slash);
    String symbol = path.substring(slash + 1);
    arrivals
        .computeIfAbsent(process, absent -> new ConcurrentHashMap<>())
        .computeIfAbsent(symbol, absent -> new ConcurrentLinkedQueue<>())
        .add(nanos);
    return symbol;
  }

  /** How many calls each process has made. */
  public Map<String, Long> calls() {
    Map<String, Long> calls = new TreeMap<>();
    arrivals.forEach(
        (process, symbols) ->
            calls.put(process, symbols.values().stream().mapToLong(Queue::size).sum()));
    return calls;
  }

  /** Takes the calls of each process for each symbol, in order of time. */
  public void forEachKey(KeySink sink) {
    arrivals.forEach(
        (process, symbols) ->
            symbols.forEach(
                (symbol, nanos) -> sink.take(process, symbol, nanos.stream().sorted().toList())));
  }

  /** Takes the moments at which a process asked for a symbol, by {@link System#nanoTime}. */
  @FunctionalInterface
  public interface KeySink {
    void take(String process, String symbol, List<Long> nanos);
  }
}
