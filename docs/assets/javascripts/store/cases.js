// Cases: facts, events, ticks, drafts, evidence. A page works on the case in hand; the first thing that is kept begins one.
import { eventOf } from "./events.js";

const blank = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);

/** Seven letters and digits that no other case has. */
const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(7)), (n) => "0123456789abcdefghijkmnpqrstuvwx"[n % 32]).join("");

/** Where a fact of the case lies within it. */
const place = (name) => (eventOf(name) ? `event/${eventOf(name)}` : `fact/${name}`);

export class Cases {
  /** today(): ISO day. */
  constructor(/** @type {import("./disk.js").Disk} */ disk, today) {
    this.disk = disk;
    this.today = today;
    // A page stays with the case it was opened with, whatever another tab takes in hand: else what is typed here would go into that one.
    this.held = null;
    disk.onReturn(() => {
      this.held = null;
    });
    // The first to be told: a case that is gone is let go of only now, when all that the page shows is drawn anew.
    disk.watch(() => {
      if (this.held !== null && !this.value(this.held, "made")) this.held = null;
    });
  }

  value(id, path) {
    return id === null ? undefined : this.disk.get(`case/${id}/${path}`);
  }

  /** Every case: [{id, name, made, away, solved}], the newest first. */
  list() {
    return this.disk
      .paths("case/")
      .filter((path) => /^case\/[^/]+\/made$/.test(path))
      .map((path) => path.split("/")[1])
      .map((id) => ({ id, name: this.value(id, "name") || "", made: this.value(id, "made"), away: this.value(id, "away"), solved: this.value(id, "solved") }))
      .sort((a, b) => (a.made === b.made ? (a.id < b.id ? 1 : -1) : a.made < b.made ? 1 : -1));
  }

  /** The id of the case in hand; null where there is none. */
  current() {
    if (this.held !== null) return this.held;
    const id = this.disk.get("current");
    const first = this.list().find((c) => !c.away);
    this.held = id !== undefined && this.value(id, "made") && !this.value(id, "away") ? id : first ? first.id : null;
    return this.held;
  }

  /** The case in hand, also one that another tab has begun and this page has not heard of. */
  found() {
    if (this.current() === null) this.disk.reload();
    return this.current();
  }

  /** Writes and takes a case in hand. */
  hold(id, edits) {
    this.held = id;
    this.disk.write([...edits, ["current", id]]);
  }

  /**
   * Writes leaves of the case in hand; where there is none, it begins one. edits: [[path within the case, value]]
   * A case that another tab took away does not come back, and what was meant for it goes into no other: it begins one of its own.
   */
  keep(edits) {
    const gives = edits.some(([, v]) => v !== undefined);
    const had = this.current();
    if (had === null && !gives) return; // and nothing goes out of a case that the reader has not seen
    const gone = had !== null && (!this.value(had, "made") || this.disk.lost(`case/${had}/made`));
    if (gone) this.disk.reload();
    const id = gone ? null : this.found();
    if (id !== null) this.disk.write(edits.map(([path, v]) => [`case/${id}/${path}`, v]));
    else if (gives) {
      const begun = fresh();
      this.hold(begun, [[`case/${begun}/made`, this.today()], ...edits.map(([path, v]) => [`case/${begun}/${path}`, v])]);
    } else this.disk.tell();
  }

  /** The leaves of one kind in the case in hand: {rest of the path: value}. */
  under(kind, id = this.current()) {
    const prefix = `case/${id}/${kind}/`;
    return Object.fromEntries(id === null ? [] : this.disk.paths(prefix).map((path) => [path.slice(prefix.length), this.disk.get(path)]));
  }

  /** A leaf of the case in hand as it lies in the storage now, so that what is changed within it is all that changes. */
  latest(path) {
    const id = this.found();
    if (id !== null) this.disk.refresh(`case/${id}/${path}`);
    return this.value(id, path);
  }

  /** Writes parts of one entry of a list of the case; undefined takes the entry away. → its id, a new one where none is given */
  entry(kind, id, parts, start = {}) {
    const key = id || fresh();
    const path = `${kind}/${key}`;
    this.keep([[path, parts === undefined ? undefined : { ...start, ...this.latest(path), ...parts, id: undefined, on: this.today() }]]);
    return key;
  }

  /** Takes a case in hand; one that was put away is in use again. */
  switchTo(id) {
    this.hold(id, [[`case/${id}/away`, undefined]]);
  }

  /** What edit() keeps is written all or not at all, and told once. */
  together(edit) {
    this.disk.together(edit);
  }

  create(name = "") {
    const id = fresh();
    this.hold(id, [[`case/${id}/made`, this.today()], ...(name ? [[`case/${id}/name`, name]] : [])]);
    return id;
  }

  rename(id, name) {
    this.disk.write([[`case/${id}/name`, name || undefined]]);
  }

  putAway(id, on) {
    this.disk.write([[`case/${id}/away`, on ? this.today() : undefined]]);
  }

  /** day: ISO, or undefined where it is open again. */
  solve(id, day) {
    this.disk.write([[`case/${id}/solved`, day]]);
  }

  remove(id) {
    this.disk.write(this.disk.paths(`case/${id}/`).map((path) => [path, undefined]));
  }

  /** A fact of the case, such as "dates.received" or "order.number"; undefined where unknown. */
  fact(name) {
    const found = this.value(this.current(), place(name));
    return found === undefined ? undefined : (eventOf(name) ? found.day : found.value) || undefined;
  }

  /** Where a fact came from: {on, from} or undefined. */
  origin(name) {
    const found = this.value(this.current(), place(name));
    return found && { on: found.on, from: found.from };
  }

  /** Keeps facts with their source. An empty value leaves the fact as it is: only dropFact() takes one away. */
  setFacts(facts, from) {
    const given = Object.entries(facts).filter(([, v]) => !blank(v));
    const edits = given.map(([name, v]) => {
      const base = { on: this.today(), from };
      const kind = eventOf(name);
      return [place(name), kind ? { ...this.latest(place(name)), ...base, day: v, kind } : { ...base, value: String(v) }];
    });
    if (edits.length) this.keep(edits);
  }

  dropFact(name) {
    this.keep([[place(name), undefined]]);
  }

  /** Everything that happened: [{id, day, kind, text?, letter?, proof?, who?}], by day, the days unknown last. */
  events() {
    return Object.entries(this.under("event"))
      .map(([id, event]) => ({ ...event, id }))
      .sort((a, b) => (a.day || "9999").localeCompare(b.day || "9999") || a.id.localeCompare(b.id));
  }

  /** id undefined: a new entry. parts: what changes in it; undefined: the entry is taken away. → its id */
  setEvent(id, parts) {
    return this.entry("event", id, parts, { kind: "note", day: "" });
  }

  /** "done", "na" or undefined. */
  tick(scope, step) {
    return this.value(this.current(), `tick/${scope}/${step}`);
  }

  /** Sets several ticks at once: {step: "done" | "na" | undefined}. */
  setTicks(scope, values) {
    this.keep(Object.entries(values).map(([step, v]) => [`tick/${scope}/${step}`, v || undefined]));
  }

  /** Which situations the case is about, by id. */
  situations() {
    return Object.keys(this.under("situation"));
  }

  choose(scenario, on = true) {
    this.keep([[`situation/${scenario}`, on ? this.today() : undefined]]);
  }

  /** The day on which a page was looked at with this case, so that the page can say what changed since; undefined where it never was, or without a case. */
  seen(page) {
    return this.value(this.current(), `seen/${page}`);
  }

  /** Today. A page that is only read begins no case. */
  setSeen(page) {
    if (this.current() !== null && this.seen(page) !== this.today()) this.keep([[`seen/${page}`, this.today()]]);
  }

  /** Which message of a situation is the reader's, by id; undefined where he chose none. */
  message(scenario) {
    return this.value(this.current(), `message/${scenario}`);
  }

  setMessage(scenario, id) {
    this.keep([[`message/${scenario}`, id]]);
  }

  /** The numbers of a letter's drafts, in order; the first is always there, though it may be empty. */
  draftNumbers(letter) {
    const numbers = new Set([1, this.openDraft(letter)]);
    for (const kind of ["begun", "draft", "help"]) for (const path of Object.keys(this.under(`${kind}/${letter}`))) numbers.add(+path.split("/")[0]);
    return [...numbers].sort((a, b) => a - b);
  }

  /** Which of its drafts the reader last worked on. */
  openDraft(letter) {
    return this.value(this.current(), `open/${letter}`) || 1;
  }

  setOpenDraft(letter, n) {
    this.keep([[`open/${letter}`, n === 1 ? undefined : n]]);
  }

  /** What only this draft says: {field: value}. */
  draft(letter, n = 1) {
    return this.under(`draft/${letter}/${n}`);
  }

  /** undefined: the draft says no more about the field than its case does. */
  setDraft(letter, n, values) {
    this.keep(Object.entries(values).map(([field, v]) => [`draft/${letter}/${n}/${field}`, v]));
  }

  /** What the helping hands keep: {hand: state}. */
  help(letter, n = 1) {
    return this.under(`help/${letter}/${n}`);
  }

  /** edit: what the hand keeps now → what it keeps then. */
  setHelp(letter, n, hand, edit) {
    const path = `help/${letter}/${n}/${hand}`;
    this.keep([[path, edit(this.latest(path) || {})]]);
  }

  /** Something was written in a draft: that may be no leaf of its own, because what a letter shares with its case lies in the case. */
  beginDraft(letter, n) {
    if (this.begun(letter, n) === undefined) this.keep([[`begun/${letter}/${n}`, this.today()]]);
  }

  /** The day on which something was first written in a draft; undefined where nothing was. */
  begun(letter, n) {
    return this.value(this.current(), `begun/${letter}/${n}`);
  }

  clearDraft(letter, n) {
    const own = ["draft", "help"].flatMap((kind) => Object.keys(this.under(`${kind}/${letter}/${n}`)).map((rest) => `${kind}/${letter}/${n}/${rest}`));
    this.keep([...own, `begun/${letter}/${n}`, `open/${letter}`].map((path) => [path, undefined]));
  }

  /** Letters that have been begun in the case. */
  letters() {
    return [...new Set(Object.keys(this.under("begun")).map((rest) => rest.split("/")[0]))];
  }

  /** The evidence register: {id: entry}. */
  proofs() {
    return this.under("proof");
  }

  /** As setEvent(). */
  setProof(id, proof) {
    return this.entry("proof", id, proof);
  }

  /** By which a calendar knows the newer of two files of the case; undefined before the first. */
  stamp() {
    return this.value(this.current(), "stamp");
  }

  setStamp(stamp) {
    this.keep([["stamp", stamp]]);
  }

  /**
   * Takes cases as store/carry.js has read them: [{id, leaves, how}]. "merge": what is here and not there stays; "replace": only what is there;
   * "new": as a case of its own, beside the one that is here. The first of them is taken in hand. All of them or, where the device has no room,
   * none: false.
   */
  take(cases) {
    const from = { held: this.held, current: this.disk.get("current") };
    const edits = [];
    const ids = cases.map(({ id, leaves, how }) => {
      const to = how === "new" ? fresh() : id;
      const taken = leaves.map(([path, v]) => [`case/${to}/${path.slice(`case/${id}/`.length)}`, v]);
      const there = new Set(taken.map(([path]) => path));
      const gone = how === "replace" ? this.disk.paths(`case/${to}/`).filter((path) => !there.has(path)) : [];
      edits.push(...taken, ...gone.map((path) => [path, undefined]));
      return to;
    });
    const before = edits.map(([path]) => [path, this.disk.get(path)]);
    this.hold(ids[0], edits);
    if (this.disk.trouble !== "full") return true;
    this.held = from.held;
    this.disk.write([...before, ["current", from.current]]);
    return false;
  }
}
