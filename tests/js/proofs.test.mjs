import assert from "node:assert/strict";
import { test } from "node:test";
import { checked, grouped, listed, moment, moved, needs, ordered, originals, size } from "../../docs/assets/javascripts/lib/proofs.js";

const A = "a".repeat(64);
const B = "b".repeat(64);

test("the reader's order, numbered; what has no place yet stands last", () => {
  const list = ordered({ z: { name: "third", no: 3 }, q: { name: "none" }, m: { name: "first", no: 1 }, b: { name: "also none" } });
  assert.deepEqual(list.map((e) => [e.number, e.id, e.name]), [[1, "m", "first"], [2, "z", "third"], [3, "b", "also none"], [4, "q", "none"]]);
});

test("moving one changes the places of those it passes, and no others", () => {
  const list = ordered({ a: { name: "a", no: 1 }, b: { name: "b", no: 2 }, c: { name: "c", no: 3 } });
  assert.deepEqual(moved(list, "b", -1), { b: 1, a: 2 });
  assert.deepEqual(moved(list, "b", 1), { c: 2, b: 3 });
  assert.deepEqual(moved(list, "a", -1), {});
  assert.deepEqual(moved(list, "c", 1), {});
  assert.deepEqual(moved(list, "x", 1), {});
  // where two had the same place (two tabs), all get one of their own
  assert.deepEqual(moved(ordered({ a: { name: "a", no: 1 }, b: { name: "b", no: 1 }, c: { name: "c" } }), "c", -1), { c: 2, b: 3 });
});

test("sizes, moments and hashes for eyes", () => {
  assert.deepEqual([0, 1023, 1024, 3460300, 1048524, 5368709120, 2 ** 50].map(size), ["0字节", "1023字节", "1.0 KB", "3.3 MB", "1.0 MB", "5.0 GB", "1048576.0 GB"]);
  assert.equal(moment(new Date(2026, 10, 20, 4, 3).toISOString()), "2026-11-20 04:03");
  assert.deepEqual([undefined, "", "gestern"].map(moment), ["", "", ""]);
  assert.equal(grouped("0123456789abcdef".repeat(4)), Array(4).fill("01234567 89abcdef").join(" "));
});

const KINDS = ["order", "chat", "goods", "label", "film"];
const step = (id, evidence, extra = {}) => ({ id, do: `do ${id}`, evidence, done: false, ...extra });

test("what perishes and is missing stands first, then what is missing, then what is there", () => {
  const steps = [
    step("save-order", "order"),
    step("save-chat", "chat", { perishable: "聊天会被删" }),
    step("photo", "goods", { perishable: "寄出就拍不了" }),
    step("photo-again", "goods", { perishable: "寄出就拍不了" }),
    step("keep-label", "label", { done: true }),
    step("no-evidence", undefined),
  ];
  const found = needs(steps, ordered({ x: { name: "1.jpg", what: "chat", no: 1 } }), KINDS);
  assert.deepEqual(found.map((n) => [n.what, n.state, n.have, n.perishable, n.steps.map((s) => s.id)]), [
    ["goods", "missing", [], ["寄出就拍不了"], ["photo", "photo-again"]],
    ["order", "missing", [], [], ["save-order"]],
    ["chat", "have", [1], ["聊天会被删"], ["save-chat"]],
    ["label", "done", [], [], ["keep-label"]],
  ]);
});

test("a step that is done no longer asks; the open ones of its kind still do", () => {
  const steps = [step("a", "goods", { done: true, perishable: "早没了" }), step("b", "goods")];
  assert.deepEqual(needs(steps, [], KINDS), [{ what: "goods", state: "missing", have: [], steps: [steps[1]], perishable: [] }]);
});

test("a file that is looked at again: same, changed, or never seen", () => {
  const list = ordered({ a: { name: "1.jpg", sha256: A, no: 1 }, b: { name: "2.jpg", sha256: B, no: 2 }, c: { name: "shoe", no: 3 } });
  const look = (name, sha256) => {
    const { state, proof } = checked({ name, sha256 }, list);
    return [state, proof && proof.id];
  };
  assert.deepEqual(look("1.jpg", A), ["same", "a"]);
  assert.deepEqual(look("renamed.jpg", B), ["same", "b"], "the bytes count, not the name");
  assert.deepEqual(look("2.jpg", A), ["same", "a"], "the bytes count, also under another's name");
  assert.deepEqual(look("1.jpg", "c".repeat(64)), ["changed", "a"]);
  assert.deepEqual(look("new.jpg", "c".repeat(64)), ["unknown", undefined]);
  assert.deepEqual(look("shoe", "c".repeat(64)), ["unknown", undefined], "a thing that is no file has no bytes to compare");
  const twice = ordered({ a: { name: "1.jpg", sha256: A, no: 1 }, b: { name: "copy.jpg", sha256: A, no: 2 } });
  assert.equal(checked({ name: "copy.jpg", sha256: A }, twice).proof.id, "b", "of two with these bytes the one of this name");
});

const LETTER = {
  items: [1, 2].map((n) => ({ name: `name-${n}`, source: `source-${n}`, proves: `proves-${n}`, form: `form-${n}`, pages: `pages-${n}` })),
  count: "count",
  originals: "carrier",
};

test("into the letter's list, as far as it has room; what is no longer there leaves it", () => {
  const list = ordered({
    a: { name: "IMG_1.jpg", title: "订单截图", source: "平台订单页", proves: "哪天买的", form: "digital", pages: "1", original: "本人手机", no: 1 },
    b: { name: "鞋子", original: "家里", no: 2 },
    c: { name: "3.mp4", original: " 本人手机 ", no: 3 },
  });
  assert.deepEqual(listed(list, LETTER), {
    values: {
      "name-1": "订单截图", "source-1": "平台订单页", "proves-1": "哪天买的", "form-1": "digital", "pages-1": "1",
      "name-2": "鞋子", "source-2": "", "proves-2": "", "form-2": "", "pages-2": "",
      count: "3",
      carrier: "证据1、3：本人手机；证据2：家里",
    },
    left: 1,
  });
  const none = listed([], LETTER);
  assert.equal(none.left, 0);
  assert.ok(Object.values(none.values).every((v) => v === ""));
  assert.equal(originals([]), "");
});
