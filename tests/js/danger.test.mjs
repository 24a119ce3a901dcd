// Which strip is shown: what was learned decides.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../docs/assets/javascripts/lib/ngrams.js";
import { inDanger } from "../../docs/assets/javascripts/search/danger.js";

// no grams: every text is as near to each class as the class begins
const EMPTY = { step: 1, rare: [1], rewrite: [], signs: [], ranked: "", letters: "", heads: "", levels: "", counts: "", which: "", weights: "" };
const model = (body, fraud, harmless) => open({ ...EMPTY, classes: ["body", "fraud", "harmless"], bias: [body, fraud, harmless] });
const STRIPS = [{ id: "fraud" }, { id: "body" }];
const shown = (margins, text, over = 0) => inDanger({ model: model(...margins), strips: STRIPS }, text, over)?.id ?? null;

test("the danger that is nearer than everything harmless, the nearest of them", () => {
  assert.equal(shown([-1, -1, 0.5], "退货"), null);
  assert.equal(shown([0.2, -1, 0.1], "退货"), "body");
  assert.equal(shown([0.2, 0.4, 0.1], "退货"), "fraud");
});

test("how far it must be nearer", () => {
  assert.equal(shown([-1, 0.4, 0], "退货", 0.5), null);
  assert.equal(shown([-1, -0.4, 0], "退货", -0.5), "fraud");
});
