package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.admin.Operations;
import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.Mode;
import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.Outcome;
import io.tickcache.rules.yaml.RulesText;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator says to an agent at work. */
class ReloadsTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(said, true, StandardCharsets.UTF_8));
  private final Reloads reloads = new Reloads(log);
  private final Operations operator = new Operator(reloads, log);
  private Deployments deployments;
  private Path file;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    file = directory.resolve("rules.yaml");
    write("1s");
    RulesText text = RulesText.of(file.toFile());
    Outcome outcome = text.read(Environment.ofProcess());
    deployments =
        new Deployments(
            Objects.requireNonNull(outcome.rules()),
            new Weaver(instrumentation(), Runnable::run, log),
            new File("agent.jar"),
            AgentThreads.prepared("background"),
            reloads,
            log);
    deployments.weave();
    reloads.begin(deployments, text, outcome);
  }

  @AfterEach
  void end() {
    reloads.stop();
    deployments.close();
    deployments.awaitEnd();
  }

  private static Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            ReloadsTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              if (method.getReturnType() == Class[].class) {
                return new Class<?>[0];
              }
              return method.getReturnType() == boolean.class ? true : null;
            });
  }

  private void write(String ttl) throws IOException {
    Files.writeString(
        file,
        """
        version: 1
        rules:
          quotes: {method: com.acme.Client#quote(String), ttl: %s}
          rates: {method: com.acme.Client#rate(String), ttl: 5s}
        """
            .formatted(ttl));
  }

  private String ttl() {
    return deployments.rules().rules().get(0).freshness().ttl().toSeconds() + "s";
  }

  private Mode mode() {
    return deployments.rules().rules().get(0).mode();
  }

  @Test
  void whatTheFileSaysIsInForceOnceItIsReadAnew() throws IOException {
    write("2s");

    Operations.Result result = operator.reload();

    assertThat(result.done()).isTrue();
    assertThat(result.text()).contains(": 2 rules, digest ", ", in place of digest ");
    assertThat(ttl()).isEqualTo("2s");
    assertThat(reloads.stats().asFiled()).isTrue();
    assertThat(operator.reload().text()).contains(" is in force already, digest ");
  }

  @Test
  void aMistakeChangesNothingAndIsKeptForWhoAsks() throws IOException {
    write("soon");

    Operations.Result result = operator.reload();

    assertThat(result.done()).isFalse();
    assertThat(result.text()).contains("error[R", "stay in force");
    assertThat(ttl()).isEqualTo("1s");
    assertThat(reloads.stats().refused.sum()).isEqualTo(1);
    assertThat(reloads.stats().asFiled()).isFalse();
  }

  @Test
  void whatWasBeforeComesBackAndIsTakenBackAgain() throws IOException {
    assertThat(operator.rollBack().text()).contains("those in force are the first");
    write("2s");
    operator.reload();

    assertThat(operator.rollBack().done()).isTrue();
    assertThat(ttl()).isEqualTo("1s");
    assertThat(reloads.stats().asFiled()).isFalse();

    assertThat(operator.rollBack().done()).isTrue();
    assertThat(ttl()).isEqualTo("2s");
    assertThat(reloads.stats().asFiled()).isTrue();
  }

  @Test
  void aModeIsSwitchedUntilTheFileIsReadAgain() {
    Operations.Result result = operator.switchMode("quotes", Mode.OBSERVE);

    assertThat(result.done()).isTrue();
    assertThat(result.text()).contains(", `quotes` switched to observe, in place of digest ");
    assertThat(mode()).isEqualTo(Mode.OBSERVE);
    assertThat(reloads.stats().asFiled()).isFalse();
    assertThat(operator.switchMode("quotes", Mode.OBSERVE).text())
        .isEqualTo("tickcache: `quotes` is in mode observe already" + System.lineSeparator());

    assertThat(operator.reload().done()).isTrue();
    assertThat(mode()).isEqualTo(Mode.CACHE);
    assertThat(operator.rollBack().done()).isTrue();
    assertThat(mode()).isEqualTo(Mode.OBSERVE);
  }

  @Test
  void onlyARuleInForceCanBeSwitched() {
    Operations.Result result = operator.switchMode("qoutes", Mode.OFF);

    assertThat(result.done()).isFalse();
    assertThat(result.text()).contains("there is no rule `qoutes` in force");
  }

  @Test
  void whatIsSaidOfAnotherChangeIsNotAnswered() {
    operator.switchMode("quotes", Mode.OFF);

    assertThat(operator.switchMode("rates", Mode.OFF).text()).hasLineCount(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("`quotes`");
  }
}
