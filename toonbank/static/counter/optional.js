// What may stand on a ticket as well: receipt, amount, note; of an old one also for what and by whom.
import { h } from "./dom.js";
import { field } from "./form.js";
import { receiptFits } from "./receipt.js";

const WORDS = 5;

export function optional(app) {
  const { words, ticket, catalog } = app;
  const { receipt, total, note } = ticket;
  // Fetched at the first touch, so that it is there at the first letter.
  const onfocus = () => void rules();
  const numeric = { inputmode: "decimal" };
  const takeTotal = (text) => {
    const cents = app.money.read(text);
    if (!Number.isNaN(cents)) ticket.total = cents;
    return Number.isNaN(cents) && words.amount_wrong;
  };
  const takeNote = (text) => {
    ticket.note = text.trim();
    return ticket.note.split(/\s+/).length > WORDS ? words.note_long : complaint(words, text, false);
  };
  return [
    ticket.again && choice(app, words.service, "service_type", catalog.service_types),
    ticket.again && choice(app, words.employee, "employee", catalog.employees),
    field(app, words.receipt, receipt, { maxlength: 40, onfocus }, (text) => {
      ticket.receipt = text.trim();
      return receiptFits(ticket.receipt, catalog.receipt_pattern) ? complaint(words, text, true) : words.receipt_form;
    }),
    field(app, words.total, total === null ? "" : app.money.edit(total), numeric, takeTotal),
    catalog.notes_allowed && field(app, words.note, note, { maxlength: 80, onfocus }, takeNote),
  ];
}

function choice(app, label, name, all) {
  const option = ({ id, name: text }) => h("option", { value: id, selected: id === app.ticket[name] ? "" : null }, text);
  const chosen = (event) => app.change(() => (app.ticket[name] = +event.target.value));
  return h("label", {}, label, h("select", { onchange: chosen }, all.map(option)));
}

const rules = () => import("/static/counter/private.js").catch(() => null);

/** Without the rules nothing typed goes on the ticket. */
async function complaint(words, text, reference) {
  const found = text && (await rules());
  if (!found) return text && words.unreachable;
  return found.check(text, reference).some(({ severity }) => severity === "refuse") && words.private;
}
