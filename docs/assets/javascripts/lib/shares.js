// What a draft has of its case: one rule for the letter's form and for the page of a case that is carried away.
import { HELP, kept } from "./help.js";

/** Does a letter's field say what the case says? The first draft is the case's own; another one shares only who the writer is, and who helps. */
export const shares = (field, n) => Boolean(field.case) && (n === 1 || /^(buyer|helper)\./.test(field.case));

/** Who acts for the buyer is a fact of the case, known to every letter; what only this draft says of it wins. fact(name): text or undefined. */
export function withHelper(own, fact) {
  const facts = ["name", "phone", "kin"].map((part) => [part, fact(`helper.${part}`)]).filter(([, value]) => value !== undefined);
  return facts.length ? { ...own, agent: { ...Object.fromEntries(facts), ...kept({ [HELP]: own }, "agent") } } : own;
}
