// What the rest is made of. Text of the process only ever becomes text here, never markup.
const byId = id => document.getElementById(id);

function element(tag, attributes, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") made.toggleAttribute(name, value);
    else made.setAttribute(name, value);
  }
  made.append(...content);
  return made;
}

// Touches the document only where something is different, which is seldom.
function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function dress(node, names) {
  if (node.className !== names) node.className = names;
}

// Names and values, each with how good it is; nodes stay while the names are the same.
function tiles(list, entries) {
  const names = entries.map(entry => entry[0]).join("\n");
  if (list.dataset.names !== names) {
    list.dataset.names = names;
    list.replaceChildren(...entries.map(entry =>
      element("div", {}, element("dt", {}, entry[0]), element("dd"))));
  }
  entries.forEach(([, value, looks], i) => {
    say(list.children[i].lastChild, value);
    dress(list.children[i], looks || "");
  });
}

const whole = number => number.toLocaleString("en");
const none = "–";

function rate(number) {
  if (number === null || number === undefined) return none;
  return number >= 100 ? whole(Math.round(number)) : number.toFixed(number >= 10 ? 0 : 1);
}

function percent(ratio) {
  if (ratio === null || ratio === undefined) return none;
  return (ratio * 100).toFixed(ratio > 0.9995 && ratio < 1 ? 2 : 1) + " %";
}

function time(seconds) {
  if (seconds === null || seconds === undefined) return none;
  if (seconds < 1e-6) return (seconds * 1e9).toFixed(0) + " ns";
  if (seconds < 1e-3) return (seconds * 1e6).toPrecision(3) + " µs";
  return seconds < 1 ? (seconds * 1e3).toPrecision(3) + " ms" : seconds.toPrecision(3) + " s";
}

function long(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  if (hours >= 48) return Math.floor(hours / 24) + " days";
  return hours ? hours + " h " + minutes + " min" : minutes ? minutes + " min" : seconds + " s";
}

const clock = millis => new Date(millis).toLocaleTimeString("en-GB");
