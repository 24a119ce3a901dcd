// Is somebody in danger now: money on its way to a swindler, a person hurt, a thing on fire? What was learned decides (macros/publish/search_model.py).
// Measured on stories written blind (tests/test_search.py); a strip too many costs a glance, one too few more. Asking it of every piece of a long
// story too was tried, on another author's lines: more false alarms, fewer found.
import { margins } from "../lib/scattered.js";

// what is plainly a matter far from every danger must sound the more like one: by this share of that matter's margin, from this margin on
const CALM = 0.7;
const LEAST = -1;
// what any matter may come to must sound like itself, whatever the matter is: of lines that it had not learned from, 1 in a hundred harmless ones did
const ANYWHERE = -0.3;
// a long story has more that sounds like a danger by chance: of lines that it had not learned from, three times as many harmless ones did
const LONG = 60;
const MORE = 0.08;

/** Places of the matters, of those of a model, that a danger does not belong to: where the text is plainly about one of them, it is the less of a danger. */
export function calming(strips, classes) {
  const near = new Set(strips.flatMap((strip) => strip.near));
  return [...classes.keys()].filter((c) => !near.has(classes[c]));
}

/**
 * The strip to show, {id, title, lines, calls, to?, anywhere?}, or null. other: the model of what is asked about; calm: calming() of it; over: how much nearer to a
 * danger than to everything harmless the text must be; meant: margins of what is asked about, by class.
 */
export function inDanger({ model, other, strips, calm }, text, over, meant) {
  let most = LEAST;
  for (const c of calm) most = Math.max(most, meant[c]);
  const far = margins(model, other, text);
  const enough = over + (text.length >= LONG ? MORE : 0);
  let best = null;
  let top = -Infinity;
  for (const strip of strips) {
    const own = far[model.classes.indexOf(strip.id)];
    if (own - (strip.anywhere ? ANYWHERE : CALM * most) >= enough && own >= top) [best, top] = [strip, own];
  }
  return best;
}
