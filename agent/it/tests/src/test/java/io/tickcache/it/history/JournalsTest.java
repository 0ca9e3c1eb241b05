package io.tickcache.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class JournalsTest {

  private static final short MARK = 0x7C7C;

  @Test
  void aRecordIsReadAsItWasWritten() {
    ByteBuffer bytes = record(ByteBuffer.allocate(32), 1, MARK).flip();

    assertThat(Journals.operations(bytes, 9))
        .containsExactly(new Operation(Operation.Kind.READ, 9, 4, 17, 1_000, 2_000, 77));
  }

  @Test
  void theLastRecordOfAKilledProcessMayBeCut() {
    ByteBuffer bytes = record(record(ByteBuffer.allocate(64), 1, MARK), 3, MARK).flip();

    assertThat(Journals.operations(bytes.limit(63), 9)).hasSize(1);
  }

  @Test
  void aRecordWithoutItsMarkIsDamage() {
    ByteBuffer bytes = record(ByteBuffer.allocate(32), 1, (short) 0).flip();

    assertThatThrownBy(() -> Journals.operations(bytes, 9)).hasMessageContaining("process 9");
  }

  private static ByteBuffer record(ByteBuffer bytes, int kind, short mark) {
    bytes.putLong(1_000).putLong(2_000).putLong(77);
    return bytes.putShort((short) 17).putShort((short) 4).putShort((short) kind).putShort(mark);
  }
}
