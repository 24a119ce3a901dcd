// What cannot have happened before what: each pair of days on its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "../../docs/assets/javascripts/lib/dates.js";
import { check } from "../../docs/assets/javascripts/lib/checks.js";

const LATER = [
  ["dates.ordered", "dates.received"],
  ["dates.ordered", "dates.defect_found"],
  ["dates.ordered", "dates.notice_sent"],
  ["dates.received", "dates.returned"],
  ["dates.returned", "dates.seller_received"],
];

/** What is told of a letter that has these two days and nothing else. */
function told(first, second, days) {
  const field = (id, fact, label) => ({ id, label, type: "date", group: "when", case: fact, required: false, options: [] });
  const fields = [field("a", first, "前一天"), field("b", second, "后一天")];
  const lines = [{ kind: "para", runs: [{ field: "a" }, { field: "b" }] }];
  const source = { id: "x", title: "信", fields, lines, amounts: [], claims: [], repealed: [], cautions: {} };
  return check(source, { a: days[0], b: days[1] }, { today: parse("2026-11-22") });
}

for (const [first, second] of LATER) {
  test(`${second} is not before ${first}`, () => {
    const [wrong, ...more] = told(first, second, ["2026-11-10", "2026-11-09"]);
    assert.deepEqual([wrong.level, wrong.field, more.length], ["error", "b", 0]);
    assert.match(wrong.why, /还早/);
    assert.deepEqual(told(first, second, ["2026-11-10", "2026-11-10"]), [], "同一天可以");
    assert.deepEqual(told(first, second, ["2026-11-10", "2026-11-11"]), []);
  });
}

test("days of which none must come first may stand in any order", () => {
  assert.deepEqual(told("dates.notice_sent", "dates.received", ["2026-11-10", "2026-11-09"]), []);
  assert.deepEqual(told("dates.received", "dates.defect_found", ["2026-11-10", "2026-11-09"]), []);
});
