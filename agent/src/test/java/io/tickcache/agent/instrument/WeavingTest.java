package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.bootstrap.gate.LoadTicket;
import io.tickcache.bootstrap.gate.Served;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.io.IOException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the woven code does around a call, whatever the method looks like. */
class WeavingTest {

  private final ScriptedSites sites = new ScriptedSites();

  static Rule rule(String name, Class<?> type, String method) {
    return rule(name, type.getName() + "#" + method).build();
  }

  static Rule.Builder rule(String name, String pattern) {
    return Rule.builder(name).method(MethodPattern.parse(pattern));
  }

  private Object weave(Class<?> type, String method) {
    return Calls.create(new Loom(sites, rule("quotes", type, method)).holding(type).load(type));
  }

  @Test
  void aCallThatNobodyAnswersRunsItsBody() throws Throwable {
    Object client = weave(Client.class, "quote");
    sites.answer(call -> null);

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    assertThat(sites.onlyCall().self).isSameAs(client);
    assertThat(sites.onlyCall().arguments).containsExactly("AAPL");
  }

  @Test
  void anAnsweredCallDoesNotRunItsBody() throws Throwable {
    Object client = weave(Client.class, "quote");
    sites.answer(call -> new Served("from the cache"));

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("from the cache");
    assertThat(Calls.call(client, "bodies")).isEqualTo(0);
  }

  @Test
  void anAnswerMayBeNull() throws Throwable {
    Object client = weave(Client.class, "quote");
    sites.answer(call -> new Served(null));

    assertThat(Calls.call(client, "quote", "AAPL")).isNull();
    assertThat(Calls.call(client, "bodies")).isEqualTo(0);
  }

  @Test
  void aTicketIsCompletedOnceWithTheResult() throws Throwable {
    Object client = weave(Client.class, "quote");

    Calls.call(client, "quote", "AAPL");

    assertThat(sites.onlyCall().values).containsExactly("AAPL@1");
    assertThat(sites.onlyCall().failures).containsOnlyNulls().hasSize(1);
  }

  @Test
  void anExceptionReachesTicketAndCallerAsTheSameInstance() throws Throwable {
    Object client = weave(Client.class, "failing");

    Throwable thrown = catchThrowable(() -> Calls.call(client, "failing", "AAPL"));

    assertThat(thrown).isInstanceOf(IOException.class);
    assertThat(thrown).isSameAs(Calls.call(client, "lastFailure"));
    assertThat(sites.onlyCall().failures).containsExactly(thrown);
    assertThat(sites.onlyCall().values).containsOnlyNulls().hasSize(1);
  }

  @Test
  void theTraceOfAnExceptionHasNoFrameOfTheAgents() {
    Object client = weave(Client.class, "failing");

    Throwable thrown = catchThrowable(() -> Calls.call(client, "failing", "AAPL"));

    assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("failing");
    assertThat(Arrays.stream(thrown.getStackTrace()))
        .extracting(StackTraceElement::getClassName)
        .noneMatch(name -> name.contains(".gate.") || name.contains("CallAdvice"));
  }

  @Test
  void anErrorOfTheBodyPassesThrough() {
    Object client = weave(Client.class, "overflowing");

    assertThatThrownBy(() -> Calls.call(client, "overflowing", "AAPL"))
        .isInstanceOf(StackOverflowError.class);
    assertThat(sites.onlyCall().failures.get(0)).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void aServedFailureIsThrownAsItIs() throws Throwable {
    Object client = weave(Client.class, "quote");
    IOException failure = new IOException("upstream is down");
    sites.answer(call -> Served.failed(failure));

    assertThat(catchThrowable(() -> Calls.call(client, "quote", "AAPL"))).isSameAs(failure);
    assertThat(Calls.call(client, "bodies")).isEqualTo(0);
  }

  @Test
  void aHandlerThatThrowsDoesNotDisturbTheCall() throws Throwable {
    Object client = weave(Client.class, "quote");
    sites.answer(
        call -> {
          throw new IllegalStateException("a fault of the agent's");
        });

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
  }

  @Test
  void aHandlerThatRunsOutOfStackDoesNotDisturbTheCall() throws Throwable {
    Object client = weave(Client.class, "quote");
    sites.answer(
        call -> {
          throw new StackOverflowError();
        });

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
  }

  static Stream<Object[]> primitives() {
    return Stream.of(
        new Object[] {"booleans", true},
        new Object[] {"bytes", (byte) -7},
        new Object[] {"shorts", (short) -300},
        new Object[] {"chars", 'x'},
        new Object[] {"ints", 1 << 30},
        new Object[] {"longs", Long.MIN_VALUE},
        new Object[] {"floats", 0.1f},
        new Object[] {"doubles", 101.25});
  }

  @ParameterizedTest
  @MethodSource("primitives")
  void aPrimitiveGoesThroughTheGateUnchanged(String method, Object value) throws Throwable {
    Object client = weave(Primitives.class, method);

    assertThat(Calls.call(client, method, value)).isEqualTo(value);
    assertThat(sites.onlyCall().arguments).containsExactly(value);
    assertThat(sites.onlyCall().values).containsExactly(value);
  }

  @ParameterizedTest
  @MethodSource("primitives")
  void aPrimitiveIsServed(String method, Object value) throws Throwable {
    Object client = weave(Primitives.class, method);
    sites.answer(call -> new Served(value));
    Object zero = Calls.callStatic(Primitives.class, "zero", method);

    assertThat(Calls.call(client, method, zero)).isEqualTo(value);
  }

  @Test
  void wideArgumentsKeepTheirPlaces() throws Throwable {
    Rule rule =
        rule("wide", Wide.class.getName() + "#wide").symbol(ValuePath.parse("arg1")).build();
    Object client = Calls.create(new Loom(sites, rule).holding(Wide.class).load(Wide.class));

    Object result = Calls.call(client, "wide", 1L, "AAPL", 2.5, 'c', 3L);

    assertThat(result).isEqualTo("1AAPL2.5c3");
    assertThat(sites.onlyCall().arguments).containsExactly(1L, "AAPL", 2.5, 'c', 3L);
  }

  @Test
  void variableArgumentsComeAsTheirArray() throws Throwable {
    Object client = weave(Wide.class, "all");

    Calls.call(client, "all", (Object) new String[] {"AAPL", "MSFT"});

    assertThat(sites.onlyCall().arguments[0]).isEqualTo(new String[] {"AAPL", "MSFT"});
  }

  @Test
  void aMethodWithoutArgumentsComesWithAnEmptyArray() throws Throwable {
    Rule rule =
        rule("self", Wide.class.getName() + "#status").symbol(ValuePath.parse("this.name")).build();
    Object client = Calls.create(new Loom(sites, rule).holding(Wide.class).load(Wide.class));

    assertThat(Calls.call(client, "status")).isEqualTo("open");
    assertThat(sites.onlyCall().arguments).isEmpty();
  }

  @Test
  void aStaticMethodHasNoReceiver() throws Throwable {
    Loom loom = new Loom(sites, rule("quotes", Client.class, "lookup")).holding(Client.class);

    assertThat(Calls.callStatic(loom.load(Client.class), "lookup", "AAPL")).isEqualTo("AAPL");
    assertThat(sites.onlyCall().self).isNull();
    assertThat(sites.bound().get(0).isStatic()).isTrue();
  }

  @Test
  void aReceiversPropertyIsRefusedForAStaticMethod() {
    Rule rule =
        rule("quotes", Client.class.getName() + "#lookup")
            .receiver(Receiver.of(ValuePath.parse("this.url")))
            .build();
    Loom loom = new Loom(sites, rule).holding(Client.class);
    loom.load(Client.class);

    assertThat(sites.bound()).isEmpty();
    assertThat(loom.said()).contains("rule `quotes` is off", "static");
  }

  @ParameterizedTest
  @MethodSource("modifiers")
  void aMethodIsWovenWhateverItsModifiers(String method) throws Throwable {
    Object client = weave(Modified.class, method);

    assertThat(Calls.call(client, method, "AAPL")).isEqualTo("AAPL");
    assertThat(sites.onlyCall().values).containsExactly("AAPL");
  }

  static Stream<String> modifiers() {
    return Stream.of("isPrivate", "isPackagePrivate", "isFinal", "isSynchronized", "isProtected");
  }

  @Test
  void aSynchronizedMethodStillHoldsItsMonitorInTheBody() throws Throwable {
    Object client = weave(Modified.class, "holdsMonitor");

    assertThat(Calls.call(client, "holdsMonitor", "AAPL")).isEqualTo(true);
  }

  @Test
  void theBodySeesTheCallersThreadAndContextLoader() throws Throwable {
    Object client = weave(Client.class, "surroundings");

    assertThat((Object[]) Calls.call(client, "surroundings", "AAPL"))
        .containsExactly(Thread.currentThread(), Thread.currentThread().getContextClassLoader());
  }

  @Test
  void aBodyThatAssignsItsArgumentsIsStillCompleted() throws Throwable {
    Object client = weave(Client.class, "reassigning");

    assertThat(Calls.call(client, "reassigning", "AAPL")).isEqualTo("aapl");
    assertThat(sites.onlyCall().arguments).containsExactly("AAPL");
  }

  @Test
  void manyWaysOutOfABodyAllCompleteTheTicketOnce() throws Throwable {
    Object client = weave(Client.class, "branching");

    assertThat(Calls.call(client, "branching", 1)).isEqualTo("one");
    assertThat(Calls.call(client, "branching", 2)).isEqualTo("two");
    assertThat(Calls.call(client, "branching", 3)).isEqualTo("finally");
    assertThat(sites.calls())
        .extracting(call -> call.values)
        .containsExactly(List.of("one"), List.of("two"), List.of("finally"));
  }

  @Test
  void theWovenClassHasNoMemberMore() {
    Class<?> type = weave(Client.class, "quote").getClass();

    assertThat(members(type)).containsExactlyInAnyOrderElementsOf(members(Client.class));
    assertThat(type.getModifiers()).isEqualTo(Client.class.getModifiers());
    assertThat(type.getInterfaces()).isEmpty();
  }

  private static List<String> members(Class<?> type) {
    return Stream.of(
            type.getDeclaredMethods(), type.getDeclaredFields(), type.getDeclaredConstructors())
        .flatMap(Arrays::stream)
        .map(Member.class::cast)
        .map(member -> Modifier.toString(member.getModifiers()) + " " + member.getName())
        .toList();
  }

  @Test
  void weavingAClassAgainGivesItsMethodsTheSameSites() {
    Loom loom = new Loom(sites, rule("quotes", Client.class, "quote")).holding(Client.class);
    Class<?> type = loom.load(Client.class);

    byte[] again = loom.transform(type.getName(), type, Loom.bytesOf(Client.class));

    assertThat(again).isEqualTo(loom.wovenFile(type));
  }

  @Test
  void aRuleForNeighboursLeavesConstructorsAndOtherMethodsAlone() throws Throwable {
    Object client = weave(Client.class, "quote");

    Calls.call(client, "bodies");
    Calls.callStatic(client.getClass(), "lookup", "AAPL");

    assertThat(sites.calls()).isEmpty();
    assertThat(sites.signatures()).containsExactly("quote(Ljava/lang/String;)Ljava/lang/String;");
  }

  @Test
  void aConstructorIsNeverWoven() {
    Rule rule =
        rule("quotes", Client.class.getName() + "#<init>")
            .symbol(ValuePath.parse("this.bodies"))
            .key(Collections.emptyList())
            .build();
    Loom loom = new Loom(sites, rule).holding(Client.class);

    Calls.create(loom.load(Client.class));

    assertThat(sites.bound()).isEmpty();
    assertThat(loom.wovenFile(loom.load(Client.class))).isNull();
  }

  @Test
  void aClassThatNoRuleNamesIsNotTouched() {
    Loom loom = new Loom(sites, rule("quotes", Client.class, "quote")).holding(Wide.class);

    assertThat(loom.wovenFile(loom.load(Wide.class))).isNull();
    assertThat(loom.said()).isEmpty();
  }

  @Test
  void twoLoadersClassesOfOneNameHaveSitesOfTheirOwn() throws Throwable {
    ScriptedSites others = new ScriptedSites();
    Rule rule = rule("quotes", Client.class, "quote");
    Object one = Calls.create(new Loom(sites, rule).holding(Client.class).load(Client.class));
    Object two = Calls.create(new Loom(others, rule).holding(Client.class).load(Client.class));

    Calls.call(one, "quote", "AAPL");

    assertThat(sites.calls()).hasSize(1);
    assertThat(others.calls()).isEmpty();
    assertThat(two.getClass()).isNotSameAs(one.getClass());
    assertThat(sites.bound().get(0).loader()).isSameAs(one.getClass().getClassLoader());
  }

  /** Fails if the exit of the advice could ever ask for more than the ticket gives. */
  @Test
  void aTicketAloneDecidesNothingAboutTheResult() throws Throwable {
    Object client = weave(Client.class, "quote");
    sites.answer(
        call ->
            new LoadTicket() {
              @Override
              public void complete(Object value, Throwable failure) {
                call.arguments[0] = "changed afterwards";
              }
            });

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
  }

  @SuppressWarnings({"unused", "ParameterReassignment"})
  static class Client {
    private int bodies;
    private IOException lastFailure;

    String quote(String symbol) {
      return symbol + "@" + ++bodies;
    }

    String failing(String symbol) throws IOException {
      lastFailure = new IOException(symbol);
      throw lastFailure;
    }

    String overflowing(String symbol) {
      throw new StackOverflowError();
    }

    IOException lastFailure() {
      return lastFailure;
    }

    int bodies() {
      return bodies;
    }

    static String lookup(String symbol) {
      return symbol;
    }

    Object[] surroundings(String symbol) {
      Thread thread = Thread.currentThread();
      return new Object[] {thread, thread.getContextClassLoader()};
    }

    String reassigning(String symbol) {
      symbol = symbol.toLowerCase(java.util.Locale.ROOT);
      return symbol;
    }

    String branching(int way) {
      if (way == 1) {
        return "one";
      }
      for (int i = 0; i < 3; i++) {
        try {
          if (way == 2) {
            return "two";
          }
          throw new IllegalStateException();
        } catch (IllegalStateException expected) {
          if (i == 2) {
            return "finally";
          }
        }
      }
      return "never";
    }
  }

  @SuppressWarnings("unused")
  static class Primitives {
    boolean booleans(boolean value) {
      return value;
    }

    byte bytes(byte value) {
      return value;
    }

    short shorts(short value) {
      return value;
    }

    char chars(char value) {
      return value;
    }

    int ints(int value) {
      return value;
    }

    long longs(long value) {
      return value;
    }

    float floats(float value) {
      return value;
    }

    double doubles(double value) {
      return value;
    }

    static Object zero(String kind) {
      return switch (kind) {
        case "booleans" -> false;
        case "bytes" -> (byte) 0;
        case "shorts" -> (short) 0;
        case "chars" -> '\0';
        case "ints" -> 0;
        case "longs" -> 0L;
        case "floats" -> 0f;
        default -> 0d;
      };
    }
  }

  @SuppressWarnings("unused")
  static class Wide {
    final String name = "wide";

    String wide(long a, String symbol, double b, char c, long d) {
      return a + symbol + b + c + d;
    }

    List<String> all(String... symbols) {
      return Arrays.asList(symbols);
    }

    String status() {
      return "open";
    }
  }

  @SuppressWarnings("unused")
  static class Modified {
    private String isPrivate(String symbol) {
      return symbol;
    }

    String isPackagePrivate(String symbol) {
      return symbol;
    }

    public final String isFinal(String symbol) {
      return symbol;
    }

    public synchronized String isSynchronized(String symbol) {
      return symbol;
    }

    protected String isProtected(String symbol) {
      return symbol;
    }

    synchronized boolean holdsMonitor(String symbol) {
      return Thread.holdsLock(this);
    }
  }
}
