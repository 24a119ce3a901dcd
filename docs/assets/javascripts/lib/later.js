// What comes when the page is ready and at rest: the script that stores the handbook for the time without network (../offline.js).
import { script } from "#page";

const LATEST = 2000; // ms: a busy browser may find no idle moment for half a minute, and what the reader came for (the button that clears everything) would not come
const TURN = 5; // ms; four times as long on a slow phone
let coming = null;

/** Loads it, once. Resolves to null where there is no web around the page: a folder is stored already. */
export function offline(base) {
  if (location.protocol === "file:") return Promise.resolve(null);
  coming = coming || script(new URL("assets/offline.js", base)).then(() => window.handbookOffline);
  return coming;
}

/** Runs when the browser has nothing else to do, or LATEST after it was asked to. */
export function idle(run) {
  if (window.requestIdleCallback) window.requestIdleCallback(run, { timeout: LATEST });
  else setTimeout(run, 300);
}

/** Runs when everything of the page has come and the browser has nothing else to do. */
export function atRest(run) {
  const wait = () => idle(run);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
}

/** Lets what the reader does come first, once in TURN, where nobody waits for the whole. Use: `const turn = turns();` and between two pieces `await turn();` */
export function turns() {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < TURN) return;
    await new Promise((go) => setTimeout(go));
    began = performance.now();
  };
}
