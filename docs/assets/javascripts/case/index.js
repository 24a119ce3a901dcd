// The page “我的案件”: each part fills its place and is drawn again after every change, here or in another tab.
import { today } from "#dates";
import { reveal } from "#live";
import { script } from "#page";
import { days } from "./days.js";
import { look } from "./look.js";
import { now } from "./now.js";
import { path } from "./path.js";

// a part: (root of its section, page) → what draws it again, or nothing. One that adds to another's section has a name after a slash.
const PARTS = { now, path, days };
// come by add(), in scripts of their own: where one stands can be seen without them
const LATER = ["events", "situations", "letters", "evidence", "facts", "cases", "carry"];

/**
 * The situations of the case in hand, as their scripts have them; `missing`: those still to come. As soon as the lists are there, none that the
 * handbook does not know.
 */
function loadedOf(store, data) {
  const known = store.situations().filter((id) => !data.situations || data.situations[id]);
  const there = window.handbookSituations || {};
  return { loaded: known.filter((id) => there[id]).map((id) => ({ id, ...there[id] })), missing: known.filter((id) => !there[id]) };
}

/** Until the reader goes somewhere by himself, what the address names stays where it is while the page grows above it. → does that */
function holder() {
  let moved = false;
  for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(name, () => (moved = true), { once: true });
  return () => {
    if (!moved && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  };
}

/**
 * base: the address of the site's root, which all addresses in the data start from; data: the lists that every part needs.
 * → {waiting, add}: what is to come, and how it comes.
 */
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
      if (drawn && draw) draw();
    } catch (error) {
      console.error(`part ${place.dataset.part}:`, error);
    }
  };
  const begun = new Set();
  let drawn = false; // the first parts, together; each later one when it begins
  const at = (name) => places.findIndex(({ dataset }) => dataset.part === name.split("/")[0]);
  const hold = holder();
  /** In the order of the page: what has come is not moved by what comes after it. Waits for nothing where there is no `turn`. */
  const beginAll = async (parts, turn) => {
    for (const name of Object.keys(parts).sort((a, b) => at(a) - at(b))) {
      if (begun.has(name)) continue;
      begun.add(name);
      if (at(name) >= 0) begin(places[at(name)], parts[name]);
      if (drawn) hold();
      if (turn) await turn();
    }
  };
  beginAll(PARTS);
  for (const place of places) place.hidden = !begun.has(place.dataset.part) && !LATER.includes(place.dataset.part);
  page.draw();
  drawn = true;
  reveal(root);
  store.watch(page.draw);
  return {
    /** Where the parts of these names go, as far as they are still to come. */
    waiting: (names) => places.filter(({ dataset }) => names.includes(dataset.part) && !begun.has(dataset.part)),
    /** parts: by name, those that have come, begun or not; lists: what they need of the handbook beside the data; turn: between two of them (lib/later.js turns). */
    add(parts, lists, turn) {
      Object.assign(data, lists);
      page.draw(); // what is there, with the lists
      return beginAll(parts, turn);
    },
  };
}
