// The ticket being made: taps in, a document out.
import { mayRepeat } from "./rules.js";
import { uuid7 } from "./uuid7.js";

export const MOMENTS = ["intake", "during", "checkout"];
export const REASONS = ["price", "not_needed", "has_one", "think"];

export function begin(employee, serviceType, made) {
  return {
    uuid: uuid7(),
    revision: 1,
    employee,
    service_type: serviceType,
    started_at: new Date().toISOString(),
    made,
    moment: "checkout",
    annoyed: false,
    receipt: "",
    total: null,
    note: "",
    lines: new Map(),
  };
}

export function reopen(document, stored = true) {
  // Offers of an open ticket keep their moment; others follow at another.
  const fixed = isOpen(document);
  const { offers, status, ...rest } = document;
  return {
    ...rest,
    revision: document.revision + (stored ? 1 : 0),
    again: true,
    moment: (!fixed && offers[0]?.moment) || "checkout",
    lines: new Map(offers.map((line) => [line.addon, { ...line, fixed }])),
  };
}

/** The same answer twice takes it back. */
export function answer(ticket, addon, outcome, employee, script) {
  const line = ticket.lines.get(addon);
  if (!line) ticket.lines.set(addon, offer(ticket, addon, outcome, employee, script));
  else if (line.outcome === outcome) ticket.lines.delete(addon);
  else Object.assign(line, { outcome, reason: "", quantity: 1, discount: 0 });
  return ticket.lines.get(addon);
}

/** The customer gets the same answer for another variant. */
export function exchange({ lines }, from, addon) {
  const { quantity, ...line } = lines.get(from);
  lines.delete(from);
  lines.set(addon.id, { ...line, addon: addon.id, script: addon.script?.id ?? null, quantity: mayRepeat(addon) ? quantity : 1, discount: 0 });
}

export function setMoment(ticket, moment) {
  ticket.moment = moment;
  for (const line of ticket.lines.values()) if (!line.fixed) line.moment = moment;
}

export function setReason(line, reason) {
  line.reason = line.reason === reason ? "" : reason;
}

export function toDocument(ticket, status) {
  const { lines, made, again, moment, ...rest } = ticket;
  const offers = Array.from(lines.values(), ({ fixed, ...line }) => line);
  return { ...rest, status, changed_at: new Date().toISOString(), offers };
}

export function next(document, status, before) {
  const content = before || { ...document, status };
  return { ...content, revision: document.revision + 1, changed_at: new Date().toISOString() };
}

export const isOpen = ({ status, offers }) =>
  status === "open" || (status === "closed" && offers.some((line) => line.outcome === "open"));

export const count = (document, outcome) => document.offers.filter((line) => line.outcome === outcome).length;

function offer(ticket, addon, outcome, employee, script) {
  return {
    addon,
    outcome,
    asked_by: "staff",
    moment: ticket.moment,
    reason: "",
    quantity: 1,
    discount: 0,
    employee: employee === ticket.employee ? null : employee,
    script,
  };
}
