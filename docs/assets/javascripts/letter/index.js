// A letter on the desk: the form, the live sheet, the helping hands. What is on it lies in one object, which the parts share.
import { store } from "../shared/store.js";
import { today } from "#dates";
import { fill, isEmpty } from "../lib/fill.js";
import { kept } from "../lib/help.js";
import { all, presses } from "#page";
import { drafts, drawNames, dropCopies, load, refill, save, saveHelper } from "./drafts.js";
import { drawAsked, drawErrors, drawSummary, morePieces, put, read } from "./form.js";
import { give } from "./given.js";
import { late, plainly } from "./late.js";
import { drawOrigins } from "./origins.js";
import { send } from "./send.js";
import { drawSheet } from "./sheet.js";
import { sourceOf } from "./source.js";
import { steps } from "./steps.js";

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
function listen(desk, wait) {
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

/** What comes at the first touch takes its place on the desk, and what it has to say is said once no press is going on. */
function later(desk, wait) {
  const helps = [];
  let drawOnline = () => {};
  desk.drawHelps = () => {
    drawOnline();
    for (const h of helps) h.draw();
  };
  desk.resetHelps = () => {
    for (const h of helps) h.reset();
  };
  return late(desk, (bring, known) => {
    const { source, root } = desk;
    Object.assign(source, known.all, { amounts: known.amounts[desk.id] || [] });
    const redraw = () => wait(() => desk.draw());
    const { check, amount, online, tool } = bring(desk.base, redraw);
    const hand = hands(desk);
    desk.check = () => check(source, desk.values, today());
    helps.push(
      ...all(root, "[data-amount]").map((node) => follower(node, hand, (own) => amount(node, source.amounts[+node.dataset.amount], own))),
      ...all(root, "[data-tool]").map((node) => follower(node, hand, (own) => tool(node, own))),
    );
    drawOnline = online(root.querySelector("[data-online]"), source, () => desk.values);
    desk.resetHelps();
    redraw();
  });
}

export function letter(root, { base }) {
  const source = sourceOf(root);
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
    check: null, // what finds more than empty fields, once it is there
    /** The filled letter and what is wrong with it; `whole`: was all of it looked for? */
    look() {
      const findings = desk.check ? desk.check() : plainly(source, desk.values);
      return { ...fill(source, desk.values), findings, errors: findings.filter((f) => f.level === "error"), whole: Boolean(desk.check) };
    },
    draw() {
      give(desk);
      drawAsked(desk);
      const result = desk.look();
      drawSheet(desk.paper, source.title, result);
      drawErrors(desk, result, desk.checked);
      drawOrigins(desk);
      if (desk.checked) drawSummary(desk, result);
      desk.drawPlace(result);
      desk.drawHelps();
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
      desk.resetHelps();
      drawNames(desk);
      desk.draw();
      if (source.fields.some((f) => !isEmpty(desk.values[f.id]) && !desk.given.has(f.id))) want();
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
  const wait = presses();
  const want = later(desk, wait);
  Object.assign(desk, steps(desk)); // the ways to a field and to what is wrong

  listen(desk, wait);
  drafts(desk);
  morePieces(desk);
  send(desk);
  store.watch(() => desk.follow());
  refill(desk);
  desk.start();
  desk.begin();
}
