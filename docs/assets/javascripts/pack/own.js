// The reader's own letters in a pack: what a draft says, and what is wrong with it, by the same rules as on the letter's own page.
import { store } from "../shared/store.js";
import { parse, today } from "#dates";
import { clean, fill } from "../lib/fill.js";
import { said, withHelper } from "../lib/shares.js";
import { nameOf, save } from "../letter/drafts.js";
import { plainly } from "../letter/late.js";
import { sheet } from "../letter/sheet.js";

let learned = null; // asks what the check has learned of tone, once begin() was called

/** The letter with all that its own page knows of it in the end, as far as that has come. */
function sourceOf(id) {
  const known = window.handbookLetterData;
  return { ...window.handbookLetters[id], holidays: window.handbookDays, ...(known ? { ...known.all, amounts: known.amounts[id] || [] } : {}) };
}

/** A kept value as the letter's form takes it: what no control could show is not printed as if one had. */
function taken(field, value) {
  const known = (id) => field.options.some((option) => option.id === id);
  if (field.type === "choices") return field.options.map((option) => option.id).filter((id) => value.includes(id));
  if (field.type === "choice") return known(value) ? value : "";
  if (field.type === "date") return parse(value) === null ? "" : value;
  return clean(value, field.type === "longtext");
}

/** The n-th draft of a letter as its form would hold it: {id, number, source, values, given: fields that say what the letter knows by itself}. */
function desk(id, n) {
  const source = sourceOf(id);
  const fact = (name) => store.fact(name);
  return { id, number: n, source, ...said(source, n, { own: store.draft(id, n), fact, help: withHelper(store.help(id, n), fact), day: today(), taken }) };
}

/** As a letter's desk looks at it, with {nodes: the sheet, fields: by id}. */
function look(id, n) {
  const { source, values } = desk(id, n);
  const late = window.handbookLetterData && window.handbookLetterCheck;
  const findings = late ? late.check(source, values, { today: today(), ...(learned && { learned }) }) : plainly(source, values);
  const result = { ...fill(source, values), findings, errors: findings.filter((f) => f.level === "error"), whole: Boolean(late) };
  return { ...result, nodes: sheet(source.title, result), fields: Object.fromEntries(source.fields.map((f) => [f.id, f])) };
}

/** {number: what the draft is called} */
const names = (id, numbers) => Object.fromEntries(numbers.map((n) => [n, nameOf({ id, source: window.handbookLetters[id] }, n)]));

/** The letter leaves with this day on it: from now on it is the draft's own. */
function keepDay(id, n) {
  const { source, values, given, number } = desk(id, n);
  for (const field of source.fields) if (given.has(field.id) && field.role === "written-on") save({ id, number, source, values }, field);
}

/** arrived: called where there is more to find than before. */
function begin(base, arrived) {
  if (!learned && window.handbookLetterCheck) learned = window.handbookLetterCheck.ears(base, arrived);
}

export const own = { begin, keepDay, look, names };
