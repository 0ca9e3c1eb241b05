package io.tickcache.agent.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.codec.Base16;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RemedyTest {

  @Test
  void whatRedisHoldsAgainstUsIsFollowedByTheSettingThatMendsIt() {
    Throwable failure =
        new RedisConnectionException(
            "Unable to connect to cache:6379",
            new RedisCommandExecutionException("WRONGPASS invalid username-password pair"));

    assertThat(Remedy.line(failure))
        .isEqualTo("WRONGPASS invalid username-password pair: check `username` and `password`");
  }

  @Test
  void aCauseIsFoundAmongTheSuppressedOnesToo() {
    RuntimeException failure = new RuntimeException("cannot connect to any of the nodes");
    failure.addSuppressed(new RuntimeException("ERR This instance has cluster support disabled"));

    assertThat(Remedy.line(failure)).endsWith(": write `uri` as one address, not as a list");
  }

  @Test
  void withoutARemedyTheInnermostCauseIsTold() {
    Throwable failure =
        new CompletionException(new RuntimeException("outer", new RuntimeException("in\nner")));

    assertThat(Remedy.line(failure)).isEqualTo("in ner");
  }

  @Test
  void causesThatGoRoundInCirclesComeToAnEnd() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException other = new RuntimeException("other", one);
    one.initCause(other);

    assertThat(Remedy.line(one)).isIn("one", "other");
  }

  @Test
  void aCommandInAScriptIsNamed() {
    String text = Script.FILL.text();
    String digest = Base16.digest(text.getBytes(UTF_8));
    int line = text.substring(0, text.indexOf("'PUBLISH'")).split("\n", -1).length;

    String words = "ERR The user executing the script can't run this command or subcommand";
    assertThat(
            Remedy.line(
                new RuntimeException(
                    words + " script: " + digest + ", on @user_script:" + line + ".")))
        .isEqualTo(words + " 'publish': the user in `username` needs this right");
  }
}
