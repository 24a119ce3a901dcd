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

/**
 * The strip to show, {id, title, lines, calls, to?, anywhere?}, or null. other: the model of what is asked about; over: how much nearer to a danger than to everything harmless the text must be;
 * meant: class → margin, of what is asked about.
 */
export function inDanger({ model, other, strips }, text, over, meant) {
  const near = new Set(strips.flatMap((strip) => strip.near));
  const calm = CALM * Math.max(LEAST, ...[...meant].filter(([name]) => !near.has(name)).map(([, margin]) => margin));
  const far = margins(model, other, text);
  const enough = over + (text.length >= LONG ? MORE : 0);
  let best = null;
  let top = -Infinity;
  for (const strip of strips) {
    const own = far[model.classes.indexOf(strip.id)];
    if (own - (strip.anywhere ? ANYWHERE : calm) >= enough && own >= top) [best, top] = [strip, own];
  }
  return best;
}
