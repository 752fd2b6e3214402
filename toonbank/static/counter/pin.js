// Who is there: a PIN, for one's own numbers. Logging never waits for it.
import { h } from "./dom.js";
import { chip, field } from "./form.js";
import { MOST_TRIES, unlocked } from "./lock.js";
import { pad } from "./pad.js";
import { keep, nameOf, problemOf, refused } from "./pin_kept.js";
import { matches } from "./secret.js";

export function pin(app) {
  const { words } = app;
  const name = app.name("employees", app.actor);
  const back = h("button", { onclick: app.home }, words.without_pin);
  if (app.locked) return [h("h1", { tabindex: -1 }, words.locked), ...unlocking(app), problemOf(app), back];
  const heading = h("h1", { tabindex: -1 }, `${words.pin}: ${name}`);
  // Nothing to be typed by who has none: the server says what to do.
  if (!app.find("employees", app.actor)?.has_pin) return [heading, problemOf(app), h("button", { onclick: app.home }, words.back)];
  const change = h("button", { onclick: () => app.later("newPin", ({ askNewPin }) => askNewPin(app)) }, words.change_pin);
  return [heading, problemOf(app), ...pad(app, words.pin, (typed) => check(app, typed)), h("div", { class: "chips" }, back, change)];
}

async function check(app, typed) {
  const { actor } = app;
  const answer = await app.call("POST", "pin", { employee: actor, pin: typed }).catch(() => null);
  // Somebody else took over while the network thought.
  if (app.actor !== actor || app.screen.kind !== "pin") return;
  if (!answer) return offline(app, typed);
  const { ok, status, body } = answer;
  if (ok) {
    await keep(app, typed, body);
    return app.after();
  }
  // Changed meanwhile: the old one is no good without a network either.
  if (status !== 423 && (await matches(typed, await app.store.get(nameOf(app))))) await app.store.set(nameOf(app));
  await refused(app, body, "pin", status);
}

async function offline(app, typed) {
  const kept = await app.store.get(nameOf(app));
  const tries = ((await app.store.get("tries")) || 0) + 1;
  await app.store.set("tries", tries);
  if (tries >= MOST_TRIES) app.locked = true;
  else if (await matches(typed, kept)) {
    await app.store.set("tries", 0);
    return app.home();
  }
  await refused(app, { detail: app.words[kept ? "pin_wrong" : "pin_offline"] }, "pin");
}

function unlocking(app) {
  const { words } = app;
  let code = "";
  return [
    field(app, words.unlock_code, "", { autocapitalize: "characters", maxlength: 20 }, (text) => void (code = text)),
    chip(app, words.unlock, null, () => unlock(app, code.replace(/[\s-]/g, "").toUpperCase())),
  ];
}

async function unlock(app, code) {
  const answer = await app.call("POST", "pin/unlock", { code }).catch(() => null);
  if (answer && !answer.ok) return refused(app, answer.body, "pin");
  const { device } = app.catalog;
  if (!answer) {
    // Works once: the server makes a new one as soon as it hears of it.
    const used = await app.store.get("unlock");
    if (used || !(await matches(code, device.unlock))) return refused(app, { detail: app.words.code_wrong }, "pin");
    await app.store.set("unlock", code);
  }
  await unlocked(app);
  await refused(app, null, "pin");
}
