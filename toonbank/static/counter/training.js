// Two minutes of "does this count as offered?": one situation at a time, right or wrong at once, and why.
import { h, slot } from "./dom.js";

export async function openTraining(app) {
  const answer = await app.call("GET", "training").catch(() => null);
  if (!answer?.ok) return app.fail(() => openTraining(app), answer ? answer.body : { detail: app.words.practise_offline });
  start(app, answer.body.cards);
}

/** `told` holds for each card what the server said of the answer. */
function start(app, cards) {
  app.lesson = { cards, at: 0, told: new Map(), employee: app.actor, busy: false };
  app.problem = null;
  app.go("training");
}

export function training(app) {
  const { words, lesson } = app;
  const { cards, at, told } = lesson;
  const card = cards[at];
  if (!card) return ending(app);
  return [
    h("h1", { tabindex: -1 }, `${words.training} · ${at + 1}/${cards.length}`),
    h("p", { class: "situation" }, card.situation),
    h("p", { class: "problem", role: "alert", hidden: () => !app.problem }, () => app.reason(app.problem)),
    h("div", { class: "choices" }, card.choices.map((choice) => button(app, card, choice))),
    slot(h("section", { role: "status" }), () => told.get(card.key), () => verdict(app, card)),
    h("div", { class: "chips" }, h("button", { onclick: app.home }, words.stop)),
  ];
}

function button(app, { key }, choice) {
  const { lesson } = app;
  const told = () => lesson.told.get(key);
  const sign = () => (told()?.choice === choice.key ? (told().right ? "✓ " : "✗ ") : "");
  return h(
    "button",
    {
      "aria-pressed": () => told()?.choice === choice.key,
      disabled: () => lesson.busy || Boolean(told()),
      onclick: () => tap(app, key, choice.key),
    },
    h("i", {}, sign),
    choice.text,
  );
}

async function tap(app, card, choice) {
  const { lesson } = app;
  app.change(() => Object.assign(lesson, { busy: true }));
  const answers = [{ card, choice }];
  const answer = await app.call("POST", "training", { employee: lesson.employee, answers }).catch(() => null);
  lesson.busy = false;
  app.problem = answer?.ok ? null : (answer?.body ?? { detail: app.words.practise_offline });
  if (answer?.ok) {
    lesson.told.set(card, answer.body.results[0]);
    lesson.passed = answer.body.passed;
  }
  app.show();
  // On a phone it lies below the choices.
  document.querySelector(".training .main")?.focus();
}

function verdict(app, { key }) {
  const { words, lesson } = app;
  const told = lesson.told.get(key);
  if (!told) return [];
  const next = () => {
    lesson.at++;
    app.go("training");
  };
  return [
    h("p", { class: told.right ? "right" : "problem" }, h("b", {}, told.right ? words.right : words.wrong), " ", told.why),
    h("button", { class: "main", onclick: next }, words.next),
  ];
}

function ending(app) {
  const { words, lesson } = app;
  const missed = lesson.cards.filter(({ key }) => !lesson.told.get(key).right);
  const again = ({ situation, key }) => h("li", {}, h("p", {}, h("b", {}, situation), " ", h("small", {}, lesson.told.get(key).why)));
  return [
    h("h1", { tabindex: -1 }, missed.length && !lesson.passed ? words.look_again : words.passed),
    h("p", {}, words.score.replace("{right}", lesson.cards.length - missed.length).replace("{all}", lesson.cards.length)),
    h("section", { class: "today" }, missed.length > 0 && h("ol", {}, missed.map(again))),
    h(
      "div",
      { class: "chips" },
      missed.length > 0 && h("button", { class: "main", onclick: () => start(app, missed) }, words.practise_again),
      h("button", { onclick: app.home }, words.back),
    ),
  ];
}
