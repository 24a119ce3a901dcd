import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { compute, courtFee, deposit, enforcementFee, paymentOrderFee, prepaid, RULES, tenfold, triple, tripleLoss } from "../../docs/assets/javascripts/lib/amounts.js";

test("消费者权益保护法第55条：3倍，不足500元的为500元", () => {
  assert.equal(triple("899").amount, "2697");
  assert.equal(triple("166.66").amount, "500");
  assert.equal(triple("166.67").amount, "500.01");
  assert.equal(triple("100").amount, "500");
  assert.match(triple("100").why, /不足500元/);
});

test("食品安全法第148条：10倍或者3倍损失，不足1000元的为1000元", () => {
  assert.equal(tenfold("20").amount, "1000");
  assert.equal(tenfold("100").amount, "1000");
  assert.equal(tenfold("128.50").amount, "1285");
  assert.equal(tripleLoss("300").amount, "1000");
  assert.equal(tripleLoss("500.10").amount, "1500.30");
});

test("民法典第586条、第587条：定金双倍，超过20%的部分不是定金", () => {
  assert.equal(deposit("10000", "1000").amount, "2000");
  assert.equal(deposit("10000", "2000").amount, "4000");
  assert.equal(deposit("10000", "3000").amount, "5000"); // 2000 twice, 1000 once
  assert.match(deposit("10000", "3000").why, /算定金的是2000元.*另退超出的1000元/);
});

test("预付式消费解释第18条至第20条：余额的两种算法", () => {
  // 充1000送200，用掉600的卡面金额：优惠比例 1000/1200，折合500
  const gift = prepaid("1000", "200", "600", "");
  assert.equal(gift.seller.amount, "500");
  assert.equal(gift.own.amount, "400");
  // 打8折用掉200，原价250
  const cut = prepaid("1000", "", "200", "250");
  assert.equal(cut.seller.amount, "800");
  assert.equal(cut.own.amount, "750");
  // 原价超过预付款：不用补
  const over = prepaid("1000", "", "800", "1200");
  assert.equal(over.seller.amount, "200");
  assert.equal(over.own.amount, "0");
  assert.match(over.own.why, /不用补/);
  assert.equal(prepaid("1000", "", "0", "").own.amount, "1000");
});

test("诉讼费用交纳办法第13条至第16条", () => {
  const fees = { 0.01: "50", 899: "50", 10000: "50", 10000.01: "50", 20000: "300", 100000: "2300", 200000: "4300", 500000: "8800", 1000000: "13800", 2000000: "22800", 5000000: "46800", 10000000: "81800", 20000000: "141800", 30000000: "191800" };
  for (const [price, fee] of Object.entries(fees)) assert.equal(courtFee(price).amount, fee, price);
  assert.equal(courtFee("899").half, "25");
  assert.equal(courtFee("20000").half, "150");
  assert.equal(paymentOrderFee("20000").amount, "100");
  assert.equal(paymentOrderFee("899").amount, "16.67");
  assert.equal(enforcementFee("899").amount, "50");
  assert.equal(enforcementFee("20000").amount, "200"); // 50 + 10000 × 1.5%
  assert.equal(enforcementFee("600000").amount, "8400"); // 50 + 49万 × 1.5% + 10万 × 1%
});

test("nothing is computed from what is no amount", () => {
  for (const bad of ["", "-5", "1e9", "abc", "0", undefined]) assert.equal(compute("fraud-triple", { price: bad }), null);
  assert.equal(compute("prepaid", { paid: "1000", used: "0" })[0].amount, "1000");
  assert.equal(compute("prepaid", { paid: "1000", used: "" }), null);
  assert.equal(compute("food-tenfold", { price: "￥１２８．５元" })[0].amount, "1285");
});

test("every rule that a letter asks for exists, cites its own articles and asks for known inputs", () => {
  const folder = new URL("../../docs/_data/letters/", import.meta.url);
  let asked = 0;
  for (const name of readdirSync(folder).filter((n) => n.endsWith(".yml"))) {
    const text = readFileSync(new URL(name, folder), "utf8");
    for (const block of text.split(/^ {2}- rule: /m).slice(1)) {
      asked += 1;
      const rule = RULES[block.split("\n")[0].trim()];
      assert.ok(rule, `${name}：没有这种算法 ${block.split("\n")[0]}`);
      assert.deepEqual(JSON.parse(/^ {4}laws: (\[.*\])/m.exec(block)[1]), rule.laws, name);
      const uses = /^ {4}uses: \{(.*)\}/m.exec(block);
      for (const use of uses ? uses[1].split(", ") : []) assert.ok(rule.inputs.some(([n]) => n === use.split(":")[0]), `${name}：${use}`);
    }
  }
  assert.ok(asked >= 10);
});
