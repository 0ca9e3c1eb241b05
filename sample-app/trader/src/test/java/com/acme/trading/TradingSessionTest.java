package com.acme.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.sample.exchange.ExchangeServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradingSessionTest {
  @TempDir private Path directory;

  @Test
  void tradesItsTimeAndAccountsForEveryCall() throws Exception {
    try (ExchangeServer exchange = ExchangeServer.start("--latency", "0-1", "--limit", "50")) {
      TradingStats stats = run(exchange.url());

      assertThat(stats.asked.sum() + stats.missed.sum()).isBetween(200L, 200L + stats.orders.sum());
      assertThat(stats.answers.sum() + stats.errors429.sum() + stats.errors418.sum())
          .isEqualTo(stats.asked.sum());
      assertThat(stats.answers.sum() + stats.orders.sum()).isBetween(50L, 100L);
      assertThat(stats.staleAfterOwnOrder.sum()).isZero();
      assertThat(stats.latency.count()).isEqualTo(stats.asked.sum());
    }
  }

  @Test
  void keepsGoingWhenNobodyAnswers() throws Exception {
    ExchangeServer exchange = ExchangeServer.start();
    exchange.close();
    TradingStats stats = run(exchange.url());

    assertThat(stats.asked.sum() + stats.missed.sum()).isEqualTo(200);
    assertThat(stats.errorsOther.sum()).isEqualTo(stats.asked.sum());
    assertThat(stats.orderErrors.sum()).isPositive();
  }

  @Test
  void beginsAtItsTimeAndNotBefore() throws Exception {
    try (ExchangeServer exchange = ExchangeServer.start("--latency", "0-1")) {
      long openAt = System.currentTimeMillis() + 1_300;
      Path file = directory.resolve("tape");
      Tape tape = Tape.to(file.toString());
      TradingSession session =
          new TradingSession(
              TraderOptions.parse(
                  "--exchange",
                  exchange.url(),
                  "--symbols",
                  "A",
                  "--seconds",
                  "1",
                  "--open-at",
                  Long.toString(openAt),
                  "--rehearse",
                  "B"),
              tape);
      session.start();
      session.awaitEnd();
      tape.close();

      assertThat(Files.readAllLines(file))
          .hasSize((int) session.stats().answers.sum())
          .isNotEmpty()
          .allMatch(line -> line.matches("\\d{13} A \\d+"))
          .allMatch(line -> Long.parseLong(line.substring(0, 13)) >= openAt);
      assertThat(session.stats().asked.sum())
          .as("what was asked before is not counted")
          .isLessThan(exchange.usage().get(0).calls());
    }
  }

  private static TradingStats run(String url) throws Exception {
    TradingSession session =
        new TradingSession(
            TraderOptions.parse(
                "--exchange",
                url,
                "--symbols",
                "A,B",
                "--threads",
                "4",
                "--polls",
                "100",
                "--orders",
                "600",
                "--seconds",
                "1"),
            Tape.to(null));
    session.start();
    session.awaitEnd();
    return session.stats();
  }
}
