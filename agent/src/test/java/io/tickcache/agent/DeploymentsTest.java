package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules in place of others, in a JVM that may refuse to show its classes. */
class DeploymentsTest {

  private static final RuleSet FIRST = rules("111111111111");
  private static final RuleSet SECOND = rules("222222222222");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(said, true, StandardCharsets.UTF_8));
  private final ThreadFactory threads = AgentThreads.prepared("background");
  private final Deployments deployments =
      new Deployments(FIRST, new Weaver(instrumentation(), Runnable::run, log), threads, log);
  private boolean refuses;

  private static RuleSet rules(String digest) {
    Rule rule = Rule.builder("quotes").method(MethodPattern.parse("com.acme.Client#ask")).build();
    return RuleSet.of("test.yaml", digest, null, List.of(rule));
  }

  /** Refuses at most once at a time. */
  private Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            DeploymentsTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("getAllLoadedClasses")) {
                return method.getReturnType() == boolean.class ? true : null;
              }
              if (refuses) {
                refuses = false;
                throw new IllegalStateException("the JVM shows no classes");
              }
              return new Class<?>[0];
            });
  }

  @AfterEach
  void end() {
    deployments.close();
    deployments.awaitEnd();
  }

  @Test
  void otherRulesTakeThePlaceOfTheFirst() {
    deployments.weave();

    assertThat(deployments.exchange(SECOND)).isTrue();

    assertThat(deployments.rules()).isSameAs(SECOND);
    assertThat(said()).isEmpty();
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

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
