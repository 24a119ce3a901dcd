// What the letters claim, on days worked out by hand: tests/assertions.yml for every claim of every letter, the kinds of claims below.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { stands, truth } from "../../docs/assets/javascripts/lib/asserts.js";
import { check } from "../../docs/assets/javascripts/lib/checks.js";
import { parse } from "../../docs/assets/javascripts/lib/dates.js";
import { fill, lineText } from "../../docs/assets/javascripts/lib/fill.js";

const HOLIDAYS = JSON.parse(readFileSync(process.env.HOLIDAYS, "utf8"));
const TODAY = parse("2040-01-01"); // nothing of the table is still to come

/** The beginning of a sentence as the data have it, with anything in its blanks, with or without the parts that go with an empty blank. */
const plain = (text) => text.split(/\[\[[^\]]*\]\]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*?");
function pattern(begins) {
  const chunks = begins.split(/｛([^｛｝]*)｝?/); // every second one is a part; the last thing said is there for certain
  const mark = chunks[chunks.length - 1] ? "?" : "";
  return new RegExp(`^${chunks.map((chunk, i) => (i % 2 ? `(?:${plain(chunk)})${mark}` : plain(chunk))).join("")}`);
}

for (const { letter, source, says, stays, cases } of JSON.parse(readFileSync(process.env.ASSERTIONS, "utf8"))) {
  for (const { is, text, why, ...values } of cases) {
    test(`${letter}: ${says} ${JSON.stringify(values)}`, () => {
      const lines = fill(source, values).lines.map((line) => lineText({ ...line, number: 0 }));
      const begins = (start) => lines.filter((line) => pattern(start).test(line)).length;
      assert.equal(begins(says), is === "yes" || stays ? 1 : 0, lines.join("\n"));
      if (text) assert.equal(begins(text), 1, lines.join("\n"));
      const found = check(source, values, { today: TODAY });
      const told = found.filter((f) => why && f.why.includes(why));
      assert.equal(told.length, why ? 1 : 0, JSON.stringify(found.map((f) => f.why)));
    });
  }
}

const know = (values, holidays = HOLIDAYS) => ({ date: (id) => parse(values[id] || ""), value: (id) => values[id], label: (id) => id, option: (_, id) => id, holidays });
const is = (assertion, values, holidays) => truth([assertion], know(values, holidays));
const span = (n, unit, roll = "none", more = {}) => ({ within: { n, unit, roll, from: "a", to: "b", ...more } });

test("a period of months ends with the month that has no such day; of years too", () => {
  assert.equal(is(span(6, "month"), { a: "2025-08-31", b: "2026-02-28" }), true);
  assert.equal(is(span(6, "month"), { a: "2025-08-31", b: "2026-03-01" }), false);
  assert.equal(is(span(1, "month"), { a: "2027-12-31", b: "2028-01-31" }), true);
  assert.equal(is(span(2, "year"), { a: "2024-02-29", b: "2026-02-28" }), true);
  assert.equal(is(span(2, "year"), { a: "2024-02-29", b: "2026-03-01" }), false);
  assert.equal(is(span(3, "year"), { a: "2023-12-31", b: "2026-12-31" }), true);
  assert.equal(is(span(3, "year"), { a: "2023-12-31", b: "2027-01-01" }), false);
});

test("working days are counted where their arrangement is known, and claimed only as far as they are certain where it is not", () => {
  // Monday 23 November: the 7 working days are 24–27 November, 30 November, 1 and 2 December
  assert.equal(is(span(7, "workday"), { a: "2026-11-23", b: "2026-12-02" }), true);
  assert.equal(is(span(7, "workday"), { a: "2026-11-23", b: "2026-12-03" }), false);
  assert.equal(is(span(7, "workday"), { a: "2027-11-23", b: "2027-11-30" }), true); // 7 days at most 7 working days
  assert.equal(is(span(7, "workday"), { a: "2027-11-23", b: "2027-12-02" }), null);
  assert.equal(is(span(7, "workday"), { a: "2027-11-23", b: "2027-12-25" }), false);
});

test("without a table of rest days nothing is claimed of the days after the plain last one", () => {
  assert.equal(is(span(7, "day", "holiday"), { a: "2026-11-21", b: "2026-11-28" }, undefined), true);
  assert.equal(is(span(7, "day", "holiday"), { a: "2026-11-21", b: "2026-11-30" }, null), null);
  assert.equal(is(span(7, "day", "holiday"), { a: "2026-11-21", b: "2026-12-20" }, null), false);
});

test("outside its own dates a rule claims nothing", () => {
  const rule = span(7, "day", "none", { applies: { from: "2025-05-01" } });
  assert.equal(is(rule, { a: "2025-04-30", b: "2025-05-02" }), null);
  assert.equal(is(rule, { a: "2025-05-01", b: "2025-05-08" }), true);
  assert.equal(is(rule, { a: "2025-05-01", b: "2025-05-09" }), false);
  assert.equal(is(span(7, "day", "none", { applies: { until: "2025-05-01" } }), { a: "2025-05-02", b: "2025-05-03" }), null);
});

test("over is not yet on the last day, and never before it began", () => {
  const over = (a, b) => is({ over: { n: 7, unit: "day", roll: "holiday", from: "a", to: "b" } }, { a, b });
  assert.equal(over("2026-11-17", "2026-11-24"), false);
  assert.equal(over("2026-11-17", "2026-11-25"), true);
  assert.equal(over("2026-11-21", "2026-11-29"), false); // its last day has moved to Monday
  assert.equal(over("2026-11-21", "2026-12-01"), true);
  assert.equal(over("2026-11-21", "2026-11-20"), false);
  assert.equal(over("2026-11-21", ""), null);
  assert.equal(over("2027-02-04", "2027-02-14"), null);
});

test("a date has passed the day after", () => {
  const passed = (a, b) => is({ passed: { day: "a", by: "b" } }, { a, b });
  assert.deepEqual([passed("2026-12-20", "2026-12-19"), passed("2026-12-20", "2026-12-20"), passed("2026-12-20", "2026-12-21")], [false, false, true]);
  assert.equal(passed("", "2026-12-21"), null);
});

test("a date that is not over yet is the other side of it", () => {
  const still = (a, b) => is({ still: { day: "a", by: "b" } }, { a, b });
  assert.deepEqual([still("2026-12-20", "2026-12-20"), still("2026-12-20", "2026-12-21"), still("", "2026-12-21")], [true, false, null]);
});

test("a period is counted from the second date where the first is empty", () => {
  const either = (from, or, to) => is({ within: { n: 2, unit: "year", from: "a", or: "b", to: "c" } }, { a: from, b: or, c: to });
  assert.equal(either("2024-02-29", "2020-01-01", "2026-02-28"), true);
  assert.equal(either("", "2020-01-01", "2026-02-28"), false);
  assert.equal(either("", "", "2026-02-28"), null);
});

test("two dates are in order on one day too", () => {
  const order = (a, b) => is({ order: { first: "a", then: "b" } }, { a, b });
  assert.deepEqual([order("2026-12-20", "2026-12-19"), order("2026-12-20", "2026-12-20"), order("2026-12-31", "2027-01-01")], [false, true, true]);
  assert.equal(order("2026-12-20", "2026-13-01"), null);
});

test("what was chosen is known once something is", () => {
  assert.equal(is({ chosen: { field: "a", is: "x" } }, { a: "x" }), true);
  assert.equal(is({ chosen: { field: "a", is: "x" } }, { a: ["y", "x"] }), true);
  assert.equal(is({ chosen: { field: "a", is: "x" } }, { a: ["y"] }), false);
  assert.equal(is({ chosen: { field: "a", not: "x" } }, { a: ["y"] }), true);
  assert.equal(is({ chosen: { field: "a", not: "x" } }, { a: "x" }), false);
  for (const a of [undefined, null, "", []]) assert.equal(is({ chosen: { field: "a", not: "x" } }, { a }), null);
});

test("nothing is nothing in many words, and a number is something", () => {
  const none = (a) => is({ chosen: { field: "a", none: true } }, { a });
  for (const said of ["没有", "没有使用", "没有用过", "没用过", "无", "未使用", "0", "0次", "零", "没有，0元", "没有使用过"]) assert.equal(none(said), true, said);
  for (const said of ["12次", "用了1次", "没有用完", "10次", "0.5次", "使用过", "没有人告诉我，用了3次", "无人机"]) assert.equal(none(said), false, said);
});

test("false outweighs unknown, unknown outweighs true", () => {
  const [yes, no, open] = [{ chosen: { field: "a", is: "x" } }, { chosen: { field: "a", is: "y" } }, { chosen: { field: "b", is: "x" } }];
  const at = know({ a: "x" });
  assert.equal(truth([yes, open, no], at), false);
  assert.equal(truth([yes, open], at), null);
  assert.equal(truth([yes, yes], at), true);
});

test("what stands: the claim, the true one, the one that does not claim, nothing", () => {
  const asserts = [{ chosen: { field: "a", is: "x" } }];
  const line = { runs: "claim", asserts, else: "other", unknown: "open" };
  assert.equal(stands(line, know({ a: "x" })), "claim");
  assert.equal(stands(line, know({ a: "y" })), "other");
  assert.equal(stands(line, know({})), "open");
  assert.equal(stands({ ...line, else: undefined }, know({ a: "y" })), "open");
  assert.equal(stands({ runs: "claim", asserts }, know({ a: "y" })), null);
  assert.equal(stands({ runs: "claim", asserts, stays: true }, know({ a: "y" })), "claim");
  assert.equal(stands({ runs: "plain" }, know({})), "plain");
});
