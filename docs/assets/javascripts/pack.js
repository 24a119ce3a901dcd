// A pack for the printer: what of it is printed, in which letters; the reader's ticks, dates and facts stand in it. A script of its own: a pack needs
// nothing of what the other pages do.
import { store } from "./store.js";
import * as dates from "./lib/dates.js";
import * as leaves from "./store/leaves.js";
import * as later from "./lib/later.js";
import * as live from "./lib/live.js";
import * as page from "./lib/page.js";
import { blanks } from "./blanks.js";
import { deadlines } from "./deadlines.js";
import { inWords } from "./lib/known.js";
import { print } from "./lib/print.js";
import { chosen } from "./pack/chosen.js";
import { tellAboutStorage } from "./trouble.js";

// for the scripts that come with a letter (shared/)
window.handbookShared = { dates, later, leaves, live, page };
const { all, openForPrint } = page;
const ROOT = new URL(document.currentScript?.dataset.root || "./", location.href);

/** The boxes of the list are those of the situation's page: ticked there is ticked here, and the other way round. */
function ticks(root) {
  const scope = root.dataset.scenario;
  const steps = all(root, "[data-step]").map((node) => ({ node, id: node.dataset.step, box: node.querySelector("input") }));
  const draw = () => {
    for (const { node, id, box } of steps) {
      const value = store.tick(scope, id);
      box.checked = value === "done";
      box.disabled = value === "na";
      node.classList.toggle("pack__step--na", value === "na");
    }
  };
  for (const { id, box } of steps) box.addEventListener("change", () => store.setTicks(scope, { [id]: box.checked ? "done" : undefined }));
  draw();
  store.watch(draw);
}

/** What the case knows stands in the table at the top; what it does not know is written by pen. */
function facts(root) {
  const cells = all(root, "[data-known]");
  const draw = () => {
    for (const cell of cells) cell.textContent = inWords(store.fact(cell.dataset.known) || "");
  };
  draw();
  store.watch(draw);
}

/** A part that is not chosen stays on the screen as its heading only, and is not printed. */
function choice(root, before) {
  const form = root.querySelector("[data-choice]");
  const draw = () => {
    for (const box of all(form, "[data-part-of]")) document.getElementById(box.dataset.partOf).classList.toggle("pack__part--off", !(/** @type {HTMLInputElement} */ (box).checked));
    root.classList.toggle("pack--large", form.elements.size.value === "large");
  };
  form.addEventListener("change", draw);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-print]").addEventListener("click", () => before(() => print("")));
  draw();
}

function start() {
  const root = document.querySelector("[data-module=pack]");
  choice(root, chosen(root, ROOT));
  ticks(root);
  facts(root);
  for (const part of all(root, "[data-module=deadlines]")) deadlines(part, { base: ROOT });
  blanks();
  openForPrint();
  tellAboutStorage("[data-choice]");
  for (const node of all(root, ".js-only")) node.classList.remove("js-only");
  for (const node of all(root, ".nojs-only")) node.hidden = true;
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
