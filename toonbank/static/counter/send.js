// Sends each version again and again, one at a time, until the server has answered.
const PATIENCE_MS = 15_000;
const PAUSES = [1, 2, 4, 8, 15, 30];
const DAY_MS = 86_400_000;

/** Only JSON is the server's word: a hotel's Wi-Fi page or a proxy's error throws. */
export function api(slug) {
  return async (method, path, body) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    const headers = {
      Accept: "application/json",
      "Content-Type": "application/json",
      "Toonbank-Shop": slug,
      "X-CSRFToken": cookie("csrftoken"),
    };
    const { signal } = patience;
    try {
      const answer = await fetch(`/api/v1/${path}`, { method, headers, signal, body: body && JSON.stringify(body) });
      const { ok, status } = answer;
      const spoken = (answer.headers.get("Content-Type") || "").includes("json");
      if (!spoken || status >= 500 || [408, 425, 429].includes(status)) throw new Error(status);
      return { ok, status, body: await answer.json() };
    } finally {
      clearTimeout(timer);
    }
  };
}

/** `tell(item, state, answer)`: the state is waiting, login, saved, refused or conflict. */
export function sender(call, store, tell) {
  let busy = false;
  let tries = 0;
  let timer;

  async function pump() {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    for (let item; (item = store.waiting().find(({ held }) => !held)); tries = 0) {
      if (await deliver(item)) continue;
      timer = setTimeout(pump, PAUSES[Math.min(tries++, PAUSES.length - 1)] * 1000);
      break;
    }
    busy = false;
  }

  async function deliver(item) {
    const { document } = item;
    const answer = await call("PUT", `tickets/${document.uuid}`, body(item)).catch(() => null);
    if (!answer) return tell(item, "waiting");
    if (answer.status === 401 || answer.body.code === "csrf_failed") return tell(item, "login");
    // Else a newer version was made meanwhile and is next.
    const last = store.waiting().includes(item);
    if (last && answer.ok) store.done(document.uuid);
    if (last && !answer.ok) store.wait(Object.assign(item, { held: true }));
    tell(item, answer.ok ? "saved" : answer.status === 409 ? "conflict" : "refused", answer.body);
    return true;
  }

  addEventListener("online", pump);
  addEventListener("visibilitychange", () => document.hidden || pump());
  return {
    pump,
    send(document, began) {
      store.wait({ document, began, page: performance.timeOrigin });
      pump();
    },
  };
}

function body({ document: { uuid, ...rest }, began, page }) {
  return { ...rest, sent_at: new Date().toISOString(), age_ms: age(rest.started_at, began, page) };
}

function age(started, began, page) {
  if (began === null || page !== performance.timeOrigin) return null;
  const steady = performance.now() - began;
  const asleep = Date.now() - Date.parse(started) - steady;
  // The steady clock stops while a tablet sleeps; over a day, somebody set the other one.
  return Math.round(steady + (asleep > 0 && asleep < DAY_MS ? asleep : 0));
}

const cookie = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1] || "";
