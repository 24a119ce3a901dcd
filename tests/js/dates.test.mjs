import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { passedOver, told } from "../../docs/assets/javascripts/lib/clock.js";
import { iso, isRest, isStatutory, lastDay, parse, standing, today, words } from "../../docs/assets/javascripts/lib/dates.js";

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

test("令121号45条: a statutory holiday moves a last day on, a weekend does not", () => {
  assert.equal(last("2026-10-14", 60, "day", "statutory"), "2026-12-13", "a Sunday stays");
  assert.equal(last("2026-10-14", 60, "day", "holiday"), "2026-12-14");
  assert.equal(last("2026-08-02", 60, "day", "statutory"), "2026-10-04", "1, 2 and 3 October are statutory holidays");
  assert.equal(last("2026-08-06", 60, "day", "statutory"), "2026-10-06", "5 October is given for the Saturday, 6 October is worked off");
  assert.equal(isStatutory(parse("2026-02-16"), table), true, "New Year's Eve is one since 2025");
  for (const day of ["2026-01-02", "2026-02-20", "2026-10-07", "2026-11-22"]) assert.equal(isStatutory(parse(day), table), false, day);
  assert.equal(last("2026-12-10", 60, "day", "statutory"), "2027-02-11", "known by statute before the arrangement is published: no “?”");
  assert.equal(last("2027-11-10", 60, "day", "statutory").endsWith("?"), true);
});

test("a year before the table is only estimated", () => {
  assert.equal(last("2024-12-20", 7, "workday").endsWith("?"), true, "begins in 2024");
  assert.equal(last("2024-12-31", 7, "workday"), "2025-01-10", "1 January is off; the first counted day is in the table");
  assert.equal(last("2023-09-30", 7, "day", "holiday").endsWith("?"), true);
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

// what the reader reads, on 2026-11-22 (Sunday)
const now = parse("2026-11-22");
const says = (clock, start, on = now) => told(clock, parse(start), on, table);

test("the reader's own clock keeps the day before the move and names the day of the law", () => {
  const notice = { n: 7, unit: "day", roll: "holiday", actor: "buyer", safe: true };
  assert.deepEqual(says(notice, "2026-11-17"), { state: "soon", text: "最晚2026年11月24日（周二），还有2天" });
  assert.deepEqual(says(notice, "2026-11-21"), {
    state: "open",
    text: "稳妥的最后一天是2026年11月28日（周六），还有6天。那天是休息日，依法顺延到2026年11月30日（周一），对方可能不认，别等",
  });
  assert.deepEqual(says(notice, "2026-11-14"), {
    state: "soon",
    text: "稳妥的最后一天2026年11月21日（周六）已经过了。那天是休息日，依法顺延到2026年11月23日（周一），还有1天，马上办",
  });
  assert.deepEqual(says(notice, "2026-11-15"), {
    state: "today",
    text: "稳妥的最后一天是2026年11月22日（周日），就是今天，24:00前。那天是休息日，依法顺延到2026年11月23日（周一），对方可能不认，别等",
  });
  assert.deepEqual(says(notice, "2026-11-07"), { state: "over", text: "最晚2026年11月16日（周一），已经过了6天。2026年11月14日（周六）是休息日，顺延到这一天" });
});

test("a safe day of a year to come is certain, the day it moves to is not", () => {
  const limit = { n: 3, unit: "year", roll: "holiday", actor: "buyer", safe: true };
  assert.equal(says(limit, "2026-11-20").text, "最晚2029年11月20日（周二），还有1094天");
  assert.match(says(limit, "2025-11-18").text, /^稳妥的最后一天是2028年11月18日（周六），还有\d+天。那天是休息日，依法顺延到预计2028年11月20日（周一），对方可能不认，别等。那一年的放假安排还没公布，到时再核对$/);
});

test("the merchant is not called late before the law does", () => {
  const refund = { n: 7, unit: "day", roll: "holiday", actor: "seller" };
  assert.deepEqual(says(refund, "2026-11-14"), { state: "soon", text: "最晚2026年11月23日（周一），还有1天。2026年11月21日（周六）是休息日，顺延到这一天" });
  assert.equal(says(refund, "2026-11-10").state, "due");
  assert.equal(says({ ...refund, n: 15, roll: "none" }, "2026-11-06").text, "最晚2026年11月21日（周六），已经过了1天，对方还没做的，你可以往下走");
});

test("mediation says why its day moved", () => {
  const mediation = { n: 60, unit: "day", roll: "statutory", actor: "regulator", applies: { from: parse("2024-07-01"), until: null } };
  assert.equal(says(mediation, "2026-10-14").text, "最晚2026年12月13日（周日），还有21天");
  assert.match(says(mediation, "2026-08-02").text, /^最晚2026年10月4日（周日），.*。2026年10月1日（周四）是法定节假日，顺延到这一天$/);
});

test("a day outside the rule's own dates is told, not computed", () => {
  const rule = { n: 60, unit: "day", roll: "statutory", actor: "regulator", applies: { from: parse("2024-07-01"), until: parse("2026-12-31") } };
  assert.deepEqual(says(rule, "2024-06-30"), { state: "other", text: "这条从2024年7月1日起适用。你填的日子更早，那时是别的规定，这里不替你算" });
  assert.equal(says(rule, "2024-07-01").state, "due", "the first day is in");
  assert.deepEqual(says(rule, "2027-01-01"), { state: "other", text: "这条只到2026年12月31日为止。你填的日子更晚，已经换了规定，这里不替你算" });
  assert.equal(says(rule, "2026-12-31").state, "open", "the last day is in");
});

test("a clock of working days says what it passed over", () => {
  const decision = { n: 7, unit: "workday", roll: "none", actor: "regulator" };
  assert.equal(says(decision, "2026-11-20").text, "最晚2026年12月1日（周二），还有9天。跳过了周末");
  assert.equal(passedOver(parse("2026-11-23"), parse("2026-11-27"), table), "");
  const national = says(decision, "2026-09-24", parse("2026-09-28"));
  assert.equal(national.text, "最晚2026年10月12日（周一），还有14天。跳过了周末和9月25日至27日、10月1日至7日的放假；10月10日（周六）要上班，照算");
  assert.equal(says(decision, "2026-09-29", parse("2026-09-30")).text, "最晚2026年10月14日（周三），还有14天。跳过了周末和10月1日至7日的放假；10月10日（周六）要上班，照算");
  assert.match(says(decision, "2024-12-20").text, /^预计最晚2024年12月31日（周二），.*。跳过了周末。那时的放假安排这里没有收，先核对$/);
  assert.match(says(decision, "2026-12-29").text, /^预计最晚2027年1月\d+日.*。那一年的放假安排还没公布，到时再核对$/);
});

test("hours are told by the clock on the wall, not here", () => assert.equal(says({ n: 48, unit: "hour", roll: "none", actor: "seller" }, "2026-11-20"), null));

test("statutory holidays are known to the end of the table and only estimated after it", () => {
  assert.equal(last(`${table.last}-03-02`, 60, "day", "statutory").endsWith("?"), false);
  assert.equal(last(`${table.last}-12-20`, 60, "day", "statutory").endsWith("?"), true);
});
