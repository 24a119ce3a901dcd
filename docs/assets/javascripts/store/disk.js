// The leaves on this device. Every change writes its own leaves and no others, so that nothing another page wrote meanwhile is undone.
//
// Storage is optional: where the browser refuses it, everything works until the page is closed, and `trouble` says so. What could not be
// written stays `unsaved` in this page and is tried again with every change and whenever the page comes to the front.
import { BROKEN, MODE_KEY, OLD_KEY, OURS, PREFIX, PROBE_KEY, VERSION, VERSION_KEY } from "../lib/key.js";
import { fits, known } from "#leaves";
import { migrate, Newer } from "./old.js";

const WAIT = 30; // ms; another tab that forgets everything sends an event a leaf, and the page need not be drawn for each

const isFull = (error) => error instanceof Error && /quota/i.test(error.name);

/** Our keys; the storage may hold other sites' (file://), and key() may answer null while another tab deletes. @returns {string[]} */
const keys = (storage) => Array.from({ length: storage.length }, (_, i) => storage.key(i)).filter((key) => key !== null && key.startsWith(OURS));

/** May this page write? Asked apart from reading: a full storage still reads. → null | "full" | "refused" */
function probe(storage) {
  try {
    storage.setItem(PROBE_KEY, "1");
    storage.removeItem(PROBE_KEY);
    return null;
  } catch (error) {
    // some browsers refuse by giving a private window no room at all
    return isFull(error) && storage.length ? "full" : "refused";
  }
}

/** Writes texts under their keys, null takes one away: all of them, or none where an error is thrown on the way. */
function writeAll(storage, texts) {
  const before = [];
  try {
    for (const [key, text] of texts) {
      const was = storage.getItem(key);
      if (was === text) continue;
      before.push([key, was, text]);
      if (text === null) storage.removeItem(key);
      else storage.setItem(key, text);
    }
  } catch (error) {
    takeBack(storage, before);
    throw error;
  }
}

/** What makes room goes back first. What finds no room after all (another tab took it) keeps its new text: that is whole, too. */
function takeBack(storage, before) {
  const grows = ([, was, text]) => Number(was !== null && (text === null || was.length > text.length));
  for (const [key, was] of before.sort((a, b) => grows(a) - grows(b))) {
    try {
      if (was === null) storage.removeItem(key);
      else storage.setItem(key, was);
    } catch {
      // told with the error that led here
    }
  }
}

/** Puts a text that cannot be read beside those put aside before, so that nothing is destroyed. Throws where there is no room. */
function putAside(storage, key, text) {
  let n = 1;
  while (storage.getItem(BROKEN + n) !== null && storage.getItem(BROKEN + n) !== text) n += 1;
  storage.setItem(BROKEN + n, text);
  storage.removeItem(key);
}

/** Takes every key of ours away. */
function empty(storage, except = "") {
  for (const key of keys(storage)) if (key !== except) storage.removeItem(key);
}

/** Cut off in the middle, a new case has at least its first day, without which it is none; one that goes has it until the end. */
const rank = ([path, value]) => (!path.endsWith("/made") ? 0 : value === undefined ? 1 : -1);

export class Disk {
  /** window: {localStorage, sessionStorage, addEventListener, setTimeout, document?}; today(): ISO day. */
  constructor(window, today) {
    this.window = window;
    this.today = today;
    this.leaves = new Map(); // as this page knows them
    this.unsaved = new Map(); // those of them that do not lie in the storage; undefined: still lies there and should not
    this.stuck = new Set(); // keys whose broken value could not be put aside: nothing is written over it
    this.old = null; // the first release's text, until all its leaves are written: {text, whole}
    this.listeners = new Set();
    this.returns = new Set();
    this.marked = null; // the storage in which this page has seen the mark that something is kept
    this.gathering = false;
    this.waiting = false;
    this.trouble = null; // null | "refused" | "newer" | "broken" | "stuck" | "full"
    this.reload();
    window.addEventListener("storage", (event) => this.heard(event));
    // a page that comes back from the back/forward cache, or to the front, may have missed what others wrote
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      this.reload();
      for (const listener of this.returns) listener();
      this.tell();
    });
    // on the document: older Safari does not send it up to the window
    (window.document || window).addEventListener("visibilitychange", () => {
      if (window.document && window.document.visibilityState !== "visible") this.flush();
      else {
        this.reload();
        this.tell();
      }
    });
  }

  get(path) {
    return this.leaves.get(path);
  }

  paths(prefix) {
    const found = [];
    for (const path of this.leaves.keys()) if (path.startsWith(prefix)) found.push(path);
    return found;
  }

  /** Calls back after every change, also one made in another tab. Returns how to stop. */
  watch(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls back when the page comes back from the back/forward cache, before watch() does. */
  onReturn(listener) {
    this.returns.add(listener);
  }

  tell() {
    for (const listener of this.listeners) {
      try {
        listener();
      } catch (error) {
        console.error("store:", error); // a part of the page that fails does not keep the others from being drawn
      }
    }
  }

  tellSoon() {
    if (this.waiting) return;
    this.waiting = true;
    this.window.setTimeout(() => {
      this.waiting = false;
      this.tell();
    }, WAIT);
  }

  /** Does nothing stay after the tab is closed? */
  session() {
    try {
      return this.window.localStorage.getItem(MODE_KEY) === "session";
    } catch {
      return false;
    }
  }

  storage() {
    return this.session() ? this.window.sessionStorage : this.window.localStorage;
  }

  spoiled(storage, key, text) {
    try {
      putAside(storage, key, text);
      this.trouble = "broken";
    } catch {
      this.stuck.add(key);
      this.trouble = "stuck";
    }
  }

  /** One leaf as it lies in the storage; undefined where there is none that can be used. */
  leaf(storage, path) {
    const text = storage.getItem(PREFIX + path);
    if (text === null || !known(path)) return undefined; // a place of a later release is left alone
    try {
      const value = JSON.parse(text);
      if (fits(path, value)) return value;
    } catch {
      // told below
    }
    this.spoiled(storage, PREFIX + path, text);
    return undefined;
  }

  /** What the first release kept becomes leaves, once. Its text goes when all of them are written. */
  takeOld(storage) {
    this.old = null;
    const text = storage.getItem(OLD_KEY);
    if (text === null) return;
    try {
      const { leaves, whole } = migrate(text, this.today());
      for (const [path, value] of leaves) {
        if (this.leaves.has(path) || this.unsaved.has(path)) continue;
        this.set(path, value);
        this.unsaved.set(path, value);
      }
      this.old = { text, whole };
    } catch (error) {
      if (error instanceof Newer) this.trouble = "newer";
      else this.spoiled(storage, OLD_KEY, text);
    }
  }

  /** What lies under an id of an earlier release moves to the one of today; what was kept there since then is younger and stays. */
  takeRenamed(rename) {
    for (const [path, value] of [...this.leaves]) {
      const [now, said] = rename(path, value);
      if (now === path && said === value) continue;
      const edits = now === path ? [[path, said]] : [[path, undefined], ...(this.leaves.has(now) ? [] : [[now, said]])];
      for (const [place, kept] of edits) {
        this.set(place, kept);
        this.unsaved.set(place, kept);
      }
    }
  }

  /** The mode of the tab that keeps nothing ended in another one: what this tab has goes where the rest is. All forgotten: then this is, too. */
  takeLeftover() {
    try {
      const { localStorage, sessionStorage } = this.window;
      if (this.session() || !keys(sessionStorage).length) return;
      if (localStorage.getItem(VERSION_KEY) !== null) {
        const left = keys(sessionStorage).filter((key) => localStorage.getItem(key) === null);
        writeAll(localStorage, left.map((key) => [key, sessionStorage.getItem(key)]));
      }
      empty(sessionStorage);
    } catch {
      // no room there: it stays here until there is
    }
  }

  /** Reads everything anew; what is not yet written stays as this page has it. */
  reload() {
    try {
      this.takeLeftover();
      const storage = this.storage();
      const version = storage.getItem(VERSION_KEY);
      if (Number(version || VERSION) > VERSION) {
        this.trouble = "newer"; // what this page shows stays to be copied; it is not written any more
        return;
      }
      const forgotten = this.marked === storage && version === null;
      if (forgotten) this.unsaved.clear(); // all was taken away meanwhile: that holds for what found no room, too
      this.marked = version === null ? null : storage;
      if (forgotten || this.trouble !== "broken") this.trouble = null;
      this.stuck.clear();
      const found = new Map();
      for (const key of keys(storage).filter((k) => k.startsWith(PREFIX))) {
        const path = key.slice(PREFIX.length);
        const value = this.leaf(storage, path);
        if (value !== undefined) found.set(path, value);
      }
      this.leaves = found; // only now: a storage that refuses in the middle takes nothing from the page
      for (const [path, value] of this.unsaved) this.set(path, value);
      this.takeOld(storage);
      const { handbookRename } = globalThis.window || {};
      if (handbookRename) this.takeRenamed(handbookRename);
      if (this.trouble === null) this.trouble = probe(storage);
    } catch {
      this.trouble = "refused";
    }
    this.flush();
  }

  /** Takes one leaf as it lies in the storage now, before something is changed within it. What is not yet written stays. */
  refresh(path) {
    if (this.unsaved.has(path) || this.trouble === "newer") return;
    try {
      this.set(path, this.leaf(this.storage(), path));
    } catch {
      this.trouble = "refused";
    }
  }

  /** Was this leaf, which the page still has, taken away by another one? */
  lost(path) {
    try {
      return this.leaves.has(path) && !this.unsaved.has(path) && this.storage().getItem(PREFIX + path) === null;
    } catch {
      return false;
    }
  }

  set(path, value) {
    if (value === undefined) this.leaves.delete(path);
    else this.leaves.set(path, value);
  }

  /** Tries to write what is not yet written: all of it or nothing. */
  flush() {
    if (this.gathering || !(this.unsaved.size || this.old) || this.trouble === "refused" || this.trouble === "newer") return;
    try {
      const storage = this.storage();
      if (Number(storage.getItem(VERSION_KEY) || VERSION) > VERSION) {
        this.trouble = "newer";
        return;
      }
      const changes = [...this.unsaved].filter(([path]) => !this.stuck.has(PREFIX + path)).sort((a, b) => rank(a) - rank(b));
      const texts = changes.map(([path, value]) => [PREFIX + path, value === undefined ? null : JSON.stringify(value)]);
      writeAll(storage, [[VERSION_KEY, String(VERSION)], ...texts]);
      this.marked = storage;
      for (const [path] of changes) this.unsaved.delete(path);
      if (this.trouble === "full") this.trouble = null;
      if (!this.old) return;
      const { text, whole } = this.old;
      this.old = null;
      if (!whole) this.spoiled(storage, OLD_KEY, text);
      else if (storage.getItem(OLD_KEY) === text) storage.removeItem(OLD_KEY);
    } catch (error) {
      this.trouble = isFull(error) ? "full" : "refused";
    }
  }

  /** changes: [[path, value]]; undefined takes the leaf away. Throws where a value does not fit its place. */
  write(changes) {
    const bad = changes.find(([path, value]) => value !== undefined && !fits(path, value));
    if (bad) throw new Error(`does not fit: ${bad[0]}`);
    for (const [path, value] of changes) {
      this.set(path, value);
      this.unsaved.set(path, value);
    }
    if (this.gathering) return;
    this.flush();
    this.tell();
  }

  /** What edit() writes is written at once and told once. */
  together(edit) {
    if (this.gathering) {
      edit();
      return;
    }
    this.gathering = true;
    try {
      edit();
    } finally {
      this.gathering = false;
      this.flush();
    }
    this.tell();
  }

  /** Another tab wrote a leaf, or took everything away. Events come late: what lies in the storage now is what counts. */
  heard({ key }) {
    if (key === null || key === VERSION_KEY || key === MODE_KEY) this.reload();
    else if (key.startsWith(PREFIX)) {
      const path = key.slice(PREFIX.length);
      this.refresh(path);
      const [, removed] = /^(case\/[^/]+\/)made$/.exec(path) || [];
      // what found no room goes with its case
      if (removed && !this.leaves.has(path)) for (const rest of [...this.unsaved.keys()].filter((p) => p.startsWith(removed))) this.unsaved.delete(rest);
    } else return;
    this.tellSoon();
  }

  /** What could not be read, as texts. */
  broken() {
    try {
      const storage = this.storage();
      return keys(storage)
        .filter((key) => key.startsWith(BROKEN) || key.startsWith(`${OLD_KEY}/broken`))
        .map((key) => storage.getItem(key));
    } catch {
      return [];
    }
  }

  /** Moves everything to where it goes with the tab, or back to the device. False where that cannot be done without losing something. */
  setSession(on) {
    if (on === this.session()) return true;
    this.flush();
    if (this.unsaved.size || this.trouble === "refused" || this.trouble === "newer") return false;
    try {
      const { localStorage, sessionStorage } = this.window;
      const [from, to] = on ? [localStorage, sessionStorage] : [sessionStorage, localStorage];
      const texts = keys(from)
        .filter((key) => key !== MODE_KEY)
        .map((key) => [key, from.getItem(key)]);
      writeAll(to, [[VERSION_KEY, String(VERSION)], ...texts]);
      // first the mode, then the old place: cut off between the two, everything is still found
      if (on) localStorage.setItem(MODE_KEY, "session");
      else localStorage.removeItem(MODE_KEY);
      empty(from, MODE_KEY);
    } catch {
      return false;
    }
    this.reload();
    this.tell();
    return true;
  }

  /** Forgets everything that is kept on this device. True where it is gone. */
  forget() {
    this.leaves.clear();
    this.unsaved.clear();
    this.stuck.clear();
    this.old = null;
    this.marked = null;
    let gone = false;
    try {
      const storages = [this.window.localStorage, this.window.sessionStorage];
      for (const storage of storages) empty(storage);
      gone = !storages.some((storage) => keys(storage).length);
      if (this.trouble !== "refused") this.trouble = null;
    } catch {
      this.trouble = "refused";
    }
    this.tell();
    return gone;
  }
}
