package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static java.lang.Thread.State.BLOCKED;
import static java.lang.Thread.State.NEW;
import static java.lang.Thread.State.RUNNABLE;
import static java.lang.Thread.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clients use as keys of their maps, whatever they are asked by. */
class BatchKeysTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder batch(String method) {
    return rule("quotes", Client.class, method).symbols(ValuePath.parse("arg0"));
  }

  private Object client(Rule.Builder... rules) {
    List<Rule> built = new ArrayList<>();
    for (Rule.Builder rule : rules) {
      built.add(rule.build());
    }
    return world.client(Client.class, built.toArray(new Rule[0]));
  }

  private Object withSingles(String method) {
    return client(
        rule("single", Client.class, "single").cache("quotes").shared(true),
        batch(method).shared(true));
  }

  private static Map<?, ?> ask(Object client, String method, Object... symbols) throws Throwable {
    return (Map<?, ?>) Calls.call(client, method, List.of(symbols));
  }

  private static void assertKeys(Map<?, ?> answer, Object... keys) {
    assertThat(new ArrayList<Object>(answer.keySet())).containsExactly(keys);
  }

  @Test
  void enumsMayBeAnsweredByTheirTexts() throws Throwable {
    Object client = client(batch("texts"));

    assertKeys(ask(client, "texts", NEW, RUNNABLE), "NEW", "RUNNABLE");
    assertKeys(ask(client, "texts", BLOCKED, RUNNABLE, NEW), "BLOCKED", "RUNNABLE", "NEW");
    assertThat(ask(client, "texts", RUNNABLE, BLOCKED))
        .hasToString("{RUNNABLE=RUNNABLE@1, BLOCKED=BLOCKED@2}");

    assertThat(asked(client)).hasToString("[[NEW, RUNNABLE], [BLOCKED]]");
  }

  @Test
  void numbersMayBeAnsweredByThoseOfAnotherClass() throws Throwable {
    Object client = client(batch("longs"));

    assertKeys(ask(client, "longs", 7), 7L);
    assertKeys(ask(client, "longs", 8, 7), 8L, 7L);

    assertThat(asked(client)).hasToString("[[7], [8]]");
  }

  @Test
  void textsMayBeAnsweredByEnums() throws Throwable {
    Object client = client(batch("states"));

    assertKeys(ask(client, "states", "NEW"), NEW);
    assertKeys(ask(client, "states", "WAITING", "NEW"), WAITING, NEW);

    assertThat(asked(client)).hasToString("[[NEW], [WAITING]]");
  }

  @Test
  void whatTheClientUsesIsLearntBeforeAMapIsMade() throws Throwable {
    Object client = withSingles("texts");
    Calls.call(client, "single", NEW);
    Calls.call(client, "single", BLOCKED);

    assertKeys(ask(client, "texts", NEW, WAITING), "NEW", "WAITING");
    assertKeys(ask(client, "texts", NEW, BLOCKED), "NEW", "BLOCKED");

    assertThat(asked(client)).hasToString("[NEW, BLOCKED, [NEW, WAITING]]");
  }

  @Test
  void whatIsMissingNeedsNoKey() throws Throwable {
    Object client = client(batch("none"));

    assertThat(ask(client, "none", NEW)).isEmpty();
    assertThat(ask(client, "none", NEW)).isEmpty();

    assertThat(asked(client)).hasSize(1);
  }

  @Test
  void aMapOfAnythingIsLearntToo() throws Throwable {
    Object client = withSingles("anything");
    Calls.call(client, "single", NEW);
    Calls.call(client, "single", BLOCKED);

    assertKeys(ask(client, "anything", NEW), NEW);
    assertKeys(ask(client, "anything", BLOCKED, NEW), BLOCKED, NEW);

    assertThat(asked(client)).hasToString("[NEW, BLOCKED, [NEW]]");
  }

  @Test
  void elementsThatHoldTheirSymbolsMayBeAnsweredByThese() throws Throwable {
    Object client =
        client(rule("quotes", Client.class, "orders").symbols(ValuePath.parse("arg0.symbol")));
    Order a = new Order("A");
    Order b = new Order("B");

    assertKeys(ask(client, "orders", a), "A");
    assertKeys(ask(client, "orders", b, a), "B", "A");

    assertThat(asked(client)).hasToString("[[A], [B]]");
  }

  @Test
  void keysThatCannotBeToldAreNotKept() throws Throwable {
    Object client = client(batch("lower").symbolCase(SymbolCase.UPPER));

    assertThat(ask(client, "lower", "A")).hasToString("{a=A@1}");
    assertThat(ask(client, "lower", "A")).hasToString("{a=A@2}");

    assertThat(world.said())
        .contains("has the key `a` for what was asked for as `A`, which can't be told");
  }

  @Test
  void aClientThatChangesItsKeysIsNotKept() throws Throwable {
    Object client = client(batch("mixed"));

    assertKeys(ask(client, "mixed", NEW), "NEW");
    assertKeys(ask(client, "mixed", NEW, BLOCKED), "NEW", BLOCKED);
    assertKeys(ask(client, "mixed", NEW, BLOCKED), "NEW", BLOCKED);

    assertThat(asked(client))
        .hasToString("[[NEW], [BLOCKED], [NEW, BLOCKED], [BLOCKED], [NEW, BLOCKED]]");
  }

  @Test
  void twoSymbolsWithOneKeyAreLeftToTheClient() throws Throwable {
    Object client = client(batch("texts"));
    ask(client, "texts", 1);
    ask(client, "texts", 1L);

    assertThat(ask(client, "texts", 1, 1L)).hasToString("{1=1@3}");

    assertThat(asked(client)).hasToString("[[1], [1], [1, 1]]");
  }

  @SuppressWarnings("unused")
  static class Client {
    private final List<Object> asked = new ArrayList<>();

    List<Object> asked() {
      return asked;
    }

    private <K> Map<K, String> quotes(List<?> symbols, Function<Object, K> key) {
      asked.add(symbols);
      Map<K, String> answer = new LinkedHashMap<>();
      symbols.forEach(symbol -> answer.put(key.apply(symbol), symbol + "@" + asked.size()));
      return answer;
    }

    String single(Thread.State state) {
      asked.add(state);
      return state + "@" + asked.size();
    }

    Map<String, String> texts(List<Object> symbols) {
      return quotes(symbols, Object::toString);
    }

    Map<Long, String> longs(List<Integer> ids) {
      return quotes(ids, id -> Long.valueOf(id.toString()));
    }

    Map<Thread.State, String> states(List<String> names) {
      return quotes(names, name -> Thread.State.valueOf(name.toString()));
    }

    Map<String, String> none(List<Thread.State> states) {
      return quotes(states.subList(0, 0), Object::toString);
    }

    Map<?, String> anything(List<Thread.State> states) {
      return quotes(states, state -> state);
    }

    Map<String, String> orders(List<Order> orders) {
      return quotes(orders, Object::toString);
    }

    Map<String, String> lower(List<String> symbols) {
      return quotes(symbols, symbol -> symbol.toString().toLowerCase(Locale.ROOT));
    }

    Map<Object, String> mixed(List<Thread.State> states) {
      return quotes(states, state -> state == NEW ? state.toString() : state);
    }
  }

  public static class Order {
    public final String symbol;

    public Order(String symbol) {
      this.symbol = symbol;
    }

    @Override
    public String toString() {
      return symbol;
    }
  }
}
