// A model that holds weights alone (macros/learn/scattered.py): each stretch of characters falls on a place, by a sum over them.
import { plain } from "./ngrams.js";
import { number } from "./packed.js";

/** The file's content, opened once. */
export const open = (data) => ({ ...data, places: Array.from(data.places, (ch) => data.runs[number(ch)]).join("") });

/** Where a stretch falls, among so many places (a power of two). */
function place(gram, many) {
  let total = 2166136261;
  for (let i = 0; i < gram.length; i += 1) total = Math.imul(total ^ gram.charCodeAt(i), 16777619);
  return (total ^ (total >>> 15)) & (many - 1);
}

/**
 * [how far the text is on the side of each class, in the order of model.classes]; over 0 it is likelier than not. other: the model that knows how
 * rare a stretch is (ngrams.js); those that it does not know are as rare as the rarest.
 */
export function margins(model, other, text) {
  const line = plain(text);
  const seen = new Map(); // stretch → how often
  for (let n = 1; n <= model.longest; n += 1) {
    for (let i = 0; i + n <= line.length; i += 1) {
      const gram = line.slice(i, i + n);
      if (gram !== " ") seen.set(gram, (seen.get(gram) || 0) + 1);
    }
  }
  const most = Math.max(...other.rare);
  const found = new Map(); // place → how much falls on it
  for (const [gram, often] of seen) {
    const at = place(gram, model.places.length);
    found.set(at, (found.get(at) || 0) + (1 + Math.log(often)) * (other.grams.has(gram) ? other.grams.get(gram)[0] : most));
  }
  const length = Math.sqrt([...found.values()].reduce((sum, value) => sum + value * value, 0)) || 1;
  const result = [...model.bias];
  for (const [at, value] of found) {
    const weights = model.kinds[number(model.places[at])];
    weights.forEach((weight, n) => (result[n] += (value / length) * model.step * weight));
  }
  return result;
}
