package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Methods that a class has from far up its hierarchy are meant like its own. */
class HierarchyTest {

  private final ScriptedSites sites = new ScriptedSites();

  @Test
  void anInheritedMethodImplementsASubInterfaceToo() {
    Loom loom =
        new Loom(sites, WeavingTest.rule("quotes", Feed.class, "quote"))
            .holding(Feed.class, SubFeed.class, Plain.class, Both.class);

    loom.load(Both.class);
    loom.runBackground();

    assertThat(sites.bound()).extracting(BoundMethod::type).contains(Plain.class.getName());
  }

  @Test
  void aLoadedClassThatImplementsASubInterfaceIsWovenOnInstallation() {
    Loom loom =
        new Loom(sites, WeavingTest.rule("quotes", Feed.class, "quote"))
            .holding(Feed.class, SubFeed.class, Plain.class, Both.class);
    loom.load(Both.class);

    loom.install();
    loom.runBackground();

    assertThat(sites.bound()).extracting(BoundMethod::type).contains(Plain.class.getName());
  }

  @Test
  void overloadsAreMeantWhereverTheyAreDeclared() {
    Rule rule =
        WeavingTest.rule("quotes", Wider.class.getName() + "#quote")
            .symbol(ValuePath.parse("arg0"))
            .build();
    Loom loom = new Loom(sites, rule).holding(Plain.class, Wider.class);

    loom.load(Wider.class);
    loom.runBackground();

    assertThat(sites.bound())
        .extracting(BoundMethod::type)
        .contains(Plain.class.getName(), Wider.class.getName());
  }

  @Test
  void anInheritedOverloadInvalidatesToo() {
    Rule rule =
        WeavingTest.rule("quotes", Feed.class.getName() + "#quote")
            .invalidateOn(
                List.of(
                    InvalidateOn.of(
                        MethodPattern.parse(Wider.class.getName() + "#quote"),
                        ValuePath.parse("arg0"),
                        null)))
            .build();
    Loom loom = new Loom(sites, rule).holding(Plain.class, Wider.class);

    loom.load(Wider.class);
    loom.runBackground();

    assertThat(sites.bound())
        .extracting(BoundMethod::type)
        .contains(Plain.class.getName(), Wider.class.getName());
  }

  @Test
  void aMethodThatTheJdkDeclaresIsRefusedWithAnError() {
    Loom loom =
        new Loom(sites, WeavingTest.rule("quotes", Cache.class, "get")).holding(Cache.class);

    loom.load(Cache.class);
    loom.runBackground();

    assertThat(sites.bound()).isEmpty();
    assertThat(loom.said()).contains("R013");
  }

  @Test
  void aRuleMayNameTheParametersAsTheGenericInterfaceDeclaresThem() {
    Rule rule = WeavingTest.rule("quotes", Generic.class.getName() + "#quote(Object)").build();
    Loom loom = new Loom(sites, rule).holding(Generic.class, OfString.class);

    loom.load(OfString.class);

    assertThat(sites.signatures()).containsExactly("quote(Ljava/lang/String;)Ljava/lang/String;");
  }

  @Test
  void aMissingResultTypeIsNoReasonToGiveUpTheClass() {
    Loom loom =
        new Loom(
                sites,
                WeavingTest.rule("quotes", OfString.class, "quote"),
                WeavingTest.rule("extra", OfString.class, "extra"))
            .holding(Generic.class)
            .holding(OfString.class.getName(), withoutType(OfString.class, Missing.class));

    loom.load(OfString.class);

    assertThat(sites.bound()).extracting(BoundMethod::name).contains("quote");
    assertThat(loom.said()).doesNotContain("could not weave");
  }

  /** The class file with another type, which doesn't exist, in place of one that does. */
  private static byte[] withoutType(Class<?> type, Class<?> missing) {
    String text = new String(Loom.bytesOf(type), java.nio.charset.StandardCharsets.ISO_8859_1);
    String name = missing.getName().replace('.', '/');
    String other = name.substring(0, name.length() - 1) + "X";
    return text.replace(name, other).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  interface Feed {
    String quote(String symbol);
  }

  interface SubFeed extends Feed {}

  static class Plain {
    public String quote(String symbol) {
      return symbol;
    }
  }

  static class Both extends Plain implements SubFeed {}

  static class Wider extends Plain {
    public String quote(String symbol, int depth) {
      return symbol + depth;
    }
  }

  static class Cache extends java.util.HashMap<String, String> {}

  static class Missing {}

  interface Generic<T> {
    String quote(T symbol);
  }

  static class OfString implements Generic<String> {
    @Override
    public String quote(String symbol) {
      return symbol;
    }

    Missing extra(String symbol) {
      return null;
    }
  }
}
