// Whether the provider refuses calls, and what became of them.
function backOff(name, backOff) {
  const left = backOff.leftSeconds ? whole(Math.ceil(backOff.leftSeconds)) + " s" : "until a probe";
  return [
    [name + ": stopped", backOff.stopped ? left : "no", backOff.stopped ? "bad" : ""],
    [name + ": failed by that", whole(backOff.failed)],
    [name + ": made all the same", whole(backOff.made), backOff.made ? "warn" : ""],
    [name + ": probes", whole(backOff.probes)],
  ];
}

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
    ...(upstream.backOff ? backOff(upstream.name, upstream.backOff) : []),
  ]));
}
