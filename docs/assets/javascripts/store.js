// What the reader keeps, on this device only: one store a page, for the modules that need it.
import { Store } from "./store/open.js";

export const store = new Store(window);
