// Between two tickets: who, what for, today's tickets, and whether they are saved.
import { h, slot } from "./dom.js";
import { fill, save } from "./enrol.js";
import { chip, lineText } from "./form.js";
import { choose, openOwn } from "./pin.js";
import { count, isOpen } from "./ticket.js";


const SIGNS = { bought: "✓", declined: "✗", open: "…" };

export function employees(app) {
  return [h("h1", { tabindex: -1 }, app.words.who), tiles(app.catalog.employees, (one) => choose(app, one))];
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
      (app.actor || !app.device) && chip(app, words.own, null, () => openOwn(app)),
      chip(app, words.tablet, null, () => app.go("thisTablet")),
    ),
  ];
}

export function names(app) {
  return app.catalog.employees.map((one) => chip(app, one.name, () => app.actor === one.id, () => choose(app, one)));
}

const tiles = (all, choose) =>
  h("div", { class: "tiles" }, all.map((one) => h("button", { onclick: () => choose(one) }, one.name)));

function open(app) {
  const entries = app.entries().filter(({ document }) => isOpen(document));
  const resume = (entry) => h("button", { onclick: () => app.correct(entry) }, ...told(app, entry));
  return entries.length && [h("h2", {}, app.words.still_open), h("div", { class: "tiles" }, entries.map(resume))];
}

function today(app) {
  const entries = app.entries();
  return entries.length && [h("h2", {}, app.words.today), h("ol", {}, entries.map((entry) => row(app, entry)))];
}

function row(app, entry) {
  const { words } = app;
  const { document, held, problem, may } = entry;
  const voided = document.status === "void";
  const button = (word, act) =>
    h("button", { "aria-label": `${words[word]}: ${title(app, document)}`, onclick: () => act(entry) }, words[word]);
  return h(
    "li",
    { class: voided ? "voided" : null },
    h("p", {}, ...told(app, entry)),
    problem && h("p", { class: "problem" }, app.reason(problem)),
    h(
      "div",
      { class: "acts" },
      may && (held || !voided) && button("correct", app.correct),
      held ? button("discard", app.discard) : may && button(voided ? "restore" : "void", app.toggleVoid),
    ),
  );
}

/** What the server refused: said why, and waiting for somebody without holding up the rest. */
export function attention(app) {
  const { words } = app;
  const rows = () => app.stuck().map((entry) => row(app, entry));
  return [
    h("h1", { tabindex: -1 }, words.attention),
    slot(h("section", { class: "today" }), () => app.changes, () => h("ol", {}, rows())),
    h("div", { class: "chips" }, h("button", { onclick: app.home }, words.back), h("button", { onclick: () => save(app) }, words.export)),
  ];
}

const title = (app, { started_at, service_type }) =>
  `${app.time(started_at)} ${app.name("service_types", service_type)}`;

function told(app, { document, state }) {
  const { words } = app;
  const parts = Object.keys(SIGNS).map((outcome) => [count(document, outcome), outcome]);
  const offers = parts.filter(([n]) => n).map(([n, outcome]) => `${SIGNS[outcome]} ${n} ${words[outcome]}`);
  const facts = [
    app.name("employees", document.employee),
    document.status === "void" ? words.voided : offers.join(", ") || words.no_offers,
    state === "waiting" && words.not_saved,
  ];
  return [h("b", {}, title(app, document)), " ", h("small", {}, facts.filter(Boolean).join(" · "))];
}

export function conflict(app) {
  const { words, clash } = app;
  return [
    h("h1", { tabindex: -1 }, words.conflict),
    h(
      "div",
      { class: "versions" },
      version(app, words.this_device, clash.document, () => app.keepOwn(clash)),
      version(app, words.saved_version, clash.current, () => app.keepSaved(clash)),
    ),
  ];
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

export const loading = (app) => [h("p", {}, app.words.loading)];

export const failed = (app) => [
  h("h1", { tabindex: -1 }, app.words.unreachable),
  h("p", {}, app.reason(app.problem)),
  h("button", { class: "main", onclick: app.open }, app.words.again),
];

export function status(app) {
  const { words, notice, page } = app;
  const state = app.state();
  const calm = state === "idle" || state === "sending";
  const stuck = app.stuck().length;
  const rest = state === "idle" && stuck ? "kept" : state;
  const said = calm && notice ? notice.key : rest;
  return [
    h("i", { "aria-hidden": true }, { idle: "✓", sending: "…", loading: "…" }[stuck ? "" : state] || "!"),
    h("span", {}, fill(words[said], app)),
    notice && h("button", { onclick: app.undo }, words.undo),
    state === "login" && h("a", { href: `${page.login}?next=${location.pathname}` }, words.log_in),
    state === "revoked" && h("button", { onclick: () => app.go("enrol") }, words.connect),
    (state === "revoked" || state === "full") && h("button", { onclick: () => save(app) }, words.export),
    stuck > 0 && h("button", { class: "bad", onclick: () => app.go("attention") }, `${words.attention} (${stuck})`),
  ];
}
