// What went wrong with a ticket and waits for somebody: refused by the server, or changed on two sides.
import { h, slot } from "./dom.js";
import { lineText } from "./form.js";
import { entryRow } from "./start.js";
import { save } from "./status.js";
import { next } from "./ticket.js";

/** Said why, without holding up the rest. */
export function attention(app) {
  const { words } = app;
  const rows = () => app.stuck().map((entry) => stuck(app, entry));
  return [
    h("h1", { tabindex: -1 }, words.attention),
    slot(h("section", { class: "today" }), () => app.changes, () => h("ol", {}, rows())),
    h("div", { class: "chips" }, h("button", { onclick: app.home }, words.back), h("button", { onclick: () => save(app) }, words.export)),
  ];
}

function stuck(app, entry) {
  const { may, problem } = entry;
  const discard = ["discard", () => throwAway(app, entry.document)];
  const why = problem && h("p", { class: "problem" }, app.reason(problem));
  return entryRow(app, entry, may ? [["correct", app.correct], discard] : [discard], why);
}

async function throwAway(app, { uuid }) {
  const items = app.queued(uuid);
  await app.store.drop(items);
  app.say("cancelled", () => app.store.add(items));
}

export function choose(app, { document, problem }) {
  // Undoing the save that clashed would strike out the other version.
  Object.assign(app, { clash: { document, current: problem.current }, notice: null });
  app.go("conflict");
}

export function conflict(app) {
  const { words, clash } = app;
  return [
    h("h1", { tabindex: -1 }, words.conflict),
    h(
      "div",
      { class: "versions" },
      version(app, words.this_device, clash.document, () => keepOwn(app, clash)),
      version(app, words.saved_version, clash.current, () => keepSaved(app, clash)),
    ),
  ];
}

function keepOwn(app, { document, current }) {
  app.home();
  app.keep(next({ ...document, revision: current.revision }, document.status));
}

async function keepSaved(app, { document: { uuid } }) {
  app.home();
  await app.store.drop(app.queued(uuid));
  app.fetch();
}

function version(app, heading, document, keep) {
  const { service_type, employee, status, total, receipt, note, offers, annoyed } = document;
  const { words } = app;
  const facts = [
    app.name("service_types", service_type),
    app.name("employees", employee),
    status === "void" && words.voided,
    annoyed && words.annoyed,
    total !== null && app.money.show(total),
    receipt,
    note,
  ];
  return h(
    "section",
    {},
    h("h2", {}, heading),
    h("p", {}, facts.filter(Boolean).join(" · ")),
    h("ul", {}, offers.map((line) => h("li", {}, `${app.addon(line.addon).name}: ${lineText(app, line)}`))),
    h("button", { class: "main", onclick: keep }, words.keep),
  );
}
