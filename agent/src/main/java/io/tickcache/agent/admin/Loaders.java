package io.tickcache.agent.admin;

import io.tickcache.agent.cache.Look;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.json.Json;
import io.tickcache.agent.redis.NodeName;
import io.tickcache.agent.redis.RedisTier;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which processes have loaded what is kept for a symbol. */
final class Loaders {

  private final Map<Integer, NodeName> names;

  private Loaders(Map<Integer, NodeName> names) {
    this.names = names;
  }

  /** Asks Redis for the names of other processes, if there are any. */
  static Loaders of(Look look, @Nullable RedisTier redis) {
    Set<Integer> others = new HashSet<>();
    for (Look.Near entry : look.near()) {
      others.add(entry.loader());
    }
    List<Look.Remote> remote = look.remote();
    if (remote != null) {
      for (Look.Remote entry : remote) {
        others.add(entry.loader());
      }
    }
    others.remove(RemoteCache.THIS_PROCESS);
    return new Loaders(
        redis == null ? Collections.<Integer, NodeName>emptyMap() : redis.names(others));
  }

  /** Writes one; of a process that Redis has forgotten only how it called itself. */
  void write(Json json, int loader) {
    json.name("loadedBy").object();
    boolean own = loader == RemoteCache.THIS_PROCESS;
    json.name("thisProcess").value(own);
    if (!own) {
      json.name("node").value(RedisTier.nodeId(loader));
      NodeName name = names.get(loader);
      if (name != null) {
        json.name("host").value(name.host()).name("process").value(name.process());
      }
    }
    json.end();
  }
}
