// What comes when the page is ready and at rest: the script that stores the handbook for the time without network (../offline.js).
import { script } from "#page";

let coming = null;

/** Loads it, once. Resolves to null where there is no web around the page: a folder is stored already. */
export function offline(base) {
  if (location.protocol === "file:") return Promise.resolve(null);
  coming = coming || script(new URL("assets/offline.js", base)).then(() => window.handbookOffline);
  return coming;
}

/** Runs when everything of the page has come and the browser has nothing else to do. */
export function atRest(run) {
  const wait = () => (window.requestIdleCallback ? window.requestIdleCallback(run) : setTimeout(run, 800));
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
}
