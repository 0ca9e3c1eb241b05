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

  interface Generic<T> {
    String quote(T symbol);
  }

  static class OfString implements Generic<String> {
    @Override
    public String quote(String symbol) {
      return symbol;
    }
  }
}
