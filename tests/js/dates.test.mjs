import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { iso, isKnown, isRest, isStatutory, lastDay, nextWorkday, parse, today, words } from "../../docs/assets/javascripts/lib/dates.js";

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

test("a year whose arrangement is not in the table is only estimated", () => {
  assert.equal(last("2027-01-29", 7, "workday").endsWith("?"), true);
  assert.equal(isRest(parse("2027-02-08"), table), true, "Spring Festival 2027 is a rest day by statute");
  assert.equal(last("2026-12-20", 3, "day"), "2026-12-23");
  assert.equal(last("2026-12-27", 7, "day"), "2027-01-03", "a period that nothing moves depends on no arrangement");
  assert.equal(last("2026-12-26", 7, "day", "holiday"), "2027-01-04?");
});

test("the last days of a year are arranged with the New Year that follows", () => {
  const days = (from, to) => isKnown(parse(from), parse(to), table);
  assert.equal(days("2026-12-28", "2026-12-28"), true);
  assert.equal(days("2026-12-28", "2026-12-29"), false);
  assert.equal(days("2024-01-01", "2025-12-31"), true, "the year to come is in the table");
  assert.equal(days("2023-12-31", "2024-01-02"), false);
  assert.equal(last("2026-12-28", 1, "workday"), "2026-12-29?");
});

test("the next working day", () => {
  assert.equal(iso(nextWorkday(parse("2026-09-30"), table)), "2026-10-08");
  assert.equal(iso(nextWorkday(parse("2026-10-09"), table)), "2026-10-10", "a Saturday that is worked");
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

test("令121号45条: a statutory holiday moves a last day on, a weekend does not", () => {
  assert.equal(last("2026-10-14", 60, "day", "statutory"), "2026-12-13", "a Sunday stays");
  assert.equal(last("2026-10-14", 60, "day", "holiday"), "2026-12-14");
  assert.equal(last("2026-08-02", 60, "day", "statutory"), "2026-10-04", "1, 2 and 3 October are statutory holidays");
  assert.equal(last("2026-08-06", 60, "day", "statutory"), "2026-10-06", "5 October is given for the Saturday, 6 October is worked off");
  assert.equal(isStatutory(parse("2026-02-16"), table), true, "New Year's Eve is one since 2025");
  for (const day of ["2026-01-02", "2026-02-20", "2026-10-07", "2026-11-22"]) assert.equal(isStatutory(parse(day), table), false, day);
  assert.equal(last("2026-12-10", 60, "day", "statutory"), "2027-02-11?", "which days are given for a weekend, the arrangement says");
});

test("a year before the table is only estimated", () => {
  assert.equal(last("2023-12-20", 7, "workday").endsWith("?"), true, "begins in 2023");
  assert.equal(last("2023-12-31", 7, "workday"), "2024-01-10", "1 January is off; the first counted day is in the table");
  assert.equal(last("2022-09-30", 7, "day", "holiday").endsWith("?"), true);
});

// Lines checked by hand against the arrangements of the State Council. [start, n, unit, roll, last day, why]
const BY_HAND = [
  // National Day. 2024: 1–7 October off, 29 September and 12 October worked. 2025: 1–8 off (Mid-Autumn with it), 28 September and
  // 11 October worked. 2026: 1–7 off, 20 September and 10 October worked.
  ["2024-09-24", 7, "day", "none", "2024-10-01", "nothing moves it"],
  ["2024-09-24", 7, "day", "holiday", "2024-10-08", "1 October and all days off after it"],
  ["2025-09-24", 7, "day", "holiday", "2025-10-09", "eight days off in 2025"],
  ["2026-09-25", 7, "day", "holiday", "2026-10-08", "2 October and all days off after it"],
  ["2024-10-05", 7, "day", "holiday", "2024-10-12", "a Saturday that is worked is no rest day"],
  ["2025-10-04", 7, "day", "holiday", "2025-10-11", "a Saturday that is worked is no rest day"],
  ["2026-10-03", 7, "day", "holiday", "2026-10-10", "a Saturday that is worked is no rest day"],
  ["2026-10-04", 7, "day", "holiday", "2026-10-12", "the Sunday after it is one"],
  ["2024-09-27", 7, "workday", "none", "2024-10-12", "29, 30 September, 8 to 12 October: both make-up days count"],
  ["2025-09-26", 7, "workday", "none", "2025-10-13", "28 to 30 September, 9, 10, 11, 13 October"],
  ["2026-09-24", 7, "workday", "none", "2026-10-12", "25–27 September are Mid-Autumn; 28 to 30, 8, 9, 10, 12 October"],
  ["2024-10-03", 1, "year", "holiday", "2025-10-09", "3 October a year on is off until the 8th"],
  ["2026-04-01", 6, "month", "holiday", "2026-10-08", "1 October six months on"],
  // A statutory holiday moves past statutory holidays only: 1–3 October, and working days given for those on a weekend.
  ["2026-08-02", 60, "day", "statutory", "2026-10-04", "1 October: 1, 2 and 3 are statutory, the 4th is not, though it is off"],
  ["2026-08-04", 60, "day", "statutory", "2026-10-04", "3 October, taken literally: the first day after the statutory holidays"],
  ["2026-08-05", 60, "day", "statutory", "2026-10-04", "4 October is a Sunday, no statutory holiday: it stays"],
  ["2026-08-06", 60, "day", "statutory", "2026-10-06", "5 October is given for Saturday the 3rd"],
  ["2026-08-07", 60, "day", "statutory", "2026-10-06", "6 October is worked off on 20 September: it stays"],
  ["2024-08-02", 60, "day", "statutory", "2024-10-04", "4 October 2024 is worked off on 29 September"],
  ["2025-08-07", 60, "day", "statutory", "2025-10-07", "6 October 2025 is Mid-Autumn; the 7th is worked off"],
  // Spring Festival. 2024: 10–17 February off, 4 and 18 worked. 2025: 28 January to 4 February off, 26 January and 8 February worked.
  // 2026: 15–23 February off, 14 and 28 worked.
  ["2024-02-03", 7, "day", "holiday", "2024-02-18", "10 February; the Sunday after is worked"],
  ["2025-01-22", 7, "day", "holiday", "2025-02-05", "29 January; off until 4 February"],
  ["2026-02-09", 7, "day", "holiday", "2026-02-24", "16 February; off until the 23rd"],
  ["2024-02-02", 7, "workday", "none", "2024-02-18", "4 to 9 February (New Year's Eve was worked in 2024), then 18"],
  ["2025-01-24", 7, "workday", "none", "2025-02-10", "26, 27 January, 5 to 8 February, 10"],
  ["2026-02-13", 7, "workday", "none", "2026-03-02", "14, 24 to 28 February, 2 March"],
  ["2023-12-11", 60, "day", "statutory", "2024-02-09", "New Year's Eve was not yet a statutory holiday"],
  ["2025-12-18", 60, "day", "statutory", "2026-02-20", "it is one since 2025: 16 to 19 February; the 20th is worked off"],
  ["2025-12-22", 60, "day", "statutory", "2026-02-20", "the 20th itself stays"],
  // Other make-up days
  ["2025-12-28", 7, "day", "holiday", "2026-01-04", "a Sunday that is worked for 2 January"],
  ["2025-12-31", 7, "workday", "none", "2026-01-12", "1 to 3 January off; 4 to 9, 12"],
  ["2024-04-03", 7, "workday", "none", "2024-04-15", "4 to 6 April off; 7 (Sunday) to 12, 15"],
  ["2025-04-25", 7, "workday", "none", "2025-05-08", "27 (Sunday) to 30 April, 6, 7, 8 May"],
  ["2025-08-31", 6, "month", "holiday", "2026-02-28", "February has no 31st; Saturday the 28th is worked"],
  ["2026-02-14", 1, "month", "holiday", "2026-03-16", "14 March is a Saturday like any other"],
  // Months and years without the day
  ["2024-02-29", 1, "year", "holiday", "2025-02-28", "no 29 February; a Friday"],
  ["2024-02-29", 2, "year", "holiday", "2026-02-28", "a Saturday that is worked"],
  ["2024-08-31", 6, "month", "none", "2025-02-28", "the month's last day"],
];

test("by hand: National Day, Spring Festival, make-up days", () => {
  for (const [start, n, unit, roll, day, why] of BY_HAND) assert.equal(last(start, n, unit, roll).replace("?", ""), day, `${start} +${n}${unit} ${roll}: ${why}`);
});

test("every start day of four years, every distinct clock of the data: the same last day as other people's calendars give", () => {
  const other = JSON.parse(readFileSync(process.env.OTHER, "utf8"));
  assert.ok(other.clocks.length >= 15);
  let compared = 0;
  other.clocks.forEach((clock, i) => {
    assert.equal(other.last[i].length, 1461);
    other.last[i].forEach(([plain, day], j) => {
      const found = lastDay(clock, other.first + j, table);
      if (found.plain !== plain || found.day !== day) assert.fail(`${JSON.stringify(clock)} from ${iso(other.first + j)}: ${iso(found.plain)}, ${iso(found.day)}, not ${iso(plain)}, ${iso(day)}`);
      compared += 1;
    });
  });
  assert.equal(compared, other.clocks.length * 1461);
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
