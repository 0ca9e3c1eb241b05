package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.RemoteKey;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a server or a network brings is what the script replies, or garbled. */
class ServerReplyTest {

  private static final RemoteKey KEY = new RemoteKey("quotes", "AAPL", "");
  private static final byte[] ID = Keyspace.bytes("node1:1");

  @Property(tries = 5_000)
  void anyReplyToAReadIsAReadOrGarbled(@ForAll("replies") @Nullable Object reply) {
    try {
      List<ServerReply.Read> reads = ServerReply.reads(List.of(KEY), new byte[][] {ID}, ID, reply);
      assertThat(reads).hasSize(1);
      assertThat(reads.get(0).kind).isBetween(ServerReply.Read.FOUND, ServerReply.Read.LEASED);
      assertThat(reads.get(0).bytes).isNotNull();
    } catch (GarbledReplyException garbled) {
      assertThat(garbled).hasMessageStartingWith("Redis's reply was garbled");
    }
  }

  @Test
  void eachKeyOfAReadHasWhatRedisSaidOfIt() {
    RemoteKey other = new RemoteKey("quotes", "MSFT", "");
    byte[][] names = {Keyspace.bytes("value1"), ID, Keyspace.bytes("value2"), ID};
    List<Object> reply = List.of(Keyspace.bytes("1790000000123456"), 1L, ID, 3L, names[2]);

    List<ServerReply.Read> reads = ServerReply.reads(List.of(KEY, other), names, ID, reply);

    assertThat(reads).extracting(read -> read.key).containsExactly(KEY, other);
    assertThat(reads).extracting(read -> read.name).containsExactly(names[0], names[2]);
    assertThat(reads)
        .extracting(read -> read.kind)
        .containsExactly(ServerReply.Read.FOUND, ServerReply.Read.LEASED);
    assertThat(reads).extracting(read -> read.bytes).containsExactly(ID, names[2]);
  }

  @Property(tries = 2_000)
  void anyOtherReplyIsUnderstoodOrGarbled(@ForAll("replies") @Nullable Object reply) {
    expectAnswerOrGarbled(() -> ServerReply.truth(reply));
    expectAnswerOrGarbled(() -> ServerReply.echo(ID, reply));
    expectAnswerOrGarbled(() -> new ServerReply.Tick(2, reply));
    expectAnswerOrGarbled(() -> ServerReply.verdict(reply));
  }

  private static void expectAnswerOrGarbled(Runnable understanding) {
    try {
      understanding.run();
    } catch (GarbledReplyException garbled) {
      assertThat(garbled).hasMessageStartingWith("Redis's reply was garbled");
    }
  }

  @Provide
  Arbitrary<Object> replies() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, parts().list().ofSize(3).map(list -> (Object) list)),
        Tuple.of(1, parts().list().ofMaxSize(5).map(list -> (Object) list)),
        Tuple.of(1, parts()));
  }

  private static Arbitrary<Object> parts() {
    return Arbitraries.<Object>of(
            0L,
            1L,
            2L,
            3L,
            4L,
            -1L,
            1,
            "1",
            true,
            Keyspace.bytes(""),
            Keyspace.bytes("1790000000123456"),
            Keyspace.bytes("-1"),
            Keyspace.bytes("99999999999999999999"),
            Keyspace.bytes("1.5"),
            ID)
        .injectNull(0.1);
  }
}
