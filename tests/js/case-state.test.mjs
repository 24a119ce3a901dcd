// How a case stands: a table of cases with the right answer, worked out by hand, and what holds of every case.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { caseClocks } from "../../docs/assets/javascripts/case/clocks.js";
import { KINDS, moves, openAsks, starts } from "../../docs/assets/javascripts/case/happened.js";
import { TITLES, derive } from "../../docs/assets/javascripts/case/state.js";
import { iso, parse } from "../../docs/assets/javascripts/lib/dates.js";

const { data: lists, situations: SITUATIONS } = JSON.parse(readFileSync(process.env.CASE, "utf8"));
const TODAY = "2026-11-28"; // a Saturday

/** events: {kind: day} and further entries; everything else as derive() takes it. */
function stands({ about = [], events = {}, more = [], ticks = {}, drafts = [], facts = {}, solved, today = TODAY }) {
  const now = parse(today);
  const list = [...Object.entries(events).map(([kind, day]) => ({ id: kind, kind, day })), ...more.map((e, i) => ({ id: `more${i}`, ...e }))];
  const situations = about.map((id) => ({ id, ...SITUATIONS[id] }));
  const clocks = caseClocks(situations, starts(list, lists.letters, now), moves(list, lists.letters, now), now, lists.holidays);
  return derive({ events: list, facts, ticks, drafts, situations, clocks, letters: lists.letters, titles: { ...lists.events, ...KINDS }, solved, today: now });
}

const ticked = (id, ...phases) => ({ [id]: Object.fromEntries(phases.flatMap((p) => SITUATIONS[id].steps[p].map((s) => [s.id, "done"]))) });
const NRR = "no-reason-return";
const first = (id, phase) => `${SITUATIONS[id].url}#tick-${SITUATIONS[id].steps[phase][0].id}`;
const LEFT = SITUATIONS[NRR].clocks.find((c) => c.id === "send-notice").then.url;
const reply = (side, day) => ({ kind: "reply", side, day });
const sent = (letter, day) => ({ kind: "sent", letter, day });

// [what is known, state, phase, day it waits for, where the next action leads]
const TABLE = [
  ["nothing at all", {}, "start", "verify", null, "case.html#situations"],
  ["a situation and nothing else", { about: [NRR] }, "start", "verify", null, first(NRR, "verify")],
  ["only bought", { about: [NRR], events: { ordered: "2026-11-01", paid: "2026-11-01" } }, "start", "verify", null, first(NRR, "verify")],
  ["only hurt: knowing it asks nobody", { about: ["quality-defect"], events: { "harm-known": "2026-11-01" } }, "start", "verify", null, first("quality-defect", "verify")],
  ["received four days ago: the notice presses", { about: [NRR], events: { received: "2026-11-24" } }, "start", "verify", null, `${SITUATIONS[NRR].url}#first`],
  ["received seven days ago: today is the last day", { about: [NRR], events: { received: "2026-11-21" } }, "start", "verify", null, `${SITUATIONS[NRR].url}#first`],
  ["received eight days ago: too late, and what is left", { about: [NRR], events: { received: "2026-11-20" } }, "start", "verify", null, LEFT],
  ["too late, with the notice written and the list begun", { about: [NRR], events: { received: "2026-11-20" }, drafts: ["return-notice"], ticks: { [NRR]: { "count-seven-days": "done" } } }, "next", "verify", null, LEFT],
  ["too late for this, and another way chosen", { about: [NRR, "quality-defect"], events: { received: "2026-11-20" } }, "start", "verify", null, first(NRR, "verify")],
  ["too late for one way of several: the list goes on", { about: ["quality-defect"], events: { received: "2026-11-20" } }, "start", "verify", null, first("quality-defect", "verify")],
  ["asked in time: nothing is too late", { about: [NRR], events: { received: "2026-11-20", "notice-sent": "2026-11-26" } }, "seller", "negotiate", "2026-11-28", null],
  ["the last day was a Saturday, today is the Monday it moved to", { about: [NRR], events: { received: "2026-11-14" }, today: "2026-11-23" }, "start", "verify", null, `${SITUATIONS[NRR].url}#first`],
  ["and the day after that", { about: [NRR], events: { received: "2026-11-14" }, today: "2026-11-24" }, "start", "verify", null, LEFT],
  ["received, but it is to come", { about: [NRR], events: { received: "2026-12-05" } }, "start", "verify", null, first(NRR, "verify")],
  ["notice written, not sent, received long ago", { about: [NRR], drafts: ["return-notice"] }, "start", "verify", null, "letters/return-notice.html"],
  ["notice sent today", { about: [NRR], events: { received: "2026-11-24", "notice-sent": "2026-11-28" } }, "seller", "negotiate", "2026-11-30", `${SITUATIONS[NRR].url}#tick-check-confirmation`],
  ["notice sent two days ago: the last day of waiting", { about: [NRR], events: { "notice-sent": "2026-11-26" } }, "seller", "negotiate", "2026-11-28", null],
  ["notice sent three days ago", { about: [NRR], events: { "notice-sent": "2026-11-25" } }, "next", "complain", null, first(NRR, "complain")],
  ["the letter counts as the notice", { about: [NRR], more: [sent("return-notice", "2026-11-28")] }, "seller", "negotiate", "2026-11-30", null],
  ["notice sent 15 days ago: the line is today", { about: [NRR], events: { "notice-sent": "2026-11-13" } }, "next", "complain", null, first(NRR, "complain")],
  ["notice sent 16 days ago: past the line", { about: [NRR], events: { "notice-sent": "2026-11-12" } }, "overdue", "complain", null, null],
  ["refund demanded, no situation", { events: { "refund-demanded": "2026-10-01" } }, "next", "complain", null, "case.html#situations"],
  ["refund demanded, quality, line passed", { about: ["quality-defect"], events: { "refund-demanded": "2026-11-10" } }, "overdue", "complain", null, null],
  ["refund demanded, the day unknown", { about: ["quality-defect"], events: { "refund-demanded": "" } }, "seller", "negotiate", null, null],
  ["the merchant answered", { about: [NRR], events: { "notice-sent": "2026-11-12" }, more: [reply("seller", "2026-11-13")] }, "next", "complain", null, first(NRR, "complain")],
  ["the merchant answered before one asked again", { about: [NRR], events: { "notice-sent": "2026-11-10" }, more: [reply("seller", "2026-11-12"), { kind: "contact", side: "seller", day: "2026-11-27" }] }, "seller", "negotiate", "2026-11-29", null],
  ["an answer from nobody in particular", { about: [NRR], events: { "notice-sent": "2026-11-27" }, more: [reply("", "2026-11-28")] }, "next", "complain", null, first(NRR, "complain")],
  ["goods on their way back", { about: [NRR], events: { "notice-sent": "2026-11-01", returned: "2026-11-10" } }, "seller", "negotiate", null, null],
  ["goods back on Monday: seven days", { about: [NRR], events: { "seller-received": "2026-11-23" } }, "seller", "negotiate", "2026-11-30", null],
  ["goods back a week ago: Saturday moves to Monday", { about: [NRR], events: { "seller-received": "2026-11-21" } }, "seller", "negotiate", "2026-11-30", null],
  ["goods back, refund overdue", { about: [NRR], events: { "seller-received": "2026-11-18" } }, "overdue", "complain", null, null],
  ["refund overdue, asked again yesterday", { about: [NRR], events: { "seller-received": "2026-11-18" }, more: [{ kind: "contact", side: "seller", day: "2026-11-27" }] }, "overdue", "complain", null, null],
  ["refund overdue and a complaint written: send it", { about: [NRR], events: { "seller-received": "2026-11-18" }, drafts: ["complaint-12315"] }, "overdue", "complain", null, "letters/complaint-12315.html"],
  ["refund overdue, complained since", { about: [NRR], events: { "seller-received": "2026-11-18", "complaint-filed": "2026-11-27" } }, "accept", "follow-up", "2026-12-08", null],
  ["the platform was asked", { about: [NRR], events: { "notice-sent": "2026-11-12" }, more: [sent("platform-intervention", "2026-11-20")] }, "platform", "complain", null, null],
  ["the platform answered", { about: [NRR], more: [sent("platform-intervention", "2026-11-20"), reply("platform", "2026-11-25")] }, "next", "complain", null, first(NRR, "complain")],
  ["complained on Friday: seven working days", { about: [NRR], events: { "complaint-filed": "2026-11-20" } }, "accept", "follow-up", "2026-12-01", null],
  ["complained before, no word", { about: [NRR], events: { "complaint-filed": "2026-11-16" } }, "overdue", "follow-up", null, null],
  ["complained, no situation", { events: { "complaint-filed": "2026-11-16" } }, "accept", "follow-up", null, "case.html#events"],
  ["complaint refused: the department answered", { about: [NRR], events: { "complaint-filed": "2026-11-16" }, more: [reply("regulator", "2026-11-20")] }, "next", "follow-up", null, first(NRR, "follow-up")],
  ["accepted: sixty days", { about: [NRR], events: { "complaint-filed": "2026-09-24", "complaint-accepted": "2026-10-01" } }, "result", "follow-up", "2026-11-30", null],
  ["accepted, sixty days gone", { about: [NRR], events: { "complaint-accepted": "2026-09-25" } }, "overdue", "legal", null, null],
  ["mediation ended", { about: [NRR], events: { "complaint-filed": "2026-09-20", "complaint-accepted": "2026-09-25", "mediation-ended": "2026-11-20" } }, "next", "legal", null, first(NRR, "legal")],
  ["mediation ended, writ written", { about: [NRR], events: { "mediation-ended": "2026-11-20" }, drafts: ["civil-complaint"] }, "next", "legal", null, "letters/civil-complaint.html"],
  ["mediation ended, writ written, its sending meant for a day to come", { about: [NRR], events: { "mediation-ended": "2026-11-20" }, more: [sent("civil-complaint", "2026-12-05")], drafts: ["civil-complaint"] }, "next", "legal", null, "letters/civil-complaint.html"],
  ["mediation ended: a notice never sent does not come back", { about: [NRR], events: { "mediation-ended": "2026-11-20" }, drafts: ["return-notice"] }, "next", "legal", null, first(NRR, "legal")],
  ["sued", { about: [NRR], events: { "mediation-ended": "2026-11-20" }, more: [sent("civil-complaint", "2026-11-25")] }, "court", "legal", null, null],
  ["judged", { about: [NRR], events: { "judgment-served": "2026-11-25" }, more: [sent("civil-complaint", "2026-08-25")] }, "next", "legal", null, first(NRR, "legal")],
  ["reported only", { about: [NRR], events: { "report-filed": "2026-11-10" } }, "accept", "follow-up", "2026-12-01", null],
  ["report not answered", { about: [NRR], events: { "report-filed": "2026-09-01" } }, "overdue", "follow-up", null, null],
  ["report not answered, but it may have been extended: fifteen working days more", { about: [NRR], events: { "report-filed": "2026-11-02" } }, "accept", "follow-up", "2026-12-14", null],
  ["report not answered, complaint running", { about: [NRR], events: { "report-filed": "2026-11-02", "complaint-filed": "2026-11-25" } }, "accept", "follow-up", "2026-12-04", null],
  ["reported after complaining: the complaint's day is not lost", { about: [NRR], events: { "complaint-filed": "2026-11-16", "report-filed": "2026-11-26" } }, "overdue", "follow-up", null, null],
  ["settled, the money not due yet", { about: [NRR], events: { "complaint-accepted": "2026-11-10", "settlement-signed": "2026-11-20" }, facts: { "settlement.due": "2026-12-01" } }, "seller", "follow-up", "2026-12-01", null],
  ["settled, the money due yesterday", { about: [NRR], events: { "settlement-signed": "2026-11-20" }, facts: { "settlement.due": "2026-11-27" } }, "overdue", "legal", null, first(NRR, "legal")],
  ["settled, no day named", { about: [NRR], events: { "settlement-signed": "2026-11-20" } }, "seller", "follow-up", null, null],
  ["solved", { about: [NRR], events: { "notice-sent": "2026-11-12" }, solved: "2026-11-27" }, "solved", "", null, "case.html#cases"],
  ["solved, the complaint still open", { about: [NRR], events: { "complaint-filed": "2026-11-20" }, solved: "2026-11-27" }, "solved", "", null, "steps/follow-up.html#follow-up-6"],
  ["ticks only", { about: [NRR], ticks: { [NRR]: { "count-seven-days": "done" } } }, "next", "verify", null, `${SITUATIONS[NRR].url}#tick-check-exceptions`],
  ["a phase ticked whole", { about: [NRR], ticks: ticked(NRR, "verify") }, "next", "evidence", null, first(NRR, "evidence")],
  ["ticks from the middle on", { about: [NRR], ticks: ticked(NRR, "complain") }, "next", "follow-up", null, first(NRR, "follow-up")],
  ["everything ticked", { about: [NRR], ticks: ticked(NRR, "verify", "evidence", "negotiate", "complain", "follow-up", "legal") }, "next", "legal", null, "case.html#events"],
  ["courier complained to", { about: ["parcel"], events: { "courier-complained": "2026-11-25" } }, "seller", "negotiate", "2026-12-02", null],
  // 30 days from Friday 20 November end on Sunday 20 December: Monday the 21st; 20 days on Thursday 10 December
  ["the insurer has the claim", { about: ["insurance-claim"], events: { "insurance-claimed": "2026-11-20" } }, "seller", "negotiate", "2026-12-21", null],
  ["the credit bureau has the objection", { about: ["installment-loan"], events: { "credit-objected": "2026-11-20" } }, "seller", "negotiate", "2026-12-10", null],
  ["the police have the application for review: thirty days, on a Sunday that nothing moves", { about: ["police-refuses"], events: { "police-review-filed": "2026-11-20" } }, "result", "follow-up", "2026-12-20", null],
  ["the police's thirty days are over, and may have been thirty more", { about: ["police-refuses"], events: { "police-review-filed": "2026-10-20" } }, "result", "follow-up", "2026-12-19", null],
  ["the police's letter, sent: its draft said which door", { about: ["police-refuses"], more: [sent("police-review-application", "2026-11-20")] }, "result", "follow-up", "2026-12-20", null],
  ["the police beside a complaint: the complaint is what one waits for", { about: [NRR, "police-refuses"], events: { "police-review-filed": "2026-11-20", "complaint-filed": "2026-11-25" } }, "accept", "follow-up", "2026-12-04", null],
  ["the police decided", { about: ["police-refuses"], events: { "police-review-filed": "2026-11-10", "police-review-decided": "2026-11-20" } }, "next", "follow-up", null, null],
  ["the police decided; another office has not", { about: ["police-refuses"], events: { "police-review-filed": "2026-11-10", "police-review-decided": "2026-11-20", "review-filed": "2026-11-09" } }, "accept", "follow-up", null, null],
  ["the review was decided", { about: ["office-refuses"], events: { "review-filed": "2026-09-01", "review-decided": "2026-11-20" } }, "next", "follow-up", null, null],
  ["a decision of before one asked decides nothing", { about: ["office-refuses"], events: { "review-filed": "2026-11-21", "review-decided": "2026-11-20" } }, "accept", "follow-up", null, null],
  ["handed in for repair", { about: ["quality-defect"], events: { "repair-received": "2026-11-23" } }, "seller", "negotiate", null, null],
  ["clock set back: what lies ahead has not happened", { about: [NRR], events: { "complaint-filed": "2026-11-20" }, today: "2026-11-01" }, "start", "verify", null, first(NRR, "verify")],
  ["a note says nothing", { about: [NRR], more: [{ kind: "note", day: "2026-11-01" }] }, "start", "verify", null, first(NRR, "verify")],
  ["a day of which nobody knows which it is says nothing yet", { about: [NRR], events: { "unsure-asked": "2026-11-01" } }, "start", "verify", null, first(NRR, "verify")],
];

// whom a merchant's place is taken by
const NAMED = { "courier-complained": "等快递企业", "insurance-claimed": "等保险公司", "credit-objected": "等征信机构、报送单位" };

test("the table is long enough", () => assert.ok(TABLE.length >= 40));

for (const [name, given, id, phase, until, url] of TABLE)
  test(name, () => {
    const state = stands(given);
    assert.equal(state.id, id, state.why);
    assert.equal(state.title, NAMED[Object.keys(given.events || {})[0]] || TITLES[id]);
    assert.equal(state.phase, phase);
    assert.equal(state.until === null ? null : iso(state.until), until);
    if (url !== null) assert.equal(state.action.url, url, state.action.do);
  });

test("every state can be reached", () => assert.deepEqual(new Set(TABLE.map((row) => row[2])), new Set(Object.keys(TITLES))));

test("the path says where one is, once, and what can still be made good", () => {
  const path = (given) => stands(given).path.map((p) => p.state);
  assert.deepEqual(path({ about: [NRR] }), ["next", "later", "later", "later", "later", "later"]);
  assert.deepEqual(path({ about: [NRR], events: { "complaint-filed": "2026-11-20" } }), ["open", "open", "open", "done", "waiting", "later"]);
  assert.deepEqual(path({ about: [NRR], ticks: ticked(NRR, "verify"), events: { "notice-sent": "2026-11-28" } }), ["done", "open", "waiting", "later", "later", "later"]);
  assert.deepEqual(path({ about: [NRR], ticks: ticked(NRR, "evidence"), events: { "notice-sent": "2026-11-12" } }), ["open", "done", "done", "next", "later", "later"]);
  assert.deepEqual(path({ about: [NRR], events: { "notice-sent": "2026-11-12" }, solved: "2026-11-20" }), ["unneeded", "unneeded", "done", "unneeded", "unneeded", "unneeded"]);
  assert.equal(stands({ about: [NRR] }).path[0].left, SITUATIONS[NRR].steps.verify.length);
});

test("the reasons say whom, since when, and by when", () => {
  const why = (given) => stands(given).why;
  assert.equal(why({ about: [NRR], events: { "seller-received": "2026-11-18" } }), "2026年11月18日“商家收到退货”以后，还没有记下商家的答复。“商家退还货款（无理由退货）”2026年11月25日到期，已经过了3天。");
  assert.equal(why({ about: [NRR], events: { "notice-sent": "2026-11-28" } }), "2026年11月28日“发出退货通知”以后，还没有记下商家的答复。请对方答复的时间到2026年11月30日。");
  assert.equal(why({ about: [NRR], events: { "notice-sent": "2026-11-25" } }), "2026年11月25日“发出退货通知”以后，还没有记下商家的答复，已经过了3天，不必再等。");
  assert.match(why({ about: ["parcel"], events: { "courier-complained": "2026-11-25" } }), /快递企业的答复/);
  assert.match(why({ about: ["insurance-claim"], events: { "insurance-claimed": "2026-11-20" } }), /保险公司的答复/);
  assert.match(why({ about: ["installment-loan"], events: { "credit-objected": "2026-11-20" } }), /征信机构、报送单位的答复/);
  assert.match(why({ about: ["police-refuses"], events: { "police-review-filed": "2026-11-20" } }), /公安机关的答复/);
  assert.equal(why({ more: [reply("seller", "2026-11-25")] }), "2026年11月25日商家答复了，现在轮到你。");
  assert.equal(why({ events: { "mediation-ended": "2026-11-25" } }), "2026年11月25日“调解终止”，现在轮到你。");
});

// ------------------------------------------------------------ what holds of every case

let seed = 20261128;
const random = (n) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed % n;
};
const pick = (list) => list[random(list.length)];
const EVENTS = Object.keys(lists.events);
const LETTERS = Object.keys(lists.letters);

function anyCase() {
  const about = Array.from({ length: random(3) }, () => pick(Object.keys(SITUATIONS)));
  const day = () => (random(12) ? iso(parse(TODAY) - random(120)) : "");
  const events = Object.fromEntries(Array.from({ length: random(5) }, () => [pick(EVENTS), day()]));
  const more = Array.from({ length: random(4) }, () => ({ kind: pick(Object.keys(KINDS)), day: day(), side: pick(["seller", "platform", "regulator", "court", "", undefined]), letter: pick([...LETTERS, "gone", undefined]) }));
  const ticks = Object.fromEntries(about.map((id) => [id, Object.fromEntries(Object.values(SITUATIONS[id].steps).flat().filter(() => random(4) === 0).map((s) => [s.id, pick(["done", "na"])]))]));
  return { about, events, more, ticks, drafts: Array.from({ length: random(3) }, () => pick(LETTERS)), facts: random(5) ? {} : { "settlement.due": pick([iso(parse(TODAY) - 3), iso(parse(TODAY) + 3), "下周", ""]) } };
}

test("every case has one state, one reason, one next thing to do that leads somewhere", () => {
  for (let i = 0; i < 3000; i += 1) {
    const given = anyCase();
    const state = stands(given);
    const told = JSON.stringify([given, state]);
    assert.ok(TITLES[state.id] && state.why && state.action.do && state.action.url, told);
    assert.ok(!/undefined|null|NaN/.test([state.why, state.action.do, state.action.why, state.action.url].join()), told);
    const marked = state.path.filter((p) => ["waiting", "next"].includes(p.state));
    assert.equal(marked.length, 1, told);
    assert.equal(marked[0].id, state.phase, told);
    assert.equal(marked[0].state === "waiting", ["seller", "platform", "accept", "result", "court"].includes(state.id), told);
    if (state.until !== null) assert.ok(state.until >= parse(TODAY), told);
  }
});

test("the order in which things were written down does not matter; what is to come and what is only noted change nothing", () => {
  for (let i = 0; i < 1000; i += 1) {
    const given = anyCase();
    const state = stands(given);
    assert.deepEqual(stands({ ...given, events: Object.fromEntries(Object.entries(given.events).reverse()), more: [...given.more].reverse() }), state, JSON.stringify(given));
    const ahead = { ...given, more: [...given.more, { kind: pick(EVENTS), day: "2026-12-24" }, { kind: "note", day: "2026-11-01" }] };
    assert.deepEqual(stands(ahead), state, JSON.stringify(ahead));
  }
});

test("nothing becomes less late by waiting; solved is solved whatever else is known", () => {
  for (let i = 0; i < 1000; i += 1) {
    const given = anyCase();
    if (stands(given).id === "overdue") assert.equal(stands({ ...given, today: iso(parse(TODAY) + 1 + random(60)) }).id, "overdue", JSON.stringify(given));
    assert.equal(stands({ ...given, solved: TODAY }).id, "solved");
  }
});

test("an answer to the one who is waited for ends the waiting", () => {
  for (let i = 0; i < 1000; i += 1) {
    const given = anyCase();
    const list = [...Object.entries(given.events).map(([kind, day]) => ({ kind, day })), ...given.more];
    const answered = [...list, ...["seller", "platform", "regulator", "court"].map((side) => reply(side, TODAY))];
    const open = openAsks(moves(answered, lists.letters, parse(TODAY)));
    // what words do not end: goods that are on their way, money that is due, a mediation that runs
    assert.deepEqual(open.filter((ask) => ask.step < 2), [], JSON.stringify(open));
  }
});

test("what an insurer was sent is waited for by its name, as long as a merchant would be", () => {
  const found = stands({ about: [NRR], more: [sent("insurance-claim-demand", "2026-11-28")] });
  assert.deepEqual([found.id, found.title, found.phase, iso(found.until)], ["seller", "等保险公司、征信机构", "negotiate", "2026-11-30"]);
  assert.match(found.why, /还没有记下保险公司、征信机构的答复/);
  assert.equal(stands({ events: { "courier-complained": "2026-11-28" } }).title, "等快递企业");
  assert.equal(stands({ events: { "credit-objected": "2026-11-28" } }).title, "等征信机构、报送单位");
});
