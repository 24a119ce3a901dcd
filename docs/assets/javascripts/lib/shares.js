// What a draft has of its case: one rule for the letter's form, for a situation's pack and for the page of a case that is carried away.
import { isEmpty } from "./asked.js";
import { given } from "./given.js";
import { HELP, kept } from "./help.js";

/** Does a letter's field say what the case says? The first draft is the case's own; another one shares only who the writer is, and who helps. */
export const shares = (field, n) => Boolean(field.case) && (n === 1 || /^(buyer|helper)\./.test(field.case));

/** Who acts for the buyer is a fact of the case, known to every letter; what only this draft says of it wins. fact(name): text or undefined. */
export function withHelper(own, fact) {
  const facts = ["name", "phone", "kin"].map((part) => [part, fact(`helper.${part}`)]).filter(([, value]) => value !== undefined);
  return facts.length ? { ...own, agent: { ...Object.fromEntries(facts), ...kept({ [HELP]: own }, "agent") } } : own;
}

/**
 * What a letter's blanks hold away from its form: what only this draft says, else what the case knows, else what the letter can say by itself.
 * own: {field: value}; fact(name): text or undefined; help: of withHelper(); day: that of the letter where none is kept, null where it is not known;
 * taken(field, value): a kept value as it counts. → {values, given: the fields of the last kind}
 */
export function said(source, n, { own, fact, help, day, taken = (_, value) => value }) {
  const values = { [HELP]: help };
  for (const field of source.fields) {
    const value = own[field.id] ?? (shares(field, n) ? fact(field.case) : undefined);
    const many = field.type === "choices";
    values[field.id] = value !== undefined && Array.isArray(value) === many ? taken(field, value) : many ? [] : "";
  }
  const open = ([id, value]) => value && own[id] === undefined && isEmpty(values[id]);
  const gives = Object.fromEntries(Object.entries(given(source, values, day)).filter(open));
  return { values: { ...values, ...gives }, given: new Set(Object.keys(gives)) };
}
