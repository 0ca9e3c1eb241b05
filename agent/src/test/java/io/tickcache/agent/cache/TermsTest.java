package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.DailyMoment;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.FreshnessOverride;
import io.tickcache.rules.Hours;
import io.tickcache.rules.MarketDays;
import io.tickcache.rules.SymbolPattern;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When entries end, by a market that is open from 09:30 to 16:00 UTC. */
class TermsTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final MarketDays DAYS =
      MarketDays.of(EnumSet.allOf(DayOfWeek.class), ZoneOffset.UTC);
  private static final Freshness QUIET = freshness(60).build();

  private final FakeTicker ticker = new FakeTicker();

  private static Freshness.Builder freshness(int seconds) {
    return Freshness.ttl(Duration.ofSeconds(seconds));
  }

  private static Hours hours(String from, String to) {
    return Hours.of(DAYS, List.of(new Hours.Range(LocalTime.parse(from), LocalTime.parse(to))));
  }

  private static FreshnessOverride open(Freshness freshness) {
    return FreshnessOverride.of(null, hours("09:30", "16:00"), freshness);
  }

  private Terms terms(String now, Freshness otherwise, FreshnessOverride... overrides) {
    return new Terms(
        new Schedule(otherwise, List.of(overrides), List.of()), new FakeWall(ticker, now));
  }

  /** For how many seconds an answer lives that was loaded this long ago. */
  private double life(Terms terms, double age) {
    return (term(terms, age).endNanos - ticker.read()) / (double) SECOND;
  }

  private Term term(Terms terms, double age) {
    return terms.of("AAPL", false, false, ticker.read() - (long) (age * SECOND), ticker.read());
  }

  @Test
  void withinOneWindowItsLimitHolds() {
    Terms terms = terms("2026-11-27T12:00:00Z", QUIET, open(freshness(2).build()));

    assertThat(life(terms, 0)).isEqualTo(2);
    assertThat(life(terms, 0.5)).isEqualTo(1.5);
    assertThat(life(terms, 3)).as("it was over before it came").isZero();
  }

  @Test
  void anAnswerOfTheQuietHoursEndsWhenTheNextWindowFindsItTooOld() {
    FreshnessOverride open = open(freshness(2).build());

    assertThat(life(terms("2026-11-27T09:29:30Z", QUIET, open), 0))
        .as("30 s old when the market opens")
        .isEqualTo(30);
    assertThat(life(terms("2026-11-27T09:29:59Z", QUIET, open), 0))
        .as("1 s old when the market opens, and may become 2 s old")
        .isEqualTo(2);
    assertThat(life(terms("2026-11-27T09:00:00Z", QUIET, open), 0)).isEqualTo(60);
  }

  @Test
  void anAnswerOfTheLastSecondMayGrowAsOldAsTheQuietHoursAllow() {
    Terms terms = terms("2026-11-27T15:59:59Z", QUIET, open(freshness(2).build()));

    assertThat(life(terms, 0)).isEqualTo(60);
    assertThat(life(terms, 1.5)).as("it is 2 s old before the market closes").isEqualTo(0.5);
  }

  @Test
  void oneThatCameAsAWindowBeganIsWhatThatWindowMakesOfIt() {
    Terms terms = terms("2026-11-27T16:00:00Z", QUIET, open(freshness(2).build()));

    assertThat(life(terms, 5)).as("too old a moment ago, not any more").isEqualTo(55);
  }

  @Test
  void theFirstOverrideThatFitsWins() {
    FreshnessOverride bitcoin =
        FreshnessOverride.of(
            List.of(SymbolPattern.of("BTC*")), hours("10:00", "11:00"), freshness(3).build());
    FreshnessOverride open = open(freshness(2).build());
    FreshnessOverride later = open(freshness(1).build());
    Terms terms = terms("2026-11-27T10:30:00Z", QUIET, bitcoin, open, later);

    assertThat(terms.limits("BTCUSD").ttlNanos).isEqualTo(3 * SECOND);
    assertThat(terms.limits("AAPL").ttlNanos).isEqualTo(2 * SECOND);
    ticker.advance(Duration.ofMinutes(30));
    assertThat(terms.limits("BTCUSD").ttlNanos).isEqualTo(2 * SECOND);
    ticker.advance(Duration.ofHours(5));
    assertThat(terms.limits("BTCUSD").ttlNanos).isEqualTo(60 * SECOND);
  }

  @Test
  void whatStaysInTheProcessIsFollowedThroughTheWindowsToo() {
    Freshness quiet =
        freshness(60).l1Ttl(Duration.ofSeconds(20)).degradedTtl(Duration.ofSeconds(40)).build();
    Freshness busy =
        freshness(50).l1Ttl(Duration.ofSeconds(5)).degradedTtl(Duration.ofSeconds(12)).build();
    Terms terms = terms("2026-11-27T09:29:50Z", quiet, open(busy));
    Term term = term(terms, 7);

    assertThat(term.nearEndNanos - ticker.read()).isEqualTo(10 * SECOND);
    assertThat(term.degradedEndNanos - ticker.read()).isEqualTo(12 * SECOND);
    assertThat(term.endNanos - ticker.read()).isEqualTo(43 * SECOND);
  }

  @Test
  void anAnswerThatL2CannotHoldStaysAsLongAsItMayBeServed() {
    Terms terms =
        terms("2026-11-27T09:00:00Z", freshness(60).l1TtlWithL2(Duration.ofMillis(100)).build());

    assertThat(term(terms, 0).nearEndNanos - ticker.read()).isEqualTo(SECOND / 10);
    assertThat(terms.of("A", false, true, ticker.read(), ticker.read()).nearEndNanos)
        .isEqualTo(ticker.read() + 60 * SECOND);
  }

  @Test
  void anAnswerEndsAtTheNextMomentAfterItsBirth() {
    Terms terms =
        new Terms(
            new Schedule(
                QUIET,
                List.of(),
                List.of(
                    DailyMoment.of(DAYS, LocalTime.parse("09:30")),
                    DailyMoment.of(DAYS, LocalTime.parse("16:00")))),
            new FakeWall(ticker, "2026-11-27T09:29:50Z"));

    assertThat(life(terms, 0)).isEqualTo(10);
    ticker.advance(Duration.ofSeconds(15));
    assertThat(life(terms, 15)).as("a load under way at that moment").isEqualTo(-5);
    assertThat(life(terms, 5)).as("one that began just then").isEqualTo(55);
    assertThat(life(terms, 1)).isEqualTo(59);
  }

  @Test
  void aWindowIsWorkedOutOnce() {
    int[] readings = {0};
    Schedule schedule = new Schedule(QUIET, List.of(open(QUIET)), List.of());
    Clock counting =
        new FakeWall(ticker, "2026-11-27T12:00:00Z") {
          @Override
          public Instant instant() {
            readings[0]++;
            return super.instant();
          }
        };
    term(new Terms(schedule, counting), 0);

    assertThat(readings).as("one moment for one entry").containsExactly(1);
    assertThat(schedule.at(Instant.parse("2026-11-27T12:00:00Z")))
        .isSameAs(schedule.at(Instant.parse("2026-11-27T15:59:59Z")));
  }

  @Test
  void whereNothingDependsOnTheHourNoClockIsRead() {
    Clock broken =
        new FakeWall(ticker, "2026-11-27T12:00:00Z") {
          @Override
          public Instant instant() {
            throw new AssertionError("nobody should ask");
          }
        };
    FreshnessOverride always =
        FreshnessOverride.of(List.of(SymbolPattern.of("A*")), null, freshness(2).build());
    Terms terms = new Terms(new Schedule(QUIET, List.of(always), List.of()), broken);

    assertThat(life(terms, 0)).isEqualTo(2);
  }

  /** The promise itself, second by second: served while its age is below the limit in force. */
  @Test
  void nobodyGetsAnAnswerThatIsOlderThanTheLimitInForce() {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      List<FreshnessOverride> overrides = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        overrides.add(
            FreshnessOverride.of(
                null,
                hours(minute(random), minute(random)),
                freshness(1 + random.nextInt(400)).build()));
      }
      Schedule schedule =
          new Schedule(freshness(1 + random.nextInt(400)).build(), overrides, List.of());
      Instant now = Instant.parse("2026-11-27T12:00:00Z").plusSeconds(random.nextInt(1200));
      Terms terms = new Terms(schedule, Clock.fixed(now, ZoneOffset.UTC));
      int age = random.nextInt(100);
      long life = (long) life(terms, age);

      long served = 0;
      while ((age + served) * SECOND < schedule.at(now.plusSeconds(served)).limits("A").ttlNanos) {
        served++;
      }
      assertThat(life).as("round %s", round).isEqualTo(served);
    }
  }

  /** One of the minutes around the moments that are asked for. */
  private static String minute(Random random) {
    return String.format("12:%02d", random.nextInt(30));
  }
}
