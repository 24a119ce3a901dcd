// More than a thousand spoiled imports: whatever a file holds, nothing is thrown, nothing runs, and the case in hand stays whole until the reader
// says otherwise. The same every time: the numbers come from a seed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { casePage } from "../../docs/assets/javascripts/case/casepage.js";
import { leafWords, names, portrait } from "../../docs/assets/javascripts/case/portrait.js";
import { fits } from "../../docs/assets/javascripts/store/leaves.js";
import { differences, LIMIT, readDocument, readFile, readText, toDocument } from "../../docs/assets/javascripts/store/carry.js";
import { DATA, fillCase, WORDS } from "./help/cases.mjs";
import { DAY, device, lies, open } from "./help/device.mjs";

const book = names(DATA, WORDS);
const WHYS = new Set(["empty", "big", "encoding", "unreadable", "truncated", "foreign", "newer", "spoiled"]);
const MEAN = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>";
const OBJECTS = Object.getOwnPropertyNames(Object.prototype).join();

/** Numbers from 0 to 1, the same every time (mulberry32). */
function numbers(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const window = device();
const store = open(window);
const id = fillCase(store);
const ORIGINAL = toDocument(store.disk, DAY);
const JSON_TEXT = JSON.stringify(ORIGINAL, null, 1);
const HTML_TEXT = casePage(readDocument(ORIGINAL).cases.map((c) => portrait(c.id, c.leaves, book)), ORIGINAL, book);
store.setFacts({ "order.number": "0043" }, "page"); // what is here is not what was exported
const MINE = lies(window);

const copy = () => JSON.parse(JSON.stringify(ORIGINAL));
const paths = Object.keys(ORIGINAL.leaves);
const seen = { taken: 0, refused: {} };

/** A found import goes all the way: told, taken onto another device with the same case in hand, shown as a page. */
function takeAll(found, how, label) {
  for (const one of found.cases) {
    const told = differences(store.disk, one);
    assert.equal(told.added.length + told.changed.length + told.same, one.leaves.length, label);
    for (const [path, value] of one.leaves) {
      assert.ok(fits(path, value), label);
      for (const text of leafWords(path.split("/").slice(2).join("/"), value, book)) assert.equal(typeof text, "string", label);
    }
  }
  const other = device(Object.fromEntries(window.localStorage.map));
  const there = open(other);
  const mine = there.disk.paths(`case/${id}/`).length;
  assert.equal(there.take(found.cases.map((c) => ({ ...c, how }))), true, label);
  const again = open(other);
  assert.equal(again.problem(), null, label);
  if (how === "new") assert.equal(again.disk.paths(`case/${id}/`).length, mine, label);
  const document = toDocument(again.disk, DAY);
  const html = casePage(readDocument(document).cases.map((c) => portrait(c.id, c.leaves, book)), document, book);
  assert.equal(html.match(/<script/gi).length, 1, label);
  assert.ok(!/<(img|iframe|svg|a|link|base|object)\b/i.test(html), label);
  seen.taken += 1;
}

let turn = 0;
/** Reads one spoiled import, and takes it where it is taken. */
function tried(text, label) {
  const found = readText(text);
  if (found.why) {
    assert.ok(WHYS.has(found.why), label);
    seen.refused[found.why] = (seen.refused[found.why] || 0) + 1;
  } else {
    turn += 1;
    takeAll(found, ["merge", "replace", "new"][turn % 3], label);
  }
  assert.equal(lies(window), MINE, label);
  assert.equal(store.fact("order.number"), "0043", label);
}

const started = process.cpuUsage();

test("cut off anywhere", () => {
  const random = numbers(1);
  for (let i = 0; i < 120; i += 1) {
    const text = i % 2 ? JSON_TEXT : HTML_TEXT;
    const at = Math.floor(random() * (text.length - 40));
    const found = readText(text.slice(0, at));
    assert.ok(["truncated", "empty", "foreign"].includes(found.why), `${at}: ${found.why}`);
    if (at > 300) assert.equal(found.why, "truncated", String(at));
    tried(text.slice(0, at), `cut at ${at}`);
  }
});

test("bytes turned over, left out, doubled", async () => {
  const random = numbers(2);
  for (let i = 0; i < 360; i += 1) {
    const bytes = Buffer.from(i % 2 ? JSON_TEXT : HTML_TEXT);
    const at = Math.floor(random() * bytes.length);
    const label = `seed 2, ${i}, at ${at}`;
    let spoiled = bytes;
    if (i % 3 === 0) spoiled[at] ^= 1 << Math.floor(random() * 8);
    else if (i % 3 === 1) spoiled = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    else spoiled = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + 50), bytes.subarray(at)]);
    const found = await readFile(new Blob([spoiled]));
    assert.ok(found.cases || WHYS.has(found.why), label);
    tried(spoiled.toString("utf8"), label);
    // a letter of the data that is another one now is either not taken or told
    if (found.cases && JSON.stringify(found.cases.flatMap((c) => c.leaves)) !== JSON.stringify(Object.entries(ORIGINAL.leaves))) assert.equal(found.altered, true, label);
  }
});

const ODD = [null, true, 0, -1, 1e308, "", "x", MEAN, [], [[]], ["a", 5], {}, { a: 1 }, { value: MEAN, on: 5 }, { day: "2026-02-31", kind: "note" }, { name: {} }, { kind: "constructor", day: "" }];

test("other things than belong there", () => {
  for (const path of paths) {
    ODD.forEach((odd, i) => {
      const document = copy();
      document.leaves[path] = odd;
      tried(JSON.stringify(document), `${path} = ${JSON.stringify(odd)} (${i})`);
    });
  }
  for (const key of ["handbook", "version", "exported", "sum", "leaves"]) {
    for (const odd of ODD) tried(JSON.stringify({ ...copy(), [key]: odd }), `${key} = ${JSON.stringify(odd)}`);
    const without = copy();
    delete without[key];
    tried(JSON.stringify(without), `no ${key}`);
  }
});

test("names that every object has, as ids and as keys", () => {
  for (const name of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"]) {
    for (const path of paths) {
      const parts = path.split("/");
      for (let i = 1; i < parts.length; i += 1) {
        const mean = parts.map((part, n) => (n === i ? name : part)).join("/");
        tried(JSON_TEXT.replace(JSON.stringify(path), JSON.stringify(mean)), mean);
      }
      tried(JSON_TEXT.replace(`${JSON.stringify(path)}: {`, `${JSON.stringify(path)}: {"${name}": {"polluted": true},`), `${path} with ${name}`);
    }
    tried(JSON_TEXT.replace('"leaves": {', `"${name}": {"polluted": true}, "leaves": {"${name}": {"polluted": true},`), name);
  }
  assert.equal({}.polluted, undefined);
  assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), OBJECTS);
});

test("script and HTML in every text", () => {
  for (const path of paths) {
    const value = ORIGINAL.leaves[path];
    for (const key of typeof value === "object" && !Array.isArray(value) ? Object.keys(value) : [null]) {
      const document = copy();
      if (key === null) document.leaves[path] = Array.isArray(value) ? [MEAN] : MEAN;
      else document.leaves[path][key] = MEAN;
      tried(JSON.stringify(document), `${path} ${key}`);
    }
  }
});

test("too deep, too large, foreign", async () => {
  const help = paths.find((path) => path.includes("/help/"));
  for (const depth of [5, 50, 5000, 200000]) {
    for (const [open_, close] of [["[", "]"], ['{"a":', "}"]]) {
      const deep = `${open_.repeat(depth)}1${close.repeat(depth)}`;
      tried(deep, `${depth} deep`);
      for (const path of [help, paths.find((p) => p.includes("/event/")), paths.find((p) => p.includes("/proof/")), paths.find((p) => p.includes("/fact/"))])
        tried(JSON_TEXT.replace(`${JSON.stringify(path)}: {`, `${JSON.stringify(path)}: {"deep": ${deep},`), `${path} ${depth} deep`);
      tried(`{"handbook":"aftersales-handbook","version":2,"leaves":${deep}}`, `leaves ${depth} deep`);
    }
  }
  tried("[".repeat(LIMIT), "a file full of brackets");
  tried("<script".repeat(LIMIT / 8), "a page full of tags");
  tried('id="case-data"'.repeat(LIMIT / 16), "a text full of ids");
  assert.deepEqual(readText("x".repeat(LIMIT + 1)), { why: "big" });
  assert.deepEqual(await readFile(new Blob([Buffer.alloc(50 * 1024 * 1024, 32)])), { why: "big" });
  const many = copy();
  for (let i = 0; i < 20000; i += 1) many.leaves[`case/${id}/tick/scope/step-${i}`] = "done";
  tried(JSON.stringify(many), "twenty thousand ticks");
  for (const foreign of ['{"log":{"version":"1.2","entries":[]}}', '[{"id":1}]', '{"type":"FeatureCollection","features":[]}', "key,value\n1,2", "PK\u0003\u0004", "%PDF-1.7", "<svg></svg>", "<?xml version='1.0'?>"]) {
    assert.equal(readText(foreign).why, "foreign", foreign);
    tried(foreign, foreign);
  }
});

test("other line ends and marks at the beginning; the same id twice", () => {
  for (const text of [JSON_TEXT, HTML_TEXT]) {
    for (const changed of [`\ufeff${text}`, text.replace(/\n/g, "\r\n"), text.replace(/\n/g, "\r"), `\r\n\r\n${text}\n\n`, text.replace(/\n/g, "")]) {
      assert.equal(readText(changed).altered, false);
      tried(changed, "line ends");
    }
  }
  for (const path of paths) tried(JSON_TEXT.replace(/"leaves": \{/, `"leaves": {${JSON.stringify(path)}: ${JSON.stringify(ORIGINAL.leaves[path])},`), `${path} twice, the same`);
  for (const path of paths) {
    // of two that differ the last counts, as everywhere; that the file is not as it was exported is told
    const value = path.endsWith("/name") ? "靴子" : /situation|made|begun/.test(path) ? "2020-01-01" : ODD.concat(Object.values(ORIGINAL.leaves)).find((v) => fits(path, v) && JSON.stringify(v) !== JSON.stringify(ORIGINAL.leaves[path]));
    const found = readText(JSON_TEXT.replace(/\n \}\n\}$/, `,${JSON.stringify(path)}: ${JSON.stringify(value)}\n }\n}`));
    assert.equal(found.altered, true, path);
  }
});

test("so many in so short a time, of every kind", () => {
  const refused = Object.values(seen.refused).reduce((a, b) => a + b, 0);
  assert.ok(seen.taken + refused >= 1000, `${seen.taken} + ${refused}`);
  assert.ok(seen.taken >= 100, `${seen.taken} taken`);
  for (const why of ["truncated", "foreign", "spoiled"]) assert.ok(seen.refused[why] > 10, why);
  const { user, system } = process.cpuUsage(started);
  assert.ok(user + system < 60e6, `${user + system} µs`);
});
