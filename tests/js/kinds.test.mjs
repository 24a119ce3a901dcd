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

test("what a child paid for is not called bought by whoever writes, in any letter that is about a purchase", () => {
  const child = sent("complaint-12315", { request: ["minor"], ordered: "2026-10-01", goods: "游戏充值", paid: "648" }).text;
  assert.match(child, /孩子于2026年10月1日自己付款：游戏充值，人民币648元/);
  assert.doesNotMatch(child, /我为生活需要/);
  for (const id of ["mediation-application", "settlement-agreement", "administrative-review-application"]) {
    assert.doesNotMatch(sent(id, { matter: "refused", money: "pay", ordered: "2026-10-01", goods: "游戏充值", seller: "某店" }).text, /向(被申请人|乙方|某店)购买|我为生活消费/, id);
  }
});

test("a complaint is taken back when the money has come and what else was agreed is done", () => {
  assert.match(sent("settlement-agreement", { complaint: "12315编号1" }).text, /款项全部到账、第三部分乙方要做的事全部办完以后，甲方再申请撤回/);
});

test("an agreement by chat is not signed on paper, nor one on paper made by chat", () => {
  const chat = sent("settlement-agreement", { signing: "chat" }).text;
  assert.match(chat, /在聊天里确认，乙方回复同意全部内容时生效/);
  assert.doesNotMatch(chat, /一式两份|签名、盖章/);
  const paper = sent("settlement-agreement", { signing: "paper" }).text;
  assert.match(paper, /自双方签名或者盖章之日起生效[^]*乙方（签名、盖章）/);
  assert.doesNotMatch(paper, /聊天/);
  assert.equal(sent("settlement-agreement", {}).stops.signing, "还没填");
});

test("an agreement without money asks for no sum and says what is done instead", () => {
  const { text, stops } = sent("settlement-agreement", { money: "none", amount: "500", due: "2026-12-10", way: "original", late: "每日10元" });
  assert.match(text, /没有要付的款项/);
  assert.doesNotMatch(text, /500|付清，以|付款方式|违约金/);
  assert.deepEqual([stops.amount, stops.due, stops.way], [undefined, undefined, undefined]);
  assert.match(stops.other, /这里还没写/);
  const done = sent("settlement-agreement", { money: "none", other: "12月10日以前换一台新的" });
  assert.equal(done.stops.other, undefined);
  assert.match(done.text, /乙方还要做：12月10日以前换一台新的[^]*乙方没有做好第三部分约定的事的/);
  const paid = sent("settlement-agreement", { money: "pay", amount: "500", due: "2026-12-10" });
  assert.match(paid.text, /支付人民币500元[^]*乙方最晚在2026年12月10日当天付清/);
  assert.doesNotMatch(paid.text, /没有要付的款项/);
  assert.equal(sent("settlement-agreement", { money: "pay" }).stops.amount, "还没填");
});

test("a settled dispute leaves the way to the court only where the agreement is not kept", () => {
  assert.match(sent("settlement-agreement", { scope: "all" }).text, /乙方没有照办的，甲方可以依法投诉、申请调解、仲裁或者起诉。了结以后，也不限制甲方举报、如实评价/);
});

test("an agent is given powers in court, in mediation, in a bankruptcy and in a review", () => {
  const stops = (use) => sent("power-of-attorney", { use }).stops;
  assert.equal(sent("power-of-attorney", { use: "court", level: "general" }).stops["general-power"], "还没填");
  assert.match(sent("power-of-attorney", { use: "court", level: "special" }).stops["special-power"], /这里还没写/);
  assert.equal(stops("mediation")["mediation-power"], "还没填");
  assert.equal(stops("claim")["claim-power"], "还没填");
  assert.deepEqual([stops("review")["review-power"], stops("review")["review-what"]], ["还没填", "还没填"]);
  assert.match(stops("other")["other-power"], /还没写|还没填/);
  assert.match(sent("power-of-attorney", { use: "claim", "claim-power": ["attend", "vote"] }).text, /申报债权、债权人会议中可以：出席债权人会议；行使表决权|申报债权、债权人会议中可以：出席债权人会议、行使表决权/);
});

test("a preservation says which judgment and which security", () => {
  assert.equal(sent("property-preservation-application", { stage: "judged" }).stops.document, "还没填");
  assert.equal(sent("property-preservation-application", { security: "own" }).stops["security-info"], "还没填");
  assert.equal(sent("property-preservation-application", { security: "none-judged" }).stops["security-info"], undefined);
});

test("whoever has no right to the money back asks for talks, whoever has it asks for the money", () => {
  const about = { refund: "800", reply: "2026-12-05" };
  for (const ground of ["own", "change"]) {
    const { text } = sent("prepaid-refund-notice", { ...about, ground });
    assert.match(text, /和我协商退卡[^]*我提出的退款金额：人民币800元[^]*以前答复；谈成的，退还谈成的款项/, ground);
    assert.doesNotMatch(text, /通知你方退还预付款|应退人民币|退还上述款项|先退没有争议的部分/, ground);
  }
  assert.doesNotMatch(sent("prepaid-refund-notice", { ...about, ground: "own" }).text, /起诉/);
  for (const ground of ["seven", "closing", "breach", "agreed"]) {
    assert.match(sent("prepaid-refund-notice", { ...about, ground }).text, /通知你方退还预付款[^]*应退人民币800元[^]*退还上述款项[^]*起诉/, ground);
  }
  assert.equal(sent("prepaid-refund-notice", { ground: "agreed" }).stops.clause, "还没填");
});

test("a review of a report that followed no purchase asks for none", () => {
  const { text, stops } = sent("administrative-review-application", { matter: "report-untold", seller: "某店", harm: "被误导" });
  assert.deepEqual([stops.goods, stops.ordered, stops.paid], [undefined, undefined, undefined]);
  assert.match(text, /涉及的商家：某店。我受到的损害：被误导/);
  assert.doesNotMatch(text, /退款、赔偿争议另行解决/);
  assert.match(sent("administrative-review-application", { matter: "refused" }).text, /退款、赔偿争议另行解决/);
});

test("to the maker nobody says that he bought at its place", () => {
  assert.match(sent("quality-negotiation", { whom: "maker", goods: "奶粉" }).text, /我购买了你方生产的奶粉/);
  assert.match(sent("quality-negotiation", { whom: "shop", goods: "奶粉" }).text, /我在你处购买奶粉/);
});

test("a void contract, a child's contract and a void clause are three claims", () => {
  const claims = (...ticked) => sent("civil-complaint-general", { asks: ["none"], claims: ticked, clause: "第5条“概不退款”" });
  assert.match(claims("void").text, /确认原告和被告之间的合同无效/);
  assert.match(claims("ineffective").text, /孩子订立的合同不发生效力（《民法典》第145条）[^]*第157条/);
  assert.match(claims("clause-void").text, /这一条无效，或者不成为合同的内容：第5条“概不退款”/);
  assert.doesNotMatch(claims("void").text, /第5条|不发生效力（/);
  assert.equal(sent("civil-complaint-general", { claims: ["clause-void"] }).stops.clause, "还没填");
  for (const other of ["rescind", "confirm", "perform"]) for (const none of ["void", "ineffective"]) {
    const source = LETTERS.find((letter) => letter.id === "civil-complaint-general");
    assert.ok(check(source, { claims: [none, other] }, { today: TODAY }).some((f) => f.field === "claims" && /合不到一起/.test(f.why)), `${none}, ${other}`);
  }
});

test("of food, the part that is not sent is not printed, and what only it needs is not asked", () => {
  const both = { seller: "某店", goods: "面包", problem: ["expired"] };
  const report = sent("food-complaint", { ...both, part: "report" });
  assert.match(report.text, /举报书/);
  assert.doesNotMatch(report.text, /请组织调解|投诉人：/);
  assert.deepEqual([report.stops.refund, report.stops.paid, report.stops.address], [undefined, undefined, undefined]);
  const complaint = sent("food-complaint", { ...both, part: "complaint" });
  assert.match(complaint.text, /请组织调解/);
  assert.doesNotMatch(complaint.text, /举报/);
  assert.match(sent("food-complaint", { ...both, part: "both" }).text, /请组织调解[^]*举报书/);
});

test("a public file comes to an address that was asked for", () => {
  assert.equal(sent("government-information-application", { form: "paper", way: "post" }).stops.address, "还没填");
  assert.equal(sent("government-information-application", { form: "electronic", way: "mail" }).stops.email, "还没填");
});

test("a return bought by telephone needs no order number", () => {
  const { text, stops } = sent("return-notice", { bought: "phone", received: "2026-11-25", sent: "2026-11-27", goods: "锅" });
  assert.match(text, /在你处通过电话购买的商品：锅，实付/);
  assert.equal(stops.order, undefined);
});
