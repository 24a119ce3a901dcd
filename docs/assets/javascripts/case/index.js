// The page “我的案件”: each part fills its place and is drawn again after every change, here or in another tab.
import { today } from "#dates";
import { reveal } from "#live";
import { script } from "#page";
import { cases } from "./cases.js";
import { days } from "./days.js";
import { events } from "./events.js";
import { facts } from "./facts.js";
import { letters } from "./letters.js";
import { look } from "./look.js";
import { now } from "./now.js";
import { path } from "./path.js";
import { situations } from "./situations.js";

// a part: (root of its section, page) → what draws it again, or nothing
const PARTS = { now, path, days, events, situations, letters, facts, cases };
const LATE = ["evidence", "carry"]; // come by add(), in a script of their own: half of all that the page runs

/** The situations of the case in hand that the handbook knows, as their scripts have them; `missing`: those still to come. */
function loadedOf(store, data) {
  const known = store.situations().filter((id) => data.situations[id]);
  const there = window.handbookSituations || {};
  return { loaded: known.filter((id) => there[id]).map((id) => ({ id, ...there[id] })), missing: known.filter((id) => !there[id]) };
}

/** base: the address of the site's root, which all addresses in the data start from. → {waiting, add}: what is to come, and how it comes. */
export function start(root, { store, data, base }) {
  const draws = [];
  const asked = new Set();
  let seen = null;
  const page = {
    store,
    data,
    base,
    url: (address) => new URL(address, base).href,
    situations: () => loadedOf(store, data).loaded,
    /** The case as it stands: one look for all parts, until something changes. */
    look: () => (seen = seen || look(store, data, page.situations(), today())),
    /** Situations whose script could not be had. */
    lost: new Set(),
    draw() {
      seen = null;
      for (const id of loadedOf(store, data).missing.filter((one) => !asked.has(one))) {
        asked.add(id);
        script(page.url(`assets/case/${id}.js`)).then(page.draw, () => {
          page.lost.add(id);
          page.draw();
        });
      }
      for (const draw of draws) draw();
    },
  };
  const places = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-part]"))];
  const begin = (place, part) => {
    try {
      const draw = part(place, page);
      if (draw) draws.push(draw);
      reveal(place);
    } catch (error) {
      console.error(`part ${place.dataset.part}:`, error);
    }
  };
  const waiting = () => places.filter((place) => LATE.includes(place.dataset.part));
  for (const place of places) {
    const part = PARTS[place.dataset.part];
    place.hidden = !part && !LATE.includes(place.dataset.part);
    if (part) begin(place, part);
  }
  page.draw();
  reveal(root);
  store.watch(page.draw);
  return {
    /** Where the parts go that are still to come. */
    waiting,
    /** parts: {evidence, carry} */
    add(parts) {
      for (const place of waiting()) begin(place, parts[place.dataset.part]);
      page.draw();
    },
  };
}
