package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.instrument.Loom;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that bring newer answers, woven and stored in a real cache. */
class UpdateOnTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder quotes(String method, String update, String value) {
    return rule("quotes", Desk.class, method).invalidateOn(List.of(on(update, value)));
  }

  private static InvalidateOn on(String update, String value) {
    return InvalidateOn.bringing(
        MethodPattern.parse(Desk.class.getName() + "#" + update),
        ValuePath.parse("arg0"),
        ValuePath.parse(value),
        null);
  }

  private Object desk(Rule.Builder... rules) {
    Rule[] built = new Rule[rules.length];
    for (int i = 0; i < rules.length; i++) {
      built[i] = rules[i].build();
    }
    return world.client(Desk.class, built);
  }

  private static int[] quote(Object desk, String symbol) throws Throwable {
    return (int[]) Calls.call(desk, "quote", symbol);
  }

  @Test
  void whatAMethodBringsIsTheAnswerFromThenOn() throws Throwable {
    Object desk = desk(quotes("quote", "heard", "arg1"));
    assertThat(quote(desk, "A")).containsExactly(1);

    Calls.call(desk, "heard", "A", new int[] {42});
    Calls.call(desk, "heard", "B", new int[] {43});

    assertThat(quote(desk, "A")).containsExactly(42);
    assertThat(quote(desk, "B")).as("nobody had asked for it").containsExactly(43);
    assertThat(world.stats("quotes").loads.sum()).isOne();
  }

  @Test
  void aLaterChangeOfTheObjectDoesNotShow() throws Throwable {
    Object desk = desk(quotes("quote", "heard", "arg1"));
    quote(desk, "A");
    int[] reused = {42};

    Calls.call(desk, "heard", "A", reused);
    reused[0] = -1;

    assertThat(quote(desk, "A")).containsExactly(42);
  }

  @Test
  void theResultMayBeTheNewerAnswer() throws Throwable {
    Object desk = desk(quotes("quote", "polled", "return"));
    quote(desk, "A");

    Calls.call(desk, "polled", "A");

    assertThat(quote(desk, "A")).containsExactly(77);
  }

  /** It may have been made when the promise was given, and another one been asked for since. */
  @Test
  void aPromisedAnswerOnlyInvalidates() throws Throwable {
    Object desk = desk(quotes("quote", "fetch", "return"));
    quote(desk, "A");

    CompletableFuture<int[]> fetched = fetch(desk, "A", new int[0]);
    assertThat(quote(desk, "A")).containsExactly(2);
    fetched.complete(new int[] {42});

    assertThat(quote(desk, "A")).containsExactly(3);
  }

  @Test
  void anArgumentIsTakenWhenThePromiseIsGivenBecauseItMayBeUsedAgain() throws Throwable {
    Object desk = desk(quotes("quote", "fetch", "arg1"));
    quote(desk, "A");
    int[] reused = {42};

    CompletableFuture<int[]> fetched = fetch(desk, "A", reused);
    reused[0] = -1;
    fetched.complete(new int[0]);

    assertThat(quote(desk, "A")).containsExactly(42);
  }

  @SuppressWarnings("unchecked") // as the method declares it
  private static CompletableFuture<int[]> fetch(Object desk, String symbol, int[] quote)
      throws Throwable {
    return (CompletableFuture<int[]>) Calls.call(desk, "fetch", symbol, quote);
  }

  @Test
  void theAgeCountsFromTheEntryOfTheMethod() throws Throwable {
    Object desk = desk(quotes("quote", "heard", "arg1"));
    quote(desk, "A");
    Calls.call(desk, "heard", "A", new int[] {42});

    world.pass(4_999);
    assertThat(quote(desk, "A")).containsExactly(42);
    world.pass(1);

    assertThat(quote(desk, "A")).containsExactly(2);
  }

  @Test
  void aMethodThatFailedHasBroughtNothing() throws Throwable {
    Object desk = desk(quotes("quote", "heard", "arg1"));
    quote(desk, "A");

    assertThat(catchThrowable(() -> Calls.call(desk, "heard", "A", new int[0])))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);

    assertThat(quote(desk, "A")).containsExactly(1);
  }

  @Test
  void beforeAnyoneHasAskedItOnlyInvalidates() throws Throwable {
    Object desk = desk(quotes("quote", "heard", "arg1"));

    Calls.call(desk, "heard", "A", new int[] {42});

    assertThat(quote(desk, "A")).containsExactly(1);
    assertThat(world.stats("quotes").invalidations.sum()).isOne();
  }

  @Test
  void aValueOfAnotherKindOnlyInvalidatesAndIsTold() throws Throwable {
    Object desk = desk(quotes("quote", "said", "arg1"));
    quote(desk, "A");

    Calls.call(desk, "said", "A", "a text");
    assertThat(quote(desk, "A")).containsExactly(2);
    Calls.call(desk, "said", "A", null);

    assertThat(quote(desk, "A")).containsExactly(3);
    assertThat(world.said())
        .containsOnlyOnce("is no answer of")
        .contains("a java.lang.String; it only invalidated");
  }

  @Test
  void aSymbolThatNobodyCanTellInvalidatesAll() throws Throwable {
    Object desk = desk(quotes("quote", "heard", "arg1"));
    quote(desk, "A");

    Calls.call(desk, "heard", null, new int[] {42});

    assertThat(quote(desk, "A")).containsExactly(2);
  }

  @Test
  void aKeyOfMorePartsIsRefusedWithWhatToWrite() throws Throwable {
    Object desk =
        desk(
            quotes("depth", "heard", "arg1").symbol(ValuePath.parse("arg0")),
            rule("others", Desk.class, "quote"));

    Calls.call(desk, "depth", "A", 5);
    Calls.call(desk, "depth", "A", 5);

    assertThat(Calls.call(desk, "calls")).isEqualTo(2);
    assertThat(world.said())
        .contains(
            "error[R029]", "`update-on` brings an answer for a symbol, but the key has `arg1`")
        .contains("write `invalidate-on` in its place");
  }

  @Test
  void aReceiverOfItsOwnIsRefusedToo() throws Throwable {
    Object desk =
        desk(
            quotes("quote", "heard", "arg1").receiver(Receiver.of(Receiver.Kind.INSTANCE)),
            rule("others", Desk.class, "depth").symbol(ValuePath.parse("arg0")));

    quote(desk, "A");

    assertThat(world.said()).contains("error[R029]", "but the key has the receiver, too");
  }

  /** A container may load one client twice, each time with classes of its own. */
  @Test
  void whatOneApplicationHearsDoesNoMoreToAnotherThanInvalidate() throws Throwable {
    Rule rule = rule("ticks", Pushed.class, "last").invalidateOn(List.of(hearing())).build();
    Object east = application(rule);
    Object west = application(rule);
    assertThat(last(east)).isEqualTo(last(west)).isEqualTo("A 1");

    Calls.call(east, "heard", "A", Calls.call(east, "tick", 42));

    assertThat(last(east)).isEqualTo("A 42");
    assertThat(last(west)).isEqualTo("A 2");
    assertThat(world.stats("ticks").loads.sum()).isEqualTo(3);
    assertThat(world.said()).doesNotContain("only invalidated");
  }

  private static InvalidateOn hearing() {
    return InvalidateOn.bringing(
        MethodPattern.parse(Pushed.class.getName() + "#heard"),
        ValuePath.parse("arg0"),
        ValuePath.parse("arg1"),
        null);
  }

  private Object application(Rule rule) {
    Loom loom = world.loom(rule).holding(UpdateOnTest.class, Pushed.class, Tick.class);
    return Calls.create(loom.load(Pushed.class));
  }

  private static String last(Object client) throws Throwable {
    return Calls.call(client, "last", "A").toString();
  }

  @SuppressWarnings("unused")
  static class Pushed {
    private int calls;

    Tick last(String symbol) {
      return tick(++calls);
    }

    void heard(String symbol, Tick tick) {}

    Tick tick(int price) {
      return new Tick(price);
    }
  }

  static class Tick {
    private final int price;

    Tick(int price) {
      this.price = price;
    }

    @Override
    public String toString() {
      return "A " + price;
    }
  }

  @SuppressWarnings("unused")
  static class Desk {
    private int calls;

    int calls() {
      return calls;
    }

    int[] quote(String symbol) {
      return new int[] {++calls};
    }

    int[] depth(String symbol, int levels) {
      return new int[] {++calls};
    }

    int heard(String symbol, int[] quote) {
      return quote[0];
    }

    CompletableFuture<int[]> fetch(String symbol, int[] quote) {
      return new CompletableFuture<>();
    }

    void said(String symbol, Object quote) {}

    int[] polled(String symbol) {
      return new int[] {77};
    }
  }
}
