// The first three places: what the model thinks is meant, and what the words say, heard together.

const PLACES = 3;
export const NAV = "nav"; // what is looked up by its name: letters, laws, terms, doors

/**
 * Which classes each entry speaks for: a situation or a matter outside for itself, a question or an excuse for its situations, others for
 * none. A situation whose entry is not here yet has no page. → {of: entry → [classes' places], page: class's place → its entry, nav: the place of what is looked up}
 */
export function classes(entries, names) {
  const place = new Map(names.map((name, n) => [name, n]));
  const page = [];
  const own = (e) => (e && (e.kind === "scenario" || e.kind === "outside") && place.has(e.id) ? [place.get(e.id)] : []);
  const of = entries.map((e) => [...own(e), ...e.scenarios.flatMap((s) => own(entries[s]))]);
  entries.forEach((e, id) => own(e).forEach((c) => (page[c] = id)));
  return { of, page, nav: place.get(NAV) };
}

/** Margins → shares of the likeliest: 1 for the best class, less the farther behind. */
function shares(margins, sharp) {
  const most = Math.max(...margins);
  return Array.from(margins, (m) => Math.exp(sharp * (m - most)));
}

/**
 * The numbers of the entries that stand first, best first: of each class one, its best question or excuse where that is nearly as near as
 * the nearest of all, else its page; with them what is looked up, at most one of it in a story.
 *
 * found: {meant: margins by class, likely: entries, nearest first, final: entry → score, named: entries whose whole name was asked for,
 * called: an entry whose name is most of what is said, or undefined: it has the last place at least; story: a long text that asks for no form}
 */
export function first({ T, classes: { of, page, nav } }, { meant, likely, final, named, called, story }) {
  const most = final.get(likely[0]) || 1;
  const share = Math.max(...meant) < T.lost ? meant.map(() => 0) : shares(meant, T.sharp);
  const near = (id) => (final.get(id) || 0) / most;
  const best = new Map(); // class → its entry that is nearest by words
  for (const id of likely) for (const c of of[id]) if (!best.has(c)) best.set(c, id);
  const score = (words, c) => (1 - T.meant) * words + T.meant * share[c];
  const found = [];
  page.forEach((id, c) => {
    const nearest = best.get(c);
    const words = nearest === undefined ? 0 : near(nearest);
    found.push({ id: words >= T.shows ? nearest : id, score: score(words, c), nav: false });
  });
  for (const id of likely) if (!of[id].length) found.push({ id, score: near(id) * score(1, nav), nav: true });
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

/** The entry of a matter that is not for this handbook, where it is nearly as likely as the likeliest and not among those shown; else undefined. */
export function aside({ T, classes: { page }, entries }, meant, shown) {
  const share = shares(meant, T.sharp);
  const likely = page.map((id, c) => [id, share[c]]).filter(([id, s]) => entries[id].kind === "outside" && s >= T.aside && !shown.includes(id));
  return likely.sort((a, b) => b[1] - a[1])[0]?.[0];
}
