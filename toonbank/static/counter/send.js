// Talks to the server, and sends what waits again and again until it has answered.
import { MOST, answers, body, ready } from "./queue.js";

const PATIENCE_MS = 15_000;
const PAUSES = [1, 2, 4, 8, 15, 30];
const KNOWN = 2000;
const REFUSALS = [400, 413, 415, 422];

/** How this device shows who it is. */
export const tablet = (token) => ({
  lost: "revoked",
  options: () => ({ credentials: "omit", headers: { Authorization: `bearer ${token}` } }),
});

export const visitor = (slug) => ({
  lost: "login",
  options: () => ({ headers: { "Toonbank-Shop": slug, "X-CSRFToken": cookie("csrftoken") } }),
  // Brings a new cookie when the old one is too old.
  renew: () => fetch(location.pathname),
});

/** Only JSON is the server's word: a hotel's Wi-Fi page, a log-in page or half an answer throws. */
export function api(who, clock) {
  return async function call(method, path, content, more, again = true) {
    const { headers, ...options } = who.options();
    const answer = await fetch(`/api/v1/${path}`, {
      method,
      redirect: "error",
      signal: soon(PATIENCE_MS),
      headers: { Accept: "application/json", "Content-Type": "application/json", ...headers, ...more },
      body: content && JSON.stringify(content),
      ...options,
    });
    const { ok, status } = answer;
    const spoken = (answer.headers.get("Content-Type") || "").includes("json");
    if (!spoken || status >= 500 || status === 408 || status === 425) throw new Error(status);
    const said = await answer.json();
    clock.measure(answer.headers.get("date"));
    if (said.code === "csrf_failed" && again) return who.renew().then(() => call(method, path, content, more, false));
    return { ok, status, body: said };
  };
}

function soon(ms) {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), ms);
  return patience.signal;
}

/** `tell(state)`: sending, waiting, the credentials' own word for being turned away, or idle. One tab at a time sends. */
export function sender(call, store, clock, who, tell) {
  let running;
  let more = false;
  let greeted = false;
  let tries = 0;
  let size = MOST;
  let timer;

  /** Resolves when everything is sent, or when it has to wait. */
  function pump() {
    more = true;
    return (running ||= deliver());
  }

  async function deliver() {
    clearTimeout(timer);
    for (let state = ""; more && !state; tell(state || "idle")) {
      more = false;
      state = await alone(store.name, work).catch(() => "waiting");
      if (state) again();
    }
    // In the same breath as the last look at `more`, or a ticket of that moment would wait for the next.
    running = null;
  }

  function again() {
    greeted = false;
    const pause = PAUSES[Math.min(tries++, PAUSES.length - 1)];
    timer = setTimeout(pump, pause * (500 + Math.random() * 500));
  }

  /** Nothing when all is done, else why not. */
  async function work() {
    const turned = greeted ? "" : await greet();
    if (turned) return turned;
    for (let batch; (batch = ready(await store.unsent(), size)).length; ) {
      tell("sending");
      const now = clock.now();
      const { ok, status, body: said } = await call("POST", "tickets/batch", { tickets: batch.map((item) => body(item, now)) });
      if (isTurnedAway(status)) return who.lost;
      const read = ok ? answers(batch, said) : REFUSALS.includes(status) && refused(batch, said);
      if (!read) return "waiting";
      await store.settle(read, clock.server());
      if (read.some(([, state]) => state === "waiting")) return "waiting";
      tries = 0;
    }
    size = MOST;
  }

  /** The whole request was refused: in halves it is found out because of which ticket. */
  function refused(batch, said) {
    if (batch.length === 1) return [[batch[0], "refused", said]];
    size = Math.ceil(batch.length / 2);
    return [];
  }

  /** After a restore the server lacks the newest: those go again. It also compares the clocks before anything is sent. */
  async function greet() {
    const sent = await store.sent();
    for (let start = 0; start === 0 || start < sent.length; start += KNOWN) {
      const some = sent.slice(start, start + KNOWN);
      const tickets = some.map(({ document: { uuid, revision } }) => ({ uuid, revision }));
      const { ok, status, body: said } = await call("POST", "tickets/known", { tickets });
      if (isTurnedAway(status)) return who.lost;
      if (!ok) return "waiting";
      await store.again(some.filter(({ document }) => said.missing.includes(document.uuid)));
    }
    greeted = true;
  }

  addEventListener("online", pump);
  addEventListener("visibilitychange", () => document.hidden || pump());
  return { pump };
}

const isTurnedAway = (status) => status === 401 || status === 403;

const alone = (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work());

const cookie = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1] || "";
