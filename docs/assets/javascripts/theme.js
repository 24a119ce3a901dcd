// Runs before the first paint, so that a chosen theme does not flash. Everything else waits for the page.
import "./lib/missing.js";
import { MODE_KEY, PREFIX } from "./lib/key.js";

// ms: what comes after that moves the page twice, and on a slow phone with little network the scripts take five seconds
const PATIENCE = 6000;
const html = document.documentElement;
html.classList.remove("no-js");
// while the scripts are on their way, their places are kept free and nothing moves when they come; each shows what is its own (lib/live.js). What has
// not started when the page is complete is lost or threw: then, or when it takes too long, the page is as it is without scripts
html.classList.add("js", "waiting");
const settle = () => html.classList.remove("waiting");
document.addEventListener("DOMContentLoaded", settle);
setTimeout(settle, PATIENCE);
try {
  const storage = localStorage.getItem(MODE_KEY) === "session" ? sessionStorage : localStorage;
  const theme = JSON.parse(storage.getItem(`${PREFIX}theme`) || "null");
  // the line about the case takes its place before the first paint: nothing moves when it is filled
  if (Object.keys(storage).some((key) => key.startsWith(`${PREFIX}case/`))) html.classList.add("has-case");
  if (theme === "dark" || theme === "light") html.dataset.theme = theme;
} catch {
  // no storage: the system's own theme stands
}
