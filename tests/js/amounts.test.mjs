import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { claimed, compute } from "../../docs/assets/javascripts/lib/amounts.js";
import { plain } from "../../docs/assets/javascripts/lib/help.js";

// the sums as the build gives them to a page; what is expected here was worked out by hand from the articles
const { sums } = JSON.parse(readFileSync(process.env.DATA, "utf8"));
const SUMS = Object.fromEntries(sums.map((s) => [s.rule, s]));
const one = (rule, given) => compute(SUMS[rule], given)[0];
const triple = (price) => one("fraud-triple", { price });
const tenfold = (price) => one("food-tenfold", { price });
const tripleLoss = (loss) => one("food-triple-loss", { loss });
const deposit = (price, paid) => one("deposit", { price, paid });
const prepaid = (paid, bonus, used, full) => {
  const [seller, own] = compute(SUMS.prepaid, { paid, bonus, used, full });
  return { seller, own };
};
const fee = (rule, price) => one(rule, { price }).amount;

test("消费者权益保护法第55条：3倍，不足500元的为500元", () => {
  assert.deepEqual(triple("899"), { title: "增加赔偿", amount: "2697", why: "价款899元的3倍是2697元" });
  assert.equal(triple("166.66").amount, "500");
  assert.equal(triple("166.67").amount, "500.01");
  assert.deepEqual(triple("100"), { title: "增加赔偿", amount: "500", why: "价款100元的3倍是300元，不足500元，按500元" });
});

test("食品安全法第148条：10倍或者3倍损失，不足1000元的为1000元", () => {
  assert.equal(tenfold("20").amount, "1000");
  assert.equal(tenfold("20").why, "价款20元的10倍是200元，不足1000元，按1000元");
  assert.equal(tenfold("100").amount, "1000");
  assert.equal(tenfold("100").why, "价款100元的10倍是1000元");
  assert.equal(tenfold("128.50").amount, "1285");
  assert.equal(tripleLoss("300").amount, "1000");
  assert.deepEqual(tripleLoss("500.10"), { title: "赔偿金", amount: "1500.30", why: "损失500.10元的3倍是1500.30元" });
});

test("民法典第586条、第587条：定金双倍，超过20%的部分不是定金", () => {
  assert.equal(deposit("10000", "1000").amount, "2000");
  assert.equal(deposit("10000", "1000").why, "实付定金1000元，没有超过总价的20%（2000元），双倍返还2000元");
  assert.equal(deposit("10000", "2000").amount, "4000");
  assert.equal(deposit("10000", "2000.01").amount, "4000.01");
  assert.equal(deposit("10000", "3000").amount, "5000"); // 2000 twice, 1000 once
  assert.equal(deposit("10000", "3000").why, "实付3000元，超过总价的20%（2000元），算定金的是2000元，双倍返还4000元，另退超出的1000元，共5000元");
  assert.equal(deposit("0.04", "0.01").amount, "0.01"); // a fifth of 4分 is no whole 分: nothing of it counts
});

test("预付式消费解释第18条至第20条：余额的两种算法", () => {
  // 充1000送200，用掉600的卡面金额：优惠比例 1000/1200，折合500
  const gift = prepaid("1000", "200", "600", "");
  assert.equal(gift.seller.amount, "500");
  assert.equal(gift.seller.why, "实付1000元，按优惠比例1000÷(1000+200)，用掉600元折合实付500元，应退500元");
  assert.equal(gift.own.amount, "400");
  // 打8折用掉200，原价250
  const cut = prepaid("1000", "", "200", "250");
  assert.equal(cut.seller.amount, "800");
  assert.equal(cut.seller.why, "实付1000元，按折扣价用掉200元，应退800元");
  assert.equal(cut.own.amount, "750");
  assert.equal(cut.own.why, "实付1000元，按打折前的价格用掉250元，应退750元");
  // 原价超过预付款：不用补
  const over = prepaid("1000", "", "800", "1200");
  assert.equal(over.seller.amount, "200");
  assert.equal(over.own.amount, "0");
  assert.match(over.own.why, /余额为0元，超出的不用补（第20条）$/);
  assert.equal(prepaid("1000", "", "0", "").own.amount, "1000");
  assert.deepEqual(Object.values(prepaid("1000", "", "0", "")).map((r) => r.title), ["不是你的原因（第18条）", "你的原因，退得成的话（第19条、第20条）"]);
});

test("诉讼费用交纳办法第13条至第16条", () => {
  const fees = { 0.01: "50", 899: "50", 10000: "50", 10000.01: "50", 20000: "300", 100000: "2300", 200000: "4300", 500000: "8800", 1000000: "13800", 2000000: "22800", 5000000: "46800", 10000000: "81800", 20000000: "141800", 30000000: "191800" };
  for (const [price, amount] of Object.entries(fees)) assert.equal(fee("court-fee", price), amount, price);
  assert.equal(one("court-fee", { price: "899" }).why, "请求899元，案件受理费50元；走简易程序、调解结案或者撤诉的减半，是25元");
  assert.match(one("court-fee", { price: "20000" }).why, /减半，是150元$/);
  assert.equal(fee("payment-order-fee", "20000"), "100");
  assert.equal(fee("payment-order-fee", "899"), "16.67");
  assert.equal(one("payment-order-fee", { price: "20000" }).why, "受理费标准300元的1/3，约100元");
  assert.equal(fee("enforcement-fee", "899"), "50");
  assert.equal(fee("enforcement-fee", "20000"), "200"); // 50 + 10000 × 1.5%
  assert.equal(fee("enforcement-fee", "600000"), "8400"); // 50 + 49万 × 1.5% + 10万 × 1%
  assert.equal(fee("enforcement-fee", "20000000"), "87400"); // 50 + 7350 + 45000 + 500万 × 0.5% + 1000万 × 0.1%
});

test("nothing is computed from what is no amount", () => {
  for (const bad of ["", "-5", "1e9", "abc", "0", undefined]) assert.equal(compute(SUMS["fraud-triple"], { price: bad }), null);
  assert.equal(compute(SUMS.prepaid, { paid: "1000", used: "0" })[0].amount, "1000");
  assert.equal(compute(SUMS.prepaid, { paid: "1000", used: "" }), null);
  assert.equal(compute(SUMS.prepaid, { paid: "1000", used: "0", bonus: "abc" }), null);
  assert.equal(compute(SUMS["food-tenfold"], { price: "￥１２８．５元" })[0].amount, "1285");
});

test("every sentence of every sum is whole, whatever case it comes to", () => {
  const amounts = ["0.01", "1", "99.99", "500", "10000", "123456.78", "99999999"];
  let seen = 0;
  for (const sum of sums) {
    for (let i = 0; i < amounts.length; i += 1) {
      for (const shift of [1, 2, 3, 4]) {
        const given = Object.fromEntries(sum.inputs.map(({ id, optional }, k) => [id, optional && shift === 4 ? "" : amounts[(i + k * shift) % amounts.length]]));
        for (const { title, amount, why } of compute(sum, given)) {
          seen += 1;
          assert.match(amount, /^\d+(\.\d\d)?$/, `${sum.rule} ${amount}`);
          assert.doesNotMatch(title + why, /\[\[|undefined|NaN|null/, `${sum.rule}：${why}`);
        }
      }
    }
  }
  assert.ok(seen >= 8 * 28);
});

test("a claim is known by its wording", () => {
  const says = ["3倍", "定金…双倍", "假一赔三"];
  assert.equal(claimed(says, "要求3倍赔偿"), "3倍");
  assert.equal(claimed(says, "把定金按双倍退"), "定金按双倍");
  assert.equal(claimed(says, "定金的事另说，请你们下个星期双倍"), null);
  assert.equal(claimed(says, "退一半"), null);
  assert.equal(claimed(["1.5倍"], "185倍"), null); // a wording is no pattern
});

test("whatever lies in the storage, a sum's state is plain: ids that are text, inputs that are text", () => {
  assert.deepEqual(plain({ ticked: ["a", 3, null, { b: 1 }, "c"], inputs: { price: "899", paid: 5, x: null }, again: "true" }), { ticked: ["a", "c"], inputs: { price: "899" }, again: false });
  assert.deepEqual(plain({ ticked: "a", inputs: ["899"], again: true }), { ticked: [], inputs: {}, again: true });
  assert.deepEqual(plain({}), { ticked: [], inputs: {}, again: false });
});
