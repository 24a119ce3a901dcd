// The file that the build writes (macros/exports/search_index.py) → entries. The two are one format, written down there.
import { normalise } from "./tokens.js";

const SHORT = Array.from({ length: 0x7f - 0x20 }, (_, n) => String.fromCharCode(0x20 + n)).filter((ch) => ch !== '"' && ch !== "\\");
const LONG = 0xa1;

/** Each character stands for the rank of another. */
function unpack(text, ranked) {
  const meaning = new Map(SHORT.map((ch, n) => [ch, ranked[n]]));
  let result = "";
  for (const ch of text) result += meaning.get(ch) ?? ranked[ch.charCodeAt(0) - LONG + SHORT.length];
  return result;
}

/** "1-3,5=题目,12_1=" → Map {1 → "", 2 → "", 3 → "", 5 → 题目, 12-1 → ""} */
function articles(text) {
  const result = new Map();
  for (const part of text ? text.split(",") : []) {
    const [number, title] = part.split("=");
    const [first, last] = number.split("-").map(Number);
    if (title === undefined) for (let n = first; n <= (last || first); n += 1) result.set(String(n), "");
    else result.set(number.replace("_", "-"), title);
  }
  return result;
}

/**
 * {groups, entries: [{kind, id, url, title, aliases, sentence, scenarios: entries' numbers, articles}], synonyms: [[say, means]],
 * sounds: Map character → [readings]}
 */
export function read(data) {
  const ranked = Array.from(data.ranked);
  const column = (name) => unpack(data[name], ranked).split("\n");
  const [ids, titles, aliases, sentences, scenarios, numbers] = ["ids", "titles", "aliases", "sentences", "scenarios", "articles"].map(column);
  const entries = [];
  for (const [kind, before, after, lines] of data.runs) {
    for (let n = 0; n < lines; n += 1) {
      const i = entries.length;
      entries.push({
        kind,
        id: ids[i],
        url: before + ids[i] + after,
        title: titles[i],
        aliases: aliases[i] ? aliases[i].split("|") : [],
        sentence: sentences[i] || "",
        scenarios: scenarios[i] ? scenarios[i].split(" ").map(Number) : [],
        articles: kind === "law" ? articles(numbers[i]) : null,
      });
    }
  }
  const readings = data.sounds.split(" ");
  const sounds = new Map();
  for (const ch of ranked.filter((c) => /[\u3400-\u9fff]/.test(c))) sounds.set(ch, readings[sounds.size].split("/"));
  // written the same way as the query
  const synonyms = column("synonyms").map((line) => line.split("\t").map((words) => words.split("|").map(normalise)));
  return { groups: data.groups, entries, sounds, synonyms };
}
