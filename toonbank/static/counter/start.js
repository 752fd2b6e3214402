// Between two tickets: who, what for, today's tickets, and whether they are saved.
import { h, slot } from "./dom.js";
import { chip } from "./form.js";
import { count, isOpen } from "./ticket.js";

const MARKS = { bought: "✓", declined: "✗", open: "…" };

export function employees(app) {
  return [h("h1", { tabindex: -1 }, app.words.who), tiles(app.catalog.employees, (one) => take(app, one))];
}

export function services(app) {
  const { words, catalog } = app;
  const types = catalog.service_types;
  return [
    slot(h("section", { class: "open" }), () => app.changes, () => open(app)),
    h(
      "section",
      {},
      h("h1", { tabindex: -1 }, words.what),
      types.length ? tiles(types, (one) => app.start(one.id)) : h("p", {}, words.no_services),
    ),
    slot(h("section", { class: "today" }), () => app.changes, () => today(app)),
    h(
      "div",
      { class: "chips" },
      (app.actor || !app.device) && chip(app, words.own, null, () => app.later("own", ({ openOwn }) => openOwn(app))),
      app.actor && chip(app, words.practise, null, () => app.later("training", ({ openTraining }) => openTraining(app))),
      chip(app, words.tablet, null, () => app.go("thisTablet")),
    ),
  ];
}

export function names(app) {
  return app.catalog.employees.map((one) => chip(app, one.name, () => app.actor === one.id, () => take(app, one)));
}

/** One tap; where there is a PIN the pad follows, and can be passed by. */
function take(app, { id, has_pin: asked }) {
  if (id === app.actor && app.screen.kind !== "employees") return;
  app.setActor(id);
  if (asked && app.device && !app.ticket) askPin(app, app.home);
}

export function askPin(app, then, problem = null) {
  Object.assign(app, { problem, after: then });
  app.go("pin");
}

const tiles = (all, act) =>
  h("div", { class: "tiles" }, all.map((one) => h("button", { onclick: () => act(one) }, one.name)));

function open(app) {
  const entries = app.entries().filter(({ document }) => isOpen(document));
  const resume = (entry) => h("button", { onclick: () => app.correct(entry) }, ...told(app, entry));
  return entries.length && [h("h2", {}, `${app.words.still_open} (${entries.length})`), h("div", { class: "tiles" }, entries.map(resume))];
}

function today(app) {
  const entries = app.entries();
  return entries.length && [h("h2", {}, app.words.today), h("ol", {}, entries.map((entry) => row(app, entry)))];
}

function row(app, entry) {
  const { document, may } = entry;
  const voided = document.status === "void";
  const acts = [!voided && ["correct", app.correct], voided ? ["restore", app.toggleVoid] : ["void", app.toggleVoid]];
  return entryRow(app, entry, may ? acts.filter(Boolean) : []);
}

/** `acts` are buttons: a word and what happens. */
export function entryRow(app, entry, acts, more) {
  const { words } = app;
  const button = ([word, act]) =>
    h("button", { "aria-label": `${words[word]}: ${title(app, entry.document)}`, onclick: () => act(entry) }, words[word]);
  return h(
    "li",
    { class: entry.document.status === "void" ? "voided" : null },
    h("p", {}, ...told(app, entry)),
    more,
    h("div", { class: "acts" }, acts.map(button)),
  );
}

const title = (app, { started_at, service_type }) =>
  `${app.time(started_at)} ${app.name("service_types", service_type)}`;

function told(app, { document, state }) {
  const { words } = app;
  const parts = Object.keys(MARKS).map((outcome) => [count(document, outcome), outcome]);
  const offers = parts.filter(([n]) => n).map(([n, outcome]) => `${MARKS[outcome]} ${n} ${words[outcome]}`);
  const facts = [
    app.name("employees", document.employee),
    document.status === "void" ? words.voided : offers.join(", ") || words.no_offers,
    state === "waiting" && words.not_saved,
  ];
  return [h("b", {}, title(app, document)), " ", h("small", {}, facts.filter(Boolean).join(" · "))];
}

export const loading = ({ words }) => [h("h1", { tabindex: -1 }, words.loading)];

export const failed = ({ words, problem, reason, again, catalog, home }) => [
  h("h1", { tabindex: -1 }, reason(problem) || words.unreachable),
  h(
    "div",
    { class: "chips" },
    h("button", { class: "main", onclick: again }, words.again),
    catalog && h("button", { onclick: home }, words.back),
  ),
];
