// A tablet becomes one of the shop's with the manager's code, and stops being one.
import { h } from "./dom.js";
import { chip, field } from "./form.js";
import { keyOf } from "./queue.js";
import { fill, save } from "./status.js";

export function enrol(app) {
  const { words, device } = app;
  const wanted = { code: location.hash.split("=")[1] || "", name: device?.device.name || "" };
  const said = h("p", { class: "problem", role: "alert", hidden: () => !app.problem }, () => app.reason(app.problem));
  const take = (key) => (text) => void (wanted[key] = text);
  return [
    h("h1", { tabindex: -1 }, words.enrol),
    h("p", {}, words.enrol_how),
    said,
    field(app, words.code, wanted.code, { autocapitalize: "characters", maxlength: 20 }, take("code")),
    field(app, words.device_name, wanted.name, { maxlength: 60 }, take("name")),
    h("button", { class: "main", onclick: () => ask(app, wanted) }, words.connect),
  ];
}

async function ask(app, wanted) {
  const { ok, body } = await app.call("POST", "devices", wanted).catch(() => ({ body: { detail: app.words.unreachable } }));
  if (!ok) return app.change(() => (app.problem = body));
  await app.db.write(["device", "key", body], ["catalog", "now"], ["catalog", "tickets"], ...(await farewell(app, body.shop)));
  history.replaceState(null, "", "/counter/");
  location.reload();
}

/** What is left of another shop must not end up in this one. */
async function farewell({ db, device, words }, { slug }) {
  if (!device || device.shop.slug === slug) return [];
  const [queue, sent] = await Promise.all([db.all("queue"), db.all("sent")]);
  const problem = { detail: `${words.other_shop} ${device.shop.name}` };
  return [
    ...queue.map((item) => ["queue", keyOf(item), { ...item, held: "refused", problem }]),
    ...sent.map((item) => ["sent", keyOf(item)]),
  ];
}

/** What is on this tablet, and the way out: never with tickets that nobody else has. */
export function thisTablet(app) {
  const { words, device } = app;
  const unsent = app.store.held.queue.length;
  return [
    h("h1", { tabindex: -1 }, words.tablet),
    h("p", {}, [device?.device.name, device?.shop.name].filter(Boolean).join(" · ")),
    h("p", {}, fill(words.kept_here, app)),
    h("p", { class: "problem", role: "alert", hidden: () => !app.problem }, () => app.reason(app.problem)),
    h(
      "div",
      { class: "chips" },
      h("button", { onclick: app.home }, words.back),
      unsent > 0 && h("button", { onclick: () => save(app) }, words.export),
      chip(app, words.clear, null, () => clear(app)),
    ),
  ];
}

async function clear(app) {
  await app.outbox.pump();
  if (app.store.held.queue.length && !app.exported) return app.change(() => (app.problem = { detail: app.words.clear_refused }));
  await app.store.clear();
  location.reload();
}
