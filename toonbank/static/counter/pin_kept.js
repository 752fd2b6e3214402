// What this tablet remembers of a PIN, and what it says when one is refused.
import { h } from "./dom.js";
import { lock } from "./lock.js";
import { verifier } from "./secret.js";

export const nameOf = ({ actor }) => `pin-${actor}`;

/** One that the server took: this tablet knows it without a network from now on. */
export async function keep(app, pin, { proof }) {
  app.proof = proof;
  await app.store.set("tries", 0);
  await app.store.set(nameOf(app), await verifier(pin));
}

export async function refused(app, problem, kind, status) {
  if (status === 423) await lock(app);
  app.problem = problem;
  app.go(kind);
}

export const problemOf = (app) =>
  h("p", { class: "problem", role: "alert", hidden: () => !app.problem }, () => app.reason(app.problem));
