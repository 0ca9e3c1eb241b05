package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code uri}: one address, or a list of those of a cluster's nodes. */
final class RedisUri {
  private RedisUri() {}

  /** The address, or null after a report. */
  static @Nullable RedisAddress read(Section section, YamlValue redis) {
    YamlValue uri = section.value("uri");
    if (uri == null) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "`redis` has no `uri`")
              .at(redis.namePlace())
              .help("say where it is: `uri: redis://host:6379`"));
      return null;
    }
    return uri.isList() ? cluster(section, uri) : uri.as(RedisAddresses.alone());
  }

  private static @Nullable RedisAddress cluster(Section section, YamlValue uri) {
    List<YamlValue> items = uri.items();
    if (items != null && items.isEmpty()) {
      section.report(
          Diagnostic.error(DiagnosticCode.R008, "the list of addresses is empty")
              .at(uri.place())
              .help("name some nodes of the cluster: `[redis://host1:6379, redis://host2:6379]`"));
    }
    List<Placed<RedisAddress>> nodes = section.readList("uri", RedisAddresses.inCluster());
    if (nodes == null || nodes.isEmpty()) {
      return null;
    }
    Placed<RedisAddress> first = nodes.get(0);
    List<HostPort> hosts = new ArrayList<>();
    for (Placed<RedisAddress> node : nodes) {
      requireLikeFirst(section, first, node);
      hosts.addAll(node.value().location().hosts());
    }
    return first.value().ofCluster(hosts);
  }

  private static void requireLikeFirst(
      Section section, Placed<RedisAddress> first, Placed<RedisAddress> node) {
    if (node.value().scheme() != first.value().scheme()) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R015, "some addresses of the cluster use TLS and some don't")
              .at(node.place())
              .also(first.place(), "the first address"));
    }
    if (!Objects.equals(node.value().username(), first.value().username())
        || !Objects.equals(node.value().password(), first.value().password())) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R015, "the addresses of the cluster hold different credentials")
              .at(node.place())
              .also(first.place(), "the first address")
              .help("say them once, in `username` and `password`"));
    }
  }
}
