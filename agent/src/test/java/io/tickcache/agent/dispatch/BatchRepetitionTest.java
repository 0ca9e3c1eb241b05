package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.HandOut;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A symbol that is asked for twice in one call has two places in the answer. */
class BatchRepetitionTest {

  @RegisterExtension private final World world = new World();

  private Object client(Rule.Builder rule) {
    return world.client(Client.class, rule.build());
  }

  private static Rule.Builder batch(String method) {
    return rule("quotes", Client.class, method).symbols(ValuePath.parse("arg0"));
  }

  private static Rule.Builder named(String method) {
    return batch(method).resultSymbol(ValuePath.parse("return.symbol"));
  }

  private static List<?> ask(Object client, String method, String... symbols) throws Throwable {
    return (List<?>) Calls.call(client, method, List.of(symbols));
  }

  private static int asked(Object client) throws Throwable {
    return (Integer) Calls.call(client, "asked");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachPlaceHasAnObjectOfItsOwn(boolean named) throws Throwable {
    Object client = client(named ? named("each") : batch("each"));
    ask(client, "each", "A", "B", "A", "C");

    for (int i = 0; i < 2; i++) {
      List<?> hit = ask(client, "each", "A", "C", "A");
      Calls.call(hit.get(0), "sell", 100);

      assertThat(hit).hasToString("[A 100, C 0, A 0]");
    }
    assertThat(asked(client)).isEqualTo(1);
  }

  @Test
  void soHasWhatTheClientWasJustAskedFor() throws Throwable {
    Object client = client(batch("each"));
    ask(client, "each", "A", "B", "A", "C");

    List<?> answer = ask(client, "each", "D", "A", "D");
    Calls.call(answer.get(2), "sell", 100);

    assertThat(answer).hasToString("[D 0, A 0, D 100]");
    assertThat(ask(client, "each", "D")).hasToString("[D 0]");
    assertThat(asked(client)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientMayPutOneObjectInBoth(boolean named) throws Throwable {
    Object client = client(named ? named("one") : batch("one"));
    ask(client, "one", "A", "B", "A", "C");

    List<?> hit = ask(client, "one", "A", "C", "A");
    Calls.call(hit.get(0), "sell", 100);

    assertThat(hit).hasToString("[A 100, C 0, A 100]");
    assertThat(ask(client, "one", "A")).hasToString("[A 0]");
    assertThat(asked(client)).isEqualTo(1);
  }

  @Test
  void symbolsWithOneHashCodeHaveAnswersOfTheirOwn() throws Throwable {
    Object client = client(batch("each"));
    String[] symbols = {"AaAa", "BBBB", "AaAa", "AaBB", "BBBB", "BBAa"};
    assertThat(symbols).extracting(String::hashCode).containsOnly("AaAa".hashCode());
    ask(client, "each", symbols);

    assertThat(ask(client, "each", symbols))
        .hasToString("[AaAa 0, BBBB 0, AaAa 0, AaBB 0, BBBB 0, BBAa 0]");
    assertThat(asked(client)).isEqualTo(1);
  }

  @Test
  void aValueThatIsSharedIsOneEverywhere() throws Throwable {
    Object client = client(batch("each").values(HandOut.SHARE));
    ask(client, "each", "A", "A");

    List<?> hit = ask(client, "each", "A", "A");

    assertThat(hit.get(0)).isSameAs(hit.get(1));
  }

  @SuppressWarnings("unused")
  static class Client {
    private int asked;

    int asked() {
      return asked;
    }

    List<Position> each(List<String> symbols) {
      asked++;
      List<Position> answer = new ArrayList<>();
      symbols.forEach(symbol -> answer.add(new Position(symbol)));
      return answer;
    }

    List<Position> one(List<String> symbols) {
      asked++;
      Map<String, Position> known = new HashMap<>();
      List<Position> answer = new ArrayList<>();
      symbols.forEach(symbol -> answer.add(known.computeIfAbsent(symbol, Position::new)));
      return answer;
    }
  }

  public static class Position {
    public final String symbol;
    private int sold;

    public Position(String symbol) {
      this.symbol = symbol;
    }

    public void sell(int size) {
      sold += size;
    }

    @Override
    public String toString() {
      return symbol + " " + sold;
    }
  }
}
