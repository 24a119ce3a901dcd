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
    if (this.held !== null && this.value(this.held, "made")) return this.held;
    const id = this.disk.get("current");
    const first = this.list().find((c) => !c.away);
    this.held = id !== undefined && this.value(id, "made") ? id : first ? first.id : null;
    return this.held;
  }

  /** Writes and takes a case in hand. */
  hold(id, edits) {
    this.held = id;
    this.disk.write([...edits, ["current", id]]);
  }

  /** Writes leaves of the case in hand; where there is none, it begins one. edits: [[path within the case, value]] */
  keep(edits) {
    const id = this.current();
    if (id !== null) this.disk.write(edits.map(([path, v]) => [`case/${id}/${path}`, v]));
    else if (edits.some(([, v]) => v !== undefined)) {
      const begun = fresh();
      this.hold(begun, [[`case/${begun}/made`, this.today()], ...edits.map(([path, v]) => [`case/${begun}/${path}`, v])]);
    }
  }

  /** The leaves of one kind in the case in hand: {rest of the path: value}. */
  under(kind, id = this.current()) {
    const prefix = `case/${id}/${kind}/`;
    return Object.fromEntries(id === null ? [] : this.disk.paths(prefix).map((path) => [path.slice(prefix.length), this.disk.get(path)]));
  }

  /** Writes one entry of a list of the case; undefined takes it away. → its id, a new one where none is given */
  entry(kind, id, value) {
    const key = id || fresh();
    this.keep([[`${kind}/${key}`, value === undefined ? undefined : { ...value, id: undefined, on: this.today() }]]);
    return key;
  }

  switchTo(id) {
    this.hold(id, []);
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
      return [place(name), kind ? { ...this.value(this.current(), place(name)), ...base, day: v, kind } : { ...base, value: String(v) }];
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

  /** id undefined: a new entry. event undefined: the entry is taken away. → its id */
  setEvent(id, event) {
    return this.entry("event", id, event);
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

  /** The numbers of a letter's drafts, in order; the first is always there, though it may be empty. */
  draftNumbers(letter) {
    const numbers = new Set([1, this.openDraft(letter)]);
    for (const kind of ["draft", "help"]) for (const path of Object.keys(this.under(`${kind}/${letter}`))) numbers.add(+path.split("/")[0]);
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

  setHelp(letter, n, hand, state) {
    this.keep([[`help/${letter}/${n}/${hand}`, state]]);
  }

  clearDraft(letter, n) {
    const paths = ["draft", "help"].flatMap((kind) => Object.keys(this.under(`${kind}/${letter}/${n}`)).map((rest) => `${kind}/${letter}/${n}/${rest}`));
    this.keep([...paths, `open/${letter}`].map((path) => [path, undefined]));
  }

  /** Letters that have been begun in the case. */
  letters() {
    return [...new Set(["draft", "help"].flatMap((kind) => Object.keys(this.under(kind)).map((rest) => rest.split("/")[0])))];
  }

  /** The evidence register: {id: entry}. */
  proofs() {
    return this.under("proof");
  }

  /** As setEvent(). */
  setProof(id, proof) {
    return this.entry("proof", id, proof);
  }

  /** Takes a case as store/carry.js has read it. "merge": what is here and not there stays; "replace": only what is there. */
  take({ id, leaves }, how) {
    const there = new Set(leaves.map(([path]) => path));
    const gone = how === "replace" ? this.disk.paths(`case/${id}/`).filter((path) => !there.has(path)) : [];
    this.hold(id, [...leaves, ...gone.map((path) => [path, undefined])]);
  }
}
