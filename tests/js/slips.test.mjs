// What people get wrong in a letter, on the handbook's own letters: each slip is told at its field; what only looks like one is left alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { check, numeral } from "../../docs/assets/javascripts/lib/checks.js";
import { compute } from "../../docs/assets/javascripts/lib/amounts.js";
import { parse } from "../../docs/assets/javascripts/lib/dates.js";
import { howMany } from "../../docs/assets/javascripts/lib/slips.js";

const { letters } = JSON.parse(readFileSync(process.env.DATA, "utf8"));
const letter = (id) => letters.find((l) => l.id === id);
const TODAY = parse("2026-11-28");

/** A letter's findings: [level, field, why]. */
const found = (id, values) => check(letter(id), values, { today: TODAY }).map((f) => [f.level, f.field, f.why]);
/** That one field is told so. */
function told(id, values, level, field, why) {
  const all = found(id, values);
  assert.ok(all.some((f) => f[0] === level && f[1] === field && why.test(f[2])), `${JSON.stringify(values)} → ${JSON.stringify(all.filter((f) => f[2] !== "还没填"))}`);
}
/** That nothing is said of a field but, perhaps, that it is empty. */
function quiet(id, values, ...fields) {
  const loud = found(id, values).filter((f) => fields.includes(f[1]) && f[2] !== "还没填");
  assert.deepEqual(loud, [], JSON.stringify(values));
}

const COMPLAINT = {
  bureau: "某市某区市场监督管理局", buyer: "王小明", phone: "13800138000", address: "某市某区某路1号", seller: "某某鞋业有限公司", "seller-address": "某市某区某路2号", goods: "运动鞋", order: "556713239597927957",
  ordered: "2026-11-03", received: "2026-11-06", notice: "2026-11-08", paid: "1299", refund: "1299", story: "11月6日签收，11月7日发现开胶。", reason: "人为损坏", request: ["refund"], evidence: ["order"], date: "2026-11-28",
};
const complaint = (values, level, field, why) => told("complaint-12315", { ...COMPLAINT, ...values }, level, field, why);
const calm = (values, ...fields) => quiet("complaint-12315", { ...COMPLAINT, ...values }, ...(fields.length ? fields : Object.keys(values)));

test("a good complaint has nothing", () => assert.deepEqual(found("complaint-12315", COMPLAINT), []));

test("a year that slipped", () => {
  for (const year of ["1926", "0202"]) complaint({ ordered: `${year}-11-03` }, "error", "ordered", /年份写错了/);
  complaint({ ordered: "2062-11-03" }, "error", "ordered", /还没到/);
  complaint({ ordered: "2025-11-03" }, "warning", "ordered", /整整一年多，年份写对了吗/);
  complaint({ ordered: "2010-11-03" }, "warning", "ordered", /年份写对了吗/);
  complaint({ date: "2025-11-28", ordered: "2025-11-03", received: "2025-11-06", notice: "2025-11-08" }, "warning", "date", /年份写对了吗/);
  told("refund-demand", { date: "2026-11-28", reply: "2028-11-28" }, "warning", "reply", /年份写对了吗/);
  told("civil-complaint", { birth: "1826-02-03" }, "error", "birth", /年份写错了/);
  // a warranty of years, a purchase long before its fault, an old plaintiff
  calm({ ordered: "2024-10-03", received: "2024-10-06", notice: "2026-11-08" }, "ordered", "received", "notice");
  quiet("cca-complaint", { ordered: "2025-11-10", found: "2026-11-12", notice: "2026-11-13", date: "2026-11-28" }, "ordered", "found", "notice");
  quiet("civil-complaint", { birth: "1931-02-03" }, "birth");
});

test("a day to come is wrong where the field tells what happened, and nowhere else", () => {
  complaint({ received: "2026-12-06" }, "error", "received", /还没到/);
  complaint({ story: "2026年12月30日签收，开胶。" }, "warning", "story", /还没到/);
  for (const story of ["保质期到2027年3月1日。", "保修至2028年5月1日。", "约定12月20日交货，2026年12月20日前送到。", "约定2026年12月20日送到。", "商家说2026年12月5日发货。", "课程有效期2027年1月1日到期，2026年11月6日签收合同。", "2026年12月3日开庭。"]) calm({ story });
  quiet("payment-order-application", { due: "2027-01-03" }, "due");
});

test("a licence to practise is no identity number, nor is a company's code of digits alone a broken one", () => {
  const agent = { use: "court", relation: "lawyer", "agent-licence": "11101201010123456" };
  quiet("power-of-attorney", agent, "agent-licence", "agent-id");
  told("power-of-attorney", { ...agent, "agent-id": "1101051949123100" }, "warning", "agent-id", /18位，这里是16位/);
  quiet("add-enforcement-party", { "added-number": "911100007109250324" }, "added-number");
  told("add-enforcement-party", { "added-number": "911100007109250325" }, "warning", "added-number", /抄错了一位/);
  told("add-enforcement-party", { "added-number": "110105194912310021" }, "warning", "added-number", /抄错了一位/);
});

test("days that are on no calendar", () => {
  for (const story of ["2026.10.32买的", "2026-13-05签收", "11月31日签收", "２０２６年２月３０日签收", "13月3日签收", "2026/2/30"]) complaint({ story }, "warning", "story", /日历上没有/);
  for (const story of ["版本2.10.32", "2026.11.3签收", "IP是192.168.11.35", "型号2026-45-3A1", "2月29日签收", "比例1/2/3"]) calm({ story });
});

test("telephones", () => {
  complaint({ phone: "1380013800" }, "warning", "phone", /11位，这里是10位/);
  complaint({ phone: "138001380000" }, "warning", "phone", /11位，这里是12位/);
  for (const phone of ["138 0013 8000", "010-88886666", "400-810-1234", "95588", "010-88886666转8001", "１３８００１３８０００", "13800138000、010-88886666"]) calm({ phone });
  complaint({ phone: "打给我" }, "error", "phone", /写电话号码/);
});

test("numbers that nobody should send", () => {
  for (const story of ["身份证11010519491231002X", "身份证110105 19491231 002X", "身份证１１０１０５１９４９１２３１００２Ｘ"]) complaint({ story }, "warning", "story", /身份证/);
  complaint({ story: "退到银行卡6222 0212 3456 7890 128" }, "warning", "story", /银行卡/);
  calm({ story: "订单号556713239597927957，运单号6222021234567890128。" });
  // an identity number does not belong into an account field either; an account does
  quiet("enforcement-application", { bank: "王小明，某某银行，6222021234567890128" }, "bank");
  told("enforcement-application", { bank: "身份证11010519491231002X" }, "warning", "bank", /身份证/);
});

test("who, where and before which court", () => {
  for (const seller of ["王小明", "王 小明", "王小明　"]) complaint({ seller }, "error", "seller", /和“你的姓名”一样/);
  complaint({ buyer: "13800138000" }, "warning", "buyer", /写名字/);
  complaint({ address: "同上" }, "warning", "address", /完整的地址/);
  complaint({ "seller-address": "同上" }, "warning", "seller-address", /完整的地址/);
  told("civil-complaint", { domicile: "（同上）" }, "warning", "domicile", /完整的地址/);
  for (const id of ["civil-complaint", "civil-complaint-general", "enforcement-application", "payment-order-application"]) {
    told(id, { court: "12315" }, "warning", "court", /不是法院的名称/);
    quiet(id, { court: "某某区人民法院" }, "court");
  }
  quiet("civil-complaint", { court: "杭州互联网法院" }, "court");
  for (const seller of ["某某专卖店有限公司", "老掌柜餐饮有限公司", "某区老掌柜小吃店（个体工商户）", "某某直播间文化（杭州）有限公司"]) calm({ seller });
  complaint({ seller: "某某旗舰店" }, "warning", "seller", /店铺名/);
  calm({ address: "同安区上街1号", buyer: "欧阳三" });
});

test("only marks, nothing below, both ways at once", () => {
  complaint({ reason: "。" }, "warning", "reason", /只有标点/);
  complaint({ story: "……" }, "error", "story", /只有标点/);
  calm({ reason: "无" });
  complaint({ request: ["loss"] }, "error", "other-request", /选了“赔偿损失（金额写在下面）”，这里还没写/);
  complaint({ request: ["refund", "other"] }, "error", "other-request", /选了“其他（写在下面）”/);
  calm({ request: ["refund", "loss"], "other-request": "赔偿检测费300元" }, "other-request", "request");
  for (const other of ["exchange", "repair", "refund-only"]) complaint({ request: ["refund", other] }, "warning", "request", /两样合不到一起/);
  calm({ request: ["refund", "loss"] }, "request");
  told("return-notice", { condition: ["unopened", "opened"] }, "warning", "condition", /没有拆封.*合不到一起/);
  quiet("return-notice", { condition: ["opened", "tried", "complete"] }, "condition");
  told("contract-termination-notice", { ground: ["late", "late-now"] }, "warning", "ground", /合不到一起/);
});

test("numbers against each other", () => {
  const suit = { refund: "1299", paid: "1299", total: "1299" };
  quiet("civil-complaint", suit, "total");
  told("civil-complaint", { ...suit, total: "99999" }, "warning", "total", /多98700元/);
  told("civil-complaint", { ...suit, total: "1000" }, "error", "total", /少/);
  quiet("civil-complaint", { ...suit, total: "1599", cost: "检测费300元" }, "total");
  told("civil-complaint", { birth: "1950-01-01", "id-number": "居民身份证，11010519491231002X" }, "warning", "birth", /1949-12-31/);
  for (const written of ["110105 19491231 002X", "１１０１０５　１９４９１２３１　００２Ｘ", "110105-19491231-002X"]) {
    quiet("civil-complaint", { birth: "1949-12-31", "id-number": `居民身份证，${written}` }, "birth", "id-number");
    told("civil-complaint", { birth: "1950-01-01", "id-number": written }, "warning", "birth", /1949-12-31/);
  }
  told("civil-complaint", { "id-number": "１１０１０５　１９４９１２３１　００２１" }, "warning", "id-number", /抄错/);
  told("civil-complaint", { "id-number": "身份证110105194912310021" }, "warning", "id-number", /抄错/);
  told("civil-complaint", { "id-number": "身份证11010519491231002" }, "warning", "id-number", /18位，这里是17位/);
  quiet("civil-complaint", { "id-number": "护照E12345678" }, "id-number");
  told("civil-complaint", { "seller-code": "91330" }, "warning", "seller-code", /18位，这里是5位/);
  told("civil-complaint", { "seller-code": "91330100799655058C" }, "warning", "seller-code", /抄错了一位/);
  quiet("civil-complaint", { "seller-code": "91330100799655058B" }, "seller-code");
  quiet("civil-complaint-general", { "seller-more": "经营者张三，电话13800138000" }, "seller-more");
  quiet("enforcement-application", { "seller-code": "11010519491231002X" }, "seller-code");
  const proofs = { "name-1": "订单", "name-2": "聊天记录" };
  told("evidence-list", { ...proofs, count: "9" }, "warning", "count", /写了2件，这里是9件/);
  told("evidence-list", { ...proofs, count: "共三件" }, "warning", "count", /写了2件，这里是3件/);
  for (const count of ["2", "2件", "两件", "２"]) quiet("evidence-list", { ...proofs, count }, "count");
  assert.deepEqual(["十", "十二件", "二十件", "三十五", "9件", "无"].map(howMany), [10, 12, 20, 35, 9, null]);
});

test("a sum that its sources no longer give", () => {
  const sum = letter("civil-complaint").amounts.find((a) => a.rule === "fraud-triple");
  const [{ amount, why }] = compute(sum, { price: "1299" });
  assert.equal(amount, "3897");
  const filled = { paid: "1299", punitive: amount, "punitive-basis": why, _help: { "fraud-triple": { ticked: sum.conditions.map((c) => c.id) } } };
  quiet("civil-complaint", filled, "punitive");
  told("civil-complaint", { ...filled, paid: "999" }, "warning", "punitive", /2997元，这里还是3897元/);
  // the price went up: its own sentence shows that the sum was reckoned from another
  told("civil-complaint", { ...filled, paid: "2000" }, "warning", "punitive", /6000元，这里还是3897元/);
  quiet("civil-complaint", { ...filled, punitive: "3000", "punitive-basis": "只要3000元" }, "punitive");
});

test("laws that no longer say it, promises that somebody else made", () => {
  for (const story of ["依据消法第49条，双倍赔偿。", "按《消费者权益保护法》第四十九条退一赔一倍"]) complaint({ story }, "warning", "story", /第49条现在说的是“人身伤害赔哪些钱”。你要的“欺诈三倍赔偿”，写《消费者权益保护法》第55条/);
  calm({ story: "依据《消费者权益保护法》第49条，请求赔偿医疗费。" });
  calm({ story: "依据《消费者权益保护法》第55条。" });
  complaint({ story: "依据《合同法》第94条。" }, "warning", "story", /已经废止/);
  assert.deepEqual([9, 10, 19, 20, 49, 100, 105, 110, 148, 596].map(numeral), ["九", "十", "十九", "二十", "四十九", "一百", "一百零五", "一百一十", "一百四十八", "五百九十六"]);
  for (const story of ["页面写“假一赔三”，我拍了照。", "商家承诺假一赔十，不认账。", "店铺打着假一赔三的招牌。", "详情页标明假一罚十。"]) calm({ story });
  for (const story of ["要求退一赔三", "我要假一赔三", "请商家三倍赔偿"]) complaint({ story }, "warning", "story", /条件/);
});

test("what comes back needs no condition, what is asked beyond it does", () => {
  quiet("prepaid-refund-notice", { paid: "1000", refund: "400", calc: "实付1000元，用了600元，剩400元" }, "refund", "calc");
  told("food-complaint", { paid: "30", extra: "1000", "extra-why": "1000元" }, "warning", "extra", /条件/);
});
