// A device's storage for tests, and a fresh store on it: every call of open() is another page load.

export class Disk {
  constructor(entries = {}, room = Infinity) {
    Object.defineProperty(this, "room", { value: room, writable: true });
    for (const [key, value] of Object.entries(entries)) this[key] = value;
  }
  get length() {
    return Object.keys(this).length;
  }
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, value) {
    const other = Object.entries(this).reduce((n, [k, v]) => (k === key ? n : n + k.length + v.length), 0);
    if (other + key.length + String(value).length > this.room) throw new DOMException("no room", "QuotaExceededError");
    this[key] = String(value);
  }
  removeItem(key) {
    delete this[key];
  }
}

let loads = 0;
let heard = () => {};

/** The store as a page that was just opened has it. */
export async function open(disk) {
  globalThis.localStorage = disk;
  globalThis.addEventListener = (name, listener) => {
    if (name === "storage") heard = listener;
  };
  loads += 1;
  return import(`../../../docs/assets/javascripts/store.js?load=${loads}`);
}

/** Another tab wrote. */
export const storageEvent = (key, newValue) => heard({ key, newValue });
