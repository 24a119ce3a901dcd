import assert from "node:assert/strict";
import { test } from "node:test";
import { chinese, parse } from "../../docs/assets/javascripts/lib/money.js";

const SAMPLES = {
  0.01: "人民币壹分",
  "0.50": "人民币伍角",
  "10.00": "人民币壹拾元整",
  "100.05": "人民币壹佰元零伍分",
  "1001.00": "人民币壹仟零壹元整",
  "20000.00": "人民币贰万元整",
  "100010.10": "人民币壹拾万零壹拾元壹角",
  "91500.00": "人民币玖万壹仟伍佰元整",
  "1409.50": "人民币壹仟肆佰零玖元伍角",
  "6007.14": "人民币陆仟零柒元壹角肆分",
  "16409.02": "人民币壹万陆仟肆佰零玖元零贰分",
  "325.04": "人民币叁佰贰拾伍元零肆分",
  "1680.32": "人民币壹仟陆佰捌拾元叁角贰分",
  "107000.53": "人民币壹拾万柒仟元伍角叁分",
  899: "人民币捌佰玖拾玖元整",
  10000: "人民币壹万元整",
  100000000: "人民币壹亿元整",
  100010000: "人民币壹亿零壹万元整",
  120305007: "人民币壹亿贰仟零叁拾万伍仟零柒元整",
};

test("人民币大写", () => {
  for (const [amount, words] of Object.entries(SAMPLES)) assert.equal(chinese(amount), words, amount);
});

test("what people type as an amount", () => {
  const good = { 899: "899", "899.5": "899.50", "￥1,409.50元": "1409.50", "１２３．４": "123.40", " 0012 ": "12", "99999999999": "99999999999" };
  for (const [raw, value] of Object.entries(good)) assert.equal(parse(raw), value, raw);
  for (const raw of ["", "-5", "1e9", "1,40", "12.345", "八百", "1 2", "100000000000", "0x10", "NaN", "Infinity"]) assert.equal(parse(raw), null, raw);
});
