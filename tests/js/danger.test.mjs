// Which strip is shown: what was learned decides.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../docs/assets/javascripts/lib/scattered.js";
import { calming, inDanger } from "../../docs/assets/javascripts/search/danger.js";

// weights of nothing: every text is as near to each class as the class begins
const other = { rare: [1], grams: new Map() };
const model = (body, fraud) => open({ classes: ["body", "fraud"], bias: [body, fraud], step: 1, longest: 2, kinds: [[0, 0]], runs: [" "], places: "    " });
const STRIPS = [
  { id: "fraud", near: ["scam"] },
  { id: "body", near: ["injury"] },
];
// far from every other matter, which makes nothing likelier than the margins below say
const told = (model_, strips, text, over, meant) => {
  const calm = calming(strips, meant.map(([name]) => name));
  return inDanger({ model: model_, other, strips, calm }, text, over, meant.map(([, margin]) => margin))?.id ?? null;
};
const shown = (margins, text, over = 0, meant = [["gym", 0]]) => told(model(...margins), STRIPS, text, over, meant);

test("the danger that is nearer than everything harmless, the nearest of them", () => {
  assert.equal(shown([-1, -0.5], "退货"), null);
  assert.equal(shown([0.2, -1], "退货"), "body");
  assert.equal(shown([0.2, 0.4], "退货"), "fraud");
});

test("how far it must be nearer", () => {
  assert.equal(shown([-1, 0.4], "退货", 0.5), null);
  assert.equal(shown([-1, -0.4], "退货", -0.5), "fraud");
});

test("what is plainly another matter must sound the more like a danger, what is none of the others the less", () => {
  assert.equal(shown([0.6, -1], "退货", 0, [["gym", 0.9]]), null);
  assert.equal(shown([0.7, -1], "退货", 0, [["gym", 0.9]]), "body");
  assert.equal(shown([-0.4, -1], "退货", 0, [["gym", -0.9]]), "body");
  assert.equal(shown([-0.8, -1], "退货", 0, [["gym", -5]]), null);
});

test("a matter that the danger may as well belong to speaks not against it", () => {
  assert.equal(shown([-0.4, -1], "退货", 0, [["gym", -0.9], ["scam", 2], ["injury", 2]]), "body");
});

test("what any matter may come to: no matter speaks against it, and it is shown where it is nearer than the others", () => {
  const strips = [...STRIPS, { id: "harm", near: ["injury"], anywhere: true }];
  const three = (margins) => open({ classes: ["body", "fraud", "harm"], bias: margins, step: 1, longest: 2, kinds: [[0, 0, 0]], runs: [" "], places: "    " });
  const said = (margins, meant) => told(three(margins), strips, "退货", 0, meant);
  assert.equal(said([-2, -2, 0.1], [["gym", 5]]), "harm");
  assert.equal(said([-2, -2, -0.9], [["gym", -5]]), null);
  assert.equal(said([0.3, -2, 0.1], [["gym", -5]]), "body");
  assert.equal(said([-0.2, -2, 0.1], [["gym", -5]]), "harm");
});

test("a long story must sound the more like a danger", () => {
  assert.equal(shown([0.05, -1], "退".repeat(59)), "body");
  assert.equal(shown([0.05, -1], "退".repeat(60)), null);
  assert.equal(shown([0.1, -1], "退".repeat(60)), "body");
});
