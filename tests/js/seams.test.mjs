// Where a value meets the sentence around it: every letter of the handbook, every field that takes words, every mark that people end with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fill, spoken, toText } from "../../docs/assets/javascripts/lib/fill.js";
import { rows } from "../../docs/assets/javascripts/lib/rows.js";

const { letters } = JSON.parse(readFileSync(process.env.DATA, "utf8"));
const MARKS = ["。", "，", "；", "：", "！", "？", "、", ".", ",", ";", ":", "!", "?", "。。", "！！", "。 ", "…"];
const CLASH = /[。，；、：！？.,;:!?]\s*[。，；、：.,;:]|[。，；、：]\s*[！？!?]/;
const flat = (text) => text.split("\n").map((l) => l.trim()).filter(Boolean).join("\n");

/** One line of fixed text around one value, as the copied text says it. */
function said(text, value, type = "text", options = []) {
  const [head, tail] = text.split("〔〕");
  const fields = [{ id: "a", label: "甲", type, options, required: false, width: 5 }];
  const runs = [{ text: head }, { field: "a", ...(type === "money" ? { filter: "cny" } : {}) }, { text: tail }].filter((r) => r.text !== "");
  const { lines } = fill({ fields, lines: [{ kind: "para", runs }] }, { a: value });
  return toText("", lines);
}

function filled(field) {
  if (field.type === "money") return "1299";
  if (field.type === "date") return "2026-11-03";
  if (field.type === "phone") return "13800001234";
  if (field.type === "choice") return field.options[0].id;
  if (field.type === "choices") return field.options.map((o) => o.id);
  return "甲方说的乙事";
}

/** What has to be chosen so that a field is asked: its own condition, and what that hangs on. */
function needs(source, field) {
  if (!field.when) return [];
  return [field.when, ...needs(source, source.fields.find((f) => f.id === field.when.field))];
}

/** The values with which one field stands in the letter: the first option of every choice, or the one that the field and its line ask for. */
function cases(source, field) {
  const values = Object.fromEntries(source.fields.map((f) => [f.id, filled(f)]));
  const asked = source.lines.filter((l) => l.runs.some((r) => r.field === field.id)).map((l) => [...needs(source, field), ...(l.when || [])]);
  return asked.map((conditions) => {
    const own = conditions.filter((w) => w.is).map((w) => [w.field, Array.isArray(values[w.field]) ? [w.is].flat() : [w.is].flat()[0]]);
    return { ...values, ...Object.fromEntries(own) };
  });
}

for (const source of letters) {
  test(`no mark is doubled anywhere: ${source.id}`, () => {
    let seen = 0;
    for (const field of source.fields.filter((f) => f.type === "text" || f.type === "longtext")) {
      for (const values of cases(source, field)) {
        for (const mark of ["", ...MARKS]) {
          // what a reader doubles within a quotation is the reader's
          for (const words of mark.length > 1 ? ["不退"] : ["不退", "他说“不退", "见附件（第一页"]) {
            const close = words.includes("“") ? "”" : words.includes("（") ? "）" : "";
            for (const value of close ? [words + mark + close, words + close + mark] : [words + mark]) {
              const { lines } = fill(source, { ...values, [field.id]: value });
              const text = toText(source.title, lines);
              for (const line of text.split("\n")) {
                assert.equal(CLASH.test(line.replace(/^\d+\. /, "")), false, `${field.id} ${value}：${line}`);
                // a mark on both sides of a closing quotation mark or bracket: one of them is too much, but for ？ and ！ within
                assert.equal(/[。，；、.,;][”）][。，；、.,;]/.test(line) || /[！？!?…][”][。]/.test(line), false, `${field.id} ${value}：${line}`);
              }
              assert.equal(text.includes(words), true, `${field.id}：“${words}”没有了`);
              assert.equal(flat(rows(source.title, lines).map((r) => r.runs.map((x) => x.text).join(r.runs.some((x) => x.cell) ? "\t" : "")).join("\n")), flat(text));
              seen += 1;
            }
          }
        }
      }
    }
    assert.ok(seen > 100, `${seen}`);
  });

  test(`one 人民币 in one sum, one unit after one number: ${source.id}`, () => {
    for (const values of [Object.fromEntries(source.fields.map((f) => [f.id, filled(f)]))]) {
      const text = toText(source.title, fill(source, values).lines);
      assert.equal(/人民币[^。；\n]{0,20}大写：人民币/.test(text), false, text);
      assert.equal(/元元|元整元|人民币人民币/.test(text), false, text);
    }
  });
}

test("the mark that the sentence has follows, whatever the value ends in", () => {
  for (const [value, text] of [
    ["不退", "答复是：不退。"],
    ["不退。", "答复是：不退。"],
    ["不退，", "答复是：不退。"],
    ["不退！", "答复是：不退！"],
    ["凭什么？？", "答复是：凭什么？？"],
    ["不退！。", "答复是：不退！"],
    ["等等……", "答复是：等等……"],
    ["他说‘不退。’", "答复是：他说‘不退。’"],
    ["他说“不退”", "答复是：他说“不退”。"],
    ["他说“不退，”", "答复是：他说“不退”。"],
    ["他说“为什么退？”", "答复是：他说“为什么退？”"],
    ["不退（有录音。）", "答复是：不退（有录音）。"],
    ["不退。（有录音。）", "答复是：不退。（有录音。）"],
    ["：不退", "答复是：不退。"],
    ["答复是：不退", "答复是：不退。"],
  ]) assert.equal(said("答复是：〔〕。", value), text);
  for (const [value, text] of [
    ["空气炸锅。", "买了空气炸锅，付了钱。"],
    ["空气炸锅！", "买了空气炸锅，付了钱。"],
    ["“空气炸锅。”", "买了“空气炸锅”，付了钱。"],
    ["“要退吗？”", "买了“要退吗？”，付了钱。"],
  ]) assert.equal(said("买了〔〕，付了钱。", value), text);
  assert.equal(said("姓名：〔〕　电话", "李四。"), "姓名：李四　电话");
  assert.equal(said("在〔〕买的。", "某某平台，"), "在某某平台买的。");
});

test("a story ends as a sentence, a name does not", () => {
  for (const [value, text] of [
    ["灯不亮", "经过：灯不亮。"],
    ["灯不亮，", "经过：灯不亮。"],
    ["灯不亮。", "经过：灯不亮。"],
    ["为什么？", "经过：为什么？"],
    ["他说“不退。”", "经过：他说“不退。”"],
    ["他说“不退”", "经过：他说“不退”。"],
    ["灯不亮。（其余见附件）", "经过：灯不亮。（其余见附件）"],
    ["灯不亮（有照片）", "经过：灯不亮（有照片）。"],
    ["第一天\n第二天", "经过：第一天\n第二天。"],
    ["页面 https://example.com/a", "经过：页面 https://example.com/a"],
    ["经过：灯不亮", "经过：灯不亮。"],
    ["经过3天，灯不亮", "经过：经过3天，灯不亮。"],
  ]) assert.equal(said("经过：〔〕", value, "longtext"), text);
  assert.equal(said("名称：〔〕", "某某公司"), "名称：某某公司");
  assert.equal(said("名称：〔〕", "某某公司，"), "名称：某某公司");
});

test("a value that says only marks leaves its blank", () => {
  for (const value of ["。", "，，", "……", "？！"]) assert.equal(said("答复是：〔〕。", value), "答复是：【待填：甲】。");
});

test("a label or a unit is said once", () => {
  for (const [line, value, text] of [
    ["，订单号〔〕，", "订单号 12345", "，订单号12345，"],
    ["订单号（小票号、合同号）：〔〕", "小票号：A-77", "订单号（小票号、合同号）：A-77"],
    ["订单号：〔〕", "订单号", "订单号：订单号"],
    ["地址：〔〕", "地址：某某路66号6-03房", "地址：某某路66号6-03房"],
    ["共〔〕件，", "3件", "共3件，"],
    ["共〔〕件，", "共3件", "共3件，"],
    ["第〔〕页；", "第1至3页", "第1至3页；"],
    ["年龄：〔〕周岁", "40岁", "年龄：40周岁"],
    ["付〔〕元。", "1299元", "付1299元。"],
    ["付〔〕元。", "一百元整", "付一百元。"],
    ["买〔〕件。", "零件", "买零件件。"],
  ]) assert.equal(said(line, value), text);
  assert.equal(said("人民币1299元（大写：〔〕）。", "1299", "money"), "人民币1299元（大写：壹仟贰佰玖拾玖元整）。");
  assert.equal(said("1299元（大写：〔〕）。", "1299", "money"), "1299元（大写：人民币壹仟贰佰玖拾玖元整）。");
});

test("options that are lists in themselves are told apart", () => {
  const options = [
    { id: "a", label: "只为查看打开了包装" },
    { id: "b", label: "商品本身、配件、商标标识齐全" },
    { id: "c", label: "退货，退还货款" },
  ];
  const field = { id: "x", label: "甲", type: "choices", options };
  assert.equal(spoken(field, ["a", "b"]), "只为查看打开了包装；商品本身、配件、商标标识齐全");
  assert.equal(spoken(field, ["a", "c"]), "只为查看打开了包装；退货，退还货款");
  assert.equal(spoken(field, ["b"]), "商品本身、配件、商标标识齐全");
  assert.equal(spoken({ ...field, options: [options[0], { id: "d", label: "没有使用" }] }, ["a", "d"]), "只为查看打开了包装、没有使用");
});
