// What is meant by a text: as one model says it, or, of a handbook with very many situations, a first one that tells its parts apart and one for each
// part, fetched when the part is likely (macros/publish/search_model.py).
import { margins, open } from "../lib/ngrams.js";
import { NAV } from "./ranking.js";

const LIKELY = 3; // parts that are looked into: fewer, only the nearest where it is far nearer, lose hits (of 60 unseen questions 33 among the first three instead of 37)
const NEAREST = 7; // situations of which the index is fetched

/**
 * → {first: the model that is always here, classes: names, hear(text) → {far: margins in the order of the classes, likely: pieces of the index, the likeliest first,
 * missing: likely parts whose model is not here yet, named: whether a name to look up is likelier than one of these parts}, add(part, its model)}.
 * How near a text is to a situation of a part: as near as to the part, until the part is here; then no nearer than to it in its part.
 */
export function meaning({ asked, parts: divided = {}, piece = 1 }) {
  const first = open(asked);
  const parts = new Map(Object.entries(divided)); // part → its situations
  const pieceOf = new Map([...parts].flatMap(([part, ids]) => ids.map((id, n) => [id, `${part}.${Math.floor(n / piece) + 1}`])));
  const within = new Map();

  function hear(text) {
    const outer = margins(first, text);
    if (!parts.size) return { far: outer, likely: [], missing: [], named: false };
    const near = new Map(first.classes.map((name, n) => [name, outer[n]]));
    const nearest = [...parts.keys()].sort((a, b) => near.get(b) - near.get(a)).slice(0, LIKELY);
    const inner = new Map();
    for (const part of nearest.filter((name) => within.has(name))) {
      const model = within.get(part);
      margins(model, text).forEach((margin, n) => inner.set(model.classes[n], margin));
    }
    const of = (part, id) => Math.min(near.get(part), inner.get(id) ?? Infinity);
    const ids = nearest.filter((part) => within.has(part)).flatMap((part) => parts.get(part).map((id) => [id, of(part, id)]));
    ids.sort((a, b) => b[1] - a[1] || inner.get(b[0]) - inner.get(a[0])); // of those as near as their part the nearest in it
    const likely = ids.slice(0, NEAREST).map(([id]) => pieceOf.get(id));
    return {
      far: first.classes.flatMap((name) => (parts.has(name) ? parts.get(name).map((id) => of(name, id)) : [near.get(name)])),
      likely: [...new Set(likely)],
      missing: nearest.filter((name) => !within.has(name)),
      named: near.get(NAV) > near.get(nearest[nearest.length - 1]),
    };
  }

  return { first, classes: first.classes.flatMap((name) => parts.get(name) || [name]), hear, add: (part, model) => within.set(part, open(model)) };
}
