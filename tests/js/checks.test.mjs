import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "../../docs/assets/javascripts/lib/dates.js";
import { check } from "../../docs/assets/javascripts/lib/checks.js";

const field = (id, type, more = {}) => ({ id, label: id, type, group: "what", required: false, case: null, width: 8, options: [], ...more });
const SOURCE = {
  title: "信",
  fields: [
    field("name", "text", { label: "你的姓名", required: true, case: "buyer.name" }),
    field("seller", "text", { label: "商家名称（营业执照上的）", case: "seller.licence_name" }),
    field("order", "text", { label: "订单号", case: "order.number", role: "reference-number" }),
    field("ordered", "date", { label: "购买日期", group: "when", case: "dates.ordered" }),
    field("received", "date", { label: "签收日期", group: "when", case: "dates.received" }),
    field("paid", "money", { label: "实付金额（元）", case: "order.paid" }),
    field("refund", "money", { label: "要求退还的金额（元）", case: "claim.refund" }),
    field("calc", "text", { label: "金额怎么算的", role: "explains-sum", of: "refund" }),
    field("extra", "money", { label: "要求的赔偿金（元）" }),
    field("story", "longtext", { label: "经过", group: "story" }),
    field("reason", "text", { label: "商家的理由", case: "seller.reason" }),
    field("goods", "text", { label: "商品", case: "order.goods" }),
    field("shop", "text", { label: "第二被告", group: "who" }),
    field("words", "text", { label: "认账的原话", role: "their-words" }),
    field("reply", "date", { label: "要求答复的日期", group: "want", role: "reply-by" }),
    field("date", "date", { label: "写信日期", group: "when", role: "written-on" }),
  ],
  lines: [{ kind: "para", runs: [{ field: "name" }] }],
  amounts: [{ rule: "food-tenfold", into: "extra", how: null, conditions: [{ id: "unsafe", text: "甲" }, { id: "knowing", text: "乙" }], uses: { price: "paid" }, kind: "times", numbers: { times: 10, floor: 1000 }, inputs: [{ id: "price", label: "价款" }], results: [{ title: "赔偿金", amount: "result", why: [{ text: "食品价款[[price]]元的[[times]]倍" }] }] }],
  claims: [{ rule: "food-tenfold", says: ["10倍", "十倍"] }, { rule: "fraud-triple", says: ["3倍", "退一赔三"] }],
  repealed: [
    { names: ["投诉举报处理暂行办法"], until: "2026-04-15", by: "投诉举报处理办法" },
    { names: ["将要废止的办法"], until: "2026-11-23", by: null },
    { names: ["合同法"], until: "2021-01-01", by: "民法典", unless: ["劳动合同法"], quoted: true },
  ],
  cautions: { blackmail: "会被移送（第42条）", threat: "像是威胁", insult: "骂人的话" },
};
const TODAY = parse("2026-11-22");
const GOOD = { name: "王小明", seller: "某某鞋业有限公司", ordered: "2026-11-10", received: "2026-11-12", paid: "899", refund: "899", calc: "全部退还899元", story: "11月12日签收。", reply: "2026-11-29", date: "2026-11-22", order: "6222021234567890123" };
const found = (values) => check(SOURCE, { ...GOOD, ...values }, { today: TODAY });
const only = (values, level, id, why) => {
  const all = found(values);
  assert.ok(all.some((f) => f.level === level && f.field === id && why.test(f.why)), `${JSON.stringify(values)} → ${JSON.stringify(all)}`);
};

test("a good letter has nothing", () => assert.deepEqual(found({}), []));

test("what is wrong is named with its field", () => {
  only({ name: " " }, "error", "name", /还没填/);
  only({ paid: "-5" }, "error", "paid", /写数字/);
  only({ paid: "1e9" }, "error", "paid", /写数字/);
  only({ ordered: "2026/2/30" }, "error", "ordered", /没有这一天/);
  only({ ordered: "2026-11-15" }, "error", "received", /还早/);
  only({ received: "2026-12-01" }, "error", "received", /还没到/);
  only({ date: "2026-12-01", reply: "2026-12-05" }, "warning", "date", /还没到/);
  only({ date: "2026-11-11" }, "error", "date", /还早/);
  only({ reply: "2026-11-20" }, "error", "reply", /还早/);
  only({ refund: "899.01" }, "error", "refund", /还多/);
});

test("a sum may be named, added up, or taken off; what is reckoned by the day, by times or by a share is not followed", () => {
  for (const calc of ["退还899元", "货款800元，运费99元", "付了1000元，用掉的101元扣下", "总价1,099元，减200元", "误工3天，每天299.67元", "货款449.5元的2倍", "１０００元，扣１０１元", "12990元按比例退10%"])
    assert.deepEqual(found({ calc }).filter((f) => f.field === "calc"), [], calc);
  for (const calc of ["退还800元", "付了1000元，用掉100元", "货款800元，运费9元"]) only({ calc }, "warning", "calc", /对不上/);
});

test("what the reader may overrule", () => {
  only({ calc: "退还800元" }, "warning", "calc", /对不上/);
  only({ calc: "" }, "warning", "calc", /没写怎么算/);
  only({ seller: "某某旗舰店" }, "warning", "seller", /店铺名/);
  // announced, and not yet: today it is the 22nd
  assert.deepEqual(found({ story: "依据《将要废止的办法》" }), []);
  assert.equal(check(SOURCE, { ...GOOD, story: "依据《将要废止的办法》" }, { today: TODAY + 1 })[0].why, "《将要废止的办法》2026年11月23日起已经废止");
  only({ story: "依据《投诉举报处理暂行办法》" }, "warning", "story", /^《投诉举报处理暂行办法》2026年4月15日起已经废止，现行的是《投诉举报处理办法》$/);
  for (const story of ["依据《合同法》", "依据《中华人民共和国合同法》", "合同法第94条", "不是《劳动合同法》，是合同法第94条"])
    only({ story }, "warning", "story", /^《合同法》2021年1月1日起已经废止，现行的是《民法典》$/);
  only({ story: "我的身份证11010519491231002X" }, "warning", "story", /身份证/);
  only({ story: "退到6222021234567890128" }, "warning", "story", /银行卡/);
  only({ story: "不退款我就去抖音曝光你" }, "warning", "story", /第42条/);
  only({ story: "你们这帮骗子" }, "warning", "story", /骂人/);
  only({ story: "再不处理就上门堵门" }, "warning", "story", /威胁/);
  only({ story: "2月30日签收" }, "warning", "story", /日历上没有/);
  only({ story: "2026年12月30日签收" }, "warning", "story", /还没到/);
  only({ extra: "1000" }, "warning", "extra", /条件/);
  only({ story: "要求退一赔三" }, "warning", "story", /条件/);
  only({ story: "长".repeat(1600) }, "warning", "story", /1600字/);
});

test("what is fine is left alone", () => {
  for (const story of ["依据《投诉举报处理办法》第10条", "依据《劳动合同法》第3条", "劳动合同法第39条", "按照合同法院会支持我", "2月29日签收", "到期没有解决的，我会向12315投诉或者起诉。", "订单号6222021234567890123", "商家说我是骗取赔偿。", "我已经在平台上给了评价。"]) assert.deepEqual(found({ story }), [], story);
  assert.deepEqual(found({ reason: "假一赔十你想多了，骗子" }), [], "商家的原话照抄");
  // the tone of a name is nobody's; the merchant's threat is evidence
  assert.deepEqual(found({ goods: "流氓兔公仔（混蛋款）", shop: "王八蛋烧烤有限公司", words: "再来就打死你", story: "11月12日签收。店长说“让你好看”，老板威胁要堵我家门。" }), []);
  assert.deepEqual(found({ extra: "1000", _help: { "food-tenfold": { ticked: ["knowing", "unsafe"] } }, story: "要求十倍赔偿" }), []);
});

test("a day still to come is a slip where it tells what happened, and fine in a short text or in the past", () => {
  assert.deepEqual(found({ calc: "899元，2026年12月30日以前退" }), []);
  assert.deepEqual(found({ story: "2026年11月12日签收。" }), []);
});

test("the letter's own words, chosen from a list, are not read as the reader's", () => {
  const source = { ...SOURCE, fields: [...SOURCE.fields, field("way", "choice", { options: [{ id: "a", label: "按合同法退一赔三" }] })] };
  assert.deepEqual(check(source, { ...GOOD, way: "a" }, { today: TODAY }), []);
});

test("a condition is ticked by its id: a new one, another order, ticks by place are not taken for it", () => {
  const ticked = (...ids) => ({ extra: "1000", _help: { "food-tenfold": { ticked: ids } } });
  assert.deepEqual(found(ticked("unsafe", "knowing")), []);
  const [first, second] = SOURCE.amounts[0].conditions;
  const release = (conditions) => ({ ...SOURCE, amounts: [{ ...SOURCE.amounts[0], conditions }] });
  const later = (conditions, ...ids) => check(release(conditions), { ...GOOD, ...ticked(...ids) }, { today: TODAY }).map((f) => f.why);
  assert.deepEqual(later([second, first], "unsafe", "knowing"), []);
  for (const none of [later([first, { id: "new", text: "丙" }], "unsafe", "knowing"), later([first, second, { id: "new", text: "丙" }], "unsafe", "knowing"), later([first, second], 0, 1)]) {
    assert.equal(none.length, 1);
    assert.match(none[0], /逐条勾过/);
  }
});

test("errors come first, in the order of the form; a letter full of rubbish is only a longer list", () => {
  const all = found({ name: "", refund: "1000", seller: "某旗舰店", story: "骗子" });
  assert.deepEqual(all.map((f) => f.field), ["name", "refund", "calc", "seller", "story"].sort((a, b) => order(all, a) - order(all, b)));
  assert.equal(all.findIndex((f) => f.level === "warning") > all.findLastIndex((f) => f.level === "error"), true);
  for (const junk of [null, undefined, 5, [], {}, "\u202e", "{{", "长".repeat(5000)]) assert.doesNotThrow(() => found({ story: junk, paid: junk, ordered: junk, _help: junk }));
});
const order = (all, id) => all.findIndex((f) => f.field === id);

