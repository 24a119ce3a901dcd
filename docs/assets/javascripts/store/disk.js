// The leaves on this device. Every change writes its own leaves and no others, so that nothing another page wrote meanwhile is undone.
//
// Storage is optional: where the browser refuses it, everything works until the page is closed, and `trouble` says so.
import { BROKEN, MODE_KEY, OLD_KEY, PREFIX, VERSION, VERSION_KEY } from "../lib/key.js";
import { fits, known } from "./leaves.js";
import { migrate, Newer } from "./old.js";

const isFull = (error) => error instanceof Error && /quota/i.test(error.name);

/** Whose names these are; a storage may hold other sites' keys (file://). */
const ours = (key) => key.startsWith(PREFIX) || key.startsWith(BROKEN) || key === OLD_KEY || key.startsWith(`${OLD_KEY}/`) || key === VERSION_KEY || key === MODE_KEY;

/** The storage's own list; key() may answer null while another tab deletes. @returns {string[]} */
const keys = (storage) => Array.from({ length: storage.length }, (_, i) => storage.key(i)).filter((key) => key !== null);

/** May this page write? Asked apart from reading: a full storage still reads. → null | "full" | "refused" */
function probe(storage) {
  try {
    storage.setItem(`${BROKEN}probe`, "1");
    storage.removeItem(`${BROKEN}probe`);
    return null;
  } catch (error) {
    // some browsers refuse by giving a private window no room at all
    return isFull(error) && storage.length ? "full" : "refused";
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
  for (const key of keys(storage)) if (ours(key) && key !== except) storage.removeItem(key);
}

export class Disk {
  /** window: {localStorage, sessionStorage, addEventListener, document?}; today(): ISO day. */
  constructor(window, today) {
    this.window = window;
    this.today = today;
    this.leaves = new Map();
    this.unsaved = new Map(); // what found no room: written again with the next change
    this.stuck = new Set(); // keys whose broken value could not be put aside: nothing is written over it
    this.listeners = new Set();
    this.returns = new Set();
    this.begun = false; // has this page seen the mark that something is kept?
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
    window.addEventListener("visibilitychange", () => {
      if (window.document && window.document.visibilityState !== "visible") return;
      this.reload();
      this.tell();
    });
  }

  get(path) {
    return this.leaves.get(path);
  }

  paths(prefix) {
    return [...this.leaves.keys()].filter((path) => path.startsWith(prefix));
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
    for (const listener of this.listeners) listener();
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
  leaf(storage, key) {
    const path = key.slice(PREFIX.length);
    const text = storage.getItem(key);
    if (text === null || !known(path)) return undefined; // a place of a later release is left alone
    try {
      const value = JSON.parse(text);
      if (fits(path, value)) return value;
    } catch {
      // told below
    }
    this.spoiled(storage, key, text);
    return undefined;
  }

  /** What the first release kept becomes leaves, once. Its text goes only when all of them are written. */
  takeOld(storage) {
    const text = storage.getItem(OLD_KEY);
    if (text === null) return;
    let old;
    try {
      old = migrate(text, this.today());
    } catch (error) {
      if (error instanceof Newer) this.trouble = "newer";
      else this.spoiled(storage, OLD_KEY, text);
      return;
    }
    const fresh = old.leaves.filter(([path]) => !this.leaves.has(path));
    for (const [path, value] of fresh) this.leaves.set(path, value);
    if (!this.put(storage, fresh)) return;
    if (old.whole) storage.removeItem(OLD_KEY);
    else this.spoiled(storage, OLD_KEY, text);
  }

  /** Reads everything anew; what found no room stays as this page has it. */
  reload() {
    this.leaves.clear();
    this.stuck.clear();
    if (this.trouble !== "full") this.trouble = null;
    try {
      const storage = this.storage();
      const version = storage.getItem(VERSION_KEY);
      if (this.begun && version === null) this.unsaved.clear(); // all was taken away meanwhile: that holds for what found no room, too
      this.begun = version !== null;
      if (Number(version || VERSION) > VERSION) {
        this.trouble = "newer";
        return;
      }
      for (const key of keys(storage).filter((k) => k.startsWith(PREFIX))) {
        const value = this.leaf(storage, key);
        if (value !== undefined) this.leaves.set(key.slice(PREFIX.length), value);
      }
      this.takeOld(storage);
      if (this.trouble === null) this.trouble = probe(storage);
    } catch {
      this.trouble = "refused";
    }
    for (const [path, value] of this.unsaved) this.set(path, value);
  }

  set(path, value) {
    if (value === undefined) this.leaves.delete(path);
    else this.leaves.set(path, value);
  }

  /** All of the changes or none. False where there is no room. */
  put(storage, changes) {
    const before = [];
    try {
      if (storage.getItem(VERSION_KEY) === null) storage.setItem(VERSION_KEY, String(VERSION));
      this.begun = true;
      for (const [path, value] of changes) {
        const key = PREFIX + path;
        if (this.stuck.has(key)) continue;
        before.push([key, storage.getItem(key)]);
        if (value === undefined) storage.removeItem(key);
        else storage.setItem(key, JSON.stringify(value));
      }
    } catch {
      for (const [key] of before) storage.removeItem(key); // first make room
      for (const [key, text] of before) if (text !== null) storage.setItem(key, text);
      this.trouble = "full";
      return false;
    }
    if (this.trouble === "full") this.trouble = null;
    return true;
  }

  /** changes: [[path, value]]; undefined takes the leaf away. Throws where a value does not fit its place. */
  write(changes) {
    const bad = changes.find(([path, value]) => value !== undefined && !fits(path, value));
    if (bad) throw new Error(`does not fit: ${bad[0]}`);
    for (const [path, value] of changes) this.set(path, value);
    if (this.trouble !== "refused" && this.trouble !== "newer") {
      for (const [path, value] of changes) this.unsaved.set(path, value);
      try {
        if (this.put(this.storage(), [...this.unsaved])) this.unsaved.clear();
      } catch {
        this.trouble = "refused";
      }
    }
    this.tell();
  }

  /** Another tab wrote a leaf, or took everything away. */
  heard({ key, newValue }) {
    if (key === null || key === VERSION_KEY || key === MODE_KEY || key === OLD_KEY) {
      this.reload();
      this.tell();
      return;
    }
    if (!key.startsWith(PREFIX) || this.trouble === "newer" || this.session()) return;
    const path = key.slice(PREFIX.length);
    let value;
    try {
      value = newValue === null ? undefined : JSON.parse(newValue);
    } catch {
      return; // it is told when the page is opened again
    }
    if (value !== undefined && !fits(path, value)) return;
    this.unsaved.delete(path);
    this.set(path, value);
    this.tell();
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

  /** Moves everything to where it goes with the tab, or back to the device. False where the browser does not let it. */
  setSession(on) {
    if (on === this.session()) return true;
    try {
      const { localStorage, sessionStorage } = this.window;
      const [from, to] = on ? [localStorage, sessionStorage] : [sessionStorage, localStorage];
      empty(to, MODE_KEY);
      if (!this.put(to, [...this.leaves])) return false;
      for (const key of keys(from)) if (key.startsWith(BROKEN)) to.setItem(key, from.getItem(key));
      empty(from, MODE_KEY);
      if (on) localStorage.setItem(MODE_KEY, "session");
      else localStorage.removeItem(MODE_KEY);
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
    let gone = false;
    try {
      const storages = [this.window.localStorage, this.window.sessionStorage];
      for (const storage of storages) empty(storage);
      gone = !storages.some((storage) => keys(storage).some(ours));
      if (this.trouble !== "refused") this.trouble = null;
    } catch {
      this.trouble = "refused";
    }
    this.tell();
    return gone;
  }
}
