// Runs before the first paint, so that a chosen theme does not flash. Everything else waits for the page.
import "./lib/missing.js";
import { KEY } from "./lib/key.js";

const html = document.documentElement;
html.classList.remove("no-js");
html.classList.add("js");
try {
  const theme = JSON.parse(localStorage.getItem(KEY) || "{}").theme;
  if (theme === "dark" || theme === "light") html.dataset.theme = theme;
} catch {
  // no storage: the system's own theme stands
}
