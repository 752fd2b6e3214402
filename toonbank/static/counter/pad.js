// Ten digits under the thumb, for a PIN that nobody reads from the screen.
import { h } from "./dom.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "⌫", "0", "✓"];
const LONGEST = 8;

/** `done(typed)` with what was typed, which is gone then; no key works before it has ended. */
export function pad(app, label, done) {
  const { words } = app;
  let busy = false;
  const typed = h("input", { type: "password", inputmode: "none", autocomplete: "off", maxlength: LONGEST, "aria-label": label });
  const ready = async () => {
    const pin = typed.value;
    if (busy || !pin) return;
    typed.value = "";
    app.change(() => (busy = true));
    await done(pin);
    app.change(() => (busy = false));
  };
  const press = (key) => {
    if (key === "✓") return ready();
    typed.value = key === "⌫" ? typed.value.slice(0, -1) : (typed.value + key).slice(0, LONGEST);
  };
  typed.addEventListener("keydown", ({ key }) => key === "Enter" && ready());
  const named = (key) => ({ "⌫": words.erase, "✓": words.ready })[key];
  const keys = KEYS.map((key) => h("button", { "aria-label": named(key), disabled: () => busy, onclick: () => press(key) }, key));
  return [typed, h("div", { class: "pad" }, keys)];
}
