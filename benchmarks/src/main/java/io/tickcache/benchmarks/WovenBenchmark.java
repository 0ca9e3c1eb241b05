package io.tickcache.benchmarks;

import com.acme.md.Instrument;
import com.acme.md.Quote;
import com.acme.md.QuoteClient;
import com.acme.md.QuoteRequest;
import com.acme.md.Venue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Calls of a client's methods in a JVM that began with {@code -javaagent}, as in production: the
 * jar that is shipped, under the rules of {@link RulesText}, with the meters on that are on unless
 * rules say otherwise. What is to be a hit is kept before, and must not come to the client again.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WovenBenchmark {

  private final QuoteClient client = new QuoteClient();
  private final String[] all = Symbols.all();
  private final String[] symbols = Zipf.drawn(Symbols.all());
  private final Instrument[] instruments = Zipf.drawn(of(Instrument[]::new, WovenBenchmark::at));
  private final QuoteRequest[] requests = Zipf.drawn(of(QuoteRequest[]::new, WovenBenchmark::to));
  private final List<String>[] batches = Zipf.drawn(Symbols.batches());
  private long filled;

  private static <T> T[] of(Function<Integer, T[]> array, Function<String, T> made) {
    return Arrays.stream(Symbols.all()).map(made).toArray(array::apply);
  }

  private static Instrument at(String symbol) {
    return new Instrument(symbol, Venue.XNAS);
  }

  private static QuoteRequest to(String symbol) {
    return new QuoteRequest(symbol, Venue.XNAS);
  }

  /** Asks once for all that will be asked for, by the method that is measured alone. */
  @Setup
  public void fill(BenchmarkParams params) {
    client.bySymbol("FIRST");
    client.bySymbol("FIRST");
    if (client.calls() != 1) {
      throw new IllegalStateException("the agent is not at work");
    }
    switch (RulesText.method(params)) {
      case "bySymbol" -> Arrays.stream(all).forEach(client::bySymbol);
      case "byInstrument" -> Arrays.stream(all).forEach(s -> client.byInstrument(at(s)));
      case "byRequest" -> Arrays.stream(all).forEach(s -> client.byRequest(to(s)));
      case "byVenue" -> Arrays.stream(all).forEach(s -> client.byVenue(s, Venue.XNAS));
      case "copied" -> Arrays.stream(all).forEach(client::copied);
      case "shared" -> Arrays.stream(all).forEach(client::shared);
      case "many" -> {
        Arrays.stream(Symbols.batches()).forEach(client::many);
        client.many(batches[0]);
      }
      default -> {}
    }
    filled = client.calls();
  }

  @TearDown
  public void check() {
    if (client.calls() != filled) {
      throw new IllegalStateException("these were to be hits");
    }
  }

  @Benchmark
  public String off(Turn turn) {
    return client.off(turn.next(symbols));
  }

  @Benchmark
  public String observed(Turn turn) {
    return client.observed(turn.next(symbols));
  }

  @Benchmark
  public String bypass(Turn turn) {
    return client.conditional(turn.next(symbols), true);
  }

  @Benchmark
  public String miss(Turn turn) {
    return client.missed(turn.nextOfShare(all));
  }

  @Benchmark
  public String bySymbol(Turn turn) {
    return client.bySymbol(turn.next(symbols));
  }

  @Benchmark
  public String byInstrument(Turn turn) {
    return client.byInstrument(turn.next(instruments));
  }

  @Benchmark
  public String byRequest(Turn turn) {
    return client.byRequest(turn.next(requests));
  }

  @Benchmark
  public String byVenue(Turn turn) {
    return client.byVenue(turn.next(symbols), Venue.XNAS);
  }

  @Benchmark
  public Quote copied(Turn turn) {
    return client.copied(turn.next(symbols));
  }

  @Benchmark
  public Quote shared(Turn turn) {
    return client.shared(turn.next(symbols));
  }

  @Benchmark
  public Map<String, Quote> many(Turn turn) {
    return client.many(turn.next(batches));
  }
}
