// One ticket: each add-on that fits with its sentence, and yes or no.
import { h, slot } from "./dom.js";
import { MOMENTS, REASONS, setMoment, setReason } from "./ticket.js";

const ANSWERS = { bought: ["yes", "✓"], declined: ["no", "✗"], open: ["later", "…"] };
const MOST = 99;
const WORDS = 5;

export function form(app) {
  const { words, ticket } = app;
  return [
    h(
      "div",
      { class: "job" },
      h("h1", { tabindex: -1 }, () => app.name("service_types", ticket.service_type)),
      h("button", { onclick: app.cancel }, words.cancel),
    ),
    h("p", { class: "problem", role: "alert", hidden: () => !app.problem }, () => app.reason(app.problem)),
    slot(h("div", { class: "cards" }), () => `${app.all} ${ticket.service_type}`, () => cards(app)),
    h("div", { class: "side" }, visit(app), dock(app)),
  ];
}

function cards(app) {
  const { addons } = app.catalog;
  const shown = addons.filter((addon) => app.all || app.ticket.lines.has(addon.id) || app.fits(addon));
  const more = () => h("button", { onclick: app.showAll }, app.words.all_addons);
  return [...shown.map((addon) => card(app, addon)), shown.length < addons.length && more()];
}

function card(app, { id, name, price, script }) {
  const label = `addon-${id}`;
  const line = () => app.ticket.lines.get(id);
  const edit = { class: "edit", hidden: () => !line(), onclick: () => app.activate(id) };
  const answer = ([outcome, [word, sign]]) =>
    h(
      "button",
      {
        class: word,
        "aria-pressed": () => line()?.outcome === outcome,
        onclick: () => app.answer(id, outcome, script),
      },
      h("i", { "aria-hidden": true }, sign),
      app.words[word],
    );
  return h(
    "div",
    { class: () => `card ${app.active === id ? "active" : ""}`, role: "group", "aria-labelledby": label },
    h("h2", { id: label }, name),
    h("span", { class: "price" }, price === null ? "" : app.money.show(price)),
    h(
      "div",
      { class: "about" },
      h("p", { class: () => line() && "said" }, script && `“${script.wording}”`),
      h("button", edit, () => (line() ? `${lineText(app, line())} ✎` : "")),
    ),
    h("div", { class: "answers" }, Object.entries(ANSWERS).map(answer)),
  );
}

function dock(app) {
  const { words } = app;
  return h(
    "div",
    { class: "dock" },
    slot(h("section", { class: "panel", "aria-label": words.offer }), app.panelKey, () => panel(app)),
    h(
      "div",
      { class: "save" },
      h("button", { onclick: () => app.save("open") }, words.finish_later),
      h("button", { class: "main", onclick: () => app.save("closed") }, words.save),
    ),
  );
}

function panel(app) {
  const { words, ticket, active } = app;
  const line = ticket.lines.get(active);
  if (!line) return [];
  const addon = app.addon(active);
  const bought = line.outcome === "bought";
  const asked = () => (line.asked_by = line.asked_by === "staff" ? "customer" : "staff");
  const reason = (one) => chip(app, words[one], () => line.reason === one, () => setReason(line, one));
  const toggles = [
    chip(app, words.asked_first, () => line.asked_by === "customer", asked),
    bought && chip(app, words.amounts, () => app.amounts, () => (app.amounts = !app.amounts)),
  ];
  return [
    h("h2", {}, addon.name),
    line.outcome === "declined" && chips(words.why, REASONS.map(reason), "loose"),
    h("div", { class: "loose" }, toggles),
    bought && slot(h("div", {}), () => app.amounts, () => app.amounts && amounts(app, addon, line)),
    app.catalog.employees.length > 1 && colleagues(app, line),
  ];
}

export function lineText(app, line) {
  const { words } = app;
  return [
    words[line.outcome],
    line.quantity > 1 && `${line.quantity} ×`,
    line.discount && `− ${app.money.show(line.discount)}`,
    line.reason && words[line.reason],
    line.asked_by === "customer" && words.asked_first,
    line.employee && app.name("employees", line.employee),
  ]
    .filter(Boolean)
    .join(" · ");
}

function colleagues(app, line) {
  const { ticket, catalog, words } = app;
  const by = ({ id, name }) => {
    const choose = () => (line.employee = id === ticket.employee ? null : id);
    return chip(app, name, () => (line.employee ?? ticket.employee) === id, choose);
  };
  return chips(words.by, catalog.employees.map(by), "names");
}

function amounts(app, { price }, line) {
  const { words } = app;
  const step = (sign, word, by) =>
    h(
      "button",
      {
        "aria-label": words[word],
        disabled: () => line.quantity + by < 1 || line.quantity + by > MOST,
        onclick: () => app.change(() => (line.quantity += by)),
      },
      sign,
    );
  const discount = (text) => {
    const cents = app.money.read(text);
    const wrong = Number.isNaN(cents) || cents > (price ?? 0) * line.quantity;
    if (!wrong) line.discount = cents || 0;
    return wrong && words.discount_wrong;
  };
  const given = line.discount ? app.money.edit(line.discount) : "";
  return [
    h("div", { class: "stepper" }, step("−", "less", -1), h("output", {}, () => `${line.quantity} ×`), step("+", "more", 1)),
    field(app, words.discount, given, { inputmode: "decimal" }, discount),
  ];
}

function visit(app) {
  const { words, ticket } = app;
  const moment = (one) => chip(app, words[one], () => ticket.moment === one, () => setMoment(ticket, one));
  const annoyed = chip(app, words.annoyed, () => ticket.annoyed, () => (ticket.annoyed = !ticket.annoyed));
  return h(
    "section",
    { class: "visit" },
    chips(words.moment, MOMENTS.map(moment)),
    h("div", { class: "chips" }, annoyed),
    h("details", {}, h("summary", {}, words.more_about), optional(app)),
  );
}

function optional(app) {
  const { words, ticket, catalog } = app;
  const { receipt, total, note } = ticket;
  const numeric = { inputmode: "decimal" };
  const takeTotal = (text) => {
    const cents = app.money.read(text);
    if (!Number.isNaN(cents)) ticket.total = cents;
    return Number.isNaN(cents) && words.amount_wrong;
  };
  const takeNote = (text) => {
    ticket.note = text.trim();
    return ticket.note.split(/\s+/).length > WORDS ? words.note_long : complaint(words, text, false);
  };
  return [
    ticket.again && choice(app, words.service, "service_type", catalog.service_types),
    ticket.again && choice(app, words.employee, "employee", catalog.employees),
    field(app, words.receipt, receipt, { maxlength: 40 }, (text) => {
      ticket.receipt = text.trim();
      return complaint(words, text, true);
    }),
    field(app, words.total, total === null ? "" : app.money.edit(total), numeric, takeTotal),
    catalog.notes_allowed && field(app, words.note, note, { maxlength: 80 }, takeNote),
  ];
}

function choice(app, label, name, all) {
  const option = ({ id, name: text }) => h("option", { value: id, selected: id === app.ticket[name] ? "" : null }, text);
  const chosen = (event) => app.change(() => (app.ticket[name] = +event.target.value));
  return h("label", {}, label, h("select", { onchange: chosen }, all.map(option)));
}

/** `take(text)` answers with what is wrong. */
function field(app, label, value, traits, take) {
  const said = h("em", { role: "alert" });
  const oninput = async ({ target }) => {
    const wrong = (await take(target.value)) || "";
    target.setAttribute("aria-invalid", Boolean(wrong));
    said.textContent = wrong;
    app.show();
  };
  return h("label", {}, label, h("input", { ...traits, value, oninput, autocomplete: "off" }), said);
}

// The rules are big and only read when somebody types.
async function complaint(words, text, reference) {
  const { check } = await import("./private.js");
  return check(text, reference).some(({ severity }) => severity === "refuse") && words.private;
}

export const chip = (app, text, pressed, act) =>
  h("button", { "aria-pressed": pressed, onclick: () => app.change(act) }, text);

const chips = (label, buttons, kind = "") =>
  h("div", { class: `chips ${kind}`, role: "group", "aria-label": label }, h("span", { "aria-hidden": true }, label), buttons);
