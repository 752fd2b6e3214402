// Another PIN, by who knows the one there is: that one, the new one, and the new one again.
import { h } from "./dom.js";
import { pad } from "./pad.js";
import { keep, problemOf, refused } from "./pin_kept.js";

const STEPS = ["old_pin", "new_pin", "new_pin_again"];

export function askNewPin(app) {
  app.typed = [];
  app.problem = null;
  app.go("newPin");
}

export function newPin(app) {
  const { words, typed } = app;
  const next = (pin) => {
    typed.push(pin);
    app.problem = null;
    return typed.length < STEPS.length ? app.go("newPin") : change(app);
  };
  return [
    h("h1", { tabindex: -1 }, `${words.change_pin}: ${app.name("employees", app.actor)}`),
    problemOf(app),
    h("p", { class: "step" }, `${typed.length + 1}/${STEPS.length} · ${words[STEPS[typed.length]]}`),
    ...pad(app, words[STEPS[typed.length]], next),
    h("div", { class: "chips" }, h("button", { onclick: app.home }, words.cancel)),
  ];
}

async function change(app) {
  const { words, actor } = app;
  const [old, pin, again] = app.typed;
  // The old one need not be typed again.
  app.typed = [old];
  if (pin !== again) return refused(app, { detail: words.pins_differ }, "newPin");
  const answer = await app.call("POST", "pin/change", { employee: actor, old, new: pin }).catch(() => null);
  if (app.actor !== actor || app.screen.kind !== "newPin") return;
  if (!answer) return refused(app, { detail: words.pin_needs_network }, "newPin");
  const { ok, status, body } = answer;
  if (status === 403) app.typed = [];
  if (!ok) return refused(app, body, status === 423 ? "pin" : "newPin", status);
  await keep(app, pin, body);
  app.home();
  app.say("pin_changed");
}
