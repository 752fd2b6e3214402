// What this device remembers, alike in every tab: tickets to be sent, and for thirty days those that were.
import { KEPT_MS, keyOf } from "./queue.js";

export function store(db, changed) {
  const tabs = new BroadcastChannel(db.name);
  tabs.onmessage = () => load().then(changed);
  const held = { queue: [], sent: [] };

  async function load() {
    [held.queue, held.sent] = await Promise.all([db.all("queue"), db.all("sent")]);
  }

  async function write(...changes) {
    await db.write(...changes);
    await load();
    tabs.postMessage(0);
    changed();
  }

  const gone = (items) => items.map((item) => ["queue", keyOf(item)]);

  return {
    name: db.name,
    held,
    load,
    get: (name) => db.get("settings", name),
    set: (name, value) => db.write(["settings", name, value]),
    unsent: () => db.all("queue"),
    sent: () => db.all("sent"),
    /** In one transaction with what it takes the place of. */
    add: (items, instead = []) => write(...gone(instead), ...items.map((item) => ["queue", keyOf(item), item])),
    drop: (items) => write(...gone(items)),
    again: (items) => items.length && write(...items.map((item) => ["queue", keyOf(item), item])),
    async settle(answers, now) {
      const saved = answers.filter(([, state]) => state === "saved").map(([item]) => item);
      const stuck = answers.filter(([, state]) => state === "refused" || state === "conflict");
      const kept = saved.map((item) => ["sent", keyOf(item), { ...item, at: now }]);
      const wrong = stuck.map(([item, state, problem]) => ["queue", keyOf(item), { ...item, held: state, problem }]);
      const old = held.sent.filter(({ at }) => at < now - KEPT_MS).map((item) => ["sent", keyOf(item)]);
      // On a full tablet the second copy is the one to give up.
      await write(...old, ...gone(saved), ...wrong, ...kept).catch(() => write(...old, ...gone(saved)));
    },
    clear: () => new Promise((resolve) => Object.assign(indexedDB.deleteDatabase(db.name), { onsuccess: resolve, onblocked: resolve })),
  };
}
