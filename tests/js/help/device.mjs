// A reader's device for tests: two storages and a window around them, and a store on it; every store is another page load.
import { Store } from "../../../docs/assets/javascripts/store/open.js";

export const DAY = "2026-11-28";

class Storage {
  constructor(entries, room) {
    this.map = new Map(Object.entries(entries));
    this.room = room;
    this.used = [...this.map].reduce((n, [key, value]) => n + key.length + value.length, 0);
    this.names = null;
  }
  get length() {
    return this.map.size;
  }
  key(i) {
    this.names = this.names || [...this.map.keys()];
    return this.names[i] ?? null;
  }
  getItem(key) {
    return this.map.has(key) ? this.map.get(key) : null;
  }
  setItem(key, value) {
    const text = String(value);
    const used = this.used - this.takes(key) + key.length + text.length;
    if (used > this.room) throw new DOMException("no room", "QuotaExceededError");
    this.used = used;
    this.names = null;
    this.map.set(key, text);
  }
  removeItem(key) {
    this.used -= this.takes(key);
    this.names = null;
    this.map.delete(key);
  }
  takes(key) {
    return this.map.has(key) ? key.length + this.map.get(key).length : 0;
  }
}

export function device(entries = {}, room = Infinity) {
  return { localStorage: new Storage(entries, room), sessionStorage: new Storage({}, Infinity), addEventListener() {}, setTimeout };
}

export const open = (window) => new Store(/** @type {any} */ (window), () => new Date(`${DAY}T12:00:00`));

/** Everything that lies on a device, as text: to see that nothing has changed. */
export const lies = (window) => JSON.stringify([...window.localStorage.map].sort());
