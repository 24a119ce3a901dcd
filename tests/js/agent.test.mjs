// A letter that somebody of the family writes: the words of the letter in the third person, and who acts, in the right place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { agent, fill, toText } from "../../docs/assets/javascripts/lib/fill.js";

const field = (id, type = "text", more = {}) => ({ id, label: id, type, required: false, case: null, width: 8, options: [], ...more });
const FIELDS = [field("buyer", "text", { case: "buyer.name" }), field("story", "longtext"), field("day", "date"), field("want", "choice", { options: [{ id: "back", label: "退我的钱" }] })];
const LINES = [
  { kind: "para", runs: [{ text: "我方和我们商量过，请还我；这是自我检查，我国法律。" }] },
  { kind: "para", runs: [{ field: "story" }] },
  { kind: "para", runs: [{ field: "want" }] },
];
const HELP = { on: true, name: "王小红", phone: "13800000000", kin: "女儿" };
const VALUES = { buyer: "王大明", story: "我买的灯坏了。", day: "2026-11-22", want: "back" };
const say = (lines, help = HELP, values = VALUES) => {
  const filled = fill({ agent: true, fields: FIELDS, lines }, { ...values, _help: { agent: help } });
  return filled.lines.map((l) => l.runs.map((r) => (r.blank ? `【${r.blank}】` : r.text)).join(""));
};
const ACTS = "本件由委托人的代理人王小红（委托人的女儿）代为办理，随附授权委托书和代理人身份证明。";
const SIGNS = "代理人：王小红　电话：13800000000";

test("the letter's own words turn to the third person; what the reader wrote does not", () => {
  assert.deepEqual(say(LINES).slice(0, 3), ["委托人和委托人商量过，请还委托人；这是自我检查，我国法律。", "我买的灯坏了。", "退委托人的钱"]);
});

test("a letter without a signature says at its end who acts, and is signed by them", () => {
  assert.deepEqual(say(LINES).slice(3), [ACTS, SIGNS]);
});

test("who acts stands before the signatures; the agent signs after the buyer, before the day", () => {
  const sign = { kind: "sign", runs: [{ text: "投诉人：" }, { field: "buyer" }] };
  const day = { kind: "sign", runs: [{ field: "day" }] };
  assert.deepEqual(say([...LINES, sign]).slice(3), [ACTS, "投诉人：王大明", SIGNS]);
  assert.deepEqual(say([...LINES, sign, day]).slice(3), [ACTS, "投诉人：王大明", SIGNS, "2026年11月22日"]);
  assert.deepEqual(say([...LINES, sign, { kind: "para", runs: [{ text: "附件一份" }] }]).slice(3), [ACTS, "投诉人：王大明", SIGNS, "附件一份"]);
  const both = { kind: "sign", runs: [{ field: "buyer" }, { field: "day" }] };
  assert.deepEqual(say([...LINES, both]).slice(3), [ACTS, "王大明2026年11月22日", SIGNS]);
  const word = { kind: "sign", runs: [{ text: "此致" }] };
  assert.deepEqual(say([...LINES, word]).slice(3), [ACTS, "此致", SIGNS]);
});

test("of two papers in one letter each says who acts, and each is signed by them", () => {
  const signed = (who) => [{ kind: "sign", runs: [{ text: who }, { field: "buyer" }] }, { kind: "sign", runs: [{ field: "day" }] }];
  const second = { kind: "heading", runs: [{ text: "第二部分" }] };
  assert.deepEqual(say([...LINES, ...signed("投诉人："), second, ...signed("举报人：")]).slice(3), [
    ACTS, "投诉人：王大明", SIGNS, "2026年11月22日", "第二部分", ACTS, "举报人：王大明", SIGNS, "2026年11月22日",
  ]);
});

test("what is not known yet of the agent is a blank, or left out", () => {
  assert.deepEqual(say(LINES, { on: true, name: " ", phone: "", kin: "" }).slice(3), ["本件由委托人的代理人【代理人姓名】代为办理，随附授权委托书和代理人身份证明。", "代理人：【代理人姓名】"]);
});

test("nobody acts where the letter knows no agent, or it is switched off", () => {
  assert.equal(agent({ agent: true }, {}), null);
  assert.equal(agent({ agent: true }, { _help: {} }), null);
  assert.equal(agent({ agent: true }, { _help: { agent: { ...HELP, on: false } } }), null);
  assert.equal(agent({ agent: false }, { _help: { agent: HELP } }), null);
  assert.deepEqual(agent({ agent: true }, { _help: { agent: HELP } }), { name: "王小红", phone: "13800000000", kin: "女儿" });
  assert.equal(say(LINES, null)[0], "我方和我们商量过，请还我；这是自我检查，我国法律。");
});

test("items are numbered anew after anything else; a title stands over the text with room between", () => {
  const item = (text) => ({ kind: "item", runs: [{ text }] });
  const { lines } = fill({ fields: FIELDS, lines: [item("一"), item("二"), { kind: "para", runs: [{ text: "话" }] }, item("三")] }, {});
  assert.deepEqual(lines.map((l) => l.number), [1, 2, 0, 1]);
  assert.match(toText("信", lines), /^信\n+1\. 一\n2\. 二\n话\n1\. 三$/);
});
