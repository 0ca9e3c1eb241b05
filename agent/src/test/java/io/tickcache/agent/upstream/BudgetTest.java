package io.tickcache.agent.upstream;

import static io.tickcache.agent.upstream.Taking.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.FakeTicker;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.Priority;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.WhenExhausted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What calls may take of a budget, and who is next where there is no room. */
class BudgetTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** What comes back of a second comes back at such moments. */
  private static final Duration GRAIN = SECOND.dividedBy(1_000);

  private static final Duration LONG = Duration.ofMinutes(10);

  private final FakeTicker ticker = new FakeTicker();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void endTheCallers() {
    callers.shutdownNow();
  }

  private static Upstream upstream(Duration wait, Allowance... budget) {
    return new Upstream("binance", List.of(budget), WhenExhausted.waiting(wait));
  }

  private Budget budget(Allowance... budget) {
    return TestBudgets.of(upstream(Duration.ZERO, budget), false, ticker);
  }

  private static Allowance per(Duration period, int amount) {
    return new Allowance(amount, period);
  }

  /** Calls that take no time; how many of them there was room for. */
  private static long granted(Budget budget, int calls) {
    long before = budget.stats().granted.sum();
    for (int i = 0; i < calls; i++) {
      take(budget, 1).end();
    }
    return budget.stats().granted.sum() - before;
  }

  @Test
  void noMoreCallsThanAreAllowedFitIntoAPeriod() {
    Budget budget = budget(per(SECOND, 3));

    assertThat(granted(budget, 3)).isEqualTo(3);
    ticker.advance(SECOND.minusNanos(1));
    take(budget, 1).end();
    assertThat(budget.stats().overdrawn.sum()).isOne();
    ticker.advance(GRAIN);
    assertThat(granted(budget, 3)).as("one is used by the call beyond").isEqualTo(2);
  }

  @Test
  void whatACallTakesComesBackAPeriodAfterItsEnd() {
    Budget budget = budget(per(SECOND, 1));
    Budget.Permit slow = take(budget, 1);
    ticker.advance(Duration.ofSeconds(30));
    assertThat(take(budget, 1)).isNotNull();
    assertThat(budget.stats().overdrawn.sum()).as("it may reach the provider late").isOne();

    Budget other = budget(per(SECOND, 1));
    Budget.Permit call = take(other, 1);
    ticker.advance(Duration.ofSeconds(30));
    call.end();
    call.end();
    ticker.advance(SECOND.plus(GRAIN));
    assertThat(granted(other, 2)).isOne();
    slow.end();
  }

  @Test
  void aCallThatMayReachTheProviderLaterIsCountedLater() {
    Budget budget = budget(per(SECOND, 1));
    take(budget, 1).endAfter(SECOND.toNanos());

    ticker.advance(SECOND.plusMillis(999));
    assertThat(granted(budget, 1)).isZero();
  }

  @Test
  void allWindowsHoldAtTheSameTime() {
    Budget budget = budget(per(SECOND, 2), per(Duration.ofMinutes(1), 5));
    assertThat(granted(budget, 3)).isEqualTo(2);
    ticker.advance(SECOND.plus(GRAIN));
    assertThat(granted(budget, 2)).as("five of a minute, with the one beyond").isEqualTo(2);
    ticker.advance(SECOND.plus(GRAIN));
    assertThat(granted(budget, 1)).isZero();

    ticker.advance(Duration.ofSeconds(61));
    assertThat(granted(budget, 3)).isEqualTo(2);
  }

  @Test
  void callsCostWhatTheyWeigh() {
    Budget budget = budget(per(SECOND, 10));
    take(budget, 7).end();

    take(budget, 4).end();
    assertThat(budget.stats().overdrawn.sum()).isOne();
    ticker.advance(SECOND.plus(GRAIN));
    take(budget, 10).end();
    assertThat(budget.stats().overdrawn.sum()).isOne();
  }

  @Test
  void anotherBudgetGoesOnFromWhatIsUsed() {
    Budget budget = budget(per(SECOND, 4));
    Budget.Permit before = take(budget, 3);

    budget.become(upstream(Duration.ZERO, per(SECOND, 5), per(Duration.ofMinutes(1), 9)), false);

    assertThat(granted(budget, 2)).isEqualTo(2);
    assertThat(granted(budget, 1)).isZero();
    before.end();
    ticker.advance(SECOND.plus(GRAIN));
    assertThat(granted(budget, 4)).as("nine in a minute").isEqualTo(4);
  }

  private Budget shared(Allowance... budget) {
    return TestBudgets.of(upstream(Duration.ZERO, budget), true, ticker);
  }

  @Test
  void spareIsWhatLeavesHalfToOthersAndNoneWaits() {
    Budget budget = budget(per(SECOND, 6));

    assertThat(budget.takeSpare(2, 0.5)).isNotNull();
    Budget.Permit second = budget.takeSpare(1, 0.5);
    assertThat(second).isNotNull();
    assertThat(budget.takeSpare(1, 0.5)).isNull();
    second.giveBack();
    second.end();
    assertThat(budget.takeSpare(1, 0.5)).as("what was not used is there again").isNotNull();
    assertThat(granted(budget, 4)).isEqualTo(3);
    assertThat(budget.stats().overdrawn.sum()).isOne();
  }

  @Test
  void aCallThatTakesAllIsSpareWhereThereIsNoOther() {
    Budget budget = budget(per(SECOND, 3));

    assertThat(budget.takeSpare(4, 0.5)).isNull();
    assertThat(budget.takeSpare(3, 0.5)).isNotNull();
  }

  @Test
  void aProcessKeepsToItsShareAndClaimsWhatItWants() {
    Budget budget = shared(per(SECOND, 20), per(Duration.ofMinutes(1), 600));
    List<Claim> first = budget.claims();
    assertThat(first.get(0).held).isZero();
    assertThat(first.get(0).granted).isFalse();
    assertThat(first.get(0).wanted).isZero();

    budget.grant(first, new int[] {2, 60});
    assertThat(granted(budget, 2)).isEqualTo(2);
    take(budget, 3).end();

    Claim claim = budget.claims().get(0);
    assertThat(claim.granted).isTrue();
    assertThat(claim.held).as("also what is used beyond the share").isEqualTo(5);
    assertThat(claim.wanted).as("what was used, and what was waited for in vain").isEqualTo(8);
    assertThat(claim.heaviest).isEqualTo(3);
    ticker.advance(Duration.ofMillis(1_001));
    assertThat(budget.claims().get(0).held).isEqualTo(2);
    assertThat(budget.claims().get(0).wanted).as("it has called lately").isEqualTo(3);
    ticker.advance(Duration.ofSeconds(9));
    assertThat(budget.claims().get(0).wanted).as("no more").isZero();
    assertThat(budget.claims().get(0).heaviest).isOne();
  }

  @Test
  void withoutAWordFromTheOthersItIsLessThanAnEqualPart() {
    Budget budget = shared(per(SECOND, 20), per(Duration.ofMinutes(1), 600));
    budget.assume(10, Duration.ofSeconds(10).toNanos());
    assertThat(budget.windows().get(0).share).isEqualTo(2);
    assertThat(budget.windows().get(1).share).as("others may use it up to now").isZero();

    budget.grant(budget.claims(), new int[] {12, 100});
    budget.assume(10, LONG.toNanos());
    assertThat(budget.windows().get(0).share).as("it was granted").isEqualTo(12);
    budget.keepToPart(2);
    assertThat(budget.windows().get(0).share).isEqualTo(9);
    assertThat(budget.windows().get(1).share).as("never more than before").isEqualTo(100);
  }

  @Test
  void aWindowThatIsNewIsSharedOutBeforeItIsUsed() {
    Budget budget = shared(per(SECOND, 20));
    budget.grant(budget.claims(), new int[] {8});

    budget.become(upstream(Duration.ZERO, per(SECOND, 40), per(Duration.ofMinutes(1), 600)), true);
    assertThat(budget.windows().get(0).share).as("others have the rest").isEqualTo(8);
    assertThat(budget.windows().get(1).share).isZero();
    assertThat(budget.claims().get(1).granted).isFalse();

    budget.become(upstream(Duration.ZERO, per(SECOND, 10)), true);
    assertThat(budget.windows().get(0).share).isEqualTo(2);
  }

  @Test
  void anAnswerToAnotherAmountIsNone() {
    Budget budget = shared(per(SECOND, 20));
    List<Claim> claims = budget.claims();
    budget.become(upstream(Duration.ZERO, per(SECOND, 10)), true);

    budget.grant(claims, new int[] {20});

    assertThat(budget.windows().get(0).share).isZero();
  }

  @Test
  void whatIsNoLongerSharedIsAllItsOwn() {
    Budget budget = shared(per(SECOND, 20));
    budget.grant(budget.claims(), new int[] {3});
    budget.stand(false);

    budget.become(upstream(Duration.ZERO, per(SECOND, 20)), false);

    assertThat(granted(budget, 20)).isEqualTo(20);
  }

  @Test
  void thereIsNoRoomInAShareThatMayBeLost() {
    Budget budget = shared(per(SECOND, 20));
    budget.grant(budget.claims(), new int[] {20});
    budget.stand(false);
    assertThat(granted(budget, 1)).isZero();

    budget.stand(true);
    assertThat(granted(budget, 1)).isOne();
  }

  @Test
  void aCallThatNeverEndsIsLostAfterAMinute() {
    Budget budget = budget(per(SECOND, 1));
    take(budget, 1);
    ticker.advance(Duration.ofMinutes(1).minusNanos(1));
    assertThat(budget.windows().get(0).used).isOne();

    ticker.advance(Duration.ofNanos(1));
    assertThat(budget.windows().get(0).used).isOne();
    ticker.advance(Duration.ofMillis(1_001));
    assertThat(granted(budget, 1)).isOne();
  }

  @Test
  void whatIsAssumedIsOneAtLeast() {
    Budget budget = shared(per(SECOND, 5));
    budget.assume(10, LONG.toNanos());

    assertThat(budget.windows().get(0).share).isOne();
  }

  @Test
  void whoWeighsMoreThanTheShareLetsOthersPass() throws Exception {
    Budget budget =
        TestBudgets.of(upstream(LONG, per(Duration.ofMillis(1), 20)), true, Ticker.SYSTEM);
    budget.grant(budget.claims(), new int[] {2});
    Future<Budget.Permit> heavy = callers.submit(() -> take(budget, 5));
    while (budget.waiting() == 0) {
      Thread.onSpinWait();
    }

    callers.submit(() -> take(budget, 1)).get().end();
    assertThat(heavy).isNotDone();
    assertThat(budget.claims().get(0).heaviest).isEqualTo(5);
    budget.grant(budget.claims(), new int[] {5});
    assertThat(heavy.get()).isNotNull();
    assertThat(budget.stats().waited.sum()).isOne();
  }

  @Test
  void whoWaitsIsLetGoWhenNothingIsKeptToAnyMore() throws Exception {
    Budget budget = TestBudgets.of(upstream(LONG, per(LONG, 1)), false, Ticker.SYSTEM);
    take(budget, 1);
    Future<Budget.Permit> first = callers.submit(() -> take(budget, 1));
    while (budget.waiting() == 0) {
      Thread.onSpinWait();
    }

    budget.become(upstream(Duration.ZERO, per(LONG, 1)), false);
    assertThat(first.get()).as("others don't wait, either").isNotNull();
    budget.become(upstream(LONG, per(LONG, 1)), false);
    Future<Budget.Permit> second = callers.submit(() -> take(budget, 1));
    while (budget.waiting() == 0) {
      Thread.onSpinWait();
    }
    budget.close();
    assertThat(second.get()).isNotNull();
  }

  @Test
  void aReserveIsForWhatMattersMost() {
    Upstream upstream = upstream(Duration.ZERO, per(SECOND, 10)).reserving(30);
    Budget budget = TestBudgets.of(upstream, false, ticker);
    for (int i = 0; i < 7; i++) {
      assertThat(budget.takeAtOnce(1, Priority.NORMAL)).isNotNull();
    }

    assertThat(budget.takeAtOnce(1, Priority.NORMAL)).isNull();
    assertThat(budget.takeAtOnce(1, Priority.LOW)).isNull();
    assertThat(budget.takeSpare(1, 0)).isNull();
    for (int i = 0; i < 3; i++) {
      assertThat(budget.takeAtOnce(1, Priority.HIGH)).isNotNull();
    }
    assertThat(budget.takeAtOnce(1, Priority.HIGH)).isNull();
  }

  @Test
  void aCallThatIsAloneHasRoomWhateverIsReserved() {
    Upstream upstream = upstream(Duration.ZERO, per(SECOND, 2)).reserving(90);
    Budget budget = TestBudgets.of(upstream, false, ticker);

    assertThat(budget.takeAtOnce(2, Priority.LOW)).isNotNull();
    assertThat(budget.takeAtOnce(1, Priority.LOW)).isNull();
  }

  @Test
  void whoMattersMoreGoesFirst() throws Exception {
    Budget budget = TestBudgets.of(upstream(LONG, per(LONG, 1)), false, Ticker.SYSTEM);
    take(budget, 1);
    List<Priority> served = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> calls = new ArrayList<>();
    for (Priority priority : List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH)) {
      int waiting = calls.size();
      calls.add(
          callers.submit(
              () -> {
                if (budget.await(1, priority, budget.now()) != null) {
                  served.add(priority);
                }
              }));
      while (budget.waiting() == waiting) {
        Thread.onSpinWait();
      }
    }

    for (int allowed = 2; allowed <= 4; allowed++) {
      budget.become(upstream(LONG, per(LONG, allowed)), false);
      int expected = allowed - 1;
      while (served.size() < expected) {
        Thread.onSpinWait();
      }
    }
    for (Future<?> call : calls) {
      call.get();
    }

    assertThat(served).containsExactly(Priority.HIGH, Priority.NORMAL, Priority.LOW);
  }

  @Test
  void whoMattersMoreDoesNotWaitBehindOthers() throws Exception {
    Upstream upstream = upstream(LONG, per(LONG, 2)).reserving(50);
    Budget budget = TestBudgets.of(upstream, false, Ticker.SYSTEM);
    take(budget, 1);
    Future<Budget.Permit> waiting =
        callers.submit(() -> budget.await(1, Priority.NORMAL, budget.now()));
    while (budget.waiting() == 0) {
      Thread.onSpinWait();
    }

    assertThat(budget.takeAtOnce(1, Priority.HIGH)).isNotNull();

    assertThat(waiting).isNotDone();
    budget.close();
    assertThat(waiting.get()).isNull();
  }

  @Test
  void whoWaitsIsServedInTheOrderOfComing() throws Exception {
    Budget budget =
        TestBudgets.of(upstream(LONG, per(Duration.ofMillis(1), 1)), false, Ticker.SYSTEM);
    Budget.Permit first = take(budget, 1);
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int number = i;
      calls.add(
          callers.submit(
              () -> {
                Budget.Permit permit = take(budget, 1);
                served.add(number);
                permit.end();
              }));
      while (budget.waiting() <= i) {
        Thread.onSpinWait();
      }
    }
    first.end();
    for (Future<?> call : calls) {
      call.get();
    }

    assertThat(served).isSorted().hasSize(20);
    assertThat(budget.stats().waited.sum()).isEqualTo(20);
    assertThat(budget.stats().overdrawn.sum()).isZero();
    assertThat(budget.waiting()).isZero();
  }

  @Test
  void fiftyThreadsNeverHaveMoreUnderWayOrCountedThanThereIs() throws Exception {
    Duration period = Duration.ofMillis(2);
    int amount = 3;
    Budget budget = TestBudgets.of(upstream(LONG, per(period, amount)), false, Ticker.SYSTEM);
    List<long[]> calls = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> results = new ArrayList<>();
    for (int t = 0; t < 50; t++) {
      results.add(
          callers.submit(
              () -> {
                for (int i = 0; i < 10; i++) {
                  Budget.Permit permit = take(budget, 1);
                  long arrival = System.nanoTime();
                  permit.end();
                  calls.add(new long[] {arrival});
                }
              }));
    }
    for (Future<?> result : results) {
      result.get();
    }

    long[] arrivals = calls.stream().mapToLong(call -> call[0]).sorted().toArray();
    assertThat(arrivals).hasSize(500);
    for (int i = amount; i < arrivals.length; i++) {
      assertThat(arrivals[i] - arrivals[i - amount])
          .as("a period has no more than it allows")
          .isGreaterThanOrEqualTo(period.toNanos());
    }
    assertThat(budget.stats().granted.sum() + budget.stats().waited.sum()).isEqualTo(500);
  }

  @Test
  void whoIsInterruptedCallsAtOnceAndStaysSo() throws Exception {
    Budget budget = TestBudgets.of(upstream(LONG, per(SECOND, 1)), false, Ticker.SYSTEM);
    take(budget, 1);
    Future<Boolean> call =
        callers.submit(
            () -> {
              Thread.currentThread().interrupt();
              take(budget, 1);
              return Thread.interrupted();
            });

    assertThat(call.get()).isTrue();
    assertThat(budget.stats().overdrawn.sum()).isOne();
    assertThat(budget.waiting()).isZero();
  }

  @Test
  void aLargerShareServesThoseWhoWait() throws Exception {
    Budget budget = TestBudgets.of(upstream(LONG, per(LONG, 2)), true, Ticker.SYSTEM);
    Future<Budget.Permit> call = callers.submit(() -> take(budget, 1));
    while (budget.waiting() == 0) {
      Thread.onSpinWait();
    }

    budget.grant(budget.claims(), new int[] {1});

    assertThat(call.get()).isNotNull();
    assertThat(budget.stats().waited.sum()).isOne();
  }
}
