// An employee's own numbers, for that person alone.
import { h } from "./dom.js";
import { askPin } from "./start.js";

export async function openOwn(app) {
  const again = () => openOwn(app);
  if (app.device && !app.proof && app.find("employees", app.actor)?.has_pin) return askPin(app, again);
  const { actor, proof } = app;
  const shown = proof ? { "Toonbank-Employee-Proof": proof } : {};
  const answer = await app.call("GET", "me", undefined, shown).catch(() => null);
  // Somebody else is there by now.
  if (app.actor !== actor) return;
  if (!answer) return app.fail(again);
  if (!answer.ok) return askPin(app, again, answer.body);
  app.numbers = answer.body;
  app.go("own");
}

export function own(app) {
  const { words, numbers } = app;
  const number = ({ name, said, interval, sums, reason, shop, state }) =>
    h(
      "section",
      {},
      h("h2", {}, name),
      h("p", {}, h("b", {}, said), " ", h("small", {}, [state === "draft" && words.draft, interval, sums, reason].filter(Boolean).join(" · "))),
      shop && h("p", {}, `${words.shop_average}: ${shop}`),
    );
  const visit = ({ time, service_type, status, offered, bought }) =>
    h("li", { class: status === "void" ? "voided" : null }, h("p", {}, h("b", {}, `${time} ${service_type}`), " ", h("small", {}, told(words, offered, bought))));
  return [
    h("h1", { tabindex: -1 }, `${words.own}: ${numbers.employee.name}`),
    h("p", {}, days(app.catalog.locale, numbers)),
    numbers.tip && h("p", { class: "tip" }, numbers.tip),
    h("div", { class: "versions" }, numbers.numbers.map(number)),
    h("section", { class: "today" }, h("h2", {}, words.today), h("ol", {}, numbers.today.map(visit))),
    h(
      "div",
      { class: "chips" },
      h("button", { onclick: app.home }, words.back),
      app.proof && h("button", { onclick: () => app.later("newPin", ({ askNewPin }) => askNewPin(app)) }, words.change_pin),
    ),
  ];
}

const told = (words, offered, bought) =>
  offered ? words.bought_of.replace("{bought}", bought).replace("{offered}", offered) : words.no_offers;

function days(locale, { from, to }) {
  // Days without a time of their own: read and shown in the same zone.
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" });
  return `${format.format(new Date(from))} – ${format.format(new Date(to))}`;
}
