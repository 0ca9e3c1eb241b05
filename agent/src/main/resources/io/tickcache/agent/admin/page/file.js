// The rules file as it is in force, with what was said of it when it was last read.
function rulesFile() {
  const result = byId("file-result");
  let seen = "";
  let asked = 0;

  async function fetchText() {
    asked = Date.now();
    // Asked without the token it would be refused, and the browser's console would say so.
    const answer = token ? await ask("rules").catch(() => null) : {status: 401};
    if (answer === null) return;
    const shown = answer.status === 200 ? JSON.parse(answer.text) : {};
    say(byId("text"), answer.status === 200 ? shown.text || "" : token ? refusal(answer) : "Shown to who has the token.");
    const diagnostics = shown.lastReading ? shown.lastReading.diagnostics : "";
    byId("diagnostics").hidden = !diagnostics;
    say(byId("diagnostics"), diagnostics);
  }

  const act = (path, ours) => button => change(path, result, button, text => said(text, ours)).then(fetchText);
  byId("reload").addEventListener("click", event => act("reload", "Reloaded.")(event.currentTarget));
  const back = sureButton("Roll back", "Really go back to the rules before?", act("rollback", "Rolled back."));
  byId("rollback").replaceWith(back);
  back.id = "rollback";

  return status => {
    const reading = status.file.lastReading;
    tiles(byId("file-tiles"), [
      ["File in force", status.file.source, "wide"],
      ["Digest", status.file.digest],
      ["Rules", whole(status.file.rules)],
      ["Last read", reading ? clock(reading.wallMillis) + (reading.applied ? ", in force" : ", refused") : none,
        reading && !reading.applied ? "bad" : ""],
    ]);
    const now = JSON.stringify([status.file, token]);
    if (seen !== now || Date.now() - asked > 30000) {
      seen = now;
      fetchText();
    }
  };
}
