package io.tickcache.agent.redis;

import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.RemoteKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people see of Redis from outside. Not by the patience of callers: nobody is kept but who
 * looks. Thread-safe.
 */
final class Looks {

  private final Node self;
  private final Steps steps;
  private final PendingInvalidations pending;
  private final long timeoutNanos;

  Looks(Node self, Steps steps, PendingInvalidations pending, long timeoutNanos) {
    this.self = self;
    this.steps = steps;
    this.pending = pending;
    this.timeoutNanos = timeoutNanos;
  }

  /** As {@link RemoteCache#look}. */
  @Nullable List<RemoteCache.@Nullable Seen> look(RedisLink link, List<RemoteKey> keys) {
    List<Command<ServerReply.Look>> sent = new ArrayList<>(keys.size());
    for (RemoteKey key : keys) {
      if (pending.cover(key.cache(), key.symbol())) {
        return null;
      }
      sent.add(steps.look(link, key));
    }
    Waiting waiting = new Waiting(timeoutNanos);
    List<RemoteCache.@Nullable Seen> seen = new ArrayList<>(keys.size());
    for (Command<ServerReply.Look> one : sent) {
      ServerReply.Look look = waiting.await(one);
      if (look == null) {
        return null;
      }
      seen.add(seen(look, one.sentNanos()));
    }
    return seen;
  }

  private RemoteCache.@Nullable Seen seen(ServerReply.Look look, long sentNanos) {
    if (look.kind == ServerReply.Look.VALUE) {
      return Envelope.seen(look.head, look.length, self, look.redisMicros, sentNanos);
    }
    return look.kind == ServerReply.Look.LEASE ? lease(Keyspace.text(look.head)) : null;
  }

  private RemoteCache.@Nullable Seen lease(String holder) {
    try {
      return RemoteCache.Seen.lease(self.told(Node.number(holder)));
    } catch (NumberFormatException notOurs) {
      return null;
    }
  }

  /** The names of nodes, as far as Redis tells. */
  Map<Integer, NodeName> names(RedisLink link, Set<Integer> nodes) {
    Map<Integer, Command<String>> sent = new LinkedHashMap<>();
    for (Integer node : nodes) {
      sent.put(node, steps.name(link, Node.id(node)));
    }
    Waiting waiting = new Waiting(timeoutNanos);
    Map<Integer, NodeName> names = new LinkedHashMap<>();
    for (Map.Entry<Integer, Command<String>> one : sent.entrySet()) {
      String text = waiting.await(one.getValue());
      NodeName name = text == null ? null : NodeName.parse(text);
      if (name != null) {
        names.put(one.getKey(), name);
      }
    }
    return names;
  }
}
