// What the kept state looks like, and how each older one becomes it. Pure: text in, state out.
//
// Version 2: {version: 2, theme?, ticks: {"case/scope/step": "done" | "na"}, facts: {"case": {"dates.received": "2026-11-17", …}},
//   drafts: {"case/letter": {field: value, _help?: {rule: {ticked: [condition ids], inputs: {input: text}, again?}, story?, agent?}},
//   "case/letter/2": …}, open?: {"case/letter": 2}}
// Version 1: the same, but `ticked` held the places of the conditions in a list that may have changed since.
import { VERSION } from "../lib/key.js";

export const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export const empty = () => ({ version: VERSION, ticks: {}, facts: {}, drafts: {} });

/** A draft of version 1 without ticks that cannot be trusted; `again` tells the page to say so. Everything typed stays. */
function withoutPlaces(draft) {
  if (!isMap(draft) || !isMap(draft._help)) return draft;
  const help = {};
  for (const [key, state] of Object.entries(draft._help)) {
    if (!isMap(state) || !("ticked" in state)) help[key] = state;
    else help[key] = { ...state, ticked: [], ...(Array.isArray(state.ticked) && state.ticked.length ? { again: true } : {}) };
  }
  return { ...draft, _help: help };
}

// version → how it becomes the next one
const MIGRATIONS = {
  1: (state) => ({
    ...state,
    version: 2,
    drafts: isMap(state.drafts) ? Object.fromEntries(Object.entries(state.drafts).map(([key, draft]) => [key, withoutPlaces(draft)])) : {},
  }),
};

/** Thrown for what a later release of the handbook wrote: it is left alone. */
export class Newer extends Error {}

/** The kept text → a state of today's version. Throws Newer, or any error where the text is not ours. */
export function parse(text) {
  let value = JSON.parse(text);
  if (!isMap(value) || !Number.isInteger(value.version)) throw new Error("not ours");
  if (value.version > VERSION) throw new Newer();
  while (value.version < VERSION) {
    const next = MIGRATIONS[value.version];
    if (!next) throw new Error(`no way from version ${value.version}`);
    value = next(value);
  }
  const parts = empty();
  for (const part of ["ticks", "facts", "drafts"]) if (isMap(value[part])) parts[part] = value[part];
  return { ...value, ...parts };
}
