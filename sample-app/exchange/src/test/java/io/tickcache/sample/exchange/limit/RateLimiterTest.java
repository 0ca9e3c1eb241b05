package io.tickcache.sample.exchange.limit;

import static io.tickcache.sample.exchange.limit.Verdict.ALLOWED;
import static io.tickcache.sample.exchange.limit.Verdict.BANNED;
import static io.tickcache.sample.exchange.limit.Verdict.OVER_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final LimitProfile PROFILE =
      LimitProfile.written("5 per 10s", 3, Duration.ofSeconds(2), Duration.ofSeconds(6));

  private final MovableClock clock = new MovableClock();
  private final RateLimiter limiter = new RateLimiter(PROFILE, clock, 1);

  @Test
  void allowsTheWeightOfAWindowAndRefusesTheRest() {
    assertThat(ask(6)).containsExactly(ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, OVER_LIMIT);
  }

  @Test
  void countsWeightNotRequests() {
    assertThat(admit("a", 4)).isEqualTo(ALLOWED);
    assertThat(admit("a", 2)).isEqualTo(OVER_LIMIT);
    assertThat(admit("a", 1)).isEqualTo(ALLOWED);
  }

  @Test
  void aNewWindowStartsFromZero() {
    ask(6);
    clock.advance(Duration.ofSeconds(10));
    assertThat(ask(1)).containsExactly(ALLOWED);
  }

  @Test
  void addressesDoNotShareTheirLimit() {
    ask(6);
    assertThat(admit("other", 1)).isEqualTo(ALLOWED);
  }

  @Test
  void bansWhoGoesOn() {
    ask(5);
    assertThat(ask(5)).containsExactly(OVER_LIMIT, OVER_LIMIT, OVER_LIMIT, BANNED, BANNED);
    assertThat(limiter.bans()).isEqualTo(1);
  }

  @Test
  void aBanEndsAfterItsTime() {
    bannedOnce();
    clock.advance(Duration.ofMillis(1_999));
    assertThat(ask(1)).containsExactly(BANNED);
    clock.advance(Duration.ofMillis(1));
    assertThat(ask(1)).containsExactly(OVER_LIMIT);
  }

  @Test
  void aBanOutlastsItsWindow() {
    clock.advance(Duration.ofSeconds(9));
    bannedOnce();
    clock.advance(Duration.ofSeconds(1));
    assertThat(ask(1)).containsExactly(BANNED);
  }

  @Test
  void eachBanIsTwiceAsLongUpToTheLongest() {
    Ladder ladder = PROFILE.ladder();

    assertThat(List.of(ladder.ban(0), ladder.ban(1), ladder.ban(2), ladder.ban(50)))
        .extracting(Duration::toSeconds)
        .containsExactly(2L, 4L, 6L, 6L);
  }

  @Test
  void theSecondBanIsLongerThanTheFirst() {
    bannedOnce();
    clock.advance(Duration.ofSeconds(2));
    ask(4);
    assertThat(limiter.bans()).isEqualTo(2);
    clock.advance(Duration.ofMillis(3_999));
    assertThat(ask(1)).containsExactly(BANNED);
    clock.advance(Duration.ofMillis(1));
    assertThat(ask(1)).doesNotContain(BANNED);
  }

  @Test
  void aResetLiftsBans() {
    bannedOnce();
    limiter.reset();
    assertThat(ask(1)).containsExactly(ALLOWED);
    assertThat(limiter.bans()).isZero();
  }

  private void bannedOnce() {
    ask(9);
    assertThat(limiter.bans()).isEqualTo(1);
  }

  private List<Verdict> ask(int times) {
    List<Verdict> verdicts = new ArrayList<>();
    Collections.nCopies(times, 1).forEach(weight -> verdicts.add(admit("a", weight)));
    return verdicts;
  }

  private Verdict admit(String address, int weight) {
    return limiter.admit(address, weight).verdict();
  }
}
