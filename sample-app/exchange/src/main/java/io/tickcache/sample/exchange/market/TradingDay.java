package io.tickcache.sample.exchange.market;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A trading day from 09:30 to 16:00, in which each symbol changes at random at a rate that follows
 * the time of day: a fast opening, a quiet noon, a busy close, and for some symbols news, a burst
 * of a few minutes. Nothing changes after the close.
 *
 * <p>The day can pass faster than the clock. Only the time of day does: rates hold for seconds of
 * the clock, so that at each moment of the day an answer is out of date as soon as it would be on
 * the day itself. All shapes and rates are assumptions.
 *
 * @param speed how many seconds of the day pass in a second
 */
public record TradingDay(long seed, double speed) implements Pace {
  static final LocalTime OPEN = LocalTime.of(9, 30);
  static final LocalTime CLOSE = LocalTime.of(16, 0);

  /** The length of the day in its own time. */
  public static final Duration LENGTH = Duration.between(OPEN, CLOSE);

  /** How much more than a symbol's own rate, by the time from which on. */
  private static final NavigableMap<LocalTime, Double> PHASES =
      new TreeMap<>(
          Map.of(
              OPEN,
              8.0,
              LocalTime.of(9, 45),
              3.0,
              LocalTime.of(10, 30),
              1.0,
              LocalTime.of(11, 30),
              0.3,
              LocalTime.of(13, 30),
              1.0,
              LocalTime.of(15, 30),
              3.0,
              CLOSE,
              0.0));

  private static final double SLOWEST_PER_SECOND = 0.05;
  private static final double FASTEST_PER_SECOND = 1;

  private static final double NEWS_SHARE = 0.25;
  private static final double NEWS_BURST = 20;

  /** Refuses a day that doesn't pass. */
  public TradingDay {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("a day must pass at a speed above 0");
    }
  }

  @Override
  public Changes changes(String symbol, long openedMillis) {
    return new PoissonChanges(curve(symbol), random(symbol, 1), openedMillis);
  }

  /** The rate of a symbol's changes, by the clock's milliseconds since the opening. */
  RateCurve curve(String symbol) {
    double perMilli = ownRate(random(symbol, 2).nextDouble()) / SECONDS.toMillis(1);
    News news = news(symbol);
    Set<LocalTime> steps = new HashSet<>(PHASES.keySet());
    steps.add(news.from);
    steps.add(news.to);
    Map<Double, Double> rates = new HashMap<>();
    for (LocalTime step : steps) {
      rates.put(millis(step), perMilli * PHASES.floorEntry(step).getValue() * news.factorAt(step));
    }
    return new RateCurve(rates);
  }

  /** The burst of a symbol of which there is news, or one of its usual rate. */
  News news(String symbol) {
    SplittableRandom random = random(symbol, 3);
    boolean some = random.nextDouble() < NEWS_SHARE;
    LocalTime from = LocalTime.of(10, 0).plusSeconds(random.nextInt(5 * 60 * 60));
    return new News(from, from.plusMinutes(5 + random.nextInt(11)), some ? NEWS_BURST : 1);
  }

  /** The clock's milliseconds from the opening to a time of the day. */
  double millis(LocalTime time) {
    return Duration.between(OPEN, time).toMillis() / speed;
  }

  /** Few symbols are fast: the logarithms of the rates are spread evenly. */
  private static double ownRate(double random) {
    return SLOWEST_PER_SECOND * Math.pow(FASTEST_PER_SECOND / SLOWEST_PER_SECOND, random);
  }

  private SplittableRandom random(String symbol, int purpose) {
    return new SplittableRandom((seed * 31 + symbol.hashCode()) * 31 + purpose);
  }

  /** A span of the day in which a symbol changes more often by that factor. */
  record News(LocalTime from, LocalTime to, double factor) {
    double factorAt(LocalTime time) {
      return time.isBefore(from) || !time.isBefore(to) ? 1 : factor;
    }
  }
}
