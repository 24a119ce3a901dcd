// Finds data-module roots and starts them. One module that throws is reported and does not stop the others.
import { store } from "./store.js";
import { inside, keeps } from "./lib/keeps.js";
import { atRest, offline } from "./lib/later.js";
import { reveal } from "./lib/live.js";
import { all, openForPrint } from "./lib/page.js";
import { anchors } from "./anchors.js";
import { blanks } from "./blanks.js";
import { caseline } from "./caseline.js";
import { change } from "./change.js";
import { changed } from "./changed.js";
import { checklist } from "./checklist.js";
import { copyBox } from "./copy.js";
import { deadlines } from "./deadlines.js";
import { keeping } from "./keeping.js";
import { letterCards } from "./letter-cards.js";
import { menu } from "./menu.js";
import { messages } from "./messages.js";
import { place as regional } from "./place.js";
import { scenario } from "./scenario.js";
import { search } from "./search/ui.js";
import { terms } from "./terms.js";
import { themeButton } from "./theme-button.js";
import { tree } from "./tree.js";

const MODULES = { anchors, caseline, change, changed, checklist, copy: copyBox, deadlines, keeping, menu, messages, place: regional, scenario, search, terms, theme: themeButton, tree };
const ROOT = new URL(document.currentScript?.dataset.root || "./", location.href);

/** Where nothing can be kept, the page says so above what would be kept; where it stops working later, beside what the reader is writing. */
function tellAboutStorage() {
  const place = document.querySelector('[data-module="checklist"], [data-module="letter"], [data-module="keeping"], [data-case]');
  let notice = document.getElementById("storage-notice");
  const problem = store.problem();
  if (!place || !problem) {
    notice?.remove();
    return;
  }
  const writing = document.activeElement?.closest("[data-field], [data-step], [data-row], [data-of-fact]");
  const before = writing || place;
  // once told, it comes along with the reader, but does not go back to the top
  if (notice?.textContent === problem && (!writing || notice.nextElementSibling === writing)) return;
  if (!notice) notice = Object.assign(document.createElement("p"), { id: "storage-notice", className: "note note--warn" });
  notice.setAttribute("role", "alert");
  notice.textContent = problem;
  before.before(notice);
}

/** What this browser does with what is kept, beside the sentence that it is kept, with a way to what stays; and what it may not do at all. */
function tellOfBrowser() {
  const kept = keeps(location.protocol, navigator.userAgent);
  const within = inside(navigator.userAgent);
  for (const node of all(document, "[data-keeps], [data-inside]")) {
    const text = "keeps" in node.dataset ? kept : within;
    const [before, after] = text.split("“我的案件”");
    const way = Object.assign(document.createElement("a"), { href: new URL("case.html#carry", ROOT).href, textContent: "“我的案件”" });
    node.replaceChildren(before, ...(after === undefined ? [] : [way, after]));
    node.hidden = !text;
  }
}

function start() {
  for (const root of all(document, "[data-module]")) {
    const module = MODULES[root.dataset.module];
    if (!module) continue; // a letter has a script of its own
    try {
      module(root, { base: ROOT });
      reveal(root);
    } catch (error) {
      console.error(`module ${root.dataset.module}:`, error);
    }
  }
  blanks();
  letterCards();
  openForPrint();
  anchors();
  tellOfBrowser();
  tellAboutStorage();
  store.watch(tellAboutStorage);
  atRest(() => offline(ROOT).catch(() => {})); // without it the page lacks nothing
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
