package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteKey;
import java.util.ArrayList;
import java.util.List;

/** Keys of a batch that one script reads, and their places in the batch. Confined to one thread. */
final class ReadGroup {

  /** A script keeps Redis from doing anything else: so many take it a few tenths of a ms. */
  static final int MOST = 64;

  private final List<RemoteKey> keys = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  /**
   * All keys of a batch but those that must not be read now.
   *
   * @param clustered whether each group is to be of one bucket, for others may lie elsewhere
   */
  static List<ReadGroup> of(
      List<RemoteKey> batch, boolean clustered, PendingInvalidations pending) {
    List<ReadGroup> groups = new ArrayList<>();
    ReadGroup[] open = new ReadGroup[clustered ? Keyspace.BUCKETS : 1];
    for (int i = 0; i < batch.size(); i++) {
      RemoteKey key = batch.get(i);
      if (pending.cover(key.cache(), key.symbol())) {
        continue;
      }
      int bucket = clustered ? Keyspace.bucket(key.cache(), key.symbol()) : 0;
      ReadGroup group = open[bucket];
      if (group == null || group.keys.size() == MOST) {
        group = new ReadGroup();
        open[bucket] = group;
        groups.add(group);
      }
      group.keys.add(key);
      group.places.add(i);
    }
    return groups;
  }

  List<RemoteKey> keys() {
    return keys;
  }

  /** Puts what was read of the keys where they stand in the batch. */
  void put(List<Reading> readings, Reading[] batch) {
    for (int i = 0; i < readings.size(); i++) {
      batch[places.get(i)] = readings.get(i);
    }
  }
}
