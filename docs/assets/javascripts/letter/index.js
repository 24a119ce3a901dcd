// A letter on the desk: the form, the live sheet, the helping hands. What is on it lies in one object, which the parts share.
import { store } from "./store.js";
import { check } from "../lib/checks.js";
import { today } from "../lib/dates.js";
import { fill, isEmpty } from "../lib/fill.js";
import { kept } from "../lib/help.js";
import { all, presses } from "../lib/page.js";
import { amount } from "./amounts.js";
import { drafts, drawNames, dropCopies, load, refill, save, saveHelper } from "./drafts.js";
import { ears } from "./ears.js";
import { drawAsked, drawErrors, drawSummary, morePieces, put, read } from "./form.js";
import { give } from "./given.js";
import { drawOrigins } from "./origins.js";
import { online } from "./online.js";
import { send } from "./send.js";
import { drawSheet } from "./sheet.js";
import { steps } from "./steps.js";
import { tool } from "./tools.js";

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
  set(field, value) {
    put(desk.form, desk.fields[field], value);
    desk.values[field] = read(desk.form, desk.fields[field]);
    desk.touched.add(field);
    save(desk, desk.fields[field]);
  },
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

/** What is typed is kept at once; a field that was left may be told its mistakes. */
function listen(desk) {
  const wait = presses();
  desk.form.addEventListener("input", (event) => {
    const field = desk.fields[event.target.name];
    if (!field) return;
    desk.values[field.id] = read(desk.form, field);
    save(desk, field);
    drawAsked(desk); // before the reader leaves the field: the next one may only now be there
  });
  desk.form.addEventListener("change", (event) => {
    if (!desk.fields[event.target.name]) return;
    desk.touched.add(event.target.name);
    wait(() => desk.draw());
  });
  desk.form.addEventListener("submit", (event) => event.preventDefault());
}

export function letter(root, { base }) {
  const source = JSON.parse(root.querySelector("[data-source]").textContent);
  const id = root.dataset.letter;
  /** @type {any} the parts of the desk, and what they share */
  const desk = {
    id,
    root,
    base,
    source,
    fields: Object.fromEntries(source.fields.map((f) => [f.id, f])),
    form: root.querySelector("[data-form]"),
    paper: root.querySelector("[data-paper]"),
    tools: root.querySelector("[data-tools]"),
    summary: root.querySelector("[data-summary]"),
    values: {}, // field → what is typed; HELP → what the helping hands keep
    touched: new Set(), // fields whose mistakes may be told
    given: new Set(), // fields that say what the letter knows by itself
    pieces: 0, // how many pieces of evidence were asked for
    number: store.openDraft(id), // which of the drafts
    case: null, // which case's values stand in the form
    checked: false, // after the first try to send, every missing blank is named until it is filled
    say(text) {
      desk.tools.querySelector("[data-status]").textContent = text;
    },
    /** The filled letter and what is wrong with it. */
    look() {
      const findings = check(source, desk.values, { today: today(), learned });
      return { ...fill(source, desk.values), findings, errors: findings.filter((f) => f.level === "error") };
    },
    draw() {
      give(desk);
      drawAsked(desk);
      const result = desk.look();
      drawSheet(desk.paper, source.title, result);
      drawErrors(desk, result, desk.checked);
      drawOrigins(desk);
      if (desk.checked) drawSummary(desk, result);
      drawOnline();
      desk.drawPlace(result);
      for (const h of helps) h.draw();
      return result;
    },
    /** As if the page had just been opened, with the draft that `number` says. */
    start() {
      desk.case = store.current();
      dropCopies(desk);
      desk.touched.clear();
      desk.checked = false;
      desk.pieces = 0;
      desk.summary.hidden = true;
      load(desk);
      for (const h of helps) h.reset();
      drawNames(desk);
      desk.draw();
    },
    /** Something was kept, here or in another tab: what changed elsewhere appears in the fields that nobody is in. */
    follow() {
      if (desk.case !== store.current() && desk.case !== null) {
        desk.number = store.openDraft(id);
        desk.start();
        return;
      }
      desk.case = store.current();
      load(desk, false);
      drawNames(desk);
      desk.draw();
    },
  };
  const learned = ears(base, () => desk.draw());
  const hand = hands(desk);
  const helps = [
    ...all(root, "[data-amount]").map((node) => follower(node, hand, (own) => amount(node, source.amounts[+node.dataset.amount], own))),
    ...all(root, "[data-tool]").map((node) => follower(node, hand, (own) => tool(node, own))),
  ];
  Object.assign(desk, steps(desk)); // the ways to a field and to what is wrong
  const drawOnline = online(root.querySelector("[data-online]"), source, () => desk.values);

  listen(desk);
  drafts(desk);
  morePieces(desk);
  send(desk);
  store.watch(() => desk.follow());
  refill(desk);
  desk.start();
  desk.begin();
}
