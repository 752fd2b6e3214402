// One ticket: each add-on that fits with its sentence, and yes or no.
import { h, slot } from "./dom.js";
import { receiptFits } from "./receipt.js";
import { MOMENTS, REASONS, setMoment, setReason } from "./ticket.js";

const ANSWERS = { bought: ["yes", "✓"], declined: ["no", "✗"], open: ["later", "…"] };
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

/** One row for each add-on, or for all variants of a category; what was refused earlier in this visit stays away. */
function cards(app) {
  const { addons } = app.catalog;
  const { lines } = app.ticket;
  const shown = addons.filter((addon) => app.all || (lines.has(addon.id) ? !isPast(lines.get(addon.id)) : app.fits(addon)));
  const more = () => h("button", { onclick: app.showAll }, app.words.all_addons);
  return [...groups(app, shown).map((group) => card(app, group)), shown.length < addons.length && more()];
}

const isPast = ({ fixed, outcome }) => fixed && outcome === "declined";

function groups(app, shown) {
  if (app.all) return shown.map((addon) => [addon]);
  const byCategory = Map.groupBy ? Map.groupBy(shown, ({ category }) => category) : new Map(shown.map((one) => [one.id, [one]]));
  const answered = (group) => group.filter(({ id }) => app.ticket.lines.has(id)).length;
  return [...byCategory.values()].flatMap((group) => (answered(group) > 1 ? group.map((addon) => [addon]) : [group]));
}

function card(app, group) {
  const { lines } = app.ticket;
  const label = `addon-${group[0].id}`;
  const chosen = () =>
    group.find(({ id }) => lines.has(id)) ||
    group.find(({ id, category }) => app.chosen[category] === id) ||
    group.find(({ variant }) => variant && variant === app.chosen.variant) ||
    group[0];
  const line = () => lines.get(chosen().id);
  const edit = { class: "edit", hidden: () => !line(), onclick: () => app.activate(chosen().id) };
  const answer = ([outcome, [word, sign]]) =>
    h(
      "button",
      { class: word, "aria-pressed": () => line()?.outcome === outcome, onclick: () => app.answer(chosen(), outcome) },
      h("i", { "aria-hidden": true }, sign),
      app.words[word],
    );
  const variant = (addon) =>
    h(
      "button",
      { "aria-pressed": () => chosen() === addon, onclick: () => app.vary(chosen().id, addon) },
      [addon.variant, addon.detail].filter(Boolean).join(" · ") || addon.name,
    );
  return h(
    "div",
    { class: () => `card ${app.active === chosen().id ? "active" : ""}`, role: "group", "aria-labelledby": label },
    h("h2", { id: label }, group[1] ? group[0].category : group[0].name),
    h("span", { class: "price" }, () => (chosen().price === null ? "" : app.money.show(chosen().price))),
    h(
      "div",
      { class: "about" },
      h("p", { class: () => line() && "said" }, () => (chosen().script ? `“${chosen().script.wording}”` : "")),
      h("button", edit, () => (line() ? `${lineText(app, line())} ✎` : "")),
    ),
    group[1] && h("div", { class: "chips variants" }, group.map(variant)),
    h("div", { class: "answers" }, Object.entries(ANSWERS).map(answer)),
  );
}

function dock(app) {
  const { words } = app;
  return h(
    "div",
    { class: "dock" },
    h("p", { class: "nudge", role: "status" }, () => (isMany(app) ? words.nudge.replace("{most}", app.catalog.max_offers) : "")),
    slot(h("section", { class: "panel", "aria-label": words.offer }), app.panelKey, () => panel(app)),
    h(
      "div",
      { class: "save" },
      h("button", { onclick: () => app.save("open") }, words.finish_later),
      h("button", { class: "main", onclick: () => app.save("closed") }, words.save),
    ),
  );
}

function isMany({ catalog, ticket }) {
  const asked = [...ticket.lines.values()].filter(({ asked_by }) => asked_by === "staff").length;
  return catalog.max_offers !== null && asked > catalog.max_offers;
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

function amounts(app, { price, discount_allowed: allowed }, line) {
  const { words } = app;
  const step = (sign, word, by) =>
    h(
      "button",
      {
        "aria-label": words[word],
        disabled: () => line.quantity + by < 1 || line.quantity + by > app.catalog.max_quantity,
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
    allowed && field(app, words.discount, given, { inputmode: "decimal" }, discount),
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
      return receiptFits(ticket.receipt, catalog.receipt_pattern) ? complaint(words, text, true) : words.receipt_form;
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
export function field(app, label, value, traits, take) {
  const said = h("em", { role: "alert" });
  const oninput = async ({ target }) => {
    const wrong = (await take(target.value)) || "";
    target.setAttribute("aria-invalid", Boolean(wrong));
    said.textContent = wrong;
    app.show();
  };
  // Fetched at the first touch, so that it is there at the first letter.
  const onfocus = () => void rules();
  return h("label", {}, label, h("input", { ...traits, value, oninput, onfocus, autocomplete: "off" }), said);
}

const rules = () => import("/static/counter/private.js");

async function complaint(words, text, reference) {
  const { check } = await rules();
  return check(text, reference).some(({ severity }) => severity === "refuse") && words.private;
}

export const chip = (app, text, pressed, act) =>
  h("button", { "aria-pressed": pressed, onclick: () => app.change(act) }, text);

const chips = (label, buttons, kind = "") =>
  h("div", { class: `chips ${kind}`, role: "group", "aria-label": label }, h("span", { "aria-hidden": true }, label), buttons);
