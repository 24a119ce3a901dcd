// A device without a browser: a storage with so much room, and tabs whose events are delivered when the test says so.
import { Store } from "../../../docs/assets/javascripts/store/open.js";
import { PREFIX } from "../../../docs/assets/javascripts/lib/key.js";

/** As localStorage: keys and texts. `room`: how many characters fit. `fault(n, text)`: called before the n-th change, may throw; text: null where a key goes. */
export class Disk {
  constructor(entries = {}, room = Infinity) {
    this.map = new Map(Object.entries(entries));
    this.room = room;
    this.changes = 0;
    this.fault = () => {};
    this.changed = () => {};
  }
  get length() {
    return this.map.size;
  }
  key(i) {
    return [...this.map.keys()][i] ?? null;
  }
  getItem(key) {
    return this.map.has(key) ? this.map.get(key) : null;
  }
  setItem(key, value) {
    this.fault((this.changes += 1), String(value));
    let other = 0;
    for (const [k, v] of this.map) if (k !== key) other += k.length + v.length;
    if (other + key.length + String(value).length > this.room) throw new DOMException("no room", "QuotaExceededError");
    this.map.set(key, String(value));
    this.changed(key);
  }
  removeItem(key) {
    this.fault((this.changes += 1), null);
    if (this.map.delete(key)) this.changed(key);
  }
  /** The leaves that lie there: {path: value}. */
  leaves() {
    return Object.fromEntries([...this.map].filter(([key]) => key.startsWith(PREFIX)).map(([key, text]) => [key.slice(PREFIX.length), JSON.parse(text)]));
  }
}

/** Several tabs of one browser on one disk. What one writes waits as an event for each of the others until deliver(). */
export class Device {
  constructor(disk = new Disk()) {
    this.disk = disk;
    this.tabs = [];
  }

  /** A tab with the store as a page that was just opened has it. storages: what the tab has instead of its own. */
  tab(storages = {}, day = "2026-11-28") {
    const listeners = { storage: [], pageshow: [], visibilitychange: [] };
    const tab = {
      events: [], // keys that others changed, in order
      send: (name, event = {}) => listeners[name].forEach((listener) => listener(event)),
      deliver: (key) => {
        const at = key === undefined ? 0 : tab.events.indexOf(key);
        const [found] = tab.events.splice(at, 1);
        tab.send("storage", { key: found, newValue: this.disk.getItem(found) });
      },
      catchUp: () => {
        while (tab.events.length) tab.deliver();
      },
    };
    const disk = this.disk;
    const writing = (act) => (...args) => {
      disk.changed = (key) => this.tabs.filter((t) => t !== tab).forEach((t) => t.events.push(key));
      try {
        return act(...args);
      } finally {
        disk.changed = () => {};
      }
    };
    const mine = {
      get length() {
        return disk.length;
      },
      key: (i) => disk.key(i),
      getItem: (key) => disk.getItem(key),
      setItem: writing((key, value) => disk.setItem(key, value)),
      removeItem: writing((key) => disk.removeItem(key)),
    };
    tab.window = {
      localStorage: mine,
      sessionStorage: new Disk(),
      addEventListener: (name, listener) => listeners[name].push(listener),
      setTimeout: (act) => act(),
      ...storages,
    };
    const now = new Date(`${day}T12:00:00`);
    tab.open = () => {
      for (const name of Object.keys(listeners)) listeners[name] = [];
      tab.events = [];
      tab.store = new Store(tab.window, () => now);
      return tab.store;
    };
    tab.close = () => this.tabs.splice(this.tabs.indexOf(tab), 1);
    this.tabs.push(tab);
    tab.open();
    return tab;
  }
}

/** The store of a page that was just opened on this disk. */
export const open = (disk, storages) => new Device(disk).tab(storages).store;
