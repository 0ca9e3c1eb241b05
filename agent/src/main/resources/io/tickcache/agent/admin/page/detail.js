// All that is known of one rule, under its row.
const MODES = ["cache", "shadow", "observe", "off"];

function detail(name, present) {
  const row = element("tr", {class: "detail"});
  const big = chart();
  const ages = chart(["age"]);
  const agesSaid = element("span");
  const aged = element("div", {class: "ages", hidden: true}, ages, element("div", {class: "axis"}, agesSaid));
  const figures = element("dl", {class: "tiles"});
  const latencies = element("tbody");
  const left = element("div");
  const right = element("div");
  const result = element("output", {class: "result"});
  row.append(element("td", {colspan: String(COLUMNS.length)},
    element("div", {class: "big"}, big,
      element("div", {class: "axis"}, element("span", {}, "15 minutes ago"), element("span", {}, "now")), aged),
    figures,
    element("div", {class: "columns"}, left, right),
    element("h3", {}, "Controls"), controls(name, present, result), result));
  left.append(element("h3", {}, "How long it took and how old hits were, lately"),
    element("table", {class: "plain"},
      element("thead", {}, element("tr", {}, ...["", "p50", "p99", "p99.9", "max"].map(head => element("th", {}, head)))),
      latencies));
  const symbols = element("div");
  const methods = element("div");
  left.append(symbols);
  right.append(methods);

  return {row, show(rule) {
    const full = rule.full;
    if (!full) return;
    draw(big, rule.history);
    say(agesSaid, drawAges(ages, rule.history));
    aged.hidden = !(rule.history && rule.history.ageMillis);
    tiles(figures, figuresOf(rule));
    latencyRows(latencies, rule.cache);
    symbolList(symbols, rule.cache && rule.cache.symbols);
    methodLists(methods, full);
  }};
}

function figuresOf(rule) {
  const told = [["Mode", rule.brief.mode]];
  if (rule.brief.mode !== "guard") told.push(["ttl", time(rule.brief.ttlMillis / 1000)]);
  const cache = rule.cache;
  if (rule.brief.cache !== rule.brief.name) told.push(["Cache, shared", rule.brief.cache]);
  if (cache) {
    told.push(["Entries in L1", whole(cache.entries)],
      ["Loads", whole(cache.loads)],
      ["Failed loads", whole(cache.loadFailures), cache.loadFailures ? "warn" : ""],
      ["Loads under way", whole(cache.loadsUnderWay)],
      ["Waited for another's load", whole(cache.follows)],
      ["Invalidations", whole(cache.invalidations)]);
    if (cache.shadow) told.push(...shadowFigures(cache.shadow));
  }
  if (rule.observed) told.push(...observedFigures(rule.observed));
  for (const [why, count] of Object.entries((cache || rule.observed || {}).bypasses || {})) {
    told.push(["Bypassed: " + why, whole(count)]);
  }
  return told;
}

function shadowFigures(shadow) {
  const compared = shadow.same + shadow.different;
  const told = [["Shadow: calls", whole(shadow.calls)],
    ["Shadow: would be answered", percent(shadow.calls ? 1 - shadow.misses / shadow.calls : null)],
    ["Shadow: answers that differed", percent(compared ? shadow.different / compared : null), shadow.different ? "warn" : "good"],
    ["Shadow: not compared", whole(shadow.uncompared)],
    ["Shadow: upstream time saved", time(shadow.savedSeconds)]];
  for (const [field, count] of Object.entries(shadow.differences)) {
    told.push(["Differed in " + field, whole(count)]);
  }
  return told;
}

function observedFigures(observed) {
  const asked = observed.hits + observed.shared + observed.misses;
  return [["Observed: calls", whole(observed.calls)],
    ["Observed: different keys, about", whole(observed.keys)],
    ["Observed: would be hits", percent(asked ? observed.hits / asked : null)],
    ["Observed: would wait for a load", percent(asked ? observed.shared / asked : null)],
    ["Observed: calls saved", whole(observed.savedCalls)],
    ["Observed: waiting saved", time(observed.savedSeconds)]];
}

function latencyRows(body, cache) {
  const {latency, age} = cache || {};
  const kinds = [["hit in L1", "l1"], ["hit in L2", "l2"], ["load", "load"]].map(([label, kind]) => [label, latency && latency[kind]]);
  const rows = [...kinds, ["age of hits", age]].filter(kind => kind[1])
    .map(([label, of]) => [label, time(of.p50), time(of.p99), time(of.p999), time(of.max)]);
  plainRows(body, rows.length ? rows : [["nothing in the last minutes", "", "", "", ""]]);
}

// Rows of text; none is touched that says the same.
function plainRows(body, rows) {
  const said = JSON.stringify(rows);
  if (body.dataset.said === said) return;
  body.dataset.said = said;
  body.replaceChildren(...rows.map(row => element("tr", {}, ...row.map(cell => element("td", {}, cell)))));
}

function symbolList(place, symbols) {
  const said = JSON.stringify(symbols || null);
  if (place.dataset.said === said) return;
  place.dataset.said = said;
  place.replaceChildren();
  if (!symbols) return;
  place.append(element("h3", {}, "Top symbols, share of L1 hits"));
  place.append(symbols.length === 0 ? element("p", {class: "quiet"}, "None yet.")
    : element("ol", {class: "symbols"}, ...symbols.map(top =>
      element("li", {}, element("span", {class: "method"}, top.symbol), " " + percent(top.share)))));
}

function methodLists(place, full) {
  const said = JSON.stringify([full.methods, full.refused]);
  if (place.dataset.said === said) return;
  place.dataset.said = said;
  place.replaceChildren(element("h3", {}, "Bound methods"),
    full.methods.length === 0 ? element("p", {class: "quiet"}, full.mode === "off" ? "None: the rule is off." : "None yet: no class of this rule has been loaded.")
      : element("ul", {}, ...full.methods.map(method => element("li", {class: "method"}, method))));
  if (full.refused.length) {
    place.append(element("h3", {}, "Refused"), ...full.refused.map(why => element("p", {class: "diagnostic error"}, why)));
  }
}

function controls(name, present, result) {
  const rule = "rule=" + encodeURIComponent(name);
  const symbol = element("input", {spellcheck: "false", autocomplete: "off", size: "12", "aria-label": "Symbol to invalidate in " + name, placeholder: "symbol"});
  const one = element("button", {}, "Invalidate symbol");
  const invalidate = element("form", {onsubmit: event => {
    event.preventDefault();
    const said = symbol.value.trim();
    if (!said || said === "*") {
      tell(result, false, "Type a symbol first.");
      symbol.focus();
      return;
    }
    change("invalidate?" + rule + "&symbol=" + encodeURIComponent(said), result, one,
      () => "Invalidated " + said + " in " + name + ", in every process.");
  }}, symbol, one);
  const all = sureButton("Invalidate all", "Really drop all entries of " + name + "?", button =>
    change("invalidate?" + rule + "&symbol=*", result, button,
      () => "Invalidated all of " + name + ", in every process."));
  const mode = element("select", {"aria-label": "Mode of " + name}, ...MODES.map(each => element("option", {}, each)));
  mode.value = present;
  const turn = element("button", {}, "Switch mode");
  const switching = element("form", {onsubmit: event => {
    event.preventDefault();
    change("mode?" + rule + "&mode=" + mode.value, result, turn,
      text => said(text, name + " is in mode " + mode.value + " now."));
  }}, mode, turn);
  return element("div", {class: "controls"}, invalidate, all, switching);
}

// The answer's own words where it has some, else ours.
function said(text, ours) {
  const own = words(text);
  return own && !own.startsWith("{") ? own : ours;
}
