package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.RemoteKey;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Different keys have different names in Redis, of every kind, whatever stands in a symbol: what
 * separates parts, what escapes, what a cluster takes for a hash tag, halves of surrogate pairs,
 * nothing at all.
 */
class KeyspacePropertiesTest {

  private static final String TRICKY = "a:1%u{}*# \n\0\u00e9\u20ac\ud83d\ude00\ud800";

  private final Keyspace keyspace = new Keyspace("prod");

  @Property(tries = 3_000)
  void differentKeysHaveDifferentNames(
      @ForAll("keys") RemoteKey one, @ForAll("keys") RemoteKey two) {
    assertThat(names(one).equals(names(two))).isEqualTo(same(one, two));
  }

  @Property(tries = 2_000)
  void symbolAndVariantDoNotRunTogether(
      @ForAll("symbols") String symbol, @ForAll("symbols") String rest) {
    String all = symbol + ":" + rest;
    List<String> names = new ArrayList<>();
    for (int i = 0; i <= all.length(); i++) {
      RemoteKey key = new RemoteKey("quotes", all.substring(0, i), "v");
      names.add(Keyspace.text(keyspace.value(key)));
      names.add(Keyspace.text(keyspace.symbolGeneration(key)));
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @Property(tries = 2_000)
  void whatOneScriptTouchesHasOneHashTag(@ForAll("keys") RemoteKey key) {
    int bucket = Keyspace.bucket(key.cache(), key.symbol());
    String tag = "{prod:" + bucket + "}";
    List<String> names = new ArrayList<>(names(key));
    names.add(Keyspace.text(keyspace.cacheGeneration(key.cache(), bucket)));
    names.add(Keyspace.text(keyspace.life(bucket)));
    names.add(Keyspace.text(keyspace.number(bucket)));
    assertThat(bucket).isBetween(0, Keyspace.BUCKETS - 1);
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> tag(name).equals(tag));
  }

  /** What Redis Cluster hashes: from the first opening brace to the first closing one. */
  private static String tag(String name) {
    return name.substring(name.indexOf('{'), name.indexOf('}') + 1);
  }

  private List<String> names(RemoteKey key) {
    return List.of(
        Keyspace.text(keyspace.value(key)),
        Keyspace.text(keyspace.lease(key)),
        Keyspace.text(keyspace.symbolGeneration(key)));
  }

  private static boolean same(RemoteKey one, RemoteKey two) {
    return one.cache().equals(two.cache())
        && one.symbol().equals(two.symbol())
        && one.variant().equals(two.variant());
  }

  @Provide
  Arbitrary<RemoteKey> keys() {
    return Combinators.combine(
            Arbitraries.of("a", "a-a", "1"), symbols(), Arbitraries.of("", "a", "a:a", "#a@1?"))
        .as(RemoteKey::new);
  }

  @Provide
  Arbitrary<String> symbols() {
    return Arbitraries.strings().withChars(TRICKY.toCharArray()).ofMaxLength(3);
  }
}
