// Finds data-module roots and starts them. One module that throws is reported and does not stop the others.
import * as dates from "#dates";
import * as leaves from "#leaves";
import * as later from "#later";
import * as live from "#live";
import * as page from "#page";
import { inside, keeps } from "./lib/keeps.js";
import { anchors } from "./anchors.js";
import { blanks } from "./blanks.js";
import { caseline } from "./caseline.js";
import { changed } from "./changed.js";
import { copyBox } from "./copy.js";
import { letterCards } from "./letter-cards.js";
import { menu } from "./menu.js";
import { search } from "./search/field.js";
import { themeButton } from "./theme-button.js";
import { tellAboutStorage } from "./trouble.js";

const MODULES = { anchors, caseline, changed, copy: copyBox, menu, search, theme: themeButton };
// for the scripts that come after this one (shared/)
window.handbookShared = { dates, later, leaves, live, page };
const { atRest, offline } = later;
const { all, openForPrint, script } = page;
const ROOT = new URL(document.currentScript?.dataset.root || "./", location.href);

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

/** “这里有错” opens the report that is made of this page; its script comes now. Where it does not, the link leads to the page that says how to write. */
function report(event) {
  const link = event.target.closest("a[data-report]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const lost = () => location.assign(link.href);
  script(new URL("assets/report.js", ROOT)).then(() => window.handbookReport(ROOT, link.href)).catch(lost);
}

/** Starts the modules of the page that are among these: {name: module}; the others come with a script of their own. */
function begin(modules) {
  for (const root of all(document, "[data-module]")) {
    const module = modules[root.dataset.module];
    if (!module) continue;
    try {
      module(root, { base: ROOT });
      live.reveal(root);
    } catch (error) {
      console.error(`module ${root.dataset.module}:`, error);
    }
  }
}

/** Does the page ask for a script by itself? */
const asks = (name) => Boolean(document.querySelector(`script[src$="/${name}"]`));

/** What stands on the page and nobody waits for comes when all else is there: until then its lead is a link. The letter has a script of its own. */
function others() {
  const left = new Set(all(document, "[data-module]").map((root) => root.dataset.module).filter((name) => !MODULES[name] && name !== "letter"));
  const bring = (name, modules) => script(new URL(`assets/${name}`, ROOT)).then(() => begin(modules()), () => {});
  if (left.delete("terms")) bring("words.js", () => ({ terms: window.handbookExplain }));
  if (left.size && !asks("parts.js")) bring("parts.js", () => window.handbookParts);
}

function start() {
  begin({ ...MODULES, ...window.handbookParts });
  blanks();
  letterCards();
  openForPrint();
  anchors();
  tellOfBrowser();
  tellAboutStorage('[data-module="checklist"], [data-module="letter"], [data-module="keeping"], [data-case]');
  document.addEventListener("click", report);
  atRest(others);
  atRest(() => offline(ROOT).catch(() => {})); // without it the page lacks nothing
}

// what comes right after this script has modules, too: all of them start in the order of the page
if (asks("parts.js") || asks("search-ui.js") || document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
