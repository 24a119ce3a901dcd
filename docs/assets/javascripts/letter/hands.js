// What a letter needs once somebody writes it, put on its desk: the check before sending, the helping hands, the short text for a form on the web, the
// page of the answers. The form itself stays with the letter's first script: all that is done to it goes through the desk.
import { store } from "../shared/store.js";
import { today } from "#dates";
import { isEmpty } from "../lib/fill.js";
import { check } from "../lib/checks.js";
import { kept } from "../lib/help.js";
import { all } from "#page";
import { amount } from "./amounts.js";
import { drawAnswers } from "./answers.js";
import { clear } from "./clear.js";
import { ears } from "./ears.js";
import { online } from "./online.js";
import { tool } from "./tools.js";

/** Keeps one part of who acts for the buyer: in the case. Emptied, it is empty in this draft only. */
function saveHelper(desk, part, value) {
  store.together(() => {
    if (value.trim()) store.setFacts({ [`helper.${part}`]: value.trim() }, `letter/${desk.id}`);
    const empty = !value.trim() && store.fact(`helper.${part}`) !== undefined;
    store.setHelp(desk.id, desk.number, "agent", (now) => {
      const rest = Object.fromEntries(Object.entries(now).filter(([key]) => key !== part));
      return empty ? { ...rest, [part]: "" } : rest;
    });
    store.beginDraft(desk.id, desk.number);
  });
}

/** What the helping hands may see and do, beside `source` and `base`. */
const hands = (desk) => ({
  source: desk.source,
  base: desk.base,
  values: () => desk.values,
  field: (id) => desk.fields[id],
  label: (id) => desk.fields[id].label,
  kept: (key) => kept(desk.values, key),
  /** edit: what the hand keeps now → what it keeps then. */
  keep(key, edit) {
    store.together(() => {
      store.setHelp(desk.id, desk.number, key, edit);
      store.beginDraft(desk.id, desk.number);
    });
  },
  saveHelper: (part, value) => saveHelper(desk, part, value),
  /** Starts another letter's first draft with what is known; what was written there stays. */
  begin(letter_, known) {
    const there = store.draft(letter_);
    const open = Object.entries(known).filter(([key, value]) => isEmpty(there[key]) && !isEmpty(value));
    store.together(() => {
      store.setDraft(letter_, 1, Object.fromEntries(open));
      store.setOpenDraft(letter_, 1);
      store.beginDraft(letter_, 1);
    });
  },
  /** What happened in the case, as far as a story tells it: the reader's own words and the days that have a name. */
  events: () => store.events().filter((e) => e.kind === "note" || e.text || desk.source.events[e.kind]),
  setEvent: (id, parts) => store.setEvent(id, parts),
  set: desk.set,
});

/**
 * A helping hand that knows its own changes from another tab's: after these it is built anew, as soon as the reader is not in it.
 * make(hand) → {draw, reset, shows}
 */
function follower(root, hand, make) {
  let seen = "";
  let busy = false;
  const own =
    (act) =>
    (...args) => {
      const stale = JSON.stringify(help.shows()) !== seen;
      busy = true;
      try {
        return act(...args);
      } finally {
        busy = false;
        if (!stale) seen = JSON.stringify(help.shows());
      }
    };
  const help = make({ ...hand, keep: own(hand.keep), saveHelper: own(hand.saveHelper), setEvent: own(hand.setEvent), set: own(hand.set) });
  const reset = () => {
    seen = JSON.stringify(help.shows());
    help.reset();
  };
  return {
    reset,
    draw() {
      if (!busy && !root.contains(document.activeElement) && JSON.stringify(help.shows()) !== seen) reset();
      help.draw();
    },
  };
}

/** desk: the letter's (index.js); known: what comes beside (publish/letter_data.py); wait: says what it is given when no press is going on. */
export function helps(desk, known, wait) {
  const { source, root } = desk;
  Object.assign(source, known.all, { amounts: known.amounts[desk.id] || [] });
  const redraw = () => wait(() => desk.draw());
  const learned = ears(desk.base, redraw);
  const hand = hands(desk);
  const each = [
    ...all(root, "[data-amount]").map((node) => follower(node, hand, (own) => amount(node, source.amounts[+node.dataset.amount], own))),
    ...all(root, "[data-tool]").map((node) => follower(node, hand, (own) => tool(node, own))),
  ];
  const drawOnline = online(root.querySelector("[data-online]"), source, () => desk.values);
  Object.assign(desk, {
    check: () => check(source, desk.values, { today: today(), learned }),
    drawHelps() {
      drawOnline();
      for (const help of each) help.draw();
    },
    resetHelps() {
      for (const help of each) help.reset();
    },
    clear: () => clear(desk),
    drawAnswers: (boxes, result) => drawAnswers(desk, boxes, result),
  });
  desk.resetHelps();
  redraw();
}
