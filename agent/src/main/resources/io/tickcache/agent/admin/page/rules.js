// The table of rules: filtered and sorted here, drawn as far as it is scrolled to, and kept up to
// date where it can be seen.
const COLUMNS = [
  {title: "Rule", value: rule => rule.brief.name},
  {title: "Calls/s", number: true, value: rule => rule.rate},
  {title: "Hits", number: true, value: rule => rule.ratio},
  {title: "Hit ratio over time", drawn: true},
  {title: "Calls saved", number: true, value: rule => rule.saved},
  {title: "Loads", number: true, value: rule => rule.loads},
  {title: "Load p99", number: true, value: rule => rule.p99},
];
const CHUNK = 60;
const LONGEST_QUERY = 5000;
const AGE_MILLIS = 5000;

function rulesTable() {
  const rules = new Map();
  const rows = byId("rows");
  const filter = byId("filter");
  let order = {column: 0, down: false};
  let shown = CHUNK;
  let listed = [];
  let drawn = "";

  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) entry.target.rule.visible = entry.isIntersecting;
  }, {rootMargin: "200px"});
  new IntersectionObserver(entries => {
    if (entries[0].isIntersecting && shown < listed.length) {
      shown += CHUNK;
      layOut();
    }
  }, {rootMargin: "400px"}).observe(byId("more"));

  filter.addEventListener("input", () => { shown = CHUNK; layOut(); });
  byId("heads").append(...COLUMNS.map((column, i) => {
    const head = element("th", {class: column.number ? "number" : "", scope: "col"});
    if (column.value) {
      head.append(element("button", {type: "button", onclick: () => {
        order = {column: i, down: order.column === i ? !order.down : Boolean(column.number)};
        layOut();
      }}, column.title));
    } else {
      head.append(column.title);
    }
    return head;
  }));

  function rowOf(rule) {
    const name = element("button", {type: "button", class: "name", "aria-expanded": "false", onclick: () => toggle(rule)}, rule.brief.name);
    const chips = element("span");
    const svg = chart();
    const cells = COLUMNS.map((column, i) => element("td", {class: column.number ? "number" : column.drawn ? "drawn" : "", "data-label": i === 0 || column.drawn ? "" : column.title},
      ...(i === 0 ? [name, chips] : column.drawn ? [svg] : [])));
    cells.forEach(cell => { if (!cell.dataset.label) cell.removeAttribute("data-label"); });
    const row = element("tr", {}, ...cells);
    row.rule = rule;
    return {row, name, chips, svg, cells};
  }

  function toggle(rule) {
    if (rule.detail) {
      rule.detail.row.remove();
      rule.detail = null;
    } else {
      rule.detail = detail(rule.brief.name, rule.brief.mode);
      rule.view.row.after(rule.detail.row);
      rule.fetched = 0;
      rule.detail.show(rule);
      byId("rows").dispatchEvent(new Event("opened"));
    }
    rule.view.name.setAttribute("aria-expanded", String(Boolean(rule.detail)));
  }

  function matches(rule, text) {
    return !text || rule.brief.name.toLowerCase().includes(text) || rule.brief.mode.includes(text)
      || Boolean(rule.full) && rule.full.methods.some(method => method.toLowerCase().includes(text));
  }

  // Puts the rows in their order, without touching the document where it is right already.
  function layOut() {
    const text = filter.value.trim().toLowerCase();
    const column = COLUMNS[order.column];
    listed = [...rules.values()].filter(rule => matches(rule, text));
    listed.sort((a, b) => (order.down ? -1 : 1) * compare(column.value(a), column.value(b))
      || compare(a.brief.name, b.brief.name));
    [...byId("heads").children].forEach((head, i) => {
      if (i === order.column) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const page = listed.slice(0, shown);
    const now = JSON.stringify(page.map(rule => rule.brief.name));
    if (now !== drawn) {
      drawn = now;
      // Not while somebody types or chooses in there: moving a field takes the focus away from it.
      const active = document.activeElement;
      const wanted = page.flatMap(rule => rule.detail ? [view(rule).row, rule.detail.row] : [view(rule).row]);
      const keep = new Set(wanted);
      for (const row of [...rows.children]) if (!keep.has(row)) row.remove();
      wanted.forEach((row, i) => { if (rows.children[i] !== row) rows.insertBefore(row, rows.children[i] || null); });
      for (const rule of page) seen.observe(rule.view.row);
      if (active && rows.contains(active) && document.activeElement !== active) active.focus();
    }
    say(byId("count"), listed.length === rules.size ? whole(rules.size) + " rules" : whole(listed.length) + " of " + whole(rules.size) + " rules");
    say(byId("more"), shown < listed.length ? "More as you scroll." : "");
  }

  function view(rule) {
    if (!rule.view) {
      rule.view = rowOf(rule);
      // Until it is known where it is, it counts as seen.
      rule.visible = true;
      update(rule);
    }
    return rule.view;
  }

  function update(rule) {
    const {brief, view: {chips, svg, cells}} = rule;
    const marks = [];
    if (brief.mode !== "cache") marks.push([brief.mode, ""]);
    if (brief.mode !== "off" && brief.bound === 0) marks.push(["not bound", ""]);
    if (brief.refusals) marks.push([brief.refusals + " refused", "warn"]);
    const said = JSON.stringify(marks);
    if (chips.dataset.said !== said) {
      chips.dataset.said = said;
      chips.replaceChildren(...marks.map(([text, looks]) => element("span", {class: "chip " + looks}, text)));
    }
    say(cells[1], rate(rule.rate));
    say(cells[2], percent(rule.ratio));
    say(cells[4], rule.saved === null ? none : whole(rule.saved));
    say(cells[5], rule.loads === null ? none : whole(rule.loads));
    say(cells[6], time(rule.p99));
    if (rule.history !== rule.drawnHistory) {
      rule.drawnHistory = rule.history;
      draw(svg, rule.history);
    }
    if (rule.detail) rule.detail.show(rule);
  }

  return {
    // The rules of which all is to be asked: those in sight, and of these what is oldest first.
    wanted(now) {
      const due = [];
      for (const rule of rules.values()) {
        const age = now - (rule.fetched || 0);
        if (rule.view && rule.view.row.isConnected && (rule.detail || rule.visible && age >= AGE_MILLIS)) due.push(rule);
      }
      due.sort((a, b) => (a.fetched || 0) - (b.fetched || 0));
      let query = "";
      for (const rule of due) {
        const more = "&rule=" + encodeURIComponent(rule.brief.name);
        if (query.length + more.length > LONGEST_QUERY) break;
        query += more;
      }
      return query;
    },

    show(status, now) {
      const caches = new Map(status.caches.map(cache => [cache.name, cache]));
      const observed = new Map(status.observed.map(each => [each.name, each]));
      for (const name of rules.keys()) {
        if (!status.rules.some(brief => brief.name === name)) forget(name);
      }
      for (const brief of status.rules) {
        const rule = rules.get(brief.name) || {brief, rate: null, visible: false};
        rules.set(brief.name, rule);
        take(rule, brief, caches.get(brief.cache), observed.get(brief.cache), status.wallMillis, now);
      }
      layOut();
      for (const rule of rules.values()) {
        if (rule.view && rule.view.row.isConnected && (rule.visible || rule.detail)) update(rule);
      }
    },
  };

  function forget(name) {
    const rule = rules.get(name);
    rules.delete(name);
    if (rule.view) {
      seen.unobserve(rule.view.row);
      rule.view.row.remove();
    }
    if (rule.detail) rule.detail.row.remove();
  }
}

function compare(a, b) {
  if (typeof a === "string") return a.localeCompare(b, "en", {numeric: true});
  const [x, y] = [a === null || a === undefined ? -1 : a, b === null || b === undefined ? -1 : b];
  return x - y;
}

// Keeps what a status says of a rule, and what follows from it and the one before.
function take(rule, brief, cache, observed, wallMillis, now) {
  rule.brief = brief;
  const does = brief.mode === "observe" ? observed : cache;
  const calls = !does ? null : brief.mode === "observe" ? does.calls
    : does.gets.l1.hit + does.gets.l1.negative + does.gets.l1.miss;
  if (calls !== null && rule.calls !== undefined && rule.calls !== null && wallMillis > rule.at && calls >= rule.calls) {
    const latest = (calls - rule.calls) * 1000 / (wallMillis - rule.at);
    rule.rate = rule.rate === null ? latest : rule.rate * 0.7 + latest * 0.3;
    if (rule.rate < 0.05) rule.rate = 0;
  } else if (calls === null) {
    rule.rate = null;
  }
  rule.calls = calls;
  rule.at = wallMillis;
  rule.saved = does ? does.savedCalls : null;
  rule.loads = !does ? null : brief.mode === "observe" ? does.misses : does.loads;
  rule.ratio = !does ? null : brief.mode === "observe" ? share(does) : does.hitRatio;
  if (brief.methods) {
    rule.full = brief;
    rule.fetched = now;
    rule.cache = cache;
    rule.observed = observed;
    rule.history = does ? does.history : undefined;
    rule.p99 = cache && cache.latency && cache.latency.load ? cache.latency.load.p99 : null;
  }
}

function share(observed) {
  const asked = observed.hits + observed.shared + observed.misses;
  return asked ? (observed.hits + observed.shared) / asked : null;
}
