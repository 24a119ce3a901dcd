// The short versions of real letters with long stories: what a reader of the form must know is in them, what the form asks elsewhere is not.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { brief } from "../../docs/assets/javascripts/lib/brief.js";
import { fill, spoken } from "../../docs/assets/javascripts/lib/fill.js";

const { letters } = JSON.parse(readFileSync(process.env.DATA, "utf8"));

const FIRST = "10月3日收到空气炸锅，插上电不加热。";
const STORY = `${FIRST}当天联系客服，客服让换插座，换了还是不热。${"后来又打过电话，客服说再等等，一直没有结果。".repeat(80)}`;
const GIST = "机器没有人为损坏，质量问题由商家负责。";
const REBUTTAL = `${GIST}${"商家没有检测就说是人为的，没有根据。".repeat(30)}`;
const CASE = {
  "buyer.name": "李小明", "buyer.phone": "13800138000", "buyer.address": "某市某区幸福路6号", "seller.licence_name": "某某电器有限公司", "seller.shop": "某某旗舰店",
  "seller.address": "某市某区工业路9号", "seller.phone": "010-12345678", "seller.where": "某平台某某旗舰店", "seller.platform": "某平台", "order.goods": "空气炸锅",
  "order.number": "202610010001", "order.paid": "1299", "claim.refund": "1288", "dates.ordered": "2026-10-01", "dates.received": "2026-10-03",
  "dates.refund_demanded": "2026-10-05", "dates.defect_found": "2026-10-03", "dates.notice_sent": "2026-10-05", "seller.reason": "人为损坏，不退",
};
const ROLE = { story: STORY, rebuttal: REBUTTAL, "written-on": "2026-11-28", "reply-by": "2026-12-10" };

/** A letter that somebody has filled in. */
function filled(source) {
  const values = {};
  for (const f of source.fields) {
    if (ROLE[f.role]) values[f.id] = ROLE[f.role];
    else if (CASE[f.case]) values[f.id] = CASE[f.case];
    else if (f.type === "choice") values[f.id] = f.options[0].id;
    else if (f.type === "choices") values[f.id] = [f.options[0].id];
    else if (f.required) values[f.id] = { money: "1288", date: "2026-10-05", phone: "13800138000" }[f.type] || "照页面";
  }
  return values;
}

const NAMES = ["complaint-12315", "cca-complaint", "platform-intervention", "refund-demand", "food-complaint", "mediation-application"];

for (const id of NAMES) {
  test(`${id}: the story, the request, the amount, the day and the rebuttal are in; both sides and the capitals are not`, () => {
    const source = letters.find((l) => l.id === id);
    const values = filled(source);
    const whole = fill(source, values).lines.flatMap((l) => l.runs.map((r) => r.text)).join("");
    for (const limit of [300, 500]) {
      const { text, length, shortened } = brief(source, values, limit);
      const told = `${id}，${limit}字：${text}`;
      assert.ok(length <= limit && [...text].length === length && shortened, told);
      const has = (word) => assert.ok(text.includes(word), `没有“${word}”。${told}`);
      has(FIRST.slice(0, -1));
      if (limit === 500) has("客服让换插座");
      if (whole.includes(GIST)) has(GIST.slice(0, -1));
      if (whole.includes("1288")) has("1288元");
      else has("1299元");
      if (whole.includes("2026年10月1日")) has("2026年10月1日");
      for (const f of source.fields.filter((x) => x.type === "choices" && x.id === "request")) has(spoken(f, values[f.id]));
      has("其余见附件");
      if (id === "food-complaint") assert.ok(!/举报|涉嫌/.test(text), told);
      for (const word of ["13800138000", "幸福路", "工业路", "大写", "人民币壹", "李小明", "12345678"]) assert.ok(!text.includes(word), `还有“${word}”。${told}`);
      assert.ok(!/^(投诉人|被投诉人|证据|争议事实)$/m.test(text), told);
      assert.deepEqual(text.match(/^\d+(?=\. )/gm) || [], (text.match(/^\d+(?=\. )/gm) || []).map((n, i, all) => (i && n === "1" ? "1" : String(i ? +all[i - 1] + 1 : 1))), told);
    }
  });
}

test("the story keeps most of the room", () => {
  const source = letters.find((l) => l.id === "complaint-12315");
  const { text } = brief(source, filled(source), 500);
  const part = (mark) => text.split("\n").find((line) => line.startsWith(mark)).length;
  assert.ok(part("经过：") > part("我认为") && part("经过：") > 130, text);
  const { text: long } = brief(source, filled(source), 1500);
  assert.ok(long.split("\n").find((line) => line.startsWith("经过：")).length > 600, long);
});

test("what fits goes whole", () => {
  const source = letters.find((l) => l.id === "complaint-12315");
  const { text, shortened } = brief(source, { ...filled(source), story: FIRST, rebuttal: GIST }, 1500);
  assert.equal(shortened, false);
  for (const word of ["某某电器有限公司", "大写", "工业路", "愿意接受调解", FIRST.slice(0, -1)]) assert.ok(text.includes(word), `${word}：${text}`);
  assert.ok(!text.includes("李小明"));
});
