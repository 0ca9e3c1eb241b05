// The way to the process: asks again and again, and says so when nobody answers.
const USUAL_MILLIS = 1000;
const LONGEST_MILLIS = 15000;
const PATIENCE_MILLIS = 5000;
let token = "";

async function ask(path, method) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MILLIS);
  try {
    const headers = token ? {Authorization: "Bearer " + token} : {};
    const answer = await fetch(path, {method: method || "GET", headers, cache: "no-store",
      credentials: "omit", redirect: "error", referrerPolicy: "no-referrer", signal: patience.signal});
    return {status: answer.status, text: await answer.text()};
  } finally {
    clearTimeout(timer);
  }
}

// Calls `path` for what to ask, `show` with what came, and `fail` with why nothing did.
function watch(path, show, fail) {
  let failures = 0;
  let silentSince = 0;
  let timer = 0;
  let asking = false;

  async function round() {
    if (asking || document.hidden) return;
    asking = true;
    let wait = USUAL_MILLIS;
    try {
      const answer = await ask(path()).catch(() => null);
      if (answer === null) {
        silentSince = silentSince || Date.now();
        wait = Math.min(LONGEST_MILLIS, USUAL_MILLIS * 2 ** failures++);
        fail({since: silentSince, wait});
      } else {
        failures = 0;
        silentSince = 0;
        if (answer.status === 200) show(JSON.parse(answer.text));
        else fail(answer);
      }
    } finally {
      asking = false;
      clearTimeout(timer);
      timer = setTimeout(round, wait);
    }
  }

  document.addEventListener("visibilitychange", round);
  round();
  return round;
}
