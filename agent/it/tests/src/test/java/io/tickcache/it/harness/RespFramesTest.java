package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespFramesTest {

  private static final String MESSAGE = "*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$4\r\ntext\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+OK\r\n",
        "-ERR no\r\n",
        ":12\r\n",
        "$-1\r\n",
        "$0\r\n\r\n",
        "$4\r\n\r\n\r\n\r\n",
        "*-1\r\n",
        "*0\r\n",
        "*2\r\n*1\r\n:1\r\n$1\r\na\r\n",
        "_\r\n",
        "#t\r\n",
        ",1.5\r\n",
        "%1\r\n+a\r\n*1\r\n:1\r\n",
        "|1\r\n+a\r\n:1\r\n:2\r\n",
        ">2\r\n+a\r\n+b\r\n",
        "=5\r\ntxt:a\r\n",
        MESSAGE
      })
  void aFrameEndsWhereItsTypeSaysHoweverTheBytesCome(String frame) {
    RespFrames frames = new RespFrames();
    List<String> cut = new ArrayList<>();
    String stream = frame + ":7\r\n" + frame;

    for (byte b : stream.getBytes(UTF_8)) {
      cut.addAll(texts(frames.feed(new byte[] {b})));
    }

    assertThat(cut).containsExactly(frame, ":7\r\n", frame);
    assertThat(texts(new RespFrames().feed(stream.getBytes(UTF_8)))).isEqualTo(cut);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "$x\r\n", "*1\r\nhello", ":1\r\nhello"})
  void whatIsNotOfTheProtocolPassesAsItComes(String stream) {
    RespFrames frames = new RespFrames();

    String passed = String.join("", texts(frames.feed(stream.getBytes(UTF_8))));

    assertThat(passed).isEqualTo(stream);
    assertThat(texts(frames.feed("more".getBytes(UTF_8)))).containsExactly("more");
  }

  @Test
  void aMessageIsTheLastPartOfWhatASubscriberGets() {
    assertThat(RespFrames.messageIn(MESSAGE.getBytes(UTF_8))).isEqualTo("text");
    assertThat(RespFrames.messageIn(MESSAGE.replace('*', '>').getBytes(UTF_8))).isEqualTo("text");
    assertThat(
            RespFrames.messageIn(
                "*4\r\n$8\r\npmessage\r\n$1\r\n*\r\n$1\r\nc\r\n$4\r\ntext\r\n".getBytes(UTF_8)))
        .isEqualTo("text");
  }

  @Test
  void otherRepliesBringNoMessage() {
    assertThat(RespFrames.messageIn("*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n".getBytes(UTF_8)))
        .isNull();
    assertThat(RespFrames.messageIn("$7\r\nmessage\r\n".getBytes(UTF_8))).isNull();
  }

  private static List<String> texts(List<byte[]> frames) {
    return frames.stream().map(frame -> new String(frame, UTF_8)).toList();
  }
}
