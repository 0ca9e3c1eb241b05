package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.BackOff;
import io.tickcache.rules.Condition;
import io.tickcache.rules.ErrorPattern;
import io.tickcache.rules.SymbolPattern;
import io.tickcache.rules.ValuePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** By which errors a provider refuses calls, and what they say of how long. */
class ErrorPatternsTest {

  private static ErrorPatterns patterns(ErrorPattern... on) {
    Duration ten = Duration.ofSeconds(10);
    return new ErrorPatterns(new BackOff(List.of(on), ten, ten, ValuePath.parse("error.after")));
  }

  private static Condition status(String wanted) {
    return Condition.is(ValuePath.parse("error.status"), wanted);
  }

  @Test
  void theFirstThatAnErrorFitsCounts() {
    ErrorPatterns patterns =
        patterns(
            ErrorPattern.ofClass("java.io.InterruptedIOException"),
            new ErrorPattern("java.io.IOException", SymbolPattern.of("*429*"), List.of()),
            new ErrorPattern(null, null, List.of(status("429"))));

    assertThat(patterns.find(new SocketTimeoutException("status 429"))).isZero();
    assertThat(patterns.find(new IOException("status 429"))).isOne();
    assertThat(patterns.find(new Refused(429, null))).isEqualTo(2);
    assertThat(patterns.find(new Refused(503, null))).isEqualTo(-1);
    assertThat(patterns.find(new IOException())).as("it says nothing").isEqualTo(-1);
    assertThat(patterns.type(1)).isEqualTo("java.io.IOException");
    assertThat(patterns.type(2)).isNull();
    assertThat(patterns.type(3)).as("of other rules").isNull();
  }

  @Test
  void whatFuturesWrapAroundAnErrorIsLookedThrough() {
    IOException error = new IOException();

    assertThat(ErrorPattern.unwrapped(new CompletionException(new ExecutionException(error))))
        .isSameAs(error);
    UncheckedIOException other = new UncheckedIOException(error);
    assertThat(ErrorPattern.unwrapped(other)).isSameAs(other);
    ExecutionException bare = new ExecutionException("without a cause", null);
    assertThat(ErrorPattern.unwrapped(bare)).isSameAs(bare);
  }

  @ParameterizedTest
  @MethodSource("times")
  void anErrorTellsHowLongToWait(Object said, double seconds) {
    assertThat(patterns(ErrorPattern.ofClass("x.Y")).retryAfterNanos(new Refused(429, said)))
        .isEqualTo((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }

  static Stream<Arguments> times() {
    return Stream.of(
        Arguments.of(30, 30),
        Arguments.of(1.5, 1.5),
        Arguments.of(" 12 ", 12),
        Arguments.of(Duration.ofMillis(700), 0.7),
        Arguments.of(-1, 0),
        Arguments.of("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        Arguments.of(Duration.ofSeconds(Long.MAX_VALUE), 0),
        Arguments.of(null, 0),
        Arguments.of(List.of(), 0));
  }

  @Test
  void anErrorWithoutSuchAPropertyDoesNotTell() {
    assertThat(patterns(ErrorPattern.ofClass("x.Y")).retryAfterNanos(new IOException())).isZero();
  }

  /** An error that tells more than its message. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Object after;

    Refused(int status, Object after) {
      this.status = status;
      this.after = after;
    }

    int getStatus() {
      return status;
    }

    Object getAfter() {
      return after;
    }
  }
}
