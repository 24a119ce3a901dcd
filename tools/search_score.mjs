// Asks the built search, under Node.js, with the bundle, the index and the model that the browser gets.
//   node tools/search_score.mjs <site folder> [another model's script]
// reads a JSON list of queries, writes a JSON list of {results: [{kind, id, url, title}], danger: the strip's id or null, work: what it took}
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

globalThis.window = globalThis;
const [site, model] = process.argv.slice(2);
const assets = ["search.js", "search-index.js", "search-model.js"].map((name) => `${site}/assets/${name}`);
if (model) assets[2] = model;
for (const path of assets) runInThisContext(readFileSync(path, "utf8"), path);
const engine = window.handbookEngine.build(window.handbookSearch, window.handbookMeaning);
const queries = JSON.parse(readFileSync(0, "utf8"));
const load = async (name) => runInThisContext(readFileSync(`${site}/assets/${name}`, "utf8"), name);

/** As the reader sees it in the end: of a handbook in parts, with those that the page fetches by itself. */
async function find(query) {
  for (;;) {
    const found = window.handbookEngine.find(engine, query, 20);
    if (!found.more) return found;
    await found.more(load);
  }
}

const answers = [];
for (const query of queries) {
  const { results, danger } = await find(query);
  answers.push({ results: results.map(({ kind, id, url, title }) => ({ kind, id, url, title })), danger: danger && danger.id, work: engine.work });
}
process.stdout.write(JSON.stringify(answers));
