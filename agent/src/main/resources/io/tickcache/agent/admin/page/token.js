// The token is kept by this variable's page alone: not in an address, a cookie or a store.
function tokenForm(used) {
  const field = byId("token-text");
  const state = byId("token-state");
  byId("token").addEventListener("submit", event => {
    event.preventDefault();
    token = field.value.trim();
    field.value = "";
    say(state, token ? "Token in use until this page is closed." : "No token.");
    used();
  });
}

function wantToken() {
  byId("token-text").focus();
}

// Has the process do something, and tells in one line what came of it. `done` makes the line.
async function change(path, line, button, done) {
  if (!token) {
    tell(line, false, "Type the token first, at the top of the page.");
    wantToken();
    return false;
  }
  button.disabled = true;
  tell(line, true, "…");
  let answer = null;
  try {
    answer = await ask(path, "POST");
  } catch {
    tell(line, false, "The process did not answer; whether it was done is not known.");
  } finally {
    button.disabled = false;
  }
  if (answer === null) return false;
  const good = answer.status >= 200 && answer.status < 300;
  tell(line, good, good ? done(answer.text) : refusal(answer));
  return good;
}

function refusal(answer) {
  const said = words(answer.text);
  if (answer.status === 401) return "Not done: the token is wrong.";
  if (answer.status === 404 && said.startsWith("there is nothing here")) return "Not done: this agent has no such control (404).";
  return "Not done (" + answer.status + "): " + said;
}

// What an answer says, whether it is a line or JSON.
function words(text) {
  try {
    const json = JSON.parse(text);
    return String(json.text || json.message || json.error || text).trim();
  } catch {
    return text.trim();
  }
}

function tell(line, good, text) {
  say(line, text === "…" ? text : clock(Date.now()) + " " + text);
  dress(line, "result " + (text === "…" ? "" : good ? "good" : "bad"));
}

// A button that asks back before it does what can't be undone; it forgets after some seconds.
function sureButton(label, question, act) {
  const button = element("button", {type: "button"}, label);
  let timer = 0;
  const forget = () => {
    clearTimeout(timer);
    timer = 0;
    button.classList.remove("sure");
    say(button, label);
  };
  button.addEventListener("click", () => {
    if (timer) {
      forget();
      act(button);
    } else {
      say(button, question);
      button.classList.add("sure");
      timer = setTimeout(forget, 6000);
    }
  });
  return button;
}
