// Every screen. What is seldom seen is fetched when somebody asks for it; the service worker has it without a network.
import { form } from "./form.js";
import { employees, failed, loading, services } from "./start.js";

const enrol = () => import("./enrol.js");
const trouble = () => import("./trouble.js");
const LATER = {
  attention: trouble,
  conflict: trouble,
  enrol,
  optional: () => import("./optional.js"),
  newPin: () => import("./new_pin.js"),
  own: () => import("./own.js"),
  pin: () => import("./pin.js"),
  thisTablet: enrol,
  training: () => import("./training.js"),
};
const here = { employees, failed, form, loading, services };

export const isHere = (kind) => kind in here;

/** With all else that its file can do, and the words for it. */
export async function fetched(kind, words) {
  const { words: more, ...part } = await LATER[kind]();
  Object.assign(words, more);
  return Object.assign(here, part);
}

export const drawn = (app) => (here[app.screen.kind] || loading)(app);
