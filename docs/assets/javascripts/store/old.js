// What the first release kept, as leaves of today: one case, with its facts, ticks and drafts. Pure: text in, leaves out.
//
// The old text: {version: 1, theme?, ticks: {"default/scope/step": "done" | "na"}, facts: {"default": {"dates.received": "2026-11-17", …}},
//   drafts: {"default/letter": {field: value, _help?: {hand: {…}}}, "default/letter/2": …}, open?: {"default/letter": 2}}
import { VERSION } from "../lib/key.js";
import { eventOf } from "./events.js";
import { fits, isDay, isMap } from "#leaves";

/** Thrown for what a later release of the handbook wrote: it is left alone. */
export class Newer extends Error {}

const HELP = "_help";
const entries = (value) => Object.entries(isMap(value) ? value : {});

/** A sum's ticks were places in a list that may have changed since; `again` tells the page to ask for them once more. */
function withoutPlaces(state) {
  if (!("ticked" in state)) return state;
  const had = Array.isArray(state.ticked) && state.ticked.length > 0;
  return { ...state, ticked: [], ...(had ? { again: true } : {}) };
}

/**
 * Two facts had two meanings each; what the drafts say decides. A day that a letter has as the one on which the merchant was first asked (its
 * field `notice`) is that day; else nobody knows, and the case asks. A platform that no letter to a platform names may be any place.
 */
function renamed(name, value, drafts) {
  const says = (field, of = /./) => entries(drafts).some(([key, draft]) => of.test(key) && isMap(draft) && draft[field] === value);
  if (name === "dates.notice_sent") return says("notice") ? "dates.refund_demanded" : "dates.unsure_asked";
  if (name === "seller.platform" && !says("platform", /\/platform-/)) return "seller.where";
  return name;
}

/** The number that a text always gives: a migration that was cut off writes the same case again, not a second one. */
function mark(text) {
  let n = 5381;
  for (let i = 0; i < text.length; i += 1) n = ((n * 33) ^ text.charCodeAt(i)) >>> 0;
  return n.toString(36);
}

/**
 * today: ISO day. → {leaves: those that fit, in the case `old-…`; whole: was nothing left out?}. Throws Newer, or an Error where the text is not ours.
 */
export function migrate(text, today) {
  const state = JSON.parse(text);
  if (!isMap(state) || !Number.isInteger(state.version)) throw new Error("not ours");
  if (state.version > VERSION) throw new Newer();
  if (state.version < 1) throw new Error(`no way from version ${state.version}`);
  const id = `old-${mark(text)}`;
  const at = (path) => `case/${id}/${path}`;
  const found = [];
  const happened = []; // what the letters' timelines told: once each, it is the case's now
  for (const [key, value] of entries(state.ticks)) {
    const [, scope = "", step = ""] = key.split("/");
    found.push([at(`tick/${scope}/${step}`), value]);
  }
  for (const [old, value] of entries(isMap(state.facts) ? state.facts.default : {})) {
    const name = renamed(old, value, state.drafts);
    const event = eventOf(name);
    if (event) found.push([at(`event/${event}`), { day: value, kind: event, on: today, from: "old" }]);
    else found.push([at(`fact/${name}`), { value, on: today, from: "old" }]);
  }
  for (const [key, draft] of entries(state.drafts)) {
    const [, letter = "", n = "1"] = key.split("/");
    const typed = entries(draft).filter(([field, value]) => field !== HELP && value !== "" && !(Array.isArray(value) && !value.length));
    const hands = entries(isMap(draft) ? draft[HELP] : {});
    for (const [field, value] of typed) found.push([at(`draft/${letter}/${n}/${field}`), value]);
    for (const [hand, kept] of hands) {
      const { events, ...rest } = isMap(kept) ? kept : { events: [] };
      if (hand === "agent")
        // who acts for the buyer is the case's own; another draft's other helper stays with that draft
        for (const part of ["name", "phone", "kin"].filter((p) => typeof rest[p] === "string" && rest[p].trim())) {
          const path = at(`fact/helper.${part}`);
          const [, known] = found.find(([there]) => there === path) || [];
          if (!known) found.push([path, { value: rest[part].trim(), on: today, from: "old" }]);
          if (!known || known.value === rest[part].trim()) delete rest[part];
        }
      found.push([at(`help/${letter}/${n}/${hand}`), !isMap(kept) ? kept : state.version === 1 ? withoutPlaces(rest) : rest]);
      if (hand === "story") happened.push(...(Array.isArray(events) ? events : []));
    }
    if (typed.length || hands.length) found.push([at(`begun/${letter}/${n}`), today]);
  }
  for (const event of happened) {
    const day = isMap(event) && isDay(event.date) ? event.date : "";
    const told = isMap(event) ? event.text || "" : event;
    if (day || told) found.push([at(`event/${mark(day + told)}`), { day, kind: "note", text: told, on: today, from: "old" }]);
  }
  for (const [key, n] of entries(state.open)) found.push([at(`open/${key.split("/")[1] || ""}`), n]);
  const leaves = found.filter(([path, value]) => fits(path, value));
  const whole = leaves.length === found.length;
  if (leaves.length) leaves.push([at("made"), today], ["current", id]);
  if (fits("theme", state.theme)) leaves.push(["theme", state.theme]);
  return { leaves, whole };
}
