// The list of results: links in groups, drawn a few at a time, and only those that are not what already stands there.
import { element } from "#page";

const SLICE = 3; // results that are drawn in one task: the best three at once
const CLIP = 90;
const LATIN = 0x7f; // the last character that stands in a word or a number, not in a pair

/** What stands in the list: the results, or, where nothing was understood, a question's answers and the three nearest. */
export function listed(found) {
  if (!found.ask) return found.results;
  const under = (name) => (entry) => ({ ...entry, under: name });
  return [...found.ask.choices.map(under(found.ask.question)), ...found.results.slice(0, 3).map(under("相近的"))];
}

/** Text with the words marked: a set of pairs of characters and of whole Latin words and numbers. → [[a stretch of it, marked?]] */
function stretches(text, words) {
  const hits = new Uint8Array(text.length);
  for (let i = 0; i < text.length - 1; i += 1) if (text.charCodeAt(i) > LATIN && words.has(text.slice(i, i + 2))) hits.fill(1, i, i + 2);
  for (const { 0: word, index } of text.matchAll(/[a-z]+|\d+[日年月倍条]?/gi)) if (word.length > 1 && words.has(word.toLowerCase())) hits.fill(1, index, index + word.length);
  const found = [];
  for (let from = 0, to; from < text.length; from = to) {
    for (to = from + 1; to < text.length && hits[to] === hits[from]; ) to += 1;
    found.push([text.slice(from, to), hits[from] === 1]);
  }
  return found;
}

const short = (sentence) => (sentence.length > CLIP ? `${sentence.slice(0, CLIP)}…` : sentence);

const drawn = new WeakMap(); // node → as what it was drawn

/**
 * Children of a node as they are wanted, from a place on: one that would be drawn as it stands there stays, so that a key moves and makes no more
 * than it must. wanted: [{as: text that says all of it, make() → node, within?(node, last)}]; last: whether nothing may follow the wanted ones.
 */
function keep(parent, wanted, from, last) {
  wanted.forEach(({ as, make, within }, n) => {
    const there = parent.children[from + n];
    const stays = there && drawn.get(there) === as;
    const node = stays ? there : make();
    if (there && !stays) there.replaceWith(node);
    else if (!there) parent.append(node);
    drawn.set(node, as);
    if (within) within(node, last || n < wanted.length - 1);
  });
  while (last && parent.children.length > from + wanted.length) parent.lastElementChild.remove();
}

/** A result as a link that is kept while the same is found at the same place. i: its place; named: whether its kind stands in it. */
function result(list, r, i, words, groups, base) {
  const named = i < 3 && !r.under;
  const parts = [["result__title", r.title], ["result__why", r.why && `像你说的：${r.why}`], ["result__text", r.sentence && short(r.sentence)]]
    .filter(([, text]) => text)
    .map(([name, text]) => [name, stretches(text, words)]);
  return {
    as: JSON.stringify([i, r.url, named && r.kind, parts]),
    make() {
      const link = element("a", "result");
      link.id = `${list.id}-${i}`;
      link.href = new URL(r.url, base).href;
      link.dataset.searchResult = "";
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      if (named) link.append(element("span", "result__kind", groups[r.kind]));
      for (const [name, texts] of parts) {
        const node = element("span", name);
        node.append(...texts.map(([text, hit]) => (hit ? element("mark", "", text) : text)));
        link.append(node);
      }
      return link;
    },
  };
}

/** A group of results under their name. at: the place of the first of them. */
function group(list, heading, at, links) {
  return {
    as: `${heading} ${at}`,
    make() {
      const box = element("div", "results__group");
      box.setAttribute("role", "group");
      const name = element("span", "results__name", heading);
      name.id = `${list.id}-group-${at}`;
      box.setAttribute("aria-labelledby", name.id);
      box.append(name);
      return box;
    },
    within: (box, last) => keep(box, links, 1, last),
  };
}

/** Results as result() makes them, the best three first, the others under the name of their kind. last: whether these are all. */
function arrange(list, shown, made, groups, last) {
  const wanted = [];
  let label = "";
  let links = [];
  made.forEach((link, i) => {
    const heading = shown[i].under || (i < 3 ? "最像的" : groups[shown[i].kind]);
    if (heading !== label) {
      label = heading;
      wanted.push(group(list, heading, i, (links = [])));
    }
    links.push(link);
  });
  keep(list, wanted, 0, last);
}

/** → {draw(found, groups), clear()} for a list that stands on the page. calm(run): runs when no press is going on: one that is drawn over is lost. */
export function listing(list, base, calm) {
  let drawing = null; // what still draws: an older one draws no more

  /**
   * A few at once, the others a few at a time, each in a task of its own: no key waits for what lies below. Until its turn comes what was drawn
   * there before stays, so that nothing goes and comes again.
   */
  function draw(found, groups) {
    const all = listed(found);
    const made = [];
    const more = () => {
      if (drawing !== more) return;
      for (const r of all.slice(made.length, made.length + SLICE)) made.push(result(list, r, made.length, found.words, groups, base));
      const last = made.length === all.length;
      arrange(list, all, made, groups, last);
      if (!last) window.setTimeout(() => calm(more), 0);
    };
    drawing = more;
    more();
  }

  function clear() {
    drawing = null;
    list.replaceChildren();
  }

  return { draw, clear };
}
