// Is somebody in danger now: money on its way to a swindler, a person hurt, a thing on fire? What was learned decides, with a few words that
// speak for it wherever they stand. Measured on stories written blind (tests/test_search.py); a strip too many costs a glance, one too few more.
import { margins } from "../lib/ngrams.js";

const HARMLESS = "harmless";

/** The strip to show, {id, title, lines, calls, to}, or null. over, word, most: see engine.js. */
export function inDanger({ model, strips }, text, { over, word, most }) {
  const far = margins(model, text);
  const calm = far[model.classes.indexOf(HARMLESS)];
  let best = null;
  let top = over;
  for (const strip of strips) {
    const said = strip.words.filter((w) => text.includes(w)).length;
    const side = far[model.classes.indexOf(strip.id)] - calm + word * Math.min(most, said);
    if (side >= top) [best, top] = [strip, side];
  }
  return best;
}
