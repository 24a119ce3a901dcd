// Which draft of the letter is on the desk, what the drafts are called, what a field says and where that is kept.
//
// A fact of the case is kept once, in the case: a correction reaches every letter. A draft keeps only what differs from its case.
import { store } from "../shared/store.js";
import { isDay } from "#leaves";
import { eventOf } from "../store/events.js";
import { isEmpty, parseDate, spoken } from "../lib/fill.js";
import { SAY_GIVEN } from "../lib/given.js";
import { HELP } from "../lib/help.js";
import { element } from "#page";
import { shares as sharesCase, withHelper } from "../lib/shares.js";
import { controls, put, read } from "./form.js";

const shares = (desk, field) => sharesCase(field, desk.number);

/** What the case says about a field; undefined where it says nothing. */
export const known = (desk, field) => (shares(desk, field) ? store.fact(field.case) : undefined);

/** A value as the case keeps it: a day of an event is an ISO day, or it is no fact yet. */
function asFact(field, value) {
  if (!eventOf(field.case)) return value;
  const day = parseDate(value);
  const iso = day === null ? "" : new Date(day * 86400000).toISOString().slice(0, 10);
  return isDay(iso) ? iso : null;
}

/** Keeps one field: a shared one in the case, another in the draft. An emptied field stays empty in this draft; the fact stays in the case. */
export function save(desk, field) {
  const value = desk.values[field.id];
  const own = (v) => store.setDraft(desk.id, desk.number, { [field.id]: v });
  store.together(() => {
    const fact = shares(desk, field) && !isEmpty(value) ? asFact(field, value) : null;
    if (fact !== null) {
      store.setFacts({ [field.case]: fact }, `letter/${desk.id}`);
      own(undefined);
    } else if (isEmpty(value)) own(known(desk, field) === undefined && field.role !== "written-on" ? undefined : nothing(field)); // an emptied day stays empty
    else own(value);
    if (!isEmpty(value)) store.beginDraft(desk.id, desk.number);
  });
}

/** An empty field, as a draft keeps it that says less than its case. */
export const nothing = (field) => (field.type === "choices" ? [] : "");

/** Gives up what only this draft says about a field: it says what the case says. */
export function followCase(desk, field) {
  store.setDraft(desk.id, desk.number, { [field.id]: undefined });
}

/** Takes a fact out of the case, and with it the word that this draft leaves it out. */
export function forgetFact(desk, field) {
  store.together(() => {
    followCase(desk, field);
    store.dropFact(field.case);
  });
}

/** Puts what is kept into the form. `everywhere`: also into the field that the reader is in, because it belongs to another case or draft now. */
export function load(desk, everywhere = true) {
  const own = store.draft(desk.id, desk.number);
  desk.values[HELP] = withHelper(store.help(desk.id, desk.number), (fact) => store.fact(fact));
  for (const field of desk.source.fields) {
    const value = [own[field.id], known(desk, field), nothing(field)].find((said) => said !== undefined && said !== null);
    if (!everywhere && controls(desk.form, field.id).includes(document.activeElement)) continue;
    // the control itself is asked: a browser may have emptied it behind our back
    if (String(value) !== String(read(desk.form, field))) put(desk.form, field, value);
    desk.values[field.id] = read(desk.form, field); // what the control could not take (an impossible date) is not shown as if it could
  }
}

/** A page that comes back says what is kept in every field, also in the one that its reader was in: they have been elsewhere since. */
export function refill(desk) {
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    load(desk);
    desk.draw();
  });
}

/** What only repeats the case is the case's, so that a correction reaches it: drafts of the first release had copies of everything. */
export function dropCopies(desk) {
  const own = store.draft(desk.id, desk.number);
  const copies = desk.source.fields.filter((f) => own[f.id] !== undefined && own[f.id] === known(desk, f));
  if (copies.length) store.setDraft(desk.id, desk.number, Object.fromEntries(copies.map((f) => [f.id, undefined])));
}

/**
 * How the fields stand to the case: {field: {state, fact}} for those that have something to tell — "brought": it says what the case knew
 * before; "emptied" here while the case still knows; "differs" from what the case says; "given": the letter knows it by itself (fact: how).
 */
export function standings(desk) {
  const own = store.draft(desk.id, desk.number);
  const result = {};
  for (const field of desk.source.fields) {
    const fact = known(desk, field);
    if (desk.given.has(field.id)) result[field.id] = { state: "given", fact: SAY_GIVEN[field.role] };
    if (fact === undefined) continue;
    const told = spoken(field, fact) || String(fact);
    const says = own[field.id];
    if (says !== undefined) result[field.id] = { state: isEmpty(says) ? "emptied" : "differs", fact: told };
    else if (store.origin(field.case).from !== `letter/${desk.id}`) result[field.id] = { state: "brought", fact: told };
  }
  return result;
}

/** “第2份：某某旗舰店” */
export function nameOf({ id, source }, n) {
  const kept = store.draft(id, n);
  const telling = source.fields.find((f) => f.type === "text" && !(f.case || "").startsWith("buyer.") && !/^(report-)?bureau$/.test(f.role || "") && !isEmpty(saysOf(f, n, kept)));
  return `第${n}份${telling ? `：${[...String(saysOf(telling, n, kept))].slice(0, 12).join("")}` : ""}`;
}

const saysOf = (field, n, kept) => kept[field.id] ?? (field.case && n === 1 ? store.fact(field.case) : undefined);

const select = (desk) => desk.root.querySelector("[data-drafts] select");

export function drawNames(desk) {
  const list = select(desk);
  // another tab may have emptied the draft that is on the desk: it stays there until the reader leaves it
  const numbers = [...new Set([...store.draftNumbers(desk.id), desk.number])].sort((a, b) => a - b);
  const names = numbers.map((n) => [n, nameOf(desk, n)]);
  if (names.map(([n, t]) => `${n}${t}`).join() !== [...list.options].map((o) => `${o.value}${o.textContent}`).join())
    list.replaceChildren(...names.map(([n, text]) => Object.assign(element("option", "", text), { value: n })));
  list.value = String(desk.number);
}

/** Puts another draft on the desk. */
export function open(desk, n) {
  desk.number = n;
  store.setOpenDraft(desk.id, n);
  desk.start();
}

/** The list of drafts and the button for another one. */
export function drafts(desk) {
  select(desk).addEventListener("change", (event) => {
    open(desk, +event.target.value);
    desk.say(`现在是第${desk.number}份。`);
  });
  desk.root.querySelector("[data-new-draft]").addEventListener("click", () => {
    store.reload(); // the next number must be one that no other tab has taken
    open(desk, Math.max(...store.draftNumbers(desk.id)) + 1);
    desk.say(`新的一份：第${desk.number}份。前面写的都还在。`);
    desk.reveal(desk.source.fields[0].id);
  });
}
