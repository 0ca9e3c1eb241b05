// The share of each tier in the answers, sample by sample, as two areas on a ground of upstream.
const SAMPLES = 180;

function chart(areas = ["up", "l2", "l1"]) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "chart");
  svg.setAttribute("viewBox", "0 0 " + SAMPLES + " 100");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  for (const tier of areas) {
    const area = document.createElementNS("http://www.w3.org/2000/svg", "path");
    area.setAttribute("class", tier);
    svg.append(area);
  }
  return svg;
}

function draw(svg, history) {
  const length = history ? history.l1.length : 0;
  const paths = {up: "", l2: "", l1: ""};
  const sums = {l1: 0, l2: 0, up: 0};
  for (let i = 0; i < length; i++) {
    const l1 = history.l1[i];
    const l2 = Math.min(history.l2[i], history.l1Misses[i]);
    const all = l1 + history.l1Misses[i];
    if (all === 0) continue;
    sums.l1 += l1;
    sums.l2 += l2;
    sums.up += all - l1 - l2;
    const x = SAMPLES - length + i;
    paths.up += bar(x, 1);
    paths.l2 += bar(x, (l1 + l2) / all);
    paths.l1 += bar(x, l1 / all);
  }
  for (const area of svg.children) area.setAttribute("d", paths[area.getAttribute("class")]);
  const all = sums.l1 + sums.l2 + sums.up;
  svg.setAttribute("aria-label", all === 0 ? "no calls in the last 15 minutes"
    : "last 15 minutes: L1 " + percent(sums.l1 / all) + ", L2 " + percent(sums.l2 / all)
      + ", upstream " + percent(sums.up / all));
}

// How old hits were, sample by sample, up to the oldest; says how old that was.
function drawAges(svg, history) {
  const ages = history && history.ageMillis || [];
  const most = ages.reduce((a, b) => Math.max(a, b), 0);
  svg.firstChild.setAttribute("d", ages.map((age, i) =>
    age === null ? "" : bar(SAMPLES - ages.length + i, most ? age / most : 0)).join(""));
  const said = ages.length === 0 ? "no hits in the last 15 minutes"
    : "Age of hits, p99 of a minute: up to " + time(most / 1000);
  svg.setAttribute("aria-label", said);
  return said;
}

function bar(x, share) {
  return share > 0 ? "M" + x + " 100v-" + (share * 100).toFixed(1) + "h1v" + (share * 100).toFixed(1) + "z" : "";
}
