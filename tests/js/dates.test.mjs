import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { iso, isRest, lastDay, parse, standing, today, words } from "../../docs/assets/javascripts/lib/dates.js";

// the build's own table, written by the test that starts this one
const table = JSON.parse(readFileSync(process.env.HOLIDAYS, "utf8"));
const last = (start, n, unit, roll = "none") => {
  const r = lastDay({ n, unit, roll }, parse(start), table);
  return iso(r.day) + (r.estimated ? "?" : "");
};

test("days count from the day after", () => {
  assert.equal(last("2026-11-17", 7, "day"), "2026-11-24");
  assert.equal(last("2026-12-28", 7, "day"), "2027-01-04");
  assert.equal(last("2026-02-26", 60, "day"), "2026-04-27");
});

test("working days skip weekends and holidays and count make-up days", () => {
  assert.equal(last("2026-11-20", 7, "workday"), "2026-12-01"); // Friday: 23 24 25 26 27 30 1
  // National Day 2026: 1–7 October off; 20 September and 10 October are worked
  assert.equal(isRest(parse("2026-10-01"), table), true);
  assert.equal(isRest(parse("2026-10-10"), table), false);
  assert.equal(last("2026-09-30", 7, "workday"), "2026-10-15");
});

test("a year whose arrangement is not published is only estimated", () => {
  assert.equal(last("2027-01-29", 7, "workday").endsWith("?"), true);
  assert.equal(isRest(parse("2027-02-08"), table), true, "Spring Festival 2027 is a rest day by statute");
  assert.equal(last("2026-12-20", 3, "day"), "2026-12-23");
});

test("months and years end on the same day or the month's last", () => {
  assert.equal(last("2026-01-31", 1, "month"), "2026-02-28");
  assert.equal(last("2024-02-29", 3, "year"), "2027-02-28");
  assert.equal(last("2026-11-22", 6, "month"), "2027-05-22");
});

test("a last day that is a rest day moves on only where the rule says so", () => {
  assert.equal(last("2026-09-25", 7, "day"), "2026-10-02");
  assert.equal(last("2026-09-25", 7, "day", "holiday"), "2026-10-08");
});

test("hours are no matter of days", () => assert.equal(lastDay({ n: 48, unit: "hour", roll: "none" }, 0, table), null));

test("no such day", () => {
  for (const bad of ["", "2026-02-30", "2026-13-01", "2026/2/3", "26-01-01", undefined, null, "2026-1-1"]) assert.equal(parse(bad), null, String(bad));
});

test("words", () => assert.equal(words(parse("2026-11-24")), "2026年11月24日（周二）"));

test("today is China's", () => {
  assert.equal(iso(today(new Date("2026-11-22T15:59:00Z"))), "2026-11-22");
  assert.equal(iso(today(new Date("2026-11-22T16:00:00Z"))), "2026-11-23");
});

test("how it stands", () => {
  assert.equal(standing(10, 8, "buyer").state, "soon");
  assert.equal(standing(10, 10, "buyer").text, "就是今天，24:00前");
  assert.equal(standing(10, 12, "buyer").state, "over");
  assert.equal(standing(10, 12, "seller").state, "due");
  assert.equal(standing(30, 12, "seller").text, "还有18天");
});
