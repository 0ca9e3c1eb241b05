package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules in place of others, in a JVM that may refuse to show its classes. */
class DeploymentsTest {

  private static final RuleSet FIRST = rules("111111111111", rule("quotes", "ask(String)"));
  private static final RuleSet SECOND = rules("222222222222", rule("quotes", "ask"));
  private static final Rule UNKEPT = rule("odd", "odd");

  private static final File JAR = new File("tickcache-agent.jar");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(said, true, StandardCharsets.UTF_8));
  private final ThreadFactory threads = AgentThreads.prepared("background");
  private final Deployments deployments =
      new Deployments(
          FIRST,
          new Weaver(instrumentation(), Runnable::run, log),
          JAR,
          threads,
          new Reloads(log),
          log);
  private final List<String> retransformed = new ArrayList<>();
  private ClassFileTransformer transformer;
  private Class<?>[] loaded = {};
  private boolean refuses;

  private static Rule rule(String name, String method) {
    return Rule.builder(name)
        .method(MethodPattern.parse(Client.class.getName() + "#" + method))
        .build();
  }

  private static RuleSet rules(String digest, Rule... rules) {
    return RuleSet.of("test.yaml", digest, null, List.of(rules));
  }

  private Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            DeploymentsTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "addTransformer" -> {
                    transformer = (ClassFileTransformer) arguments[0];
                    yield null;
                  }
                  case "getAllLoadedClasses" -> shown();
                  case "retransformClasses" -> {
                    for (Class<?> type : (Class<?>[]) arguments[0]) {
                      retransform(type);
                    }
                    yield null;
                  }
                  default -> method.getReturnType() == boolean.class ? true : null;
                });
  }

  /** Refuses at most once at a time. */
  private Class<?>[] shown() {
    if (refuses) {
      refuses = false;
      throw new IllegalStateException("the JVM shows no classes");
    }
    return loaded;
  }

  /** As an application's own loader has it. */
  private static Class<?> applicationsClient() throws Exception {
    URL classes = DeploymentsTest.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(new URL[] {classes}, null).loadClass(Client.class.getName());
  }

  private void retransform(Class<?> type) throws Exception {
    String name = type.getName().replace('.', '/');
    retransformed.add(type.getSimpleName());
    try (InputStream file = type.getClassLoader().getResourceAsStream(name + ".class")) {
      transformer.transform(type.getClassLoader(), name, type, null, file.readAllBytes());
    }
  }

  @AfterEach
  void end() {
    deployments.close();
    deployments.awaitEnd();
  }

  @Test
  void theSameTextWithAnotherTokenIsNotInForce() {
    HostPort listen = new HostPort("127.0.0.1", 0);
    RuleSet first = FIRST.with(new AdminSettings(listen, "first"));
    deployments.weave();
    assertThat(deployments.has(FIRST)).isTrue();
    assertThat(deployments.has(first)).isFalse();

    deployments.exchange(first);

    assertThat(deployments.has(FIRST.with(new AdminSettings(listen, "first")))).isTrue();
    assertThat(deployments.has(FIRST.with(new AdminSettings(listen, "second")))).isFalse();
  }

  @Test
  void otherRulesTakeThePlaceOfTheFirst() {
    deployments.weave();

    assertThat(deployments.exchange(SECOND)).isTrue();

    assertThat(deployments.rules()).isSameAs(SECOND);
    assertThat(said())
        .startsWith(
            "tickcache: test.yaml: 1 rule, digest 222222222222, in place of digest 111111111111; 0"
                + " classes were woven anew, in ")
        .hasLineCount(1);
  }

  @Test
  void whereTheExchangeFailsTheRulesBeforeStay() {
    deployments.weave();
    refuses = true;

    assertThat(deployments.exchange(SECOND)).isFalse();

    assertThat(deployments.rules()).isSameAs(FIRST);
    assertThat(said())
        .contains("the rules of digest 111111111111 stay in force", "the JVM shows no classes");
  }

  @Test
  void afterAFailureOtherRulesMayComeAgain() {
    deployments.weave();
    refuses = true;
    deployments.exchange(SECOND);

    assertThat(deployments.exchange(SECOND)).isTrue();

    assertThat(deployments.rules()).isSameAs(SECOND);
  }

  @Test
  void whereOneRuleOfSomeNewOnesIsRefusedNoneOfThemComesIntoForce() throws Exception {
    loaded = new Class<?>[] {applicationsClient()};
    deployments.weave();

    assertThat(deployments.exchange(rules("222222222222", rule("quotes", "ask"), UNKEPT)))
        .isFalse();

    assertThat(deployments.rules()).isSameAs(FIRST);
    assertThat(said())
        .contains("rule `odd` is off")
        .endsWith("tickcache: the rules of digest 111111111111 stay in force\n");
  }

  @Test
  void whatWasRefusedBeforeHindersNoChangeOfTheRest() throws Exception {
    loaded = new Class<?>[] {applicationsClient()};
    deployments.weave();
    deployments.close();
    Deployments odd =
        new Deployments(
            rules("111111111111", rule("quotes", "ask(String)"), UNKEPT),
            new Weaver(instrumentation(), Runnable::run, log),
            JAR,
            threads,
            new Reloads(log),
            log);
    odd.weave();

    assertThat(odd.exchange(rules("222222222222", rule("quotes", "ask"), UNKEPT))).isTrue();

    odd.close();
    odd.awaitEnd();
  }

  @Test
  void rulesThatBindAlikeRetransformNothing() throws Exception {
    loaded = new Class<?>[] {applicationsClient()};
    deployments.weave();
    retransformed.clear();

    Rule later =
        Rule.builder("quotes")
            .method(rule("quotes", "ask(String)").method())
            .ttl(Duration.ofSeconds(1))
            .build();
    assertThat(deployments.exchange(rules("222222222222", later))).isTrue();
    assertThat(retransformed).isEmpty();

    assertThat(deployments.exchange(FIRST)).isTrue();
    assertThat(deployments.exchange(SECOND)).isTrue();
    assertThat(retransformed).containsExactly("Client");
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  /** A client whose second method has an answer that can't be kept. */
  static class Client {
    String ask(String symbol) {
      return symbol;
    }

    InputStream odd(String symbol) {
      return InputStream.nullInputStream();
    }
  }
}
