// The search engine: MiniSearch over what the build lists. Loaded with the index, only when somebody first searches.
import MiniSearch from "minisearch";
import { normalise, tokens } from "./tokens.js";

// what people say to anybody who might help; it names no topic
const EMPTY_WORDS = /怎么办|咋办|怎么|可以吗|能不能|可不可以|请问|你好|您好|我想问|一下|应该|如何|什么|多少|吗|呢|啊|了|的|我/g;
// a scenario or a question is where most people want to go; a statute is where they check
const KIND = { scenario: 1.6, question: 1.25, excuse: 1.2, letter: 1.1, step: 1, channel: 1, misconception: 0.9, term: 0.8, law: 0.5 };

export function build(data) {
  const mini = new MiniSearch({
    fields: ["t", "a", "s"],
    tokenize: tokens,
    processTerm: (term) => term,
  });
  mini.addAll(data.entries.map((entry, id) => ({ id, ...entry })));
  // each group of everyday words and handbook words, written the same way as the query
  const synonyms = data.synonyms.map(([say, means]) => [say.map(normalise), means.map(normalise)]);
  return { data, mini, synonyms };
}

/** What the query also means: the handbook's words for the everyday words in it, and the other way round. */
export function widen(engine, query) {
  const text = normalise(query);
  const extra = new Set();
  for (const [say, means] of engine.synonyms) {
    const said = say.filter((w) => text.includes(w));
    const meant = means.filter((w) => text.includes(w));
    if (said.length) means.forEach((w) => extra.add(w));
    if (meant.length) say.forEach((w) => extra.add(w));
  }
  for (const word of [...extra]) if (text.includes(word)) extra.delete(word);
  return [...extra];
}

/** Best first: [{kind, title, sentence, url}]. */
export function find(engine, query, limit = 20) {
  const bare = normalise(query).replace(EMPTY_WORDS, " ").trim() || normalise(query);
  const options = {
    combineWith: "OR",
    boost: { t: 3, a: 2.2, s: 1 },
    boostTerm: (term) => (term.length === 1 ? 0.15 : 1),
    boostDocument: (id) => KIND[engine.data.entries[id].k] || 1,
    prefix: (term) => /^[a-z0-9]{3,}$/.test(term),
  };
  const scores = new Map();
  const add = (results, weight) => {
    for (const r of results) scores.set(r.id, (scores.get(r.id) || 0) + r.score * weight);
  };
  add(engine.mini.search(bare, options), 1);
  const extra = widen(engine, query);
  if (extra.length) add(engine.mini.search(extra.join(" "), options), 0.35);
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([id]) => {
      const e = engine.data.entries[id];
      return { kind: e.k, title: e.t, sentence: e.s, url: e.u };
    });
}
