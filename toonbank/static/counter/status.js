// Whether everything is saved, and the way out when it is not.
import { h } from "./dom.js";

export function status(app) {
  const { words, notice, page } = app;
  const state = app.state();
  const calm = state === "idle" || state === "sending";
  const stuck = app.stuck().length;
  const rest = state === "idle" && stuck ? "kept" : state;
  const said = calm && notice ? notice.key : rest;
  // A ticket in the making goes first: no other screen takes its place.
  const free = !app.ticket;
  return [
    h("i", { "aria-hidden": true }, { idle: "✓", sending: "…", loading: "…" }[stuck ? "" : state] || "!"),
    h("span", {}, fill(words[said], app)),
    notice?.undo && h("button", { onclick: app.undo }, words.undo),
    free && state === "login" && h("a", { href: `${page.login}?next=${location.pathname}` }, words.log_in),
    free && state === "revoked" && h("button", { onclick: () => app.go("enrol") }, words.connect),
    (state === "revoked" || state === "full") && h("button", { onclick: () => save(app) }, words.export),
    free && stuck > 0 && h("button", { class: "bad", onclick: () => app.go("attention") }, `${words.attention} (${stuck})`),
  ];
}

export const fill = (text, app) => text.replace("{kept}", app.kept()).replace("{unsent}", app.unsent());

/** The tickets as a file, in the form in which the server takes them. */
export function save(app) {
  const tickets = app.store.held.queue.map(({ document }) => document);
  const file = new Blob([JSON.stringify({ tickets }, null, 1)], { type: "application/json" });
  const address = URL.createObjectURL(file);
  h("a", { href: address, download: `toonbank-${app.catalog?.shop}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  app.exported = true;
}
