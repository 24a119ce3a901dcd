// The first three places: what the model thinks is meant, and what the words say, heard together.

const PLACES = 3;
export const NAV = "nav"; // what is looked up by its name: letters, laws, terms, doors

/** Sorts numbers by their scores, the best first, and of two alike by the numbers. */
export const before = (scores) => (a, b) => scores[b] - scores[a] || a - b;

/** The best few of many numbers, best first: at every key there are thousands of them, and to sort them all takes longer than to score them. */
export function leading(numbers, scores, many) {
  const order = before(scores);
  const best = [];
  for (const n of numbers) {
    if (best.length === many && order(n, best[many - 1]) > 0) continue;
    if (best.length === many) best.pop();
    let at = best.length;
    while (at && order(n, best[at - 1]) < 0) at -= 1;
    best.splice(at, 0, n);
  }
  return best;
}

/**
 * Which classes each entry speaks for: a situation or a matter outside for itself, a question or an excuse for its situations, others for
 * none. A situation whose entry is not here yet has no page. → {of(entry's number) → [classes' places], page: class's place → its entry or undefined,
 * nav: the place of what is looked up, enter(numbers): these entries have come}
 */
export function classes(entries, names) {
  const place = new Map(names.map((name, n) => [name, n]));
  const page = names.map(() => undefined);
  const own = (id) => {
    const e = entries[id];
    return e && (e.kind === "scenario" || e.kind === "outside") && place.has(e.id) ? [place.get(e.id)] : [];
  };
  const of = (id) => [...own(id), ...entries[id].scenarios.flatMap(own)];
  const enter = (ids) => ids.forEach((id) => own(id).forEach((c) => (page[c] = id)));
  enter([...entries.keys()]);
  return { of, page, nav: place.get(NAV), enter };
}

export const greatest = (margins) => margins.reduce((a, b) => (b > a ? b : a), -Infinity);

/** Margins → shares of the likeliest: 1 for the best class, less the farther behind. */
export function shares(margins, sharp) {
  const most = greatest(margins);
  return margins.map((m) => Math.exp(sharp * (m - most)));
}

/**
 * The numbers of the entries that stand first, best first: of each class one, its best question or excuse where that is nearly as near as
 * the nearest of all, else its page; with them what is looked up, at most one of it in a story.
 *
 * found: {meant: margins by class, share: the shares() of them, likely: entries, nearest first, final: entry → score, named: entries whose whole name was
 * asked for, called: an entry whose name is most of what is said, or undefined: it has the last place at least; story: a long text that asks for no form}
 */
export function first({ T, classes: { of, page, nav } }, { meant, share, likely, final, named, called, story }) {
  const most = final.get(likely[0]) || 1;
  const heard = greatest(meant) < T.lost ? 0 : T.meant; // where nothing is understood the words alone are heard
  const near = (id) => (final.get(id) || 0) / most;
  const score = (words, c) => (1 - T.meant) * words + heard * share[c];
  const best = new Map(); // class → its entry that is nearest by words
  const found = [];
  for (const id of likely) {
    const own = of(id);
    for (const c of own) if (!best.has(c)) best.set(c, id);
    if (!own.length) found.push({ id, score: near(id) * score(1, nav), nav: true });
  }
  for (const [c, id] of best) found.push({ id: near(id) >= T.shows ? id : page[c], score: score(near(id), c), nav: false });
  // of those that no word speaks for, no more than there are places can come to one
  const silent = [];
  for (let c = 0; c < page.length; c += 1) if (page[c] !== undefined && !best.has(c)) silent.push(c);
  for (const c of (heard ? leading(silent, share, PLACES) : silent.slice(0, PLACES))) found.push({ id: page[c], score: score(0, c), nav: false });
  found.sort((a, b) => b.score - a.score);
  const result = [...named];
  let looked = 0;
  for (const { id, nav: named_ } of found) {
    if (result.length >= PLACES) break;
    if (result.includes(id) || (named_ && story && looked)) continue;
    if (named_) looked += 1;
    result.push(id);
  }
  if (called !== undefined && !result.includes(called)) result.splice(PLACES - 1, result.length, called);
  return result;
}

/** The entry of a matter that is not for this handbook, where it is nearly as likely as the likeliest and not among those shown; else undefined. share: shares() of what is meant. */
export function aside({ T, classes: { page }, entries }, share, shown) {
  let best;
  page.forEach((id, c) => {
    if (share[c] < T.aside || (best !== undefined && share[c] <= share[best]) || entries[id]?.kind !== "outside" || shown.includes(id)) return;
    best = c;
  });
  return page[best];
}
