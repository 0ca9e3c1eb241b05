// What stands between this process and the others.
function showRedis(redis) {
  byId("redis").hidden = !redis;
  if (!redis) return;
  const lag = redis.lag;
  tiles(byId("redis-tiles"), [
    ["Breaker", redis.breaker, redis.breaker === "closed" ? "good" : "bad"],
    ["Backplane", redis.backplane, {synced: "good", suspect: "warn"}[redis.backplane] || "bad"],
    ["Invalidations sent", whole(redis.invalidations.sent)],
    ["Invalidations received", whole(redis.invalidations.received)],
    ["Waiting to be sent", whole(redis.pendingInvalidations), redis.pendingInvalidations ? "warn" : ""],
    ["Failed commands", whole(redis.failures)],
    ["Lag p50", lag ? time(lag.p50) : none],
    ["Lag p99", lag ? time(lag.p99) : none],
    ["Lag p99.9", lag ? time(lag.p999) : none],
  ]);
  const rows = redis.changes.slice().reverse().map(change =>
    [clock(change.wallMillis), change.what, change.from + " → " + change.to, change.why]);
  plainRows(byId("changes"), rows.length ? rows : [["", "none since the start", "", ""]]);
}
