// The counter's state and what a tap does to it.
import { money } from "./money.js";
import { sender } from "./send.js";
import * as tickets from "./ticket.js";

const UNDO_MS = 10_000;
const FRESH_MS = 300_000;
const URGENT = ["login", "refused", "conflict", "waiting", "sending"];

export class App {
  catalog = null;
  ticket = null;
  active = null;
  notice = null;
  problem = null;
  screen = { kind: "loading" };
  changes = 0;
  log = new Map();

  constructor(page, words, call, store, show) {
    Object.assign(this, { page, words, call, store, show });
    const { locale, currency, timezone: timeZone } = page;
    this.money = money(locale, currency);
    this.clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone });
    this.calendar = new Intl.DateTimeFormat("sv", { timeZone });
    this.outbox = sender(call, store, (item, state, answer) => this.told(item, state, answer));
  }

  open = async () => {
    this.go("loading");
    this.problem = await this.refresh();
    if (!this.catalog) return this.go("failed");
    const mine = this.store.employee();
    this.actor = this.catalog.employees.some(({ id }) => id === mine) ? mine : null;
    this.home();
    await this.recall();
    this.outbox.pump();
  };

  async refresh() {
    try {
      const { ok, body } = await this.call("GET", "catalog");
      if (!ok) return body;
      this.catalog = body;
      this.asked = Date.now();
    } catch {
      return null;
    }
  }

  async recall() {
    for (const { document, held } of this.store.waiting()) this.note(document, held ? "refused" : "waiting");
    await Promise.all(this.store.known().map((uuid) => this.log.has(uuid) || this.fetch(uuid)));
    this.changed();
  }

  async fetch(uuid) {
    try {
      const { ok, body } = await this.call("GET", `tickets/${uuid}`);
      if (ok && this.isToday(body.ticket)) this.note(body.ticket, "saved");
      else this.store.forget(uuid);
    } catch {
      // The next start asks again.
    }
  }

  go(kind) {
    this.screen = { kind };
    this.show();
  }

  home() {
    this.ticket = this.active = this.problem = null;
    this.go(this.actor || !this.catalog.employees.length ? "services" : "employees");
    if (Date.now() - this.asked > FRESH_MS) this.refresh().then(() => this.ticket || this.go(this.screen.kind));
  }

  change(act) {
    act();
    this.show();
  }

  changed() {
    this.change(() => this.changes++);
  }

  setActor(id) {
    this.actor = id;
    this.store.setEmployee(id);
    if (this.ticket && !this.ticket.again) this.ticket.employee = id;
    if (this.screen.kind === "employees") this.home();
    else this.show();
  }

  start(serviceType) {
    this.edit(tickets.begin(this.actor, serviceType));
  }

  edit(ticket, problem = null) {
    Object.assign(this, { ticket, problem, active: null, all: false, amounts: false });
    this.go("form");
  }

  correct = (entry) => {
    const { document, state, problem, current } = entry;
    if (current) return this.choose(document, current);
    this.edit(tickets.reopen(document, state !== "refused"), problem);
  };

  cancel = () => {
    const { ticket } = this;
    this.home();
    if (ticket.lines.size) this.say(this.words.cancelled, () => this.edit(ticket));
  };

  answer(id, outcome, script) {
    this.change(() => {
      const line = tickets.answer(this.ticket, id, outcome, this.actor, script?.id ?? null);
      this.active = line ? id : null;
      this.amounts = false;
    });
  }

  activate(id) {
    const { quantity, discount } = this.ticket.lines.get(id);
    this.change(() => Object.assign(this, { active: id, amounts: quantity > 1 || discount > 0 }));
  }

  panelKey = () => `${this.active} ${this.ticket?.lines.get(this.active)?.outcome}`;

  showAll = () => this.change(() => (this.all = true));

  save(status) {
    const wrong = document.querySelector("[aria-invalid=true]");
    wrong?.closest("details")?.setAttribute("open", "");
    if (wrong) return wrong.focus();
    const { ticket } = this;
    this.home();
    this.keep(tickets.toDocument(ticket, status), ticket.began);
  }

  keep(version, began = null) {
    const stood = this.log.get(version.uuid);
    this.notice = null;
    this.note(version, "sending", stood?.state === "saved" ? stood.document : stood?.before);
    this.outbox.send(version, began);
    this.changed();
  }

  toggleVoid = ({ document }) => {
    this.keep(tickets.next(document, document.status === "void" ? "closed" : "void"));
  };

  discard = ({ document: { uuid } }) => {
    this.store.done(uuid);
    this.log.delete(uuid);
    this.fetch(uuid).then(() => this.changed());
  };

  told({ document }, state, answer) {
    const entry = this.log.get(document.uuid);
    if (entry?.document.revision !== document.revision) return;
    Object.assign(entry, { state, problem: state === "refused" ? answer : null });
    if (state === "conflict") entry.current = answer.current;
    if (state === "saved") this.saved(entry, answer);
    else if (answer && !this.ticket) this.correct(entry);
    this.changed();
  }

  saved({ document, before }, { revision }) {
    // Another device was further: its version stands.
    if (revision > document.revision) this.fetch(document.uuid).then(() => this.changed());
    const undo = () => this.keep(tickets.next(document, "void", before));
    this.say(this.words[document.status === "void" ? "voided" : "saved"], undo);
  }

  choose(document, current) {
    this.clash = { document, current };
    this.go("conflict");
  }

  keepOwn({ document, current }) {
    this.home();
    this.keep(tickets.next({ ...document, revision: current.revision }, document.status));
  }

  keepSaved({ document: { uuid }, current }) {
    this.store.done(uuid);
    this.note(current, "saved");
    this.home();
    this.changed();
  }

  say(text, undo) {
    const notice = (this.notice = { text, undo });
    setTimeout(() => this.notice === notice && this.change(() => (this.notice = null)), UNDO_MS);
    this.show();
  }

  undo = () => {
    const { undo } = this.notice;
    this.notice = null;
    undo();
  };

  note(document, state, before) {
    this.log.set(document.uuid, { document, state, before });
  }

  entries() {
    const shown = [...this.log.values()].filter(({ document, state }) => state !== "saved" || this.isToday(document));
    return shown.sort((one, other) => other.document.started_at.localeCompare(one.document.started_at));
  }

  isToday({ started_at }) {
    const day = (instant) => this.calendar.format(instant - this.page.cutoff * 60_000);
    return day(Date.parse(started_at)) === day(Date.now());
  }

  state() {
    const states = Array.from(this.log.values(), ({ state }) => state);
    return URGENT.find((state) => states.includes(state)) || "idle";
  }

  statusKey = () => `${this.state()} ${this.notice?.text} ${this.changes}`;

  fits = ({ service_types: types }) => !types?.length || types.includes(this.ticket.service_type);

  addon = (id) => this.find("addons", id) || { id, name: `#${id}`, price: null };

  name = (kind, id) => this.find(kind, id)?.name || (id ? `#${id}` : "");

  find = (kind, id) => this.catalog[kind].find((one) => one.id === id);

  time = (instant) => this.clock.format(new Date(instant));

  reason = (problem) => problem?.detail || problem?.title || "";
}
