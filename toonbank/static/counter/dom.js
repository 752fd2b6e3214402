// Attributes and texts may be functions: update() asks them again and nothing loses its focus.
let asked = [];

export function h(tag, traits = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else live(value, (now) => set(node, name, now));
  }
  for (const child of children.flat()) {
    if (typeof child !== "function") node.append(...[child].filter(Boolean));
    else live(child, (now) => (node.textContent = now));
  }
  return node;
}

/** Children built anew when the key changes. */
export function slot(node, key, build) {
  let last = {};
  let inner = [];
  const run = () => {
    const now = key();
    if (now === last) return inner.forEach((ask) => ask());
    last = now;
    const outer = asked;
    asked = inner = [];
    node.replaceChildren(...[build()].flat().filter(Boolean));
    asked = outer;
  };
  run();
  asked.push(run);
  return node;
}

export const update = () => asked.forEach((ask) => ask());

function live(value, apply) {
  if (typeof value !== "function") return apply(value);
  let last = value();
  apply(last);
  asked.push(() => {
    const now = value();
    if (now !== last) apply((last = now));
  });
}

function set(node, name, value) {
  if (name === "value" || name === "disabled" || name === "hidden") node[name] = value;
  else if (value == null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}
