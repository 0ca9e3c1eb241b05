package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.instrument.Loom;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A question is asked upstream once, and answered as the client does, whatever its method is. */
class KindsOfMethodsTest {

  @RegisterExtension private final World world = new World();

  private Loom loom(Rule rule, Class<?>... types) {
    return world.loom(rule).holding(types);
  }

  private static Rule quotes(Class<?> type, String method) {
    return rule("quotes", type, method).ttl(Duration.ofSeconds(5)).build();
  }

  private static Object quote(Object client, String symbol) throws Throwable {
    return Calls.call(client, "quote", symbol);
  }

  static Stream<Class<?>> clients() {
    return Stream.of(
        Nested.class,
        new Outer().anonymous().getClass(),
        Outer.local().getClass(),
        Final.class,
        Constant.class,
        AsRecord.class,
        Sealed.Only.class,
        Private.class,
        Synchronized.class);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void isAskedOnce(Class<?> type) throws Throwable {
    Object client = made(loom(quotes(type, "quote"), family(type)).load(type));

    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    assertThat(quote(client, "MSFT")).isEqualTo("MSFT@2");
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(2);
    assertThat(world.bound()).hasSize(1);
  }

  /** The classes that one can't be loaded without in the same loader. */
  private static Class<?>[] family(Class<?> type) {
    return Stream.of(type, Sealed.class, Bodies.class, Nested.class)
        .filter(other -> other != KindsOfMethodsTest.class)
        .distinct()
        .toArray(Class<?>[]::new);
  }

  private static Object made(Class<?> type) {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    try {
      var constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(new Object[constructor.getParameterCount()]);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void aDefaultMethodIsAnsweredForEachClassThatInheritsIt() throws Throwable {
    Loom loom = loom(quotes(Defaulting.class, "quote"), Defaulting.class, One.class, Two.class);
    Object one = Calls.create(loom.load(One.class));
    Object two = Calls.create(loom.load(Two.class));

    for (int i = 0; i < 2; i++) {
      assertThat(throughInterface(loom, one, "AAPL")).isEqualTo("One AAPL@1");
      assertThat(throughInterface(loom, two, "AAPL")).isEqualTo("Two AAPL@1");
    }

    assertThat(world.hits("quotes")).isEqualTo(2);
    assertThat(world.bound()).extracting(BoundMethod::type).contains(Defaulting.class.getName());
  }

  private static Object throughInterface(Loom loom, Object client, String symbol)
      throws ReflectiveOperationException {
    var method = loom.load(Defaulting.class).getDeclaredMethod("quote", String.class);
    method.setAccessible(true);
    return method.invoke(client, symbol);
  }

  @Test
  void aPrivateMethodOfAnInterfaceIsAnswered() throws Throwable {
    Loom loom = loom(quotes(WithPrivate.class, "read"), WithPrivate.class, OfPrivate.class);
    Object client = Calls.create(loom.load(OfPrivate.class));

    assertThat(Calls.call(client, "ask", "AAPL")).isEqualTo("AAPL@1");
    assertThat(Calls.call(client, "ask", "AAPL")).isEqualTo("AAPL@1");
    assertThat(world.hits("quotes")).isEqualTo(1);
  }

  @Test
  void aCallThroughABridgeIsOneCall() throws Throwable {
    Loom loom = loom(quotes(Source.class, "quote"), Source.class, OfQuotes.class);
    Object client = Calls.create(loom.load(OfQuotes.class));

    assertThat(Calls.call(client, "throughTheInterface", "AAPL")).hasToString("AAPL@1");
    assertThat(Calls.call(client, "throughTheInterface", "AAPL")).hasToString("AAPL@1");

    assertThat(world.stats("quotes").nearMisses.sum()).isEqualTo(1);
    assertThat(world.hits("quotes")).isEqualTo(1);
    assertThat(world.bypasses("quotes", BypassReason.NESTED)).isZero();
    assertThat(world.bound()).hasSize(1);
  }

  /** The compiler puts a bridge in the public class, because its base can't be seen. */
  @Test
  void aBridgeToABaseThatCanNotBeSeenIsOneCall() throws Throwable {
    Loom loom = loom(quotes(Visible.class, "quote"), HiddenBase.class, Visible.class);
    Object client = Calls.create(loom.load(Visible.class));
    loom.runBackground();

    var bridge = client.getClass().getMethod("quote", String.class);
    assertThat(bridge.invoke(client, "AAPL")).isEqualTo("AAPL@1");
    assertThat(bridge.invoke(client, "AAPL")).isEqualTo("AAPL@1");

    assertThat(world.stats("quotes").nearMisses.sum()).isEqualTo(1);
    assertThat(world.bound())
        .extracting(BoundMethod::type)
        .containsOnly(HiddenBase.class.getName());
  }

  @Test
  void aWrapperAsksItsDelegateOnceAndIsAsOldAsItsAnswer() throws Throwable {
    Loom loom = loom(quotes(Feed.class, "quote"), Feed.class, Wire.class, Wrapper.class);
    Object wrapper = Calls.create(loom.load(Wrapper.class));
    Object wire = Calls.call(wrapper, "delegate");

    assertThat(quote(wrapper, "AAPL")).isEqualTo("wrapped AAPL@1");
    assertThat(quote(wrapper, "AAPL")).isEqualTo("wrapped AAPL@1");
    assertThat(world.bypasses("quotes", BypassReason.NESTED)).isEqualTo(1);

    assertThat(quote(wire, "MSFT")).isEqualTo("MSFT@2");
    world.pass(4_999);
    assertThat(quote(wrapper, "AAPL")).isEqualTo("wrapped AAPL@1");
    world.pass(1);
    assertThat(quote(wrapper, "AAPL")).isEqualTo("wrapped AAPL@3");
  }

  /** The inner call is of the same rule and goes upstream, so its age is that of the outer one. */
  @Test
  void aWrapperIsNotAnsweredFromAnOldEntryOfItsDelegate() throws Throwable {
    Loom loom = loom(quotes(Feed.class, "quote"), Feed.class, Wire.class, Wrapper.class);
    Object wrapper = Calls.create(loom.load(Wrapper.class));
    quote(Calls.call(wrapper, "delegate"), "AAPL");
    world.pass(3_000);

    assertThat(quote(wrapper, "AAPL")).isEqualTo("wrapped AAPL@2");
    world.pass(4_999);
    assertThat(quote(wrapper, "AAPL")).isEqualTo("wrapped AAPL@2");
    world.pass(1);
    assertThat(quote(wrapper, "AAPL")).isEqualTo("wrapped AAPL@3");
  }

  @Test
  void recursionIsOneCall() throws Throwable {
    Object client = world.client(Recursive.class, quotes(Recursive.class, "steps"));

    assertThat(Calls.call(client, "steps", 20)).isEqualTo(20);
    assertThat(Calls.call(client, "steps", 20)).isEqualTo(20);

    assertThat(world.stats("quotes").loads.sum()).isEqualTo(1);
    assertThat(world.bypasses("quotes", BypassReason.NESTED)).isEqualTo(20);
    assertThat(Calls.call(client, "steps", 7)).isEqualTo(7);
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(2);
  }

  @Test
  void aConstructorMayCallTheMethodBeforeTheObjectIsThere() throws Throwable {
    Object client = world.client(Early.class, quotes(EarlyBase.class, "quote"));

    assertThat(Calls.call(client, "early")).isEqualTo("AAPL of null");
    assertThat(quote(client, "AAPL")).as("what it answered then").isEqualTo("AAPL of null");
    assertThat(quote(client, "MSFT")).isEqualTo("MSFT of https://one");
  }

  @Test
  void aPropertyThatIsNotThereYetTellsTheReceiverApart() throws Throwable {
    Rule rule =
        rule("quotes", EarlyBase.class, "quote")
            .receiver(io.tickcache.rules.Receiver.of(ValuePath.parse("this.url")))
            .build();
    Object client = world.client(Early.class, rule);

    assertThat(quote(client, "AAPL")).isEqualTo("AAPL of https://one");
  }

  @Test
  void aCheckedExceptionPassesThroughAllThatIsWoven() throws Throwable {
    Loom loom = loom(quotes(Feed.class, "quote"), Feed.class, Failing.class, Wrapper.class);
    Object client = Calls.create(loom.load(Failing.class));

    Throwable thrown = catchThrowable(() -> quote(client, "AAPL"));

    assertThat(thrown).isExactlyInstanceOf(IOException.class).isSameAs(Calls.call(client, "last"));
    assertThat(catchThrowable(() -> quote(client, "AAPL"))).isNotSameAs(thrown);
  }

  @Test
  void manyWideArgumentsTellQuestionsApart() throws Throwable {
    List<ValuePath> others = Arrays.asList(ValuePath.parse("arg1"), ValuePath.parse("arg12"));
    Rule rule =
        rule("quotes", Wide.class, "quote")
            .symbol(ValuePath.parse("arg0"))
            .key(others)
            .ignore(all(2, 12))
            .build();
    Object client = world.client(Wide.class, rule);

    assertThat(wide(client, 1L, 1.5)).isEqualTo("AAPL/1/1.5@1");
    assertThat(wide(client, 1L, 1.5)).isEqualTo("AAPL/1/1.5@1");
    assertThat(wide(client, 2L, 1.5)).isEqualTo("AAPL/2/1.5@2");
    assertThat(wide(client, 1L, 2.5)).isEqualTo("AAPL/1/2.5@3");
  }

  private static List<ValuePath> all(int from, int to) {
    return java.util.stream.IntStream.range(from, to)
        .mapToObj(i -> ValuePath.parse("arg" + i))
        .toList();
  }

  private static Object wide(Object client, long first, double last) throws Throwable {
    return Calls.call(
        client, "quote", "AAPL", first, 2.0, 3, 4f, 5L, 6.0, 7L, 8.0, 9L, 10.0, 11L, last);
  }

  static class Nested {
    private int bodies;

    String quote(String symbol) {
      return symbol + "@" + ++bodies;
    }
  }

  static final class Final {
    private int bodies;

    final String quote(String symbol) {
      return symbol + "@" + ++bodies;
    }
  }

  static class Private {
    private int bodies;

    @SuppressWarnings("unused")
    private String quote(String symbol) {
      return symbol + "@" + ++bodies;
    }
  }

  static class Synchronized {
    private int bodies;

    synchronized String quote(String symbol) {
      return symbol + "@" + ++bodies;
    }
  }

  enum Constant {
    EXCHANGE;

    String quote(String symbol) {
      return symbol + "@" + ++Bodies.ofEnum;
    }
  }

  record AsRecord(String venue) {
    String quote(String symbol) {
      return symbol + "@" + ++Bodies.ofRecord;
    }
  }

  static final class Bodies {
    static int ofEnum;
    static int ofRecord;
  }

  sealed interface Sealed {
    String quote(String symbol);

    final class Only implements Sealed {
      private int bodies;

      @Override
      public String quote(String symbol) {
        return symbol + "@" + ++bodies;
      }
    }
  }

  static class Outer {
    Nested anonymous() {
      return new Nested() {
        private int own;

        @Override
        String quote(String symbol) {
          return symbol + "@" + ++own;
        }
      };
    }

    static Object local() {
      class Local {
        private int bodies;

        @SuppressWarnings("unused")
        String quote(String symbol) {
          return symbol + "@" + ++bodies;
        }
      }
      return new Local();
    }
  }

  interface Defaulting {
    String name();

    int next();

    default String quote(String symbol) {
      return name() + " " + symbol + "@" + next();
    }
  }

  static class One implements Defaulting {
    private int bodies;

    @Override
    public String name() {
      return "One";
    }

    @Override
    public int next() {
      return ++bodies;
    }
  }

  static class Two extends One {
    @Override
    public String name() {
      return "Two";
    }
  }

  interface WithPrivate {
    int next();

    private String read(String symbol) {
      return symbol + "@" + next();
    }

    default String ask(String symbol) {
      return read(symbol);
    }
  }

  static class OfPrivate implements WithPrivate {
    private int bodies;

    @Override
    public int next() {
      return ++bodies;
    }

    @Override
    public String ask(String symbol) {
      return WithPrivate.super.ask(symbol);
    }
  }

  interface Source<T> {
    T quote(String symbol);
  }

  static class OfQuotes implements Source<StringBuilder> {
    private int bodies;

    @Override
    public StringBuilder quote(String symbol) {
      return new StringBuilder(symbol).append('@').append(++bodies);
    }

    Object throughTheInterface(String symbol) {
      Source<?> source = this;
      return source.quote(symbol);
    }
  }

  abstract static class HiddenBase {
    private int bodies;

    public String quote(String symbol) {
      return symbol + "@" + ++bodies;
    }
  }

  public static class Visible extends HiddenBase {
    public Visible() {}
  }

  interface Feed {
    String quote(String symbol) throws IOException;
  }

  static class Wire implements Feed {
    private int bodies;

    @Override
    public String quote(String symbol) {
      return symbol + "@" + ++bodies;
    }
  }

  static class Wrapper implements Feed {
    private final Feed delegate = new Wire();

    Feed delegate() {
      return delegate;
    }

    @Override
    public String quote(String symbol) throws IOException {
      return "wrapped " + delegate.quote(symbol);
    }
  }

  static class Failing implements Feed {
    private IOException last;

    @Override
    public String quote(String symbol) throws IOException {
      last = new IOException(symbol);
      throw last;
    }

    IOException last() {
      return last;
    }
  }

  static class Recursive {
    int steps(int left) {
      return left == 0 ? 0 : 1 + steps(left - 1);
    }
  }

  abstract static class EarlyBase {
    final String early;

    EarlyBase() {
      early = quote("AAPL");
    }

    abstract String quote(String symbol);

    String early() {
      return early;
    }
  }

  static class Early extends EarlyBase {
    private final String url;

    Early() {
      url = List.of("https://one").get(0);
    }

    @Override
    String quote(String symbol) {
      return symbol + " of " + url;
    }
  }

  static class Wide {
    private int bodies;

    String quote(
        String symbol,
        long first,
        double a,
        int b,
        float c,
        long d,
        double e,
        long f,
        double g,
        long h,
        double i,
        long j,
        double last) {
      return symbol + "/" + first + "/" + last + "@" + ++bodies;
    }
  }
}
