// Who is there: a PIN, and with it one's own numbers. Logging never waits for either.
import { h } from "./dom.js";
import { chip, field } from "./form.js";
import { matches, verifier } from "./secret.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "⌫", "0", "✓"];
export const MOST_TRIES = 15;

/** One tap; where there is a PIN the pad follows, and can be passed by. */
export function choose(app, { id, has_pin: asked }) {
  if (id === app.actor && app.screen.kind !== "employees") return;
  app.setActor(id);
  if (asked && app.device && !app.ticket) ask(app, app.home);
}

export function openOwn(app) {
  const show = () => load(app).then((problem) => (problem ? ask(app, show, problem) : app.go("own")));
  if (!app.device || app.proof) return show();
  if (app.find("employees", app.actor)?.has_pin) return ask(app, show);
  return show();
}

function ask(app, then, problem = null) {
  Object.assign(app, { problem, after: then });
  app.go("pin");
}

export function pin(app) {
  const { words } = app;
  const problem = h("p", { class: "problem", role: "alert", hidden: () => !app.problem }, () => app.reason(app.problem));
  const back = h("button", { onclick: app.home }, words.without_pin);
  if (app.locked) return [h("h1", { tabindex: -1 }, words.locked), ...unlocking(app), problem, back];
  const typed = h("input", { type: "password", inputmode: "none", autocomplete: "off", maxlength: 8, "aria-label": words.pin });
  const done = () => check(app, typed.value).finally(() => (typed.value = ""));
  const press = (key) => {
    if (key === "✓") return done();
    typed.value = key === "⌫" ? typed.value.slice(0, -1) : typed.value + key;
  };
  typed.addEventListener("keydown", ({ key }) => key === "Enter" && done());
  const label = (key) => ({ "⌫": words.erase, "✓": words.ready })[key];
  const keys = KEYS.map((key) => h("button", { "aria-label": label(key), onclick: () => press(key) }, key));
  return [
    h("h1", { tabindex: -1 }, `${words.pin}: ${app.name("employees", app.actor)}`),
    problem,
    typed,
    h("div", { class: "pad" }, keys),
    back,
  ];
}

async function check(app, typed) {
  const name = `pin-${app.actor}`;
  const answer = await app.call("POST", "pin", { employee: app.actor, pin: typed }).catch(() => null);
  if (!answer) return offline(app, typed, name);
  const { ok, status, body } = answer;
  if (ok) {
    app.proof = body.proof;
    await app.store.set("tries", 0);
    await app.store.set(name, await verifier(typed));
    return app.after();
  }
  if (status === 423) await lock(app);
  // Changed meanwhile: the old one is no good without a network either.
  else if (await matches(typed, await app.store.get(name))) await app.store.set(name);
  again(app, body);
}

async function offline(app, typed, name) {
  const kept = await app.store.get(name);
  const tries = ((await app.store.get("tries")) || 0) + 1;
  await app.store.set("tries", tries);
  if (tries >= MOST_TRIES) app.locked = true;
  else if (await matches(typed, kept)) {
    await app.store.set("tries", 0);
    return app.home();
  }
  again(app, { detail: app.words[kept ? "pin_wrong" : "pin_offline"] });
}

function again(app, problem) {
  app.problem = problem;
  app.go("pin");
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
  if (answer && !answer.ok) return again(app, answer.body);
  const { device } = app.catalog;
  if (!answer) {
    // Works once: the server makes a new one as soon as it hears of it.
    const used = await app.store.get("unlock");
    if (used || !(await matches(code, device.unlock))) return again(app, { detail: app.words.code_wrong });
    await app.store.set("unlock", code);
  }
  await opened(app);
  again(app, null);
}

async function lock(app) {
  app.locked = true;
  await app.store.set("tries", MOST_TRIES);
}

async function opened(app) {
  app.locked = false;
  await app.store.set("tries", 0);
}

/** Locked here or by the server, until there is another code; one taken without a network is told first. */
export async function follow(app, before, { device }) {
  const code = await app.store.get("unlock");
  if (code) {
    const { status } = await app.call("POST", "pin/unlock", { code });
    if (status !== 429) await app.store.set("unlock");
  } else if (device?.pin_locked) await lock(app);
  else if (before && before.device?.unlock.salt !== device?.unlock.salt) await opened(app);
}

async function load(app) {
  const proof = app.proof ? { "Toonbank-Employee-Proof": app.proof } : {};
  const { ok, body } = await app.call("GET", "me", undefined, proof).catch(() => ({ body: { detail: app.words.unreachable } }));
  if (!ok) return body;
  app.numbers = body;
}

export function own(app) {
  const { words, numbers } = app;
  const number = ({ name, said, interval, sums, reason, shop }) =>
    h(
      "section",
      {},
      h("h2", {}, name),
      h("p", {}, h("b", {}, said), " ", h("small", {}, [interval, sums, reason].filter(Boolean).join(" · "))),
      shop && h("p", {}, `${words.shop_average}: ${shop}`),
    );
  const visit = ({ time, service_type, status, offered, bought }) =>
    h("li", { class: status === "void" ? "voided" : null }, h("b", {}, `${time} ${service_type}`), ` ${bought} / ${offered}`);
  return [
    h("h1", { tabindex: -1 }, `${words.own}: ${numbers.employee.name}`),
    h("p", {}, `${numbers.from} – ${numbers.to}`),
    numbers.tip && h("p", { class: "tip" }, numbers.tip),
    h("div", { class: "versions" }, numbers.numbers.map(number)),
    h("section", { class: "today" }, h("h2", {}, words.today), h("ol", {}, numbers.today.map(visit))),
    h("button", { onclick: app.home }, words.back),
  ];
}
