// The case page without a browser: its sections as the component draws them, the real lists and situations, a fresh store.
import { readFileSync } from "node:fs";
import { body } from "./dom.mjs";

const real = JSON.parse(readFileSync(process.env.CASE, "utf8"));
export const data = real.lists;
export const situations = real.situations;
export const store = (await import("../../../docs/assets/javascripts/store.js")).store;
const { start } = await import("../../../docs/assets/javascripts/case/index.js");
const { evidence } = await import("../../../docs/assets/javascripts/case/evidence.js");
const { carry } = await import("../../../docs/assets/javascripts/case/carry.js");

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

/** Nothing kept, the page just opened; every situation is at hand. */
export function page() {
  leave();
  store.forget();
  window.handbookSituations = situations;
  const root = body(PAGE);
  start(root, { store, data, base: new URL("./", window.location.href) }).add({ evidence, carry });
  return root;
}

/** The page opened again on what is kept. */
export function reopen() {
  leave();
  const root = body(PAGE);
  start(root, { store, data, base: new URL("./", window.location.href) }).add({ evidence, carry });
  return root;
}
