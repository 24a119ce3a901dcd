// The search of a handbook that is so long that its index and what was learned are fetched in parts (macros/publish/search_index.py).
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { build, find } from "../../docs/assets/javascripts/search/engine.js";
import { meaning } from "../../docs/assets/javascripts/search/meaning.js";

globalThis.window = globalThis;
const SHORT = Array.from({ length: 0x5f }, (_, n) => String.fromCharCode(0x20 + n)).filter((ch) => ch !== '"' && ch !== "\\");
const ENTRIES = [
  { part: "one.1.1", kind: "scenario", id: "car", title: "汽车修不好" },
  { part: "one.1.1", kind: "scenario", id: "car-paint", title: "汽车掉漆" },
  { part: "two.1.1", kind: "scenario", id: "cat", title: "小猫生病", aliases: "猫死了" },
  { part: "two.1.1", kind: "scenario", id: "cat-food", title: "猫粮发霉" },
  { part: "one.1.1", kind: "question", id: "who-pays", title: "修车谁付钱", scenarios: [0, 2] }, // of a situation in each part
  { part: "two.1.1", kind: "question", id: "ill", title: "小猫生病谁付钱", scenarios: [2] },
  { part: "names", kind: "law", id: "law", title: "消法", articles: "1-2" },
  { part: "names", kind: "channel", id: "hotline", title: "12315热线" },
  { part: "", kind: "term", id: "paint", title: "掉漆" },
];
const sound = (ch) => `x${Array.from(String(ch.charCodeAt(0)), (digit) => "abcdefghij"[digit]).join("")}`; // a syllable that no other character has
const RANKED = Array.from(new Set(["\n", "|", ...JSON.stringify(ENTRIES), ..."汽车小猫 \t"]));
const pack = (text) => Array.from(text, (ch) => SHORT[RANKED.indexOf(ch)]).join("");
const COLUMNS = { ids: "id", titles: "title", aliases: "aliases", sentences: "sentence", articles: "articles" };

/** A file of the entries that stand in these parts, with their numbers among all. */
function file(parts, whole = false) {
  const held = [...ENTRIES.entries()].filter(([, e]) => parts.includes(e.part));
  const columns = Object.entries(COLUMNS).map(([name, key]) => [name, pack(held.map(([, e]) => e[key] || "").join("\n"))]);
  return {
    runs: held.map(([n, e]) => [e.kind, `${e.kind}/`, ".html", 1, ...(whole ? [] : [n])]),
    ...Object.fromEntries(columns),
    scenarios: pack(held.map(([, e]) => (e.scenarios || []).join(" ")).join("\n")),
    of: "mark",
  };
}
const SHARED = { groups: {}, article: "#art-*", ask: ["?", "triage.html", []], ranked: RANKED.join(""), sounds: RANKED.filter((c) => c >= "\u3400").map(sound).join(" "), synonyms: pack("汽车\t小猫") };
const PARTS = ["one.1.1", "two.1.1", "names"];

/** A model that tells classes by single characters: {character: class}. */
function model(classes, told) {
  const grams = Object.entries(told);
  const each = (n) => SHORT[n].repeat(grams.length);
  return {
    ranked: grams.map(([ch]) => ch).join(""), letters: grams.map((_, n) => SHORT[n]).join(""), heads: each(0), levels: each(0), counts: each(1), rare: [1], classes,
    which: grams.map(([, name]) => SHORT[classes.indexOf(name)]).join(""), weights: each(12), bias: classes.map(() => -1), step: 0.5, signs: [], rewrite: [],
  };
}
const LEARNED = {
  asked: model(["nav", "one.1", "two.1", "three.1", "four.1"], { 车: "one.1", 漆: "one.1", 猫: "two.1", 法: "nav" }),
  parts: { "one.1": ["car", "car-paint"], "two.1": ["cat", "cat-food"], "three.1": ["other"], "four.1": ["another"] },
  piece: 2,
  danger: { places: " ", runs: [" "], kinds: [[0]], bias: [-9], classes: ["none"], longest: 1, step: 1 },
  strips: [],
};
const MODELS = { "one.1": model(["car", "car-paint"], { 修: "car", 漆: "car-paint" }), "two.1": model(["cat", "cat-food"], { 病: "cat", 粮: "cat-food" }) };

let fetched;
let broken;
beforeEach(() => {
  fetched = [];
  broken = new Set();
  window.handbookSearchParts = {};
  window.handbookMeaningParts = {};
});
async function fetch(name) {
  fetched.push(name);
  await null;
  if (broken.has(name)) throw new Error(name);
  const [, what, part] = /^search-(index|model)-(.*)[.]js$/.exec(name);
  if (what === "model") window.handbookMeaningParts[part] = MODELS[part] || model(LEARNED.parts[part], {});
  else window.handbookSearchParts[part] = file([part]);
}
const divided = (learned = LEARNED, parts = PARTS) => build({ ...SHARED, ...file([""]), parts }, learned);
const undivided = (learned) => build({ ...SHARED, ...file(["", ...PARTS], true) }, learned);
/** As the page does: what is likely is fetched, and asked again, until nothing is lacking. */
async function asked(engine, query, load = fetch) {
  for (;;) {
    const found = find(engine, query);
    if (!found.more) return found;
    await found.more(load);
  }
}
const ids = ({ results }) => results.map((r) => r.id);
const index = (files) => files.filter((name) => name.includes("index")).sort();

test("a part's entry is found when the part has come, which what is meant asks for", async () => {
  const engine = divided();
  const before = find(engine, "小猫生病");
  assert.deepEqual(ids(before), []);
  assert.ok(before.rest);
  await before.more(fetch);
  assert.deepEqual(index(fetched), [], "先听清是哪一个场景，再取它的索引");
  await asked(engine, "小猫生病");
  assert.ok(fetched.includes("search-index-two.1.1.js") && fetched.includes("search-model-two.1.js"));
  assert.equal(fetched.includes("search-index-three.1.1.js"), false, "没有这一块的索引，不去取");
  assert.deepEqual([ids(find(engine, "小猫生病"))[0], ids(find(engine, "小猫生病")).includes("ill")], ["cat", true]);
  assert.equal(find(engine, "小猫生病").more, null);
});

test("with every part it finds the same in the same order as when it was never divided, and nothing twice", async () => {
  for (const [learned, order] of [[null, PARTS], [null, [...PARTS].reverse()]]) {
    const engine = divided(learned, order);
    const queries = ["小猫生病", "猫", "汽车修不好谁付钱", "掉漆", "消法2条", "消法", "发霉", "没有的", "车", "猫死了", "掉漆生病", ...["小猫", "发霉"].map((pair) => Array.from(pair, sound).join("")), "xxxx", "12351"];
    for (const query of queries) find(engine, query); // what was asked before is no reason to answer as then
    await find(engine, "猫").rest(fetch);
    const whole = undivided(learned);
    assert.ok(ids(find(whole, "猫")).length > 2);
    assert.deepEqual([ids(find(whole, sound("发") + sound("霉")))[0], ids(find(whole, "12351"))[0]], ["cat-food", "hotline"]);
    for (const query of queries) {
      const [here, there] = [engine, whole].map((one) => {
        const { results, sure, words, ask } = find(one, query);
        return { results: results.map(({ kind, id, url, title, why, scenarios }) => ({ kind, id, url, title, why, scenarios })), sure, words, ask };
      });
      assert.deepEqual(here, there, query);
      assert.equal(new Set(here.results.map((r) => r.url)).size, here.results.length, query);
    }
    assert.equal(find(engine, "猫").rest, null);
  }
});

test("an entry of situations in several parts stands in one, and is right before the other has come and after", async () => {
  const engine = divided();
  await asked(engine, "修车谁付钱", (name) => (name.includes("index-two") ? Promise.reject(new Error(name)) : fetch(name))).catch(() => {});
  const found = find(engine, "修车谁付钱");
  assert.equal(ids(found)[0], "who-pays");
  assert.equal(ids(found).includes("cat"), false);
  await found.rest(fetch);
  assert.deepEqual(find(engine, "修车谁付钱").results[0].scenarios.map((n) => engine.entries[n].id), ["car", "cat"]);
});

test("each file is fetched once, however often it is asked for, and again only where it did not come", async () => {
  const engine = divided();
  broken.add("search-index-one.1.1.js");
  await find(engine, "汽车掉漆").more(fetch);
  const found = find(engine, "汽车掉漆");
  const both = [found.more(fetch), found.more(fetch)];
  for (const one of both) await assert.rejects(one, /search-index-one/);
  assert.equal(new Set(fetched).size, fetched.length);
  assert.equal(ids(find(engine, "小猫生病"))[0], "cat", "别的块照样放进去了");
  const again = find(engine, "汽车掉漆");
  assert.ok(again.more, "没有取到的，下次再取");
  broken.clear();
  fetched = [];
  await again.more(fetch);
  assert.deepEqual(index(fetched), ["search-index-one.1.1.js"]);
  assert.ok(ids(find(engine, "汽车掉漆")).includes("car-paint"));
});

test("a part of another build is refused: its numbers and characters would be read as others", async () => {
  const engine = divided();
  const old = async (name) => {
    await fetch(name);
    for (const part of Object.values(window.handbookSearchParts)) part.of = "older";
  };
  await assert.rejects(asked(engine, "小猫生病", old), /another build/);
  assert.deepEqual(ids(find(engine, "小猫生病")), []);
});

test("names are fetched where a name may be meant, an article is cited, a form is asked for, or the words are strange", async () => {
  const wants = (query, engine = divided()) => {
    const { more } = find(engine, query);
    return more ? more(fetch).then(() => fetched.includes("search-index-names.js")) : false;
  };
  assert.equal(await wants("汽车掉漆"), false);
  for (const query of ["法", "第2条", "起诉状怎么写", "平台介入"]) {
    fetched = [];
    assert.equal(await wants(query), true, query);
  }
  // strange words: first what is likely, and only if they are as strange then, the names
  fetched = [];
  const engine = divided();
  assert.equal(await wants("猫咖", engine), false);
  assert.equal(await wants("猫咖", engine), false);
  assert.equal(await wants("猫咖", engine), true);
});

test("where nothing was learned every part is fetched", async () => {
  const engine = divided(null);
  await find(engine, "猫").more(fetch);
  assert.deepEqual(index(fetched), PARTS.map((part) => `search-index-${part}.js`).sort());
});

test("a situation is no nearer than its part, however much it sounds like it among the others of that part", () => {
  const { classes, hear, add } = meaning(LEARNED);
  const far = (text) => hear(text).far[classes.indexOf("cat")];
  assert.deepEqual([far("猫"), far("病")], [1.5, -1]);
  add("two.1", MODELS["two.1"]);
  assert.deepEqual([far("猫"), far("病"), hear("病").far[classes.indexOf("cat-food")]], [-1, -1, -1], "像这一块，不像里面的它");
  assert.equal(far("猫病") > 0, true);
});

test("a handbook in one file fetches nothing", () => {
  const { more, rest } = find(undivided(null), "没有的话");
  assert.deepEqual([more, rest], [null, null]);
});

test("of the index only what is likeliest is fetched, a few situations at a time, and what is counted is counted once", async () => {
  const many = Array.from({ length: 40 }, (_, n) => `cat-${n}`);
  const learned = { ...LEARNED, parts: { ...LEARNED.parts, "two.1": ["cat", "cat-food", ...many] } };
  const told = model(learned.parts["two.1"], { 病: "cat-30" });
  const load = async (name) => {
    await fetch(name);
    if (name === "search-model-two.1.js") window.handbookMeaningParts["two.1"] = told;
  };
  const pieces = Array.from({ length: 21 }, (_, n) => `two.1.${n + 1}`);
  const engine = divided(learned, [...pieces, "names"]);
  await asked(engine, "猫病", load);
  assert.equal(index(fetched).includes("search-index-two.1.17.js"), true, "第31、32个场景在第17份里");
  assert.ok(index(fetched).length <= 8, fetched.join());
});
