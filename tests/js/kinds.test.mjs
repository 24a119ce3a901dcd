// Kinds of faults that a letter's data can have, looked for in every letter of the handbook: what was asked for stands in the letter, or the
// check before sending stops it. Then the letters in which such faults were found, with the answers that showed them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { asked, holds } from "../../docs/assets/javascripts/lib/asked.js";
import { check } from "../../docs/assets/javascripts/lib/checks.js";
import { iso, parse } from "../../docs/assets/javascripts/lib/dates.js";
import { fill, lineText } from "../../docs/assets/javascripts/lib/fill.js";
import { SLIPS } from "../../docs/assets/javascripts/lib/slips.js";

const LETTERS = JSON.parse(readFileSync(process.env.DATA, "utf8")).letters;
const TODAY = parse("2026-11-29");
const ABOVE = ["claim-declaration"]; // its requests are of the claim that stands above them

const SAMPLE = {
  text: (n) => `第${n}样`,
  longtext: (n) => `第${n}段。`,
  money: (n) => String(1000 + n),
  date: (n) => iso(parse("2026-06-01") + n),
  phone: (n) => String(13800000000 + n),
  choice: (_, [first]) => first.id,
  choices: (_, [first]) => [first.id],
};

/** What has to be answered before a field is asked at all, and an option of it. */
function towards(source, id, option) {
  const field = source.fields.find((f) => f.id === id);
  const value = field.type === "choices" ? [option] : option;
  const before = field.when ? towards(source, field.when.field, [field.when.is].flat()[0]) : {};
  return { ...before, [id]: option === undefined ? SAMPLE[field.type](1, field.options) : value };
}

/** A letter with every required answer, and those given. */
function least(source, given) {
  const values = { ...given };
  for (let more = true; more; ) {
    const [next] = asked(source, values).fields.filter((f) => f.required && values[f.id] === undefined);
    more = Boolean(next);
    if (next) values[next.id] = SAMPLE[next.type](source.fields.indexOf(next), next.options);
  }
  return values;
}

const body = (source, values) => fill(source, values).lines.map(lineText).join("\n");
/** Does the check stop it for something that is not written yet? */
function incomplete(source, values) {
  const now = asked(source, values);
  return fill(source, values).missing.length > 0 || SLIPS.choices({ source: { ...source, fields: now.fields }, values: now.values }).some((f) => f.level === "error");
}

/** Every option of every question, each with the least that goes with it: [{name, field, option, values}]. */
const ways = (source) =>
  source.fields.flatMap((field) => field.options.map(({ id }) => ({ name: `${field.id}/${id}`, field, option: id, values: least(source, towards(source, field.id, id)) })));

for (const source of LETTERS) {
  const all = [{ name: "the least", field: null, option: null, values: least(source, {}) }, ...ways(source)];

  test(`${source.id}: what had to be written stands in the letter`, () => {
    const lost = [];
    for (const { name, values } of all) {
      const now = asked(source, values);
      const said = new Set(source.lines.filter((line) => !line.when || holds(line.when, now.values)).flatMap((line) => line.runs.map((run) => run.field)));
      for (const f of now.fields) if (f.required && !f.options.length && !said.has(f.id)) lost.push(`${name}: ${f.id}`);
    }
    assert.deepEqual([...new Set(lost)], []);
  });

  test(`${source.id}: what is ticked changes the letter`, () => {
    const silent = ways(source)
      .filter(({ field }) => field.type === "choices")
      .filter(({ field, values }) => {
        const hangs = new Set(source.fields.filter((f) => f.id === field.id || (f.when && f.when.field === field.id)).map((f) => f.id));
        const without = Object.fromEntries(Object.entries(values).filter(([id]) => !hangs.has(id)));
        return !incomplete(source, values) && body(source, values) === body(source, without);
      });
    assert.deepEqual(silent.map((way) => way.name), []);
  });

  test(`${source.id}: a list of requests asks for something`, () => {
    const empty = all.filter(({ values }) => {
      if (ABOVE.includes(source.id) || incomplete(source, values)) return false;
      const { lines } = fill(source, values);
      return lines.some((line, at) => {
        if (line.kind !== "heading" || !/请求$|申请执行事项|请求事项/.test(lineText(line))) return false;
        const end = lines.findIndex((other, i) => i > at && other.kind === "heading");
        const under = lines.slice(at + 1, end < 0 ? lines.length : end).map((other) => lineText({ ...other, number: 0 }));
        const always = new Set(source.lines.filter((own) => !own.when && own.runs.every((run) => run.text !== undefined)).map((own) => own.runs.map((run) => run.text).join("")));
        return under.every((text) => always.has(text) || /诉讼费用由被告承担|标的总额/.test(text));
      });
    });
    assert.deepEqual(empty.map((way) => way.name), []);
  });

  test(`${source.id}: a day that may be to come is not called one that has not come`, () => {
    const ahead = source.fields.filter((f) => f.type === "date" && /最晚|到期|为止|截止|限期|延长到/.test(f.label) && !["performed-by"].includes(f.id));
    const scolded = ahead.filter((f) => check(source, least(source, { ...towards(source, f.id), [f.id]: iso(TODAY + 20) }), { today: TODAY }).some((x) => x.field === f.id && /还没到/.test(x.why)));
    assert.deepEqual(scolded.map((f) => f.id), []);
  });

  test(`${source.id}: who ticks that there is nothing is told of what else is ticked`, () => {
    const beside = source.fields
      .filter((f) => f.type === "choices" && f.options.some((o) => o.id === "none"))
      .flatMap((f) => f.options.filter((o) => o.id !== "none").map((o) => ({ f, o })))
      .filter(({ f, o }) => !check(source, { [f.id]: ["none", o.id] }, { today: TODAY }).some((x) => x.field === f.id && /合不到一起/.test(x.why)));
    assert.deepEqual(beside.map(({ f, o }) => `${f.id}/${o.id}`), []);
  });

  test(`${source.id}: “其他” says what it is or where it is written`, () => {
    assert.deepEqual(source.fields.flatMap((f) => f.options.filter((o) => o.label === "其他").map((o) => `${f.id}/${o.id}`)), []);
  });
}

/** What a letter says with these answers, and the errors that stop it: {field: why}. */
function sent(id, values) {
  const source = LETTERS.find((letter) => letter.id === id);
  return { text: body(source, values), stops: Object.fromEntries(check(source, values, { today: TODAY }).filter((f) => f.level === "error").map((f) => [f.field, f.why])) };
}

test("a draft from before the questions is asked, and says until then what it said", () => {
  const { text, stops } = sent("refund-demand", { ground: "mistaken", refund: "1000", reply: "2026-12-05" });
  assert.match(text, /请退还人民币1000元/);
  assert.equal(stops.asks, "还没填");
  const old = sent("civil-complaint", { refund: "800", "ask-loss": "50", "rescind-notice": "5月6日EMS寄出", contract: "rescind" });
  assert.match(old.text, /退还货款人民币800元[^]*通知解除合同：5月6日EMS寄出/);
  assert.equal(old.stops.asks, "还没填");
});

test("twice the deposit is not called more than was paid, and a card's insurance neither", () => {
  const { text, stops } = sent("civil-complaint-general", { paid: "1000", asks: ["doubled", "benefit"], doubled: "2000", benefit: "5000" });
  assert.match(text, /双倍返还定金（《民法典》第587条），共人民币2000元[^]*给付保险金（《保险法》第23条），人民币5000元/);
  assert.deepEqual([stops.doubled, stops.benefit, stops.refund], [undefined, undefined, undefined]);
});

test("a premium comes back; the sum insured is a claim of its own, and a draft that has it as a refund says what it said", () => {
  const premium = sent("civil-complaint-general", { asks: ["refund"], refund: "1200", "refund-kind": ["premium"] });
  assert.match(premium.text, /被告返还保险费，人民币1200元/);
  assert.equal(premium.stops["refund-kind"], undefined);
  const draft = sent("civil-complaint-general", { refund: "5000", "refund-kind": ["insurance"] });
  assert.match(draft.text, /被告给付（返还）保险金（《保险法》第23条），人民币5000元/);
  assert.equal(draft.stops.asks, "还没填");
  const twice = sent("civil-complaint-general", { asks: ["refund", "benefit"], refund: "5000", benefit: "5000", "refund-kind": ["insurance"] });
  assert.match(twice.stops["refund-kind"], /勾“给付保险金”，这里去掉/);
});

test("who does not know of mediation knows none of its rules", () => {
  const ticked = { mediation: "yes", "know-more": ["half"] };
  assert.doesNotMatch(sent("civil-complaint", { ...ticked, "know-mediation": "no" }).text, /知道：|减半/);
  assert.match(sent("civil-complaint", { ...ticked, "know-mediation": "yes" }).text, /知道：以调解方式结案的，案件受理费减半交/);
});

test("to perform and interest are asked what and how", () => {
  const { text, stops } = sent("civil-complaint-general", { asks: ["none"], claims: ["perform", "interest"], details: "其他的" });
  assert.match(text, /继续履行合同：【待填/);
  assert.deepEqual([stops["perform-what"], stops["interest-how"]], ["还没填", "还没填"]);
  assert.match(sent("civil-complaint-general", { asks: ["none"] }).stops.claims, /这里还没写/);
});

test("who never talked has no day of talking", () => {
  assert.doesNotMatch(sent("civil-complaint", { talked: "no", notice: "2026-09-10" }).text, /起和被告协商/);
  assert.match(sent("civil-complaint", { notice: "2026-09-10" }).text, /原告于2026年9月10日起和被告协商/);
});

test("a late review says why, and one is not told twice to be late without it", () => {
  const late = { matter: "refused", answered: "2026-06-01", date: "2026-11-29" };
  assert.match(sent("administrative-review-application", { ...late, "in-time": "kept" }).stops["in-time"], /选“过了”，写明理由/);
  assert.equal(sent("administrative-review-application", { ...late, "in-time": "over" }).stops.late, "还没填");
  assert.doesNotMatch(sent("administrative-review-application", { ...late, "in-time": "over", late: "没有告知复议权利" }).text, /另行说明/);
});

test("a general power has no special ones beside it", () => {
  const { text } = sent("power-of-attorney", { use: "court", relation: "family", level: "general", "special-power": ["settle"] });
  assert.doesNotMatch(text, /和解/);
});

test("whoever must be found without means is shown to be, where the article says so", () => {
  assert.equal(sent("add-enforcement-party", { ground: "one-person" }).stops.short, "还没填");
  assert.equal(sent("add-enforcement-party", { ground: "promised-court" }).stops.short, undefined);
});

test("a review's order number stands without its goods, another fault of food is named", () => {
  assert.match(sent("non-infringement-statement", { order: "12345" }).text, /订单号：12345/);
  assert.equal(sent("food-complaint", { problem: ["other"] }).stops["other-problem"], "还没填");
  assert.match(sent("complaint-12315", { rebuttal: "包装完好" }).text, /我认为被投诉人拒绝的理由不成立：包装完好/);
});
