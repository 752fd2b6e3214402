// The counter's state and what a tap does to it.
import { money } from "./money.js";
import { MOST_TRIES, follow } from "./lock.js";
import { isHeld, merged } from "./queue.js";
import { fetched, isHere } from "./screens.js";
import { sender } from "./send.js";
import { answer, begin, exchange, isOpen, next, reopen, toDocument } from "./ticket.js";

const UNDO_MS = 10_000;
const ROUND_MS = 15_000;
const FRESH_MS = 300_000;

export class App {
  catalog = null;
  sending = "loading";
  ticket = null;
  active = null;
  notice = null;
  problem = null;
  screen = { kind: "loading" };
  changes = 0;
  log = new Map();
  atHand = [];
  chosen = {};

  constructor({ page, words, call, who, clock, store, db, device, show }) {
    Object.assign(this, { page, words, call, who, clock, store, db, device, show });
    this.outbox = sender(call, store, clock, who, (state) => this.told(state));
  }

  open = async () => {
    this.go("loading");
    await this.recall();
    const problem = this.catalog ? null : await this.refresh();
    if (!this.catalog) return this.fail(this.open, problem);
    const mine = await this.store.get("employee");
    this.actor = this.catalog.employees.some(({ id }) => id === mine) ? mine : null;
    this.home();
    this.outbox.pump();
    this.round();
  };

  async recall() {
    const [catalog, atHand] = await Promise.all([this.db.get("catalog", "now"), this.db.get("catalog", "tickets"), this.store.load()]);
    if (catalog) this.use(catalog);
    this.atHand = atHand || [];
    this.locked = (await this.store.get("tries")) >= MOST_TRIES;
    this.sending = "idle";
    this.rebuild();
  }

  use(catalog) {
    const { locale, currency, timezone: timeZone } = (this.catalog = catalog);
    this.money = money(locale, currency);
    this.clockFace = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone });
    this.calendar = new Intl.DateTimeFormat("sv", { timeZone });
    this.rebuild();
  }

  async refresh() {
    try {
      const { ok, status, body } = await this.call("GET", "catalog");
      if (status === 401 || status === 403) this.told(this.who.lost);
      if (!ok) return body;
      this.asked = Date.now();
      const { catalog } = this;
      this.use(body);
      await this.db.write(["catalog", "now", body], ["settings", "offset", this.clock.now().offset]);
      await follow(this, catalog, body);
    } catch {
      return null;
    }
  }

  /** What the other tablets did, as long as somebody looks. */
  round = async () => {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.round, ROUND_MS);
    if (document.hidden) return;
    await this.fetch();
    if (Date.now() - (this.asked || 0) < FRESH_MS) return;
    const { version } = this.catalog;
    await this.refresh();
    const idle = ["services", "employees"].includes(this.screen.kind);
    if (idle && version !== this.catalog.version) this.go(this.screen.kind);
  };

  async fetch() {
    const { ok, status, body } = await this.call("GET", "tickets").catch(() => ({}));
    if (status === 401 || status === 403) this.told(this.who.lost);
    if (!ok) return;
    this.atHand = body.tickets;
    this.changed();
    this.db.write(["catalog", "tickets", body.tickets]).catch(() => {});
    if (["waiting", "revoked", "login"].includes(this.sending)) this.outbox.pump();
  }

  go(kind) {
    this.screen = { kind };
    this.show();
    if (!isHere(kind)) return this.later(kind, () => this.go(kind));
  }

  /** `act` of the file that has this screen, unless somebody has gone on meanwhile. */
  async later(kind, act) {
    // Files of another version may not fit this one.
    if (this.stale) return location.reload();
    const { screen } = this;
    const part = await this.bring(kind);
    if (this.screen !== screen) return;
    if (part) return act(part);
    this.fail(() => this.later(kind, act));
  }

  bring = (kind) => fetched(kind, this.words).catch(() => null);

  fail(again, problem = null) {
    Object.assign(this, { again, problem });
    this.go("failed");
  }

  home = () => {
    this.ticket = this.active = this.problem = null;
    this.go(this.actor || !this.catalog.employees.length ? "services" : "employees");
  };

  change(act) {
    act();
    this.show();
  }

  changed() {
    this.rebuild();
    this.show();
  }

  rebuild() {
    this.changes++;
    const { queue, sent } = this.store.held;
    if (!this.catalog) return;
    this.log = merged(this.atHand, sent.filter(({ document }) => this.isToday(document)), queue);
  }

  setActor(id) {
    if (id !== this.actor) this.proof = null;
    this.actor = id;
    this.store.set("employee", id).catch(() => {});
    if (this.ticket && !this.ticket.again) this.ticket.employee = id;
    if (this.screen.kind === "employees") this.home();
    else this.show();
  }

  start(serviceType) {
    this.edit(begin(this.actor, serviceType, this.clock.now()));
  }

  edit(ticket, problem = null) {
    Object.assign(this, { ticket, problem, active: null, all: false, amounts: false });
    this.go("form");
  }

  correct = (entry) => {
    const { document, held, problem } = entry;
    if (entry.state === "conflict" && problem.current) return this.later("conflict", ({ choose }) => choose(this, entry));
    const version = held ? { ...document, revision: held.document.revision } : document;
    this.edit(reopen(version, !held), problem);
  };

  cancel = () => {
    const { ticket } = this;
    this.home();
    if (ticket.lines.size) this.say("cancelled", () => this.edit(ticket));
  };

  answer({ id, script }, outcome) {
    this.change(() => {
      const line = answer(this.ticket, id, outcome, this.actor, script?.id ?? null);
      this.active = line ? id : null;
      this.amounts = false;
    });
  }

  vary(from, addon) {
    const { id, category, variant } = addon;
    this.change(() => {
      this.chosen[category] = id;
      this.chosen.variant = variant;
      if (!this.ticket.lines.has(from)) return;
      exchange(this.ticket, from, addon);
      this.active = id;
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
    return this.keep(toDocument(ticket, status), ticket.made);
  }

  /** Nothing is said before it is on the tablet; when it does not go there the ticket stays on the screen. */
  async keep(version, made) {
    if (this.keeping) return;
    this.keeping = true;
    const stood = this.log.get(version.uuid);
    const instead = stood?.held ? this.queued(version.uuid) : [];
    const item = { document: version, shop: this.catalog.shop, made: made || instead[0]?.made || null };
    try {
      await this.store.add([item], instead);
      this.full = false;
      if (this.screen.kind !== "services") this.home();
      const before = stood?.state === "saved" ? stood.document : stood?.before;
      this.say("kept", () => this.keep(next(version, "void", before)), version);
      this.outbox.pump();
    } catch {
      this.full = true;
    }
    this.keeping = false;
    this.show();
  }

  queued = (uuid) => this.store.held.queue.filter(({ document }) => document.uuid === uuid);

  toggleVoid = ({ document }) => this.keep(next(document, document.status === "void" ? "closed" : "void"));

  /** From the sender: how things stand. */
  told(state) {
    this.sending = state;
    const { notice, log } = this;
    const entry = log.get(notice?.version?.uuid);
    if (notice?.key === "kept" && entry?.state === "saved" && entry.document.revision >= notice.version.revision) {
      notice.key = notice.version.status === "void" ? "voided" : "saved";
    }
    this.changes++;
    this.show();
  }

  say(key, undo, version) {
    const notice = (this.notice = { key, undo, version });
    setTimeout(() => this.notice === notice && this.change(() => (this.notice = null)), UNDO_MS);
    this.show();
  }

  undo = () => {
    const { undo } = this.notice;
    this.notice = null;
    undo();
  };

  entries = () => this.sorted(({ document, state, held }) => !held && (state !== "saved" || this.isToday(document) || isOpen(document)));

  stuck = () => this.sorted(({ held }) => held);

  sorted(which) {
    const shown = [...this.log.values()].filter(which);
    return shown.sort((one, other) => other.document.started_at.localeCompare(one.document.started_at));
  }

  isToday({ started_at }) {
    const day = (instant) => this.calendar.format(instant - this.catalog.cutoff_minutes * 60_000);
    return day(Date.parse(started_at)) === day(Date.now());
  }

  unsent = () => this.store.held.queue.filter((item) => !isHeld(item)).length;

  kept = () => new Set([...this.store.held.queue, ...this.store.held.sent].map(({ document }) => document.uuid)).size;

  state = () => (this.full && "full") || (this.sending === "idle" && this.unsent() ? "sending" : this.sending);

  statusKey = () => `${this.state()} ${this.notice?.key} ${this.changes} ${this.screen.kind}`;

  addon = (id) => this.find("addons", id) || { id, name: `#${id}`, price: null };

  name = (kind, id) => this.find(kind, id)?.name || (id ? `#${id}` : "");

  find = (kind, id) => this.catalog[kind].find((one) => one.id === id);

  time = (instant) => this.clockFace.format(new Date(instant));

  reason = (problem) => problem?.detail || problem?.title || "";
}
