package io.tickcache.it.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import io.tickcache.it.history.MutantJar;
import io.tickcache.it.history.Mutation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever a caller does to what it got shows to nobody else; {@code ci/values} runs longer. */
class ValuesIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String CALLS_OF_EACH_THREAD = "1500";

  /** A codec that shares instead of copying. */
  private static final Mutation SHARING =
      Mutation.call(
          "io/tickcache/agent/codec/ValueCodec",
          "keep",
          "copy(Ljava/lang/Object;)",
          code -> {
            code.visitInsn(Opcodes.SWAP);
            code.visitInsn(Opcodes.POP);
          });

  @RegisterExtension final World world = World.ofTest();

  @Test
  void noCallerSeesWhatAnotherDidToAValueOfAnyKind() throws Exception {
    RedisServer redis = world.redis();
    AgentJvm one = start(ValuesRun.app(CALLS_OF_EACH_THREAD, 1), redis);
    AgentJvm two = start(ValuesRun.app(CALLS_OF_EACH_THREAD, 1001), redis);
    one.awaitSynced();
    two.awaitSynced();

    one.send("");
    two.send("");

    for (AgentJvm app : List.of(one, two)) {
      String result = ValuesRun.result(app, LIMIT);
      assertThat(ValuesRun.wrong(app)).isEmpty();
      assertThat(result).contains(" wrong=0 ");
      assertThat(ValuesRun.hits(app, "l1")).isPositive();
      assertThat(ValuesRun.hits(app, "l2")).isPositive();
      assertThat(ValuesRun.refused(app)).isEmpty();
    }
  }

  @Test
  void aCodecThatSharesIsFoundOut() throws Exception {
    Path jar =
        MutantJar.of(
            Path.of(System.getProperty("tickcache.agent.jar")), "sharing", List.of(SHARING));
    try {
      AgentJvm app = start(ValuesRun.app("200", 1).agentJar(jar), null);

      app.send("");

      assertThat(ValuesRun.result(app, LIMIT)).doesNotContain(" wrong=0 ");
      assertThat(ValuesRun.wrong(app)).isNotEmpty();
    } finally {
      Files.delete(jar);
    }
  }

  private AgentJvm start(AgentJvm.Builder app, RedisServer redis) throws Exception {
    AgentJvm started = world.start(app.rules(ValuesRun.rules(redis)));
    ValuesRun.awaitReady(started);
    return started;
  }
}
