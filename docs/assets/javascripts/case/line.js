// The line on every page, filled: what the case is called, how it stands, until when.
import { store } from "#store";
import { parse, today, words } from "#dates";
import { script } from "#page";
import { look, ofLetters } from "./look.js";

/** What the line is made with. Throws where something of it cannot be had. */
async function fetched(asset) {
  const load = (name) => script(asset(name));
  if (!window.handbookCase) await load("case-data.js");
  if (ofLetters(store) && !window.handbookCaseLetters) await load("case-letters.js");
  const there = (id) => window.handbookSituations?.[id];
  // one that this handbook does not know (it came from another edition) is left out; one that could not be had is missed
  const missed = async (id) => {
    if (!window.handbookCaseLists) await load("case-lists.js");
    if (window.handbookCaseLists.situations[id]) throw new Error(id);
  };
  await Promise.all(store.situations().filter((id) => !there(id)).map((id) => load(`case/${id}.js`).catch(() => missed(id))));
  return store.situations().filter(there).map((id) => ({ id, ...there(id) }));
}

const shown = (day) => words(day, false).replace(/^\d+年/, "");

/** root: the line; asset: name → address. Without a connection the line leads to the case all the same. */
export async function line(root, asset) {
  const word = root.querySelector("[data-caseline-state]");
  const name = root.querySelector("[data-caseline-name]");
  const situations = await fetched(asset);
  if (store.current() === null) return;
  const { name: called, state, solved } = look(store, { ...window.handbookCase, letters: window.handbookCaseLetters || {}, ...window.handbookCaseLists }, situations, today());
  name.textContent = called;
  const day = solved ? parse(solved) : state.until;
  word.textContent = `${state.title}${day === null ? "" : solved ? ` ${shown(day)}` : `，到${shown(day)}`}`;
  word.hidden = false;
}
