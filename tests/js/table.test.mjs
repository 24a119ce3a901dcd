// A table in a letter: one record a row, counted as they stand; its cells in the preview, in the copied text and in the file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fill, toText } from "../../docs/assets/javascripts/lib/fill.js";
import { blocks, rows, stacked } from "../../docs/assets/javascripts/lib/rows.js";

const { letters } = JSON.parse(readFileSync(process.env.DATA, "utf8"));
const source = letters.find((l) => l.id === "evidence-list");
const HEADS = "序号\t名称\t来源\t内容和证明对象\t形式\t页码";
const byRole = (role) => source.fields.filter((f) => f.role === role).map((f) => f.id);
const [names, sources, proves, forms] = ["name", "source", "proves", "form"].map((part) => byRole(`proof-${part}`));
const table = (values) => {
  const lines = toText(source.title, fill(source, values).lines).split("\n");
  return lines.slice(lines.indexOf(HEADS) + 1).filter((line) => line.includes("\t"));
};

test("one row a record, numbered as they stand; a name that is missing takes its row away", () => {
  const values = { [names[0]]: "订单截图", [sources[0]]: "平台订单页", [proves[0]]: "买的什么。", [forms[0]]: "digital", [names[3]]: "聊天记录，", [sources[3]]: "手机" };
  const [first, second, ...more] = table(values);
  assert.deepEqual(more, []);
  assert.match(first, /^1\t订单截图\t平台订单页\t买的什么。\t电子数据打印件\t/);
  assert.match(second, /^2\t聊天记录\t手机\t/, "第4件前面空着的三件不占号");
  assert.equal(second.split("\t").length, 6);
});

test("the first row stands while it is empty: it shows what belongs there", () => {
  const [only, ...more] = table({});
  assert.deepEqual(more, []);
  assert.match(only, /^1\t【待填：证据1：名称】\t/);
});

test("a cell that need not be filled is empty, not a blank", () => {
  const optional = source.fields.filter((f) => f.role === "proof-pages" && !f.required).map((f) => f.id);
  const n = byRole("proof-pages").indexOf(optional[0]);
  const { lines } = fill(source, Object.fromEntries([[names[0], "甲"], [names[n], "乙"]]));
  const row = lines.filter((l) => l.kind === "row").pop();
  assert.deepEqual(row.runs[5], { text: "", cell: 5 });
});

test("the rows of a table are one block, cell by cell; everything else stays as it was", () => {
  const { lines } = fill(source, { [names[0]]: "甲", [names[1]]: "乙" });
  const all = rows(source.title, lines);
  const found = blocks(all);
  const at = found.findIndex((b) => b.kind === "table");
  const { wide, lines: cells } = found[at];
  assert.equal(wide.reduce((a, b) => a + b), 100);
  assert.deepEqual(cells.map((line) => line.length), [6, 6, 6]);
  assert.deepEqual(cells[2].slice(0, 2).map((runs) => runs.map((r) => r.text).join("")), ["2", "乙"]);
  assert.deepEqual(found.filter((b) => b.kind !== "table"), all.filter((r) => r.kind !== "head" && r.kind !== "row"));
  assert.deepEqual(blocks([{ kind: "para", runs: [] }]), [{ kind: "para", runs: [] }]);
});

test("where there is no room for columns every cell stands after its head", () => {
  const { lines } = fill(source, { [names[0]]: "甲", [sources[0]]: "平台", [names[1]]: "乙" });
  const told = stacked(rows(source.title, lines)).filter((r) => r.kind === "item").map((r) => r.runs.map((x) => x.text).join(""));
  assert.equal(told.length, 2);
  assert.match(told[0], /^序号：1\u3000名称：甲\u3000来源：平台\u3000内容和证明对象：【待填/);
  assert.match(told[1], /^序号：2\u3000名称：乙/);
});

test("a label or a mark at one cell's end says nothing about the next cell", () => {
  const [row] = table({ [names[0]]: "订单。", [sources[0]]: "平台；", [proves[0]]: "付了899元" });
  assert.match(row, /^1\t订单。\t平台\t付了899元\t/);
});

test("the last of the text stays with the signature, a short one with the one before it", () => {
  const keeps = (...list) => rows("题", list.map(([kind, text]) => ({ kind, number: 0, runs: [{ text }] }))).slice(1).map((r) => Boolean(r.keep));
  const long = ["para", "字".repeat(30)];
  assert.deepEqual(keeps(long, ["para", "请速退款。"], ["sign", "甲"], ["sign", "日"]), [true, true, true, false]);
  assert.deepEqual(keeps(long, long, ["sign", "甲"]), [false, true, false]);
  assert.deepEqual(keeps(long, ["sign", "甲"], ["heading", "第二部分"], long), [true, false, false, false]);
});
