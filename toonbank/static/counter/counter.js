// The start: ties page, screens, storage and sending together.
import { App } from "./app.js";
import { clocks } from "./clock.js";
import { database } from "./db.js";
import { slot, update } from "./dom.js";
import { drawn } from "./screens.js";
import { api, tablet, visitor } from "./send.js";
import { names } from "./start.js";
import { status } from "./status.js";
import { store } from "./store.js";
import { words } from "./words.js";

const RENEWAL_MS = 3000;
const page = document.body.dataset;
// A shop in the address is a member's browser; none is an enrolled tablet.
const slug = location.pathname.split("/")[2];
const db = database(slug ? `toonbank-${slug}` : "toonbank");
const main = document.getElementById("main");
const bar = document.getElementById("status");
let app;
let shown;
let fresh = false;

async function start() {
  const device = await db.get("device", "key");
  const clock = clocks((await db.get("settings", "offset")) ?? null);
  const who = slug ? visitor(slug) : tablet(device?.token);
  const memory = store(db, () => app.changed());
  app = new App({ page, words, call: api(who, clock), who, clock, store: memory, db, device, show });
  shown = app.screen;
  slot(main, () => app.screen, () => drawn(app));
  slot(document.getElementById("who"), () => app.catalog && app.actor && app.screen.kind !== "enrol" && app.catalog, () => (app.actor ? names(app) : []));
  slot(bar, app.statusKey, () => status(app));
  navigator.storage?.persist?.();
  if (slug || (device && !location.hash.startsWith("#enrol="))) return app.open();
  await app.recall();
  app.go("enrol");
}

function show() {
  update();
  bar.className = app.state();
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

async function worker() {
  const { serviceWorker } = navigator;
  const policy = globalThis.trustedTypes?.createPolicy("counter", { createScriptURL: (url) => url });
  const address = "/counter/sw.js";
  const { waiting, active } = await serviceWorker.register(policy?.createScriptURL(address) || address, { updateViaCache: "none" });
  if (!waiting) return active?.postMessage(0);
  // A new version is there since the last start: this is the moment for it.
  serviceWorker.oncontrollerchange = () => (app?.ticket ? (app.stale = true) : location.reload());
  waiting.postMessage(0);
  // The old one may be kept busy by this very page, but does not outlive it. Once, or it would never end.
  if (!sessionStorage.renewed) setTimeout(() => app?.ticket || location.reload(), RENEWAL_MS);
  sessionStorage.renewed = 1;
}

addEventListener("click", onlyOnce, { capture: true });
start();
if (navigator.serviceWorker) worker().catch(() => {});
