// Asks the built search, under Node.js, with the bundle, the index and the model that the browser gets.
//   node tools/search_score.mjs <site folder>   reads a JSON list of queries, writes a JSON list of lists of {kind, id, url, title}
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

globalThis.window = globalThis;
for (const name of ["search.js", "search-index.js", "search-model.js"]) runInThisContext(readFileSync(`${process.argv[2]}/assets/${name}`, "utf8"), name);
const engine = window.handbookEngine.build(window.handbookSearch, window.handbookMeaning);
const queries = JSON.parse(readFileSync(0, "utf8"));
const answers = queries.map((query) => window.handbookEngine.find(engine, query, 20).results.map(({ kind, id, url, title }) => ({ kind, id, url, title })));
process.stdout.write(JSON.stringify(answers));
