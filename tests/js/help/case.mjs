// The case page without a browser: its sections as the component draws them, the real lists and situations, a fresh store.
import { readFileSync } from "node:fs";
import { body } from "./dom.mjs";

const real = JSON.parse(readFileSync(process.env.CASE, "utf8"));
export const { lists } = real;
/** All that the page knows in the end. */
export const data = { ...real.data, ...lists };
export const situations = real.situations;
export const store = (await import("../../../docs/assets/javascripts/store.js")).store;
const { start } = await import("../../../docs/assets/javascripts/case/index.js");
await import("../../../docs/assets/javascripts/case-parts.js");
await import("../../../docs/assets/javascripts/case-late.js");
/** As the scripts that come later put them on the window. */
export const later = window.handbookCaseParts;

const PARTS = ["now", "path", "days", "events", "situations", "letters", "evidence", "facts", "cases", "carry"];
const PAGE = `<div data-case>${PARTS.map((id) => `<section data-part="${id}" id="${id}"><h2 id="${id}-title">${id}</h2><div data-body></div></section>`).join("")}</div>`;

/** The page before goes; the store's own listener, its first, stays. */
function leave() {
  for (const listener of [...store.disk.listeners].slice(1)) store.disk.listeners.delete(listener);
}

/** Another tab wrote a leaf of the case in hand. */
export async function elsewhere(path, value) {
  const key = `aftersales-handbook/2/case/${store.current()}/${path}`;
  window.localStorage.setItem(key, JSON.stringify(value));
  store.disk.heard({ key });
  await new Promise((resolve) => setTimeout(resolve, 50));
}

/** The page as its first script draws it on what is kept. situations: those whose scripts are there. → [root, what start() gives] */
export function first(there = situations) {
  leave();
  window.handbookSituations = there;
  const root = body(PAGE);
  return [root, start(root, { store, data: { ...real.data }, base: new URL("./", window.location.href) })];
}

/** The page opened again on what is kept, when all of it has come. */
export function reopen() {
  const [root, started] = first();
  started.add(later, lists);
  return root;
}

/** Nothing kept, the page just opened; every situation is at hand. */
export function page() {
  leave();
  store.forget();
  return reopen();
}
