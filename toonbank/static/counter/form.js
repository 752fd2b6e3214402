// One ticket: each add-on that fits with its sentence, and yes or no.
import { h, slot } from "./dom.js";
import { fits, isDear, mayRepeat, rival } from "./rules.js";
import { MOMENTS, REASONS, setMoment, setReason } from "./ticket.js";

const ANSWERS = { bought: ["yes", "✓"], declined: ["no", "✗"], open: ["later", "…"] };

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
    slot(h("div", { class: "cards" }), () => `${app.all} ${ticket.service_type} ${ticket.moment}`, () => cards(app)),
    h("div", { class: "side" }, visit(app), dock(app)),
  ];
}

/** One row for each add-on, or for all variants of a category; what is dear for this job comes last, and what was
 * refused earlier in this visit stays away. */
function cards(app) {
  const { addons } = app.catalog;
  const { lines } = app.ticket;
  const fit = (addon) => app.all || (lines.has(addon.id) ? !isPast(lines.get(addon.id)) : fits(addon, app.ticket));
  const shown = addons.filter(fit).sort((one, other) => isDear(one, app.ticket) - isDear(other, app.ticket));
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
  const instead = () => !line() && rival(app.catalog.addons, app.ticket, chosen());
  const said = ({ script }) => (instead() ? app.words.not_with.replace("{name}", instead().name) : script ? `“${script.wording}”` : "");
  const edit = { class: "edit", hidden: () => !line(), onclick: () => app.activate(chosen().id) };
  const answer = ([outcome, [word, sign]]) =>
    h(
      "button",
      {
        class: word,
        "aria-pressed": () => line()?.outcome === outcome,
        disabled: () => !app.all && Boolean(instead()),
        onclick: () => app.answer(chosen(), outcome),
      },
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
      h("p", { class: () => line() && "said" }, () => said(chosen())),
      h("button", edit, () => (line() ? `${lineText(app, line())} ✎` : "")),
    ),
    h("p", { class: "facts" }, () => facts(app, chosen())),
    group[1] && h("div", { class: "chips variants" }, group.map(variant)),
    h("div", { class: "answers" }, Object.entries(ANSWERS).map(answer)),
  );
}

function facts(app, addon) {
  const parts = addon.bundle?.map(({ id, name, quantity }) => (quantity > 1 ? `${quantity} × ` : "") + (name || app.addon(id).name));
  return [isDear(addon, app.ticket) && app.words.dear, parts?.join(" + ")].filter(Boolean).join(" · ");
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
    bought && (hasQuantity(addon, line) || hasDiscount(addon, line)) && chip(app, words.amounts, () => app.amounts, () => (app.amounts = !app.amounts)),
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

// What was given before stays to be seen and taken back, whatever the rule is now.
const hasQuantity = (addon, { quantity }) => mayRepeat(addon) || quantity > 1;
const hasDiscount = ({ discount_allowed: allowed }, { discount }) => allowed || discount > 0;

function amounts(app, addon, line) {
  const { words } = app;
  const { price } = addon;
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
    hasQuantity(addon, line) && h("div", { class: "stepper" }, step("−", "less", -1), h("output", {}, () => `${line.quantity} ×`), step("+", "more", 1)),
    hasDiscount(addon, line) && field(app, words.discount, given, { inputmode: "decimal" }, discount),
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
    more(app),
  );
}

/** Fetched when somebody opens it. */
function more(app) {
  const { words } = app;
  let part;
  const ontoggle = async () => {
    part ??= await app.bring("optional");
    app.show();
  };
  const fields = () => (part ? part.optional(app) : h("p", {}, part === null ? words.unreachable : words.loading));
  return h("details", { ontoggle }, h("summary", {}, words.more_about), slot(h("div", {}), () => part, fields));
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
  return h("label", {}, label, h("input", { ...traits, value, oninput, autocomplete: "off" }), said);
}

export const chip = (app, text, pressed, act) =>
  h("button", { "aria-pressed": pressed, onclick: () => app.change(act) }, text);

const chips = (label, buttons, kind = "") =>
  h("div", { class: `chips ${kind}`, role: "group", "aria-label": label }, h("span", { "aria-hidden": true }, label), buttons);
