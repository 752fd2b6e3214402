// The start: ties page, screens and sending together.
import { App } from "./app.js";
import { slot, update } from "./dom.js";
import { form } from "./form.js";
import { api } from "./send.js";
import { conflict, employees, failed, loading, names, services, status } from "./start.js";
import { store } from "./store.js";

const SCREENS = { conflict, employees, failed, form, loading, services };
const page = document.body.dataset;
const words = JSON.parse(document.getElementById("words").textContent);
const app = new App(page, words, api(page.shop), store(page.shop), show);
const main = slot(document.getElementById("main"), () => app.screen, () => SCREENS[app.screen.kind](app));
slot(document.getElementById("who"), () => app.actor && app.catalog, () => (app.actor ? names(app) : []));
slot(document.getElementById("status"), app.statusKey, () => status(app));

let shown = app.screen;
let fresh = false;
function show() {
  update();
  if (app.screen === shown) return;
  shown = app.screen;
  fresh = true;
  main.className = shown.kind;
  main.scrollTop = 0;
  main.querySelector("h1")?.focus();
}

// The second tap of two must not press what has just come under the finger.
function onlyOnce(event) {
  if (fresh && event.detail > 1) event.stopPropagation();
  else fresh = false;
}

addEventListener("click", onlyOnce, { capture: true });
addEventListener("beforeunload", (event) => ["idle", "login"].includes(app.state()) || event.preventDefault());
app.open();
