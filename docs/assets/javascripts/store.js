// What the reader keeps, on this device only: one store a page, for the modules that need it. Another script of the page finds it on the window:
// two stores in one page would not hear of each other's changes.
import { keepFields } from "./store/behind.js";
import { Store } from "./store/open.js";

export const store = new Store(window);
window.handbookStore = store;
keepFields(window);
