package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.QuoteLists.ask;
import static io.tickcache.agent.dispatch.QuoteLists.client;
import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.ValuePath;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients whose answers for many symbols are neither in the order asked for nor sorted. */
class BatchOwnOrdersTest {

  @RegisterExtension private final World world = new World();

  @ParameterizedTest
  @ValueSource(strings = {"listed", "later"})
  void aPartInAnOrderOfTheClientsOwnHasItAskedForAll(String method) throws Throwable {
    Object client = client(world, method);
    Calls.call(client, "order", "DBCA");
    Calls.call(client, "single", "A");

    assertThat(answer(ask(client, method, "A C B D"))).hasToString("[D@3, B@3, C@3, A@3]");
    assertThat(answer(ask(client, method, "B D A C"))).hasToString("[D@2, B@2, C@2, A@1]");

    assertThat(asked(client)).hasToString("[[A], [C, B, D], [A, C, B, D]]");
  }

  @Test
  void anOrderOfTheClientsOwnIsRememberedForEachList() throws Throwable {
    Object client = client(world, "listed");
    Calls.call(client, "order", "CABD");

    assertThat(ask(client, "listed", "A B C")).hasToString("[C@1, A@1, B@1]");
    assertThat(ask(client, "listed", "B C A")).hasToString("[C@1, A@1, B@1]");
    world.cache("quotes").invalidate("B");
    assertThat(ask(client, "listed", "A B C")).hasToString("[C@2, A@2, B@2]");
    assertThat(ask(client, "listed", "A B C")).hasToString("[C@1, A@1, B@2]");
    assertThat(asked(client)).hasToString("[[A, B, C], [A, B, C]]");

    assertThat(ask(client, "listed", "A C")).hasToString("[C@3, A@3]");
    assertThat(ask(client, "listed", "C A")).hasToString("[C@1, A@1]");
    assertThat(asked(client)).hasToString("[[A, B, C], [A, B, C], [A, C]]");
    assertThat(world.said()).doesNotContain("the rule is off");
  }

  @Test
  void whatHadNoPlaceInARememberedOrderHasTheClientAskedForAll() throws Throwable {
    Object client = client(world, "listed");
    Calls.call(client, "order", "CAB");
    ask(client, "listed", "A ? C");
    assertThat(ask(client, "listed", "A ? C")).hasToString("[C@1, A@1]");

    Calls.call(client, "single", "?");
    Calls.call(client, "order", "CA?");
    world.cache("quotes").invalidate("?");
    assertThat(ask(client, "listed", "A ? C")).hasToString("[C@3, A@3, ?@3]");
    assertThat(ask(client, "listed", "A ? C")).hasToString("[C@1, A@1, ?@3]");
  }

  @Test
  void anOrderHoldsForTheArgumentsItWasLearntWith() throws Throwable {
    Object client =
        world.client(
            QuoteLists.class,
            rule("quotes", QuoteLists.class, "by")
                .symbols(ValuePath.parse("arg0"))
                .resultSymbol(ValuePath.parse("return.symbol"))
                .build());
    Calls.call(client, "by", List.of("B", "A", "C"), "BAC");
    Calls.call(client, "by", List.of("A"), "CAB");

    assertThat(Calls.call(client, "by", List.of("B", "A", "C"), "CAB"))
        .hasToString("[C@3, A@3, B@3]");
    assertThat(asked(client)).hasToString("[[B, A, C], [A], [B, A, C]]");
  }

  @Test
  void otherArgumentsMakeAnotherList() throws Throwable {
    Object client =
        world.client(
            QuoteLists.class,
            rule("quotes", QuoteLists.class, "by")
                .symbols(ValuePath.parse("arg0"))
                .resultSymbol(ValuePath.parse("return.symbol"))
                .build());
    List<String> list = List.of("A", "B", "C");

    assertThat(Calls.call(client, "by", list, "CAB")).hasToString("[C@1, A@1, B@1]");
    assertThat(Calls.call(client, "by", list, "BCA")).hasToString("[B@2, C@2, A@2]");
    assertThat(Calls.call(client, "by", list, "CAB")).hasToString("[C@1, A@1, B@1]");
    assertThat(asked(client)).hasSize(2);
  }

  @Test
  void inAnOrderOfItsOwnAClientIsAskedItselfForASymbolTwice() throws Throwable {
    Object client = client(world, "listed");
    Calls.call(client, "order", "CAB");
    ask(client, "listed", "A B C");

    assertThat(ask(client, "listed", "A B C A")).hasToString("[C@2, A@2, A@2, B@2]");
    assertThat(ask(client, "listed", "A B C A")).hasToString("[C@3, A@3, A@3, B@3]");
    assertThat(ask(client, "listed", "A B C")).hasToString("[C@1, A@1, B@1]");
  }

  @Test
  void onlyTheListsMetWithLatestAreRemembered() throws Throwable {
    Object client = client(world, "listed");
    ask(client, "listed", "A B");
    ask(client, "listed", "C D");
    for (int i = 0; i < 99; i++) {
      ask(client, "listed", "X" + i + " Y" + i);
      ask(client, "listed", "C D");
    }
    assertThat(asked(client)).hasSize(101);

    ask(client, "listed", "A B");

    assertThat(asked(client)).hasSize(102);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A B C", "A B"})
  void anOrderThatChangesSaysSomethingAndIsLeftToTheClient(String changed) throws Throwable {
    Object client = client(world, "listed");
    Calls.call(client, "order", "CBA");
    ask(client, "listed", "A B C");
    assertThat(ask(client, "listed", "A B C")).hasToString("[C@1, B@1, A@1]");

    Calls.call(client, "order", "ACB");
    for (String symbol : changed.split(" ", -1)) {
      world.cache("quotes").invalidate(symbol);
    }

    assertThat((List<?>) ask(client, "listed", "A B C"))
        .extracting("symbol")
        .hasToString("[A, C, B]");
    int before = asked(client).size();
    assertThat((List<?>) ask(client, "listed", "A B C"))
        .extracting("symbol")
        .hasToString("[A, C, B]");
    assertThat(asked(client)).hasSize(before + 1);
    assertThat(world.said())
        .containsOnlyOnce("not in the same one as an earlier answer for these symbols")
        .contains("A method that returns a map, or a set without order, can be cached")
        .contains("a rule without `symbols`");
  }

  private static Object answer(Object answer) {
    return answer instanceof CompletableFuture ? ((CompletableFuture<?>) answer).join() : answer;
  }
}
