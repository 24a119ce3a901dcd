// Is somebody in danger now: money on its way to a swindler, a person hurt, a thing on fire? What was learned decides, of words, and of kinds of
// words and which of them stand together (macros/publish/search_model.py). Measured on stories written blind (tests/test_search.py); a strip too
// many costs a glance, one too few more. Asking it of every piece of a long story too was tried: more false alarms, no more found.
import { margins } from "../lib/ngrams.js";

const HARMLESS = "harmless";

/** The strip to show, {id, title, lines, calls, to}, or null. over: how far on a danger's side the text must be. */
export function inDanger({ model, strips }, text, over) {
  const far = margins(model, text);
  const calm = far[model.classes.indexOf(HARMLESS)];
  let best = null;
  let top = over;
  for (const strip of strips) {
    const side = far[model.classes.indexOf(strip.id)] - calm;
    if (side >= top) [best, top] = [strip, side];
  }
  return best;
}
