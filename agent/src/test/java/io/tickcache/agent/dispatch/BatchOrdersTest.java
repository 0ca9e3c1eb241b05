package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.QuoteLists.ask;
import static io.tickcache.agent.dispatch.QuoteLists.client;
import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order, and how often, answers for many symbols hold those for each. */
class BatchOrdersTest {

  @RegisterExtension private final World world = new World();

  @ParameterizedTest
  @ValueSource(strings = {"asAsked", "sorted"})
  void tenOfFiveHundredTellTheOrderOfAll(String method) throws Throwable {
    Object client = client(world, method);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add("S" + (100 + i * 77 % 500));
    }
    for (String symbol : all.subList(0, 490)) {
      Calls.call(client, "single", symbol);
    }

    Object answer = Calls.call(client, method, all);
    Object next = Calls.call(client, method, all);

    assertThat(asked(client)).hasSize(491);
    assertThat(asked(client).get(490)).isEqualTo(all.subList(490, 500));
    if (method.equals("sorted")) {
      Collections.sort(all);
    }
    assertThat((List<?>) answer).extracting("symbol").isEqualTo(all);
    assertThat(next).hasToString(answer.toString());
  }

  @ParameterizedTest
  @CsvSource({"A B,B A", "A,B A", "A,B C A", "A C,A C B"})
  void theClientIsAskedForAllWhereThePartDoesNotTell(String known, String list) throws Throwable {
    Object client = client(world, "sorted");
    for (String symbol : known.split(" ", -1)) {
      Calls.call(client, "single", symbol);
    }
    int before = asked(client).size();

    Object answer = ask(client, "sorted", list);

    assertThat(asked(client)).hasSize(before + 1);
    assertThat(asked(client).get(before)).isEqualTo(List.of(list.split(" ", -1)));
    assertThat((List<?>) answer).extracting("symbol").isSorted();
  }

  @Test
  void listsThatAreSortedAnywayNeedNoMoreThanTheirOwnEvidence() throws Throwable {
    Object client = client(world, "sorted");
    Calls.call(client, "single", "A");

    assertThat(ask(client, "sorted", "A B C D")).hasToString("[A@1, B@2, C@2, D@2]");
    assertThat(ask(client, "sorted", "A B E")).hasToString("[A@1, B@2, E@3]");

    assertThat(asked(client)).hasToString("[[A], [B, C, D], [E]]");
  }

  @Test
  void aPartThatDoesNotTellAfterAllHasTheClientAskedForAll() throws Throwable {
    Object client = client(world, "asAsked");
    Calls.call(client, "single", "A");

    assertThat(ask(client, "asAsked", "C ? B A")).hasToString("[C@3, B@3, A@3]");
    assertThat(ask(client, "asAsked", "A ? B")).hasToString("[A@1, B@2]");

    assertThat(asked(client)).hasToString("[[A], [C, ?, B], [C, ?, B, A]]");
  }

  @Test
  void anElementMayNameByItsTextWhatIsAskedForAsAnEnum() throws Throwable {
    Object client =
        world.client(
            QuoteLists.class,
            rule("quotes", QuoteLists.class, "units")
                .symbols(ValuePath.parse("arg0"))
                .resultSymbol(ValuePath.parse("return.symbol"))
                .build());

    Calls.call(client, "units", List.of(TimeUnit.DAYS, TimeUnit.HOURS));

    assertThat(Calls.call(client, "units", List.of(TimeUnit.DAYS, TimeUnit.HOURS)))
        .hasToString("[DAYS@1, HOURS@1]");
    assertThat(asked(client)).hasToString("[[DAYS, HOURS]]");
  }

  @Test
  void theOrderIsNotGuessed() throws Throwable {
    Object client = client(world, "sorted");

    Calls.call(client, "sorted", List.of("A"));
    Calls.call(client, "sorted", List.of("B"));
    assertThat(Calls.call(client, "sorted", List.of("A", "B"))).hasToString("[A@3, B@3]");
    assertThat(Calls.call(client, "sorted", List.of("B", "A"))).hasToString("[A@4, B@4]");
    assertThat(ask(client, "sorted", "B C A")).hasToString("[A@5, B@5, C@5]");
    assertThat(ask(client, "sorted", "C D A")).hasToString("[A@1, C@5, D@6]");

    assertThat(asked(client)).hasToString("[[A], [B], [A, B], [B, A], [B, C, A], [D]]");
  }

  /** Of two symbols, every other client has them in the order of the call by chance. */
  @Test
  void twoSymbolsInTheOrderAskedForProveNothing() throws Throwable {
    Object client = client(world, "listed");
    Calls.call(client, "order", "BA");

    assertThat(ask(client, "listed", "B A")).hasToString("[B@1, A@1]");
    assertThat(ask(client, "listed", "B A")).hasToString("[B@1, A@1]");
    assertThat(ask(client, "listed", "A B")).hasToString("[B@2, A@2]");

    assertThat(asked(client)).hasToString("[[B, A], [A, B]]");
  }

  @Test
  void aPartThatComesInAnotherOrderThanBeforeIsAskedForAsTheCallerDoes() throws Throwable {
    Object client = client(world, "sortedLater");

    ask(client, "sortedLater", "C B A");

    assertThat(ask(client, "sortedLater", "E D C")).hasToString("[C@3, D@3, E@3]");
    assertThat(asked(client)).hasToString("[[C, B, A], [E, D], [E, D, C]]");
  }

  @Test
  void aSetWithoutOrderNeedsNone() throws Throwable {
    Object client = client(world, "set");

    assertThat(Calls.call(client, "set", List.of("A"))).isExactlyInstanceOf(HashSet.class);
    assertThat((Set<?>) Calls.call(client, "set", List.of("B", "A"))).hasSize(2);
    assertThat((Set<?>) Calls.call(client, "set", List.of("A", "B")))
        .isExactlyInstanceOf(HashSet.class)
        .hasSize(2);

    assertThat(asked(client)).hasToString("[[A], [B]]");
  }

  @Test
  void aClientMayAnswerOnceForASymbolThatIsAskedForTwice() throws Throwable {
    Object client = client(world, "distinct");

    ask(client, "distinct", "C B A");
    assertThat(Calls.call(client, "distinct", List.of("B", "B", "A"))).hasToString("[B@2, A@2]");
    assertThat(Calls.call(client, "distinct", List.of("A", "B", "A"))).hasToString("[A@1, B@1]");

    assertThat(asked(client)).hasToString("[[C, B, A], [B, B, A]]");
  }

  @Test
  void orAsOftenAsItWasAsked() throws Throwable {
    Object client = client(world, "asAsked");

    ask(client, "asAsked", "D B A");
    ask(client, "asAsked", "B B A");
    assertThat(Calls.call(client, "asAsked", List.of("A", "C", "B", "C")))
        .hasToString("[A@1, C@3, B@1, C@3]");

    assertThat(asked(client)).hasToString("[[D, B, A], [B, B, A], [C]]");
  }

  @Test
  void aListWithoutNamesThatLeavesOutRepetitionsIsNotKept() throws Throwable {
    Object client =
        world.client(
            QuoteLists.class,
            rule("quotes", QuoteLists.class, "unnamedDistinct")
                .symbols(ValuePath.parse("arg0"))
                .build());

    Calls.call(client, "unnamedDistinct", List.of("A", "B"));
    assertThat(Calls.call(client, "unnamedDistinct", List.of("A", "A", "B")))
        .hasToString("[A@2, B@2]");
    assertThat(Calls.call(client, "unnamedDistinct", List.of("A", "A", "B")))
        .hasToString("[A@3, B@3]");
    assertThat(Calls.call(client, "unnamedDistinct", List.of("B", "A"))).hasToString("[B@1, A@1]");
  }
}
