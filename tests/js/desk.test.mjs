import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { brief, pieces } from "../../docs/assets/javascripts/lib/brief.js";
import { count } from "../../docs/assets/javascripts/lib/limits.js";
import { clean, fill, lineText, parseDate, toText } from "../../docs/assets/javascripts/lib/fill.js";
import { rows } from "../../docs/assets/javascripts/lib/rows.js";
import { tell, withoutParagraph, withParagraph } from "../../docs/assets/javascripts/lib/story.js";
import { bureau } from "../../docs/assets/javascripts/lib/whom.js";

const SOURCE = {
  title: "投诉书",
  fields: [
    { id: "buyer", label: "姓名", type: "text", case: "buyer.name", required: true, options: [] },
    { id: "seller", label: "商家", type: "text", case: "seller.licence_name", required: true, options: [] },
    { id: "story", label: "经过", type: "longtext", case: null, required: true, options: [] },
    { id: "note", label: "备注", type: "text", case: null, required: false, options: [] },
  ],
  lines: [
    { kind: "to", runs: [{ field: "note" }, { text: "：" }] },
    { kind: "heading", runs: [{ text: "投诉人" }] },
    { kind: "para", runs: [{ text: "姓名：" }, { field: "buyer" }] },
    { kind: "heading", runs: [{ text: "事实" }] },
    { kind: "para", runs: [{ text: "商家：" }, { field: "seller" }] },
    { kind: "para", runs: [{ text: "经过：" }, { field: "story" }] },
    { kind: "item", runs: [{ text: "请退款。" }] },
    { kind: "sign", runs: [{ field: "buyer" }] },
  ],
};
const VALUES = { buyer: "王小明", seller: "某公司", story: "第一件事。\n第二件事！\n第三件事👟。" };

test("a short letter goes whole, without what the form asks elsewhere", () => {
  const short = brief(SOURCE, VALUES, 500);
  assert.equal(short.text, "事实\n商家：某公司\n经过：第一件事。\n第二件事！\n第三件事👟。\n1. 请退款。");
  assert.equal(short.shortened, false);
  assert.equal(short.length, count(short.text));
  assert.deepEqual(pieces(SOURCE, VALUES).map((p) => p.label), ["姓名", "商家", "经过"]);
});

test("a long one keeps to the limit and ends its sentences", () => {
  const story = Array.from({ length: 200 }, (_, i) => `第${i}件事是这样的👟。`).join("");
  for (const limit of [300, 500, 1500]) {
    const short = brief(SOURCE, { ...VALUES, story }, limit);
    assert.ok(short.length <= limit && short.length > limit - 30, `${limit}：${short.length}`);
    assert.match(short.text, /。（其余见附件）\n1\. 请退款。$/);
    assert.equal(short.shortened, true);
  }
  for (const odd of ["长".repeat(4000), "😀".repeat(4000), "。".repeat(4000), "\n".repeat(50)]) {
    const short = brief(SOURCE, { ...VALUES, story: odd }, 500);
    assert.ok(short.length <= 500);
    assert.equal(/[\ud800-\udbff](?![\udc00-\udfff])/.test(short.text), false, "半个字");
  }
});

test("rows, preview and copied text say the same", () => {
  for (const example of JSON.parse(readFileSync(process.env.LETTERS, "utf8"))) {
    const { lines } = fill(example.source, example.values);
    const flat = (text) => text.split("\n").map((l) => l.trim()).filter(Boolean).join("\n");
    assert.equal(flat(rows(example.source.title, lines).map((r) => r.runs.map((x) => x.text).join("")).join("\n")), flat(toText(example.source.title, lines)));
  }
  assert.equal(lineText({ number: 2, runs: [{ text: "甲" }, { blank: "乙" }] }), "2. 甲【待填：乙】");
});

test("what people paste", () => {
  assert.equal(clean("甲\t乙\n丙\t丁", true), "甲　乙\n丙　丁");
  assert.equal(clean("a\ud800b\udc00c\ufffe", false), "abc");
  assert.equal(clean("a\u2028b\u000bc", true), "a\nb\nc");
  assert.equal(parseDate("２０２６年２月３日"), parseDate("2026-02-03"));
  assert.equal(parseDate("2026/2/3"), parseDate("2026-02-03"));
  assert.equal(parseDate("2026/2/30"), null);
  assert.equal(parseDate("昨天"), null);
});

test("一件事一句话", () => {
  assert.equal(
    tell([{ date: "2026-11-21", text: "申请退货" }, { date: "", text: "商家一直不回" }, { date: "2026-11-17", text: "签收。" }, { date: "2026-11-30", text: "  " }]),
    "2026年11月17日，签收。\n2026年11月21日，申请退货。\n商家一直不回。",
  );
  assert.equal(tell([]), "");
  const once = withParagraph("甲。", "乙。");
  assert.equal(once, "甲。\n乙。");
  assert.equal(withParagraph(once, "乙。"), once);
  assert.equal(withoutParagraph(once, "乙。"), "甲。");
  assert.equal(withoutParagraph("$&甲", "$&"), "甲");
});

test("该写哪个局", () => {
  const market = { office: "市场监督管理局", also: ["市场监管局", "工商局"] };
  assert.equal(bureau("某市某区", market), "某市某区市场监督管理局");
  assert.equal(bureau(" 某市某区市场监管局 ", market), "某市某区市场监督管理局");
  assert.equal(bureau("某市某区市场监督管理局", market), "某市某区市场监督管理局");
  for (const nothing of [" ", "市场监管局"]) assert.equal(bureau(nothing, market), "");
});

test("帮家人办：第三人称，注明代理人；自己写的不改", () => {
  const source = {
    ...SOURCE,
    agent: true,
    fields: [...SOURCE.fields, { id: "way", label: "退到哪里", type: "choice", case: null, required: false, options: [{ id: "a", label: "退到我另行告知的账户" }] }, { id: "date", label: "日期", type: "date", case: null, required: true, options: [] }],
    lines: [
      { kind: "para", runs: [{ text: "我为生活需要购买。我方的自我介绍：" }, { field: "story" }] },
      { kind: "para", runs: [{ field: "way" }] },
      { kind: "sign", runs: [{ text: "投诉人：" }, { field: "buyer" }] },
      { kind: "sign", runs: [{ field: "date" }] },
    ],
  };
  const values = { buyer: "王老太", story: "我去店里。", way: "a", date: "2026-11-22", _help: { agent: { on: true, name: "王小明", phone: "138", kin: "儿子" } } };
  assert.equal(
    toText("信", fill(source, values).lines),
    "信\n\n委托人为生活需要购买。委托人的自我介绍：我去店里。\n退到委托人另行告知的账户\n本件由委托人的代理人王小明（委托人的儿子）代为办理，随附授权委托书和代理人身份证明。\n投诉人：王老太\n代理人：王小明　电话：138\n2026年11月22日",
  );
  assert.match(toText("信", fill(source, { ...values, _help: { agent: { on: true } } }).lines), /代理人：【待填：代理人姓名】/);
  for (const junk of [null, 5, "x", { agent: 3 }, { agent: { on: false, name: "甲" } }]) assert.equal(toText("信", fill(source, { ...values, _help: junk }).lines).includes("代理人"), false);
});
