// Which strip is shown: what was learned, and words that speak for a danger.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../docs/assets/javascripts/lib/ngrams.js";
import { inDanger } from "../../docs/assets/javascripts/search/danger.js";

const T = { over: 0, word: 0.6, most: 2 };
// no grams: every text is as near to each class as the class begins
const model = (body, fraud, harmless) =>
  open({ classes: ["body", "fraud", "harmless"], bias: [body, fraud, harmless], step: 1, rare: [1], rewrite: [], signs: [], ranked: "", letters: "", heads: "", levels: "", counts: "", which: "", weights: "" });
const STRIPS = [
  { id: "fraud", words: ["验证码", "转账", "屏幕"] },
  { id: "body", words: ["流血"] },
];
const shown = (margins, text) => inDanger({ model: model(...margins), strips: STRIPS }, text, T)?.id ?? null;

test("the danger that is nearer than everything harmless, the nearest of them", () => {
  assert.equal(shown([-1, -1, 0.5], "退货"), null);
  assert.equal(shown([0.2, -1, 0.1], "退货"), "body");
  assert.equal(shown([0.2, 0.4, 0.1], "退货"), "fraud");
});

test("words that speak for a danger bring it nearer, two of them at most", () => {
  assert.equal(shown([-1, -0.5, 0], "退货"), null);
  assert.equal(shown([-1, -0.5, 0], "验证码"), "fraud");
  assert.equal(shown([-1, -1.1, 0], "验证码 转账"), "fraud");
  assert.equal(shown([-1, -1.3, 0], "验证码 转账 屏幕"), null);
  assert.equal(shown([-0.5, -0.5, 0], "流血"), "body");
});
