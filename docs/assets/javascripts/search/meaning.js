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
  // of each class of the first model: the part that it is, with the places of its situations among all classes and, once it is here, its model; or nothing
  const classes = [];
  const parts = first.classes.map((name, own) => {
    const ids = divided[name];
    const from = classes.length;
    classes.push(...(ids || [name]));
    return ids && { name, own, from, to: classes.length, model: null, places: [] };
  });
  const several = parts.filter(Boolean);
  const named = first.classes.indexOf(NAV);

  function hear(text) {
    const outer = margins(first, text);
    if (!several.length) return { far: outer, likely: [], missing: [], named: false };
    const nearest = [...several].sort((a, b) => outer[b.own] - outer[a.own]).slice(0, LIKELY);
    const far = new Float64Array(classes.length);
    let at = 0;
    parts.forEach((part, n) => far.fill(outer[n], at, (at = part ? part.to : at + 1)));
    const inner = new Float64Array(classes.length);
    const within = []; // places of the situations of likely parts that are here
    for (const part of nearest) {
      if (!part.model) continue;
      margins(part.model, text).forEach((margin, n) => {
        const place = part.from + part.places[n];
        inner[place] = margin;
        far[place] = Math.min(outer[part.own], margin);
        within.push([place, part]);
      });
    }
    within.sort(([a], [b]) => far[b] - far[a] || inner[b] - inner[a]); // of those as near as their part the nearest in it
    const likely = within.slice(0, NEAREST).map(([place, { name, from }]) => `${name}.${Math.floor((place - from) / piece) + 1}`);
    return {
      far,
      likely: [...new Set(likely)],
      missing: nearest.filter((part) => !part.model).map(({ name }) => name),
      named: outer[named] > outer[nearest[nearest.length - 1].own],
    };
  }

  function add(name, data) {
    const part = several.find((one) => one.name === name);
    const model = open(data);
    part.places = model.classes.map((id) => divided[name].indexOf(id));
    part.model = model;
  }

  return { first, classes, hear, add };
}
