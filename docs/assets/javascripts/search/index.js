// The file that the build writes (macros/publish/search_index.py) → entries. The two are one format, written down there.
import { unpack } from "../lib/packed.js";
import { normalise } from "./tokens.js";

/** "1-2,5=题目,/laws/a/b.html,12_1=" → Map {1 → {title: "", page: ""}, 2 → …, 5 → {title: 题目, page: ""}, 12-1 → {title: "", page: laws/a/b.html}} */
function articles(text) {
  const result = new Map();
  let page = ""; // the law's own, until another is named
  for (const part of text ? text.split(",") : []) {
    const [number, title] = part.split("=");
    const [first, last] = number.split("-").map(Number);
    if (part[0] === "/") page = part.slice(1);
    else if (title === undefined) for (let n = first; n <= (last || first); n += 1) result.set(String(n), { title: "", page });
    else result.set(number.replace("_", "-"), { title, page });
  }
  return result;
}

/** Puts the entries of a file in at their numbers, which are the same in every file of a build, and names them: of a part a run says where its first stands. */
export function enter({ runs, ...data }, ranked, entries) {
  const [ids, titles, aliases, sentences, scenarios, numbers] = ["ids", "titles", "aliases", "sentences", "scenarios", "articles"].map((name) => unpack(data[name], ranked).split("\n"));
  const entered = [];
  for (const [kind, before, after, lines, first = entered.length] of runs) {
    for (let n = 0; n < lines; n += 1) {
      const i = entered.length;
      entries[first + n] = {
        kind,
        id: ids[i],
        url: before + ids[i] + after,
        title: titles[i],
        aliases: aliases[i] ? aliases[i].split("|") : [],
        sentence: sentences[i] || "",
        scenarios: scenarios[i] ? scenarios[i].split(" ").map(Number) : [],
        articles: kind === "law" ? articles(numbers[i]) : null,
      };
      entered.push(first + n);
    }
  }
  return entered;
}

/**
 * {groups, entries: [{kind, id, url, title, aliases, sentence, scenarios: entries' numbers, articles}], with holes where a part has others, synonyms: [[say, means]],
 * sounds: Map character → [readings], ask: {question, choices: [{title, url}]}, ranked, parts: names of what is in files of its own, of: the build's mark}
 */
export function read(data) {
  const ranked = Array.from(data.ranked);
  const entries = [];
  enter(data, ranked, entries);
  const readings = data.sounds.split(" ");
  const sounds = new Map();
  for (const ch of ranked.filter((c) => /[\u3400-\u9fff]/.test(c))) sounds.set(ch, readings[sounds.size].split("/"));
  // written the same way as the query
  const synonyms = unpack(data.synonyms, ranked).split("\n").map((line) => line.split("\t").map((words) => words.split("|").map(normalise)));
  const [question, url, choices] = data.ask;
  const ask = { question, choices: choices.map(([title, anchor]) => ({ title, url: url + anchor })) };
  return { groups: data.groups, entries, sounds, synonyms, ask, ranked, parts: data.parts || [], of: data.of };
}
