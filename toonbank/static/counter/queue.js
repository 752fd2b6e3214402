// What is still to be sent, when, and what an answer means. Knows no screen, no storage and no network.
export const MOST = 100;
export const KEPT_MS = 30 * 86_400_000;
const NAP_MS = 86_400_000;
const LONGEST_MS = 400 * 86_400_000;
const SECONDS_MS = 2000;
const NOT_YET = [408, 425, 429];

export const keyOf = ({ document: { uuid, revision } }) => [uuid, revision];

export const isHeld = ({ held }) => Boolean(held);

/** The oldest version of each ticket; one that needs attention holds up its own later versions and nothing else. */
export function ready(queue, most = MOST) {
  const seen = new Set();
  return queue.filter((item) => !seen.has(item.document.uuid) && seen.add(item.document.uuid) && !item.held).slice(0, most);
}

export function verdict(http) {
  if (http < 300) return "saved";
  if (http === 409) return "conflict";
  return http >= 500 || NOT_YET.includes(http) ? "waiting" : "refused";
}

/** [item, state, what the server said] for each of the batch; nothing when this is no answer to this batch. */
export function answers(batch, body) {
  const results = body?.results;
  if (!Array.isArray(results) || results.length !== batch.length) return null;
  if (results.some((one, at) => one?.uuid !== batch[at].document.uuid || !(one.saved || one.problem))) return null;
  return results.map(({ http, saved, problem }, at) => [batch[at], saved ? "saved" : verdict(http), saved || problem]);
}

export function body({ document, made }, now) {
  return { ...document, sent_at: new Date(now.wall).toISOString(), age_ms: age(made, now) };
}

/** Milliseconds since `made`. The steady clock cannot be set, but stops in sleep and with the page; the wall clock
 * can be set, so it only counts together with its distance to the server's, measured then and now. A distance that is
 * remembered from an earlier start is wrong when the clock was set before this one: a battery that ran out. */
export function age(made, now) {
  if (!made) return null;
  const same = made.life === now.life;
  const steady = same ? now.steady - made.steady : 0;
  const wall = now.wall - made.wall;
  // Neither asleep nor set since.
  if (same && Math.abs(wall - steady) < SECONDS_MS) return Math.round(Math.max(steady, 0));
  const apart = made.offset === null || now.offset === null ? NaN : wall + now.offset - made.offset;
  const believed = apart <= LONGEST_MS;
  if (!believed && !same) return null;
  const asleep = believed ? apart : wall - steady < NAP_MS ? wall : 0;
  return Math.round(Math.max(steady, asleep, 0));
}

/** One entry for each ticket: the server's list, over it what this tablet has sent, over it what it still has to. */
export function merged(atHand, sent, queue) {
  const log = new Map();
  for (const { ticket, may_correct: may } of atHand) log.set(ticket.uuid, { document: ticket, state: "saved", may });
  for (const { document } of sent) {
    if (!(log.get(document.uuid)?.document.revision >= document.revision)) log.set(document.uuid, { document, state: "saved", may: true });
  }
  for (const item of queue) {
    const { document, held, problem } = item;
    const before = log.get(document.uuid);
    const stuck = before?.held ? before : { held: item, state: held, problem };
    log.set(document.uuid, {
      may: true,
      state: "waiting",
      before: before?.document,
      ...((held || before?.held) && stuck),
      document,
    });
  }
  return log;
}
