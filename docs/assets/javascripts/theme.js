// Runs before the first paint, so that a chosen theme does not flash. Everything else waits for the page.
import "./lib/missing.js";
import { MODE_KEY, PREFIX } from "./lib/key.js";

const html = document.documentElement;
html.classList.remove("no-js");
html.classList.add("js");
try {
  const storage = localStorage.getItem(MODE_KEY) === "session" ? sessionStorage : localStorage;
  const theme = JSON.parse(storage.getItem(`${PREFIX}theme`) || "null");
  // the line about the case takes its place before the first paint: nothing moves when it is filled
  if (Object.keys(storage).some((key) => key.startsWith(`${PREFIX}case/`))) html.classList.add("has-case");
  if (theme === "dark" || theme === "light") html.dataset.theme = theme;
} catch {
  // no storage: the system's own theme stands
}
