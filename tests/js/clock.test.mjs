// What the reader is told of a clock. The days themselves are tested in dates.test.mjs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { calendarEntries, clocksOf, countedWords, isLate, passedOver, reckon, ruleOn } from "../../docs/assets/javascripts/lib/clock.js";
import { isRest, parse, words } from "../../docs/assets/javascripts/lib/dates.js";

const table = JSON.parse(readFileSync(process.env.HOLIDAYS, "utf8"));
const NOW = "2026-11-22"; // a Sunday
const told = (clock, start, now = NOW) => reckon(clock, parse(start), parse(now), table);
/** State and first line. */
const says = (clock, start, now) => {
  const { state, text } = told(clock, start, now);
  return [state, text];
};

const NOTICE = { n: 7, unit: "day", roll: "holiday", actor: "buyer", safe: true };
const REFUND = { n: 7, unit: "day", roll: "holiday", actor: "seller" };
const LINE = { n: 15, unit: "day", roll: "none", actor: "seller" };
const MEDIATION = { n: 60, unit: "day", roll: "statutory", actor: "regulator", applies: { from: "2024-07-01" } };
const DECISION = { n: 7, unit: "workday", roll: "none", actor: "regulator" };
const CHECK = { n: 15, unit: "workday", roll: "none", actor: "regulator", extend: { n: 15, unit: "workday", when: "特殊情况，经部门负责人批准" } };
const SUIT = { n: 3, unit: "year", roll: "holiday", actor: "buyer", safe: true };

// ------------------------------------------------------------ the line to read first, and the state

test("the reader's own clock keeps the day before the move and names the day of the law", () => {
  assert.deepEqual(says(NOTICE, "2026-11-17"), ["soon", "最晚2026年11月24日（周二），还有2天"]);
  assert.deepEqual(says(NOTICE, "2026-11-21"), ["open", "稳妥的最后一天是2026年11月28日（周六），还有6天。依法可以到2026年11月30日（周一），对方可能不认，别等"]);
  assert.deepEqual(says(NOTICE, "2026-11-14"), ["soon", "稳妥的最后一天2026年11月21日（周六）已经过了。依法可以到2026年11月23日（周一），还有1天，马上办"]);
  assert.deepEqual(says(NOTICE, "2026-11-15"), ["today", "稳妥的最后一天是2026年11月22日（周日），就是今天，24:00前。依法可以到2026年11月23日（周一），对方可能不认，别等"]);
  assert.deepEqual(says(NOTICE, "2026-11-13", "2026-11-23"), ["over", "最晚2026年11月20日（周五），已经过了3天"]);
  assert.deepEqual(says(NOTICE, "2026-11-07"), ["over", "最晚2026年11月16日（周一），已经过了6天"]);
  const { keep, day, longest, estimated, counted } = told(NOTICE, "2026-11-21");
  assert.deepEqual([keep, day, longest, estimated, counted], ["2026-11-28", "2026-11-30", null, false, null]);
});

test("today: the day itself still counts, the day after it does not", () => {
  assert.deepEqual(says(NOTICE, "2026-11-17", "2026-11-24"), ["today", "最晚2026年11月24日（周二），就是今天，24:00前"]);
  assert.deepEqual(says(NOTICE, "2026-11-17", "2026-11-25"), ["over", "最晚2026年11月24日（周二），已经过了1天"]);
  assert.deepEqual(says(REFUND, "2026-11-17", "2026-11-24"), ["today", "最晚2026年11月24日（周二），今天到期"]);
  assert.deepEqual(says(REFUND, "2026-11-17", "2026-11-25"), ["due", "最晚2026年11月24日（周二），已经过了1天"]);
  assert.equal(says(NOTICE, "2026-11-17", "2026-11-21")[0], "soon", "three days left");
  assert.equal(says(NOTICE, "2026-11-17", "2026-11-20")[0], "open", "four days left");
  assert.equal(says(NOTICE, "2026-11-17", "2026-11-17")[1], "最晚2026年11月24日（周二），还有7天", "on the day of the event");
});

test("the merchant is not called late before the law does", () => {
  assert.deepEqual(says(REFUND, "2026-11-14"), ["soon", "最晚2026年11月23日（周一），还有1天"]);
  assert.deepEqual(says(REFUND, "2026-11-14", "2026-11-24"), ["due", "最晚2026年11月23日（周一），已经过了1天"]);
  assert.deepEqual([told(REFUND, "2026-11-14").keep, told(REFUND, "2026-11-14").day], ["2026-11-23", "2026-11-23"]);
  assert.deepEqual(says(LINE, "2026-11-06"), ["due", "最晚2026年11月21日（周六），已经过了1天"]);
});

test("an office that may have extended its time is not called late before that is over", () => {
  assert.deepEqual(says(CHECK, "2026-11-20"), ["open", "最晚2026年12月11日（周五），还有19天"]);
  assert.deepEqual(says(CHECK, "2026-10-20"), ["extended", "最晚2026年11月10日（周二），已经过了12天。延长过的，最晚2026年12月1日（周二），还有9天"]);
  assert.deepEqual(says(CHECK, "2026-10-20", "2026-12-01"), ["extended", "最晚2026年11月10日（周二），已经过了21天。延长过的，最晚2026年12月1日（周二），今天到期"]);
  assert.deepEqual(says(CHECK, "2026-10-20", "2026-12-02"), ["due", "最晚2026年11月10日（周二）；就算延长过，也只到2026年12月1日（周二），已经过了1天"]);
  assert.equal(told(CHECK, "2026-10-20").longest, "2026-12-01");
  assert.equal(told({ ...CHECK, actor: "buyer" }, "2026-10-20", "2026-12-02").state, "over", "nor is the reader");
});

test("what is kept for a time at least: nobody has to do anything by its end, and nobody is late", () => {
  const kept = { n: 3, unit: "year", roll: "none", actor: "platform", least: true };
  assert.deepEqual(says(kept, "2026-11-20"), ["open", "至少存到2029年11月20日（周二），还有1094天"]);
  assert.deepEqual(says(kept, "2023-11-22"), ["open", "至少存到2026年11月22日（周日），今天到期"]);
  assert.deepEqual(says(kept, "2023-11-21"), ["over", "只保证存到2026年11月21日（周六），已经过了1天，可能已经删了"]);
});

test("a day outside the rule's own dates is told, not computed", () => {
  const rule = { ...MEDIATION, applies: { from: "2024-07-01", until: "2026-10-31" } };
  assert.deepEqual(says(rule, "2024-06-30"), ["other", "这条从2024年7月1日起适用。你填的日子更早，那时是别的规定，这里不替你算"]);
  assert.deepEqual(says(rule, "2026-11-01"), ["other", "这条只到2026年10月31日为止。你填的日子更晚，已经换了规定，这里不替你算"]);
  assert.equal(told(rule, "2024-07-01").state, "due", "the first day is in");
  assert.equal(told(rule, "2026-10-31").state, "open", "the last day is in");
  const { keep, day, rest, begins, counted } = told(rule, "2024-06-30");
  assert.deepEqual([keep, day, rest, begins, counted], [null, null, "", "", null]);
  assert.equal(told({ ...rule, applies: { from: null, until: null } }, "2024-06-30").state, "due");
});

test("a device whose clock was set back: nothing has begun, and the sentence says where to look", () => {
  assert.deepEqual(says(NOTICE, "2026-11-23"), ["ahead", "还没开始：2026年11月23日（周一）还没到。日子没填错的，看看这台设备的日期对不对"]);
  assert.deepEqual(says(NOTICE, "2026-11-17", "1970-01-01")[0], "ahead");
  assert.equal(told(NOTICE, "2026-11-23").keep, null);
});

test("hours are told by the clock on the wall, not here", () => assert.equal(told({ n: 48, unit: "hour", roll: "none", actor: "seller" }, "2026-11-20"), null));

test("late is the other side's or the reader's", () => {
  assert.deepEqual(["due", "over", "extended", "today", "open", "other", "ahead"].map((state) => isLate({ state })), [true, true, false, false, false, false, false]);
});

// ------------------------------------------------------------ from when it counts

test("a period begins the day after", () => {
  assert.equal(told(NOTICE, "2026-11-17").begins, "从第二天数起，11月18日（周三）是第1日。");
  assert.equal(told(NOTICE, "2026-11-20").begins, "从第二天数起，11月21日（周六）是第1日。", "a rest day counts too");
  assert.equal(told(DECISION, "2026-11-20").begins, "从下一个工作日数起，11月23日（周一）是第1个。");
  assert.equal(told(DECISION, "2026-10-09").begins, "从下一个工作日数起，10月10日（周六）是第1个。", "a Saturday that is worked");
  assert.equal(told(SUIT, "2025-11-20").begins, "从第二天起算，到期那个月的同一日为止。");
  assert.equal(told({ ...SUIT, n: 6, unit: "month" }, "2026-08-31").begins, "从第二天起算，到期那个月的同一日为止；那个月没有这一日，算到月末。");
});

// ------------------------------------------------------------ what rest days do, in words; also that they do nothing

const REST = [
  // [clock, start, now, sentence, why]
  [NOTICE, "2026-11-17", NOW, "11月24日（周二）不是法定休假日，不顺延。", "a Tuesday"],
  [NOTICE, "2026-11-21", NOW, "11月28日（周六）是法定休假日，依法以休假日结束的次日为最后一日，就是11月30日（周一）。", "a weekend"],
  [NOTICE, "2026-09-25", "2026-09-26", "10月2日（周五）是法定休假日，依法以休假日结束的次日为最后一日，就是10月8日（周四）。", "National Day"],
  [NOTICE, "2026-10-03", "2026-10-04", "10月10日（周六）要上班，不是法定休假日，不顺延。", "a Saturday that is worked"],
  [REFUND, "2026-11-14", NOW, "11月21日（周六）是法定休假日，依法以休假日结束的次日为最后一日，就是11月23日（周一）。", "the other side's moves too"],
  [LINE, "2026-11-06", NOW, "11月21日（周六）是休息日；条文没有写遇到休息日顺延，最后一天还是它。", "a Saturday that stays"],
  [LINE, "2026-11-02", NOW, "条文没有写遇到休息日顺延，碰上休息日也不动。", "a Tuesday"],
  [{ ...LINE, actor: "regulator" }, "2026-11-06", NOW, "11月21日（周六）是休息日；条文没有写遇到休息日顺延，最后一天还是它。那天部门不上班，11月23日（周一）再问。", "the office is closed that day"],
  [{ ...LINE, actor: "court" }, "2026-11-06", NOW, "11月21日（周六）是休息日；条文没有写遇到休息日顺延，最后一天还是它。那天法院不上班，11月23日（周一）再问。", "so is the court"],
  [MEDIATION, "2026-10-13", NOW, "12月12日（周六）是休息日，不是法定节假日，所以不顺延。那天部门不上班，12月14日（周一）再问。", "a weekend does not move it"],
  [MEDIATION, "2026-10-15", NOW, "12月14日（周一）不是法定节假日，不顺延。", "a Monday"],
  [
    MEDIATION, "2026-08-04", "2026-10-01",
    "10月3日（周六）是法定节假日，依法以节假日后的第一日为期满的日子，就是10月4日（周日）。那天还在休息，条文只让法定节假日顺延，不再往后移。那天部门不上班，10月8日（周四）再问。",
    "literally the first day after the statutory holidays",
  ],
  [MEDIATION, "2026-08-07", "2026-10-01", "10月6日（周二）是休息日，不是法定节假日，所以不顺延。那天部门不上班，10月8日（周四）再问。", "worked off elsewhere"],
  [MEDIATION, "2026-08-07", "2026-10-07", "10月6日（周二）是休息日，不是法定节假日，所以不顺延。那天部门不上班，10月8日（周四）再问。", "still closed"],
  [MEDIATION, "2026-08-07", "2026-10-08", "10月6日（周二）是休息日，不是法定节假日，所以不顺延。", "open again"],
  [DECISION, "2026-11-20", NOW, "只数工作日：跳过了周末。", "a weekend"],
  [{ ...DECISION, n: 2 }, "2026-11-17", NOW, "只数工作日，中间没有休息日。", "Wednesday, Thursday"],
  [DECISION, "2026-09-24", "2026-09-28", "只数工作日：跳过了周末和9月25日至27日、10月1日至7日的放假；10月10日（周六）要上班，照算。", "Mid-Autumn, National Day, a make-up day"],
  [CHECK, "2026-11-02", NOW, "只数工作日：跳过了周末。特殊情况，经部门负责人批准的，可以延长到2026年12月14日（周一）。", "the extension is said before it matters"],
  [CHECK, "2026-10-20", NOW, "只数工作日：跳过了周末。", "and is in the first line when it does"],
];

test("what rest days do to a clock is said in words, also that they do nothing", () => {
  for (const [clock, start, now, sentence, why] of REST) assert.equal(told(clock, start, now).rest, sentence, why);
});

test("which days were passed over", () => {
  assert.equal(passedOver(parse("2026-11-23"), parse("2026-11-27"), table), "");
  assert.equal(passedOver(parse("2026-09-29"), parse("2026-10-14"), table), "跳过了周末和10月1日至7日的放假；10月10日（周六）要上班，照算");
  assert.equal(passedOver(parse("2025-04-30"), parse("2025-06-03"), table), "跳过了周末和5月1日至5日、5月31日至6月2日的放假");
  assert.equal(passedOver(parse("2026-06-18"), parse("2026-06-22"), table), "跳过了6月19日至21日的放假");
});

test("the working days that were counted", () => {
  const { counted } = told(DECISION, "2026-09-29", "2026-09-30");
  assert.deepEqual(counted, ["2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12", "2026-10-13", "2026-10-14"]);
  assert.deepEqual(countedWords(counted).slice(2, 4), ["第3个：10月9日（周五）", "第4个：10月10日（周六）"]);
});

// ------------------------------------------------------------ what is not known yet

test("a year whose arrangement this handbook does not have is only estimated, and nobody is said to be late with it", () => {
  const late = "本手册还没有那一年的放假安排，到时再核对。";
  const decision = told(DECISION, "2026-12-25", "2026-12-25");
  assert.match(decision.text, /^预计最晚2027年1月\d+日/);
  assert.ok(decision.rest.endsWith(late), decision.rest);
  assert.equal(decision.estimated, true);
  const mediation = told(MEDIATION, "2026-11-10");
  assert.deepEqual([mediation.text, mediation.rest], [
    "预计最晚2027年1月9日（周六），还有48天",
    `1月9日（周六）是休息日，不是法定节假日，所以不顺延。那天部门不上班，预计1月11日（周一）再问。${late}`,
  ]);
  const refund = told({ ...REFUND, n: 60 }, "2026-11-10");
  assert.deepEqual([refund.text, refund.rest], [
    "预计最晚2027年1月11日（周一），还有50天",
    `1月9日（周六）是法定休假日，依法以休假日结束的次日为最后一日，预计就是1月11日（周一）。${late}`,
  ]);
  assert.equal(told({ ...LINE, n: 60 }, "2026-11-10").text, "最晚2027年1月9日（周六），还有48天", "what nothing moves is certain");
  const check = told(CHECK, "2026-11-20");
  assert.ok(check.rest.includes("预计可以延长到2027年1月4日（周一）"), check.rest);
});

test("a safe day of a year to come is certain, the day it moves to is not", () => {
  const moved = told(SUIT, "2025-11-18");
  assert.deepEqual([moved.text, moved.rest], [
    "稳妥的最后一天是2028年11月18日（周六），还有727天。依法预计可以到2028年11月20日（周一），对方可能不认，别等",
    "11月18日（周六）是法定休假日，依法以休假日结束的次日为最后一日，预计就是11月20日（周一）。本手册还没有那一年的放假安排，到时再核对。",
  ]);
  const stays = told(SUIT, "2026-11-20");
  assert.deepEqual([stays.text, stays.rest], [
    "最晚2029年11月20日（周二），还有1094天",
    "11月20日（周二）不是周末；要是那天放假，依法还会顺延。本手册还没有那一年的放假安排，到时再核对。",
  ]);
});

test("the last days of December are arranged with the next year", () => {
  const { text, rest } = told(REFUND, "2026-12-23", "2026-12-24");
  assert.equal(text, "预计最晚2026年12月30日（周三），还有6天");
  assert.equal(rest, "12月30日（周三）不是周末；要是那天放假，依法还会顺延。本手册还没有下一年的放假安排，元旦前后可能调休，到时再核对。");
});

test("a year before the table", () => {
  const { text, rest } = told(DECISION, "2023-12-20");
  assert.match(text, /^预计最晚2023年12月29日/);
  assert.ok(rest.endsWith("本手册没有收那一年的放假安排，先核对。"), rest);
});

// ------------------------------------------------------------ every clock, every start day

/** What must hold of a clock from one day, beside its last day itself: {plain, day} are other people's. */
function holdsTogether(clock, start, plain, day) {
  const at = (now) => reckon(clock, start, now, table);
  const [eve, on, after] = [at(Math.max(start, day - 1)), at(day), at(day + 1)];
  assert.equal(`${eve.state} ${on.state} ${after.state}`, "soon today due");
  for (const result of [on, after]) {
    assert.equal(result.text.startsWith("预计"), result.estimated);
    assert.ok(result.text.includes(words(day)));
    assert.equal(result.rest.includes("本手册"), result.estimated);
    assert.match(result.rest, /^.+。$/);
  }
  if (clock.unit === "workday") {
    assert.equal(on.counted.length, clock.n);
    assert.ok(on.counted.every((counted) => !isRest(parse(counted), table)));
  } else {
    const own = reckon({ ...clock, actor: "buyer", safe: clock.roll !== "none" }, start, plain, table);
    assert.equal(own.state, "today", "the reader's own day is the one before any move");
    assert.ok(parse(own.keep) <= parse(own.day));
  }
}

test("every start day, every distinct clock: what is told holds together", () => {
  const other = JSON.parse(readFileSync(process.env.OTHER, "utf8"));
  for (const [i, of] of other.clocks.entries()) {
    const clock = { ...of, actor: i % 2 ? "seller" : "regulator" };
    other.last[i].forEach(([plain, day], j) => {
      try {
        holdsTogether(clock, other.first + j, plain, day);
      } catch (error) {
        error.message = `${JSON.stringify(clock)} from ${words(other.first + j)}: ${error.message}`;
        throw error;
      }
    });
  }
});

// ------------------------------------------------------------ all clocks of a case

const CLOCKS = [
  { key: "seller-refund", from: "seller-received", ...REFUND },
  { key: "send-notice", from: "received", ...NOTICE },
  { key: "mediation", from: "complaint-accepted", ...MEDIATION },
  { key: "send-notice", from: "received", ...NOTICE },
  { key: "pay", from: "notice-sent", n: 48, unit: "hour", roll: "none", actor: "seller" },
  { key: "limitation", from: "right-known", ...SUIT },
  { key: "appeal", from: "judgment-served", n: 15, unit: "day", roll: "holiday", actor: "buyer" },
];

test("all clocks of a case: once each, the first to act on first, unknown days last, hours left out", () => {
  const days = { received: "2026-11-21", "seller-received": "2026-11-20", "right-known": "2026-11-20", "complaint-accepted": "2024-01-02", "notice-sent": "2026-11-20", "judgment-served": "2026-02-30" };
  const found = clocksOf(CLOCKS, (event) => days[event], parse(NOW), table);
  assert.deepEqual(found.map((f) => [f.clock.key, f.start, f.keep ?? null, f.state]), [
    ["seller-refund", "2026-11-20", "2026-11-27", "open"],
    ["send-notice", "2026-11-21", "2026-11-28", "open"],
    ["limitation", "2026-11-20", "2029-11-20", "open"],
    ["mediation", "2024-01-02", null, "other"],
    ["appeal", null, null, "unknown"],
  ]);
  assert.deepEqual(found[1].text, told(NOTICE, "2026-11-21").text);
});

test("a case without days has only unknown clocks", () => {
  const found = clocksOf(CLOCKS, () => undefined, parse(NOW), table);
  assert.deepEqual(found.map((f) => [f.clock.key, f.state]), [
    ["seller-refund", "unknown"],
    ["send-notice", "unknown"],
    ["mediation", "unknown"],
    ["limitation", "unknown"],
    ["appeal", "unknown"],
  ]);
  assert.deepEqual(clocksOf([], () => NOW, parse(NOW), table), []);
});

// ------------------------------------------------------------ for the reader's calendar

const entries = (clock, start, now = NOW) => calendarEntries(clocksOf([{ key: "k", label: "发出退货通知", from: "e", ...clock }], () => start, parse(now), table), "case-1");

test("an entry stands on the day to act by and says what the law adds", () => {
  assert.deepEqual(entries(NOTICE, "2026-11-21"), [
    {
      uid: "case-1/k@aftersales-dispute-handbook",
      day: "2026-11-28",
      title: "发出退货通知：最后一天",
      note:
        "依法可以到2026年11月30日（周一），对方可能不认，按这一天办最稳。起算的日子：2026年11月21日（周六）。从第二天数起，11月22日（周日）是第1日。" +
        "11月28日（周六）是法定休假日，依法以休假日结束的次日为最后一日，就是11月30日（周一）。",
      url: undefined,
    },
  ]);
  assert.equal(entries({ ...NOTICE, url: "https://a.example/x.html" }, "2026-11-21")[0].url, "https://a.example/x.html");
});

test("an entry made on another day is the same entry: nothing in it counts from today", () => {
  assert.deepEqual(entries(NOTICE, "2026-11-21", "2026-11-22"), entries(NOTICE, "2026-11-21", "2026-11-28"));
  assert.deepEqual(entries(DECISION, "2026-11-20", "2026-11-20"), entries(DECISION, "2026-11-20", "2026-12-01"));
});

test("a day corrected by the reader moves the entry, it does not make a second one", () => {
  const [[first], [second]] = [entries(NOTICE, "2026-11-17"), entries(NOTICE, "2026-11-18")];
  assert.equal(first.uid, second.uid);
  assert.deepEqual([first.day, second.day], ["2026-11-24", "2026-11-25"]);
});

test("what may still change says so; what is over, not begun or unknown has no entry", () => {
  assert.deepEqual(entries(MEDIATION, "2026-11-10").map((e) => [e.day, e.title]), [["2027-01-09", "（预计）发出退货通知：最后一天"]]);
  assert.deepEqual(entries(SUIT, "2025-11-18").map((e) => [e.day, e.title]), [["2028-11-18", "发出退货通知：最后一天"]], "the safe day is certain");
  assert.deepEqual(entries(CHECK, "2026-10-20").map((e) => [e.day, e.title]), [["2026-12-01", "发出退货通知：延长后的最后一天"]]);
  for (const [clock, start] of [[NOTICE, "2026-11-01"], [REFUND, "2026-11-01"], [NOTICE, "2026-11-25"], [MEDIATION, "2024-01-01"], [NOTICE, undefined]]) assert.deepEqual(entries(clock, start), []);
});

// ------------------------------------------------------------ rules that changed

test("the reader's day says which of two rules was law", () => {
  const on = parse("2024-07-01");
  assert.deepEqual(ruleOn(parse("2024-06-30"), on), { side: "before", text: "2024年6月30日：看“2024年7月1日以前”这一栏。" });
  assert.deepEqual(ruleOn(on, on), { side: "after", text: "2024年7月1日：看“2024年7月1日起”这一栏。" });
});
