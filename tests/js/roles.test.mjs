// A check hangs on a field's role, never on its label or its id: every letter of the handbook, with all of them renamed, is checked alike.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { check } from "../../docs/assets/javascripts/lib/checks.js";
import { parse } from "../../docs/assets/javascripts/lib/dates.js";
import { given } from "../../docs/assets/javascripts/lib/given.js";
import { fill, toText } from "../../docs/assets/javascripts/lib/fill.js";

// what is said of a threat may hold a word that is a field's label too (事实): here it says nothing
const cautions = { blackmail: "〔1〕", threat: "〔2〕", insult: "〔3〕" };
const letters = JSON.parse(readFileSync(process.env.DATA, "utf8")).letters.map((letter) => ({ ...letter, cautions }));
const TODAY = parse("2026-11-22");
const letter = (id) => letters.find((l) => l.id === id);

/** The letter with every id and every label replaced by a name that says nothing. */
function renamed(source) {
  const ids = Object.fromEntries(source.fields.map((f, i) => [f.id, `x${i}`]));
  // a line, with its conditions and claims, names fields under these keys
  const line = (l) => JSON.parse(JSON.stringify(l).replace(/"(field|from|to|born|on|first|then|day|by)":"([a-z0-9-]+)"/g, (told, key, id) => (ids[id] ? `"${key}":"${ids[id]}"` : told)));
  const named = (id) => id && ids[id];
  return {
    ids,
    source: {
      ...source,
      fields: source.fields.map((f, i) => ({
        ...f,
        id: ids[f.id],
        label: `〈${i}〉`,
        when: f.when && { ...f.when, field: ids[f.when.field] },
        of: named(f.of),
        options: f.options.map((o) => ({ ...o, below: o.below && o.below.map(named) })),
      })),
      lines: source.lines.map(line),
      amounts: source.amounts.map((a) => ({ ...a, uses: Object.fromEntries(Object.entries(a.uses).map(([k, v]) => [k, ids[v]])), into: named(a.into), how: named(a.how) })),
    },
  };
}

/** What somebody might type into each kind of field, so that every check has something to find. */
const FILLINGS = {
  nothing: () => undefined,
  "days to come": (f) => (f.type === "date" ? "2026-12-30" : "甲"),
  "days in no order": (f, i) => (f.type === "date" ? `2026-11-${String(20 - (i % 15)).padStart(2, "0")}` : "甲"),
  "numbers that people should not send": (f) => (f.type === "text" || f.type === "longtext" ? "11010519491231002X 6222021234567890128" : undefined),
  "sums that do not fit": (f, i) => (f.type === "money" ? String(100 + i) : f.type === "text" ? "一共7元" : undefined),
  "amounts without a word": (f) => (f.type === "money" ? "100" : undefined),
  "claims and threats": (f) => (f.type === "longtext" ? "要求退一赔三，你们这帮骗子，依据《合同法》。" : undefined),
};

const filled = (source, filling) => {
  const values = {};
  source.fields.forEach((f, i) => {
    const value = f.type === "choice" || f.type === "choices" ? undefined : filling(f, i);
    if (value !== undefined) values[f.id] = value;
  });
  return values;
};

for (const source of letters) {
  test(`${source.id}：改了每个空的名字和id，检查的结果一样`, () => {
    const { ids, source: other } = renamed(source);
    let seen = 0;
    for (const [name, filling] of Object.entries(FILLINGS)) {
      const values = filled(source, filling);
      const same = Object.fromEntries(Object.entries(values).map(([id, value]) => [ids[id], value]));
      const bare = (why, fields) => fields.reduce((text, f, i) => text.split(f.label).join(`〈${i}〉`).split(f.label.replace("（元）", "")).join(`〈${i}〉`), why);
      const before = check(source, values, { today: TODAY }).map((f) => [f.level, ids[f.field], bare(f.why, source.fields)]);
      const after = check(other, same, { today: TODAY }).map((f) => [f.level, f.field, f.why]);
      assert.deepEqual(after, before, name);
      seen += before.length;
    }
    assert.ok(seen > 5, "这份文书没有什么可查的");
  });
}

const why = (id, values) => Object.fromEntries(check(letter(id), values, { today: TODAY }).map((f) => [f.field, f.why]));

test("the roles of the real letters are where they belong", () => {
  const late = why("refund-demand", { date: "2026-11-20", reply: "2026-11-19", promised: "2026-12-30", agreed: "2026-12-30" });
  assert.match(late.reply, /来不及/);
  assert.equal(late.promised, undefined, "商家说好的付款日期可以还没到");
  assert.match(late.agreed, /还没到/);

  const civil = why("civil-complaint", { refund: "100", "ask-loss": "50", punitive: "500", total: "600", "loss-detail": "误工40元", "punitive-basis": "" });
  assert.match(civil.total, /比各项请求加起来还少/);
  assert.match(civil["loss-detail"], /对不上/);
  assert.match(civil["punitive-basis"], /没写怎么算的/);

  // what a text asks for beside the sums belongs to the total: the page's own total has it, and one without it is told
  const costs = { asks: ["refund", "cost"], refund: "899", cost: "律师费3000元（合同第8条）、邮费20.5元" };
  assert.equal(given(letter("civil-complaint"), costs, TODAY).total, "3919.50");
  assert.match(why("civil-complaint", { ...costs, total: "899" }).total, /少3020\.5元/);
  assert.equal(why("civil-complaint", { ...costs, total: "3919.50" }).total, undefined);

  const numbers = why("enforcement-application", { "id-number": "11010519491231002X", bank: "6222021234567890128", "seller-code": "11010519491231002X", work: "6222021234567890128", nation: "11010519491231002X" });
  for (const asked of ["id-number", "bank", "seller-code"]) assert.doesNotMatch(numbers[asked] || "", /身份证|银行卡/);
  assert.match(numbers.work, /银行卡/);
  assert.match(numbers.nation, /身份证/);

  // the day of the letter is the day it is sent: not before what it tells of
  assert.match(why("return-notice", { received: "2026-11-20", sent: "2026-11-18" }).sent, /还早/);
});

test("how a sum was reached is asked of the amount that it is of, not of the one before it", () => {
  const found = why("food-complaint", { refund: "20" });
  assert.equal(found["loss-detail"], undefined);
  assert.match(why("food-complaint", { loss: "20" })["loss-detail"], /没写怎么算的/);
  // interest that nobody asks for needs no sum; interest that is asked for does
  assert.equal(why("payment-order-application", { amount: "1299" })["late-calc"], undefined);
  assert.match(why("payment-order-application", { amount: "1299", late: "20" })["late-calc"], /没写怎么算的/);
});

test("an agent's blank belongs to the buyer's name, whatever that field is called", () => {
  const { source, ids } = renamed(letter("complaint-12315"));
  const { lines } = fill(source, { [ids.story]: "甲", _help: { agent: { on: true } } });
  assert.match(toText("信", lines), /代理人：【待填：代理人姓名】/);
  assert.doesNotThrow(() => check(source, { _help: { agent: { on: true } } }, { today: TODAY }));
});
