const table = rulesTable();
const showFile = rulesFile();
const silence = byId("silence");
let showing = null;

function show(status) {
  silence.hidden = true;
  document.body.classList.remove("stale");
  document.title = "Tickcache: " + location.host;
  say(byId("place"), location.host);
  health(status);
  totals(status);
  table.show(status, Date.now());
  showRedis(status.redis);
  showUpstreams(status.upstreams);
  showFile(status);
  say(byId("version"), status.version + ", Java " + status.java.version + ", " + status.java.vm);
  showing = status;
}

function health(status) {
  const redis = status.redis;
  const up = !redis || redis.connected && redis.backplane === "synced";
  const state = !redis ? "without Redis" : "backplane " + redis.backplane + ", breaker " + redis.breaker;
  dress(byId("health"), "health " + (up ? "good" : "warn"));
  say(byId("health").lastElementChild, (up ? "Up" : redis.connected ? "Up, invalidations may be late" : "Degraded: Redis is out")
    + " · " + whole(status.file.rules) + (status.file.rules === 1 ? " rule, " : " rules, ") + state + ", up " + long(status.uptimeSeconds));
}

function totals(status) {
  const sum = value => status.caches.reduce((all, cache) => all + value(cache), 0);
  const hits = tier => cache => cache.gets[tier].hit + cache.gets[tier].negative;
  const asked = sum(hits("l1")) + sum(cache => cache.gets.l1.miss);
  const saved = sum(cache => cache.savedCalls);
  const loads = sum(cache => cache.loads);
  const seconds = showing ? (status.wallMillis - showing.wallMillis) / 1000 : 0;
  const perSecond = (value, before) => seconds > 0 && value >= before ? rate((value - before) / seconds) : none;
  const before = totals.before || {asked: 0, loads: 0};
  tiles(byId("totals"), [
    ["Calls per second", perSecond(asked, before.asked)],
    ["Loads per second", perSecond(loads, before.loads)],
    ["Answered by L1", percent(asked ? sum(hits("l1")) / asked : null)],
    ["Answered by L2", percent(asked ? sum(hits("l2")) / asked : null)],
    ["Calls saved", whole(saved)],
    ["Loads", whole(loads)],
    ["Invalidations", whole(sum(cache => cache.invalidations))],
    ["Entries in L1", whole(sum(cache => cache.entries))],
  ]);
  totals.before = {asked, loads};
}

function fail(why) {
  document.body.classList.add("stale");
  dress(byId("health"), "health bad");
  silence.hidden = false;
  if (why.since) {
    say(byId("health").lastElementChild, "No answer");
    say(silence, "The process doesn't answer since " + clock(why.since) + ". What is shown is old. Trying again every "
      + Math.round(why.wait / 1000) + " s.");
  } else if (why.status === 401) {
    say(byId("health").lastElementChild, "Token needed");
    say(silence, token ? "The token is wrong." : "This port answers only with the token. Type it above.");
    if (document.activeElement === document.body) wantToken();
  } else {
    say(byId("health").lastElementChild, "Refused");
    say(silence, "The process answers " + why.status + ": " + why.text.trim());
  }
}

const again = watch(() => "status?brief" + table.wanted(Date.now()), show, fail);
byId("rows").addEventListener("opened", again);
tokenForm(again);
