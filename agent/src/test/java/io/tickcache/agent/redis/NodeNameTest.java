package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.RemoteCache;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a node says it is. */
class NodeNameTest {

  @Test
  void thisProcessIsNamedByHostAndNumber() throws Exception {
    NodeName own = NodeName.own();

    assertThat(own.process()).isEqualTo(Long.toString(ProcessHandle.current().pid()));
    Path told = Path.of("/proc/sys/kernel/hostname");
    if (Files.exists(told)) {
      assertThat(own.host()).isEqualTo(Files.readString(told).trim());
    }
    NodeName read = NodeName.parse(own.toString());
    assertThat(read).isNotNull().hasToString(own.toString());
  }

  @ParameterizedTest
  @CsvSource({"md-7 4711, md-7, 4711", "a.b_c -, a.b_c, -", "h 1 more words, h, 1"})
  void whatIsWrittenByALaterVersionIsUnderstood(String text, String host, String process) {
    NodeName name = NodeName.parse(text);
    assertThat(name.host()).isEqualTo(host);
    assertThat(name.process()).isEqualTo(process);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "md-7", "md-7 ", "md-7 x", "<b> 1", "a\nb 1", "h 12345678901"})
  void whatIsNoNameIsNone(String text) {
    assertThat(NodeName.parse(text)).isNull();
  }

  @Test
  void anIdIsANumberInOtherDigits() {
    Node node = Node.random();
    assertThat(node.id).matches("[0-9a-f]{8}").isEqualTo(Node.id(node.number));
    assertThat(Node.number("ffffffff")).isEqualTo(-1);
    assertThat(Node.id(7)).isEqualTo("00000007");
    assertThat(node.told(node.number)).isEqualTo(RemoteCache.THIS_PROCESS);
    assertThat(node.told(node.number + 1)).isEqualTo(node.number + 1);
  }
}
