package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.dispatch.InvalidationTest.Desk;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a symbol can't be told, too much is voided: that is safe, too little is not. */
class VoidingTooMuchTest {

  @RegisterExtension private final World world = new World();

  private void assertVoided(Object desk, String symbol) throws Throwable {
    assertThat(Calls.call(desk, "quote", symbol)).isNotEqualTo("AAPL@1");
  }

  private Object deskWithQuote(Rule... rules) throws Throwable {
    Object desk = world.client(Desk.class, rules);
    assertThat(Calls.call(desk, "quote", "AAPL")).isEqualTo("AAPL@1");
    return desk;
  }

  @Test
  void aResultWithoutTheNamedPropertyVoidsTheWholeCache() throws Throwable {
    Object desk = deskWithQuote(InvalidationTest.quotesUntil("nextOrder", "return.instrument"));

    Calls.call(desk, "nextOrder", "AAPL");

    assertVoided(desk, "AAPL");
  }

  @Test
  void oneRulesUnreadableSymbolDoesNotKeepAnothersAnswers() throws Throwable {
    Rule prices =
        rule("prices", Desk.class, "price")
            .invalidateOn(InvalidationTest.on("nextOrder", "return.instrument"))
            .build();
    Object desk = deskWithQuote(prices, InvalidationTest.quotesUntil("nextOrder", "arg0"));

    Calls.call(desk, "nextOrder", "AAPL");

    assertVoided(desk, "AAPL");
  }

  @Test
  void aSymbolWhoseTextRunsOutOfStackVoidsTheWholeCache() throws Throwable {
    Object desk = deskWithQuote(InvalidationTest.quotesUntil("place", "arg0"));

    Calls.call(desk, "place", new Endless());

    assertVoided(desk, "AAPL");
  }

  @Test
  void severalSymbolsAtOnceAreAllVoided() throws Throwable {
    Object desk = deskWithQuote(InvalidationTest.quotesUntil("placeAll", "arg0"));

    Calls.call(desk, "placeAll", List.of("AAPL", "MSFT"));

    assertVoided(desk, "AAPL");
  }

  /** Fails as long texts do, but only when the agent asks. */
  static class Endless {
    private boolean asked;

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String toString() {
      if (!asked) {
        asked = true;
        throw new StackOverflowError();
      }
      return "endless";
    }
  }
}
