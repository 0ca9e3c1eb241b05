package io.tickcache.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;

/** A class that was made for an interface says nothing of who is asked. */
class ProxyReceiversTest {

  private static final Class<?> PROXY =
      Proxy.newProxyInstance(
              ProxyReceiversTest.class.getClassLoader(),
              new Class<?>[] {Callable.class, Runnable.class},
              (proxy, method, arguments) -> null)
          .getClass();

  private static Rule rule(Receiver.Kind kind) {
    return Rule.builder("quotes")
        .method(MethodPattern.parse("com.acme.Source#quote"))
        .receiver(Receiver.of(kind))
        .build();
  }

  @Test
  void aDynamicProxyIsNamedByItsInterfaces() {
    assertThat(ProxyReceivers.are(PROXY)).isTrue();
    assertThat(ProxyReceivers.name(PROXY))
        .isEqualTo("proxy:java.util.concurrent.Callable:java.lang.Runnable");
  }

  @Test
  void aClassMadeForAnInterfaceIsLikeAProxy() {
    Class<?> made =
        new ByteBuddy()
            .subclass(Object.class)
            .implement(Runnable.class)
            .name("com.acme.Source$$EnhancerByCGLIB$$1")
            .make()
            .load(getClass().getClassLoader())
            .getLoaded();

    assertThat(ProxyReceivers.are(made)).isTrue();
    assertThat(ProxyReceivers.name(made)).isEqualTo("proxy:java.lang.Runnable");
  }

  @Test
  void aSubclassOfAClientIsWhatTheClientIs() {
    Class<?> made =
        new ByteBuddy()
            .subclass(java.util.ArrayList.class)
            .name("com.acme.Client$$EnhancerByCGLIB$$1")
            .make()
            .load(getClass().getClassLoader())
            .getLoaded();

    assertThat(ProxyReceivers.are(made)).isFalse();
    assertThat(ProxyReceivers.name(made)).isEqualTo("com.acme.Client$$EnhancerByCGLIB$$1");
    assertThat(ProxyReceivers.name(String.class)).isEqualTo("java.lang.String");
  }

  @Test
  void onlyTheClassMixesThemAndOnlyTheFirstDiffersBetweenProcesses() {
    for (Receiver.Kind kind :
        new Receiver.Kind[] {
          Receiver.Kind.SINGLE, Receiver.Kind.CLASS, Receiver.Kind.INSTANCE, Receiver.Kind.IGNORE
        }) {
      assertThat(ProxyReceivers.mixed(rule(kind), PROXY))
          .as("%s", kind)
          .isEqualTo(kind == Receiver.Kind.CLASS);
      assertThat(ProxyReceivers.differ(rule(kind), PROXY))
          .as("%s", kind)
          .isEqualTo(kind == Receiver.Kind.SINGLE);
      assertThat(ProxyReceivers.mixed(rule(kind), String.class)).isFalse();
      assertThat(ProxyReceivers.differ(rule(kind), String.class)).isFalse();
    }
  }
}
