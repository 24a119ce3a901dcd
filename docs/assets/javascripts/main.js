// Finds data-module roots and starts them. One module that throws is reported and does not stop the others.
import * as store from "./store.js";
import { all, openForPrint } from "./lib/page.js";
import { anchors } from "./anchors.js";
import { change } from "./change.js";
import { checklist } from "./checklist.js";
import { copyBox } from "./copy.js";
import { deadlines } from "./deadlines.js";
import { letter, letterCards } from "./letter/index.js";
import { filter } from "./filter.js";
import { keeping } from "./keeping.js";
import { menu } from "./menu.js";
import { scenario } from "./scenario.js";
import { search } from "./search/ui.js";
import { terms } from "./terms.js";
import { themeButton } from "./theme-button.js";
import { tree } from "./tree.js";

const MODULES = { anchors, change, checklist, copy: copyBox, deadlines, filter, keeping, letter, menu, scenario, search, terms, theme: themeButton, tree };
const ROOT = new URL(document.currentScript?.dataset.root || "./", location.href);

/** Where nothing can be kept, the page says so above what would be kept. */
function tellAboutStorage() {
  const place = document.querySelector('[data-module="checklist"], [data-module="letter"], [data-module="keeping"]');
  if (!place || !store.problem()) return;
  let notice = document.getElementById("storage-notice");
  if (!notice) {
    notice = Object.assign(document.createElement("p"), { id: "storage-notice", className: "note note--warn" });
    notice.setAttribute("role", "status");
    place.before(notice);
  }
  notice.textContent = store.problem();
}

function start() {
  for (const root of all(document, "[data-module]")) {
    try {
      MODULES[root.dataset.module](root, { base: ROOT });
    } catch (error) {
      console.error(`module ${root.dataset.module}:`, error);
    }
  }
  letterCards();
  openForPrint();
  anchors();
  tellAboutStorage();
  store.watch(tellAboutStorage);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
