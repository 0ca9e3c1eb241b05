package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadGroupTest {

  private final PendingInvalidations pending = new PendingInvalidations();
  private final List<RemoteKey> batch =
      IntStream.range(0, 1_000)
          .mapToObj(i -> new RemoteKey("quotes", "SYM" + i, ""))
          .collect(Collectors.toList());

  @Test
  void oneServerIsAskedForManyKeysAtOnce() {
    List<ReadGroup> groups = ReadGroup.of(batch, false, pending);

    assertThat(groups).hasSize(16).allMatch(group -> group.keys().size() <= ReadGroup.MOST);
    assertThat(groups.stream().flatMap(group -> group.keys().stream()))
        .containsExactlyElementsOf(batch);
  }

  @Test
  void aServerOfAClusterIsAskedForKeysOfOneBucket() {
    List<ReadGroup> groups = ReadGroup.of(batch, true, pending);

    assertThat(groups).hasSize(Keyspace.BUCKETS);
    for (ReadGroup group : groups) {
      assertThat(group.keys().stream().map(key -> Keyspace.bucket(key.cache(), key.symbol())))
          .containsOnly(Keyspace.bucket("quotes", group.keys().get(0).symbol()));
    }
    assertThat(groups.stream().flatMap(group -> group.keys().stream()))
        .containsExactlyInAnyOrderElementsOf(batch);
  }

  @Test
  void whatIsReadComesToTheKeyThatItIsOf() {
    for (boolean clustered : new boolean[] {false, true}) {
      Reading[] readings = new Reading[batch.size()];
      for (ReadGroup group : ReadGroup.of(batch, clustered, pending)) {
        group.put(
            group.keys().stream().map(ReadGroupTest::found).collect(Collectors.toList()), readings);
      }
      assertThat(Arrays.stream(readings).map(reading -> text((Reading.Found) reading)))
          .containsExactlyElementsOf(
              batch.stream().map(RemoteKey::symbol).collect(Collectors.toList()));
    }
  }

  @Test
  void whatRedisHasStillToHearOfIsNotRead() {
    pending.begin(new PendingInvalidations.Item("quotes", "SYM1"));

    List<ReadGroup> groups = ReadGroup.of(batch.subList(0, 3), false, pending);

    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).keys()).containsExactly(batch.get(0), batch.get(2));
    Reading[] readings = new Reading[3];
    groups.get(0).put(List.of(found(batch.get(0)), found(batch.get(2))), readings);
    assertThat(readings[1]).isNull();
    assertThat(text((Reading.Found) readings[2])).isEqualTo("SYM2");
  }

  private static Reading found(RemoteKey key) {
    return new Reading.Found(Keyspace.bytes(key.symbol()), 0);
  }

  private static String text(Reading.Found found) {
    return Keyspace.text(found.bytes());
  }
}
