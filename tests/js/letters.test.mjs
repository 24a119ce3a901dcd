import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clean, fill, toText } from "../../docs/assets/javascripts/lib/fill.js";

// the same examples, with the lines as the build parses them
for (const example of JSON.parse(readFileSync(process.env.LETTERS, "utf8"))) {
  test(example.name, () => {
    const result = fill(example.source, example.values);
    assert.equal(toText(example.source.title, result.lines), example.text);
    assert.deepEqual(result.missing, example.missing);
    assert.deepEqual(result.wrong.map((w) => w.field), example.wrong);
  });
}

test("cleaning keeps letters and drops what nobody sees", () => {
  assert.equal(clean("a\r\nb\u202e\u0000c\ufeff", true), "a\nbc");
  assert.equal(clean("一\n二\t三", false), "一 二 三");
  assert.equal(clean("𠮷👨‍👩‍👧", false).startsWith("𠮷👨"), true);
});

test("2000 arbitrary values never break a letter and never lose a letter typed", () => {
  const source = {
    title: "信",
    fields: [{ id: "a", label: "甲", type: "longtext", options: [] }],
    lines: [{ kind: "para", runs: [{ text: "〔" }, { field: "a" }, { text: "〕" }] }],
  };
  let seed = 42;
  const random = (n) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % n;
  };
  const pieces = ["鞋", "退", "a", "1", " ", "\n", "<b>", "{{", "[[a]]", "$&", "👟", "\u202e", "\u0000", "\\", "'", '"', "&amp;", "％", "​"];
  for (let i = 0; i < 2000; i += 1) {
    const value = Array.from({ length: random(40) }, () => pieces[random(pieces.length)]).join("");
    const text = toText("信", fill(source, { a: value }).lines);
    const kept = clean(value, true).trim().replace(/[\s;]+$/, ""); // a mark at its end belongs to the sentence
    if (kept) assert.equal(text.includes(kept.replace(/\n{3,}/g, "\n\n")), true, JSON.stringify(value));
    else assert.equal(text, "信\n\n〔【待填：甲】〕");
  }
});
