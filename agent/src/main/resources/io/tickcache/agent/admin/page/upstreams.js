// What providers allow, and how much of it is in use here.
function showUpstreams(upstreams) {
  byId("upstreams").hidden = !upstreams.length;
  const period = millis => millis % 1000 ? whole(millis) + " ms" : whole(millis / 1000) + " s";
  tiles(byId("budgets"), upstreams.flatMap(upstream => [
    ...upstream.windows.map(window => [
      upstream.name + ": in use of " + whole(window.amount) + " per " + period(window.periodMillis),
      whole(window.used) + " of " + whole(window.share),
      window.used > window.share ? "warn" : "",
    ]),
    [upstream.name + ": calls waiting", whole(upstream.waiting), upstream.waiting ? "warn" : ""],
    [upstream.name + ": room at once", whole(upstream.granted)],
    [upstream.name + ": room after waiting", whole(upstream.waited)],
    [upstream.name + ": beyond it", whole(upstream.overdrawn)],
  ]));
}
