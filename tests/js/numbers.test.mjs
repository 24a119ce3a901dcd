// Identity numbers, cards, telephones and credit codes, alone and in sentences; how many random numbers are taken for one is counted, with a seed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bornOf, codeMistake, isCardNumber, isIdNumber, phoneMistake, privateNumbers } from "../../docs/assets/javascripts/lib/numbers.js";

const what = (text) => Object.entries(privateNumbers(text)).filter(([, is]) => is).map(([name]) => name).join();

test("numbers by their own rules", () => {
  assert.equal(isIdNumber("11010519491231002X"), true);
  assert.equal(isIdNumber("11010519491231002x"), true);
  assert.equal(isIdNumber("110105194912310021"), false, "check character");
  assert.equal(isIdNumber("110105194913310023"), false, "13th month");
  assert.equal(isIdNumber("990105194912310025"), false, "no such province");
  assert.equal(bornOf("11010519491231002X"), "1949-12-31");
  assert.equal(bornOf("110105194902310020"), null);
  assert.equal(isCardNumber("6222021234567890128"), true);
  assert.equal(isCardNumber("6222021234567890123"), false);
  assert.equal(isCardNumber("1222021234567890126"), false, "no issuer");
});

test("a real number is found however it is written", () => {
  for (const text of [
    "我的身份证11010519491231002X", "身份证号：110105 19491231 002x", "11010519491231002X是我的号码", "１１０１０５１９４９１２３１００２Ｘ", "110105-19491231-002X", "证件号1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", "身份证110105194912310021（抄错一位）",
    "订单号556713239597927957，身份证11010519491231002X",
  ])
    assert.equal(what(text), "identity", text);
  for (const text of ["退到6222021234567890128", "银行卡6222 0212 3456 7890 128", "卡号：6222-0212-3456-7890-128", "卡号６２２２０２１２３４５６７８９０１２８", "信用卡4111111111111111", "退回 4111 1111 1111 1111", "工行卡9558820200001323775"]) assert.equal(what(text), "card", text);
  assert.equal(what("身份证11010519491231002X，卡号6222021234567890128"), "identity,card");
});

test("what is called an order, a parcel, a member's card is that", () => {
  for (const text of ["订单号556713239597927957", "订单编号：6222021234567890128", "运单号 6222021234567890128", "流水号4111111111111111", "会员卡号6222021234567890128", "统一社会信用代码91330100799655058B", "电话13800138000，订单号4111111111111111", "商品编号：4111 1111 1111 1111", "订单号11010519491231002X", "2026112219304500001234"]) assert.equal(what(text), "", text);
});

/** mulberry32: the same numbers each time. */
function random(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const FORMS = { alone: (n) => n, "after 订单号": (n) => `订单号${n}`, "in a sentence": (n) => `我11月3日下单，${n}，一直没有发货。`, "a long number's first digit not 0": (n) => `单子是${n.replace(/^0/, "7")}` };
for (const length of [16, 17, 18, 19])
  test(`of 20 000 random numbers of ${length} digits at most 0.5 % are taken for one`, (t) => {
    const next = random(20261128 + length);
    const numbers = Array.from({ length: 20000 }, () => Array.from({ length }, () => Math.floor(next() * 10)).join(""));
    for (const [name, form] of Object.entries(FORMS)) {
      const share = numbers.filter((n) => what(form(n)) !== "").length / numbers.length;
      t.diagnostic(`${length} digits, ${name}: ${(share * 100).toFixed(3)} %`);
      assert.ok(share <= 0.005, `${name}: ${share}`);
    }
  });

test("telephones", () => {
  for (const fine of [
    "13800138000", "138 0013 8000", "138-0013-8000", "+86 13800138000", "0086-13800138000", "１３８００１３８０００", "010-88886666", "(021)66668888", "0571-87654321", "0755 2345678", "010-88886666转8001", "0571-87654321-802", "400-810-1234", "8008101234", "95588", "955881", "12315", "12345", "96110",
    "13800138000转8001", "+852 2345 6789", "+1 415 555 2671", "021-66668888#12",
  ])
    assert.equal(phoneMistake(fine), null, fine);
  for (const [wrong, why] of [
    ["1380013800", /11位，这里是10位/], ["138001380001", /11位，这里是12位/], ["12800138000", /开头/], ["400-810-123", /10位，这里是9位/], ["88886666", /区号/], ["010-8888666", /位数/], ["0571-876543", /位数/], ["5", /位数/],
  ])
    assert.match(phoneMistake(wrong) || "", why, wrong);
});

test("credit codes", () => {
  for (const fine of ["91330100799655058B", "9144030071526726XG", "91330100799655058b", "９１３３０１００７９９６５５０５８Ｂ"]) assert.equal(codeMistake(fine), null, fine);
  assert.match(codeMistake("91330"), /18位，这里是5位/);
  assert.match(codeMistake("9133010079965505BB"), /抄错了一位/);
  assert.match(codeMistake("913301007996550I8B"), /没有“I”/);
});
