// How a case stands, whose turn it is, what to do next and why. All of it follows from what is kept; nothing of it is kept itself. Pure.
import { parse, words } from "#dates";
import { missed, presses } from "./clocks.js";
import { RANK, UNSURE, kindOf, moves, openAsks } from "./happened.js";

export const TITLES = {
  start: "刚开始",
  seller: "等商家",
  platform: "等平台",
  accept: "等受理",
  result: "等结果",
  court: "等法院",
  overdue: "已超期",
  next: "可以走下一步",
  solved: "已解决",
};
const WAITING = new Set(["seller", "platform", "accept", "result", "court"]);
// our messages ask the merchant for an answer within 48 hours; after that nobody need wait
const REPLY_DAYS = 2;
const ASKED_TO_ANSWER = new Set(["refund-demanded", "notice-sent", "contact", "sent"]);
const PURCHASE = new Set(["ordered", "paid", "received", "defect-found", "right-known", "harm-known", "trip-ended", "parcel-posted", "note", UNSURE]);
const PHASES = ["verify", "evidence", "negotiate", "complain", "follow-up", "legal"];

const on = (day) => (day === null ? "" : words(day, false));

/** Whom one waits for after an ask. */
function waitsFor(ask) {
  if (ask.whom === "seller" || ask.whom === "platform") return ask.whom;
  if (ask.kind === "complaint-accepted" || ask.kind === "police-review-filed" || ask.kind === "payment-order-served") return "result";
  return ask.whom === "court" ? "court" : "accept";
}

/** The clocks of others that run from an ask. */
const clocksOf = (ask, clocks) => clocks.filter((c) => c.from === ask.kind && c.actor !== "buyer" && c.limit !== null);

/** The day by which an ask has to be answered: {day, clock?}, or null where there is none. `soft`: our own, not the law's. */
function until(ask, { clocks, facts }) {
  const [clock] = clocksOf(ask, clocks);
  if (ask.kind === "settlement-signed") {
    const day = parse(facts["settlement.due"]);
    return day === null ? null : { day, clock: null, soft: false };
  }
  if (ASKED_TO_ANSWER.has(ask.kind) && ask.whom === "seller") return ask.day === null ? null : { day: ask.day + REPLY_DAYS, clock: null, soft: true };
  return clock ? { day: clock.limit, clock, soft: false } : null;
}

/** The law's day that has gone by without an answer, or null. */
function passed(ask, given) {
  const limit = until(ask, given);
  if (limit && !limit.soft && !limit.clock) return limit.day < given.today ? limit : null;
  const clock = clocksOf(ask, given.clocks).find((c) => c.late);
  return clock ? { day: clock.limit, clock, soft: false } : null;
}

/** → {id, ask, limit}: the state; the ask that it hangs on; {day, clock} by which it should be answered. */
function stand(given) {
  const { events, letters, ticks, today, solved } = given;
  if (solved) return { id: "solved", ask: null, limit: null };
  const all = moves(events, letters, today);
  const open = openAsks(all);
  const main = open.filter((ask) => !ask.aside);
  for (const ask of main.length ? main : open) {
    const limit = passed(ask, given);
    if (limit) return { id: "overdue", ask, limit };
  }
  if (open.length) {
    const [ask] = open;
    const limit = until(ask, given);
    return limit && limit.soft && limit.day < today ? { id: "next", ask, limit } : { id: waitsFor(ask), ask, limit };
  }
  const begun = events.some((e) => !PURCHASE.has(e.kind) && (parse(e.day) ?? 0) <= today) || Object.values(ticks).some((scope) => Object.keys(scope).length);
  return { id: begun ? "next" : "start", ask: null, limit: null };
}

/** The last answer, by day; of one day the one of the farther door. */
const lastAnswer = ({ answers }) => [...answers].sort((a, b) => (b.day ?? -1) - (a.day ?? -1) || b.rank - a.rank || a.kind.localeCompare(b.kind))[0];

/** Every step of the chosen situations in a phase: [{…step, scope, url, value}] */
export function stepsOf(phase, { situations, ticks }) {
  return situations.flatMap((s) => s.steps[phase].map((step) => ({ ...step, scope: s.id, url: `${s.url}#tick-${step.id}`, value: ticks[s.id]?.[step.id] })));
}

/** Where the ticks say one is: the first phase that is not finished, from the first that was begun. */
function byTicks(given) {
  const progress = PHASES.map((phase) => stepsOf(phase, given));
  if (!progress.some((steps) => steps.length)) return PHASES[0];
  const first = Math.max(0, progress.findIndex((steps) => steps.some((s) => s.value === "done")));
  const open = progress.findIndex((steps, i) => i >= first && steps.some((s) => !s.value));
  return PHASES[open < 0 ? PHASES.length - 1 : open];
}

/** The phase one is in; "" where it is over. */
function phaseOf({ id, ask }, given) {
  if (id === "solved") return "";
  if (id === "overdue" || id === "next") {
    if (ask) {
      if (ask.kind === "settlement-signed") return "legal";
      if (ask.rank <= RANK.platform) return "complain";
      return ask.kind === "complaint-accepted" || ask.whom === "court" ? "legal" : "follow-up";
    }
    const last = lastAnswer(moves(given.events, given.letters, given.today));
    if (!last) return byTicks(given);
    if (last.kind === "mediation-ended" || last.whom === "court") return "legal";
    return last.whom === "regulator" ? "follow-up" : "complain";
  }
  if (!ask) return byTicks(given);
  if (ask.kind === "settlement-signed") return "follow-up";
  return { seller: "negotiate", platform: "complain", regulator: "follow-up", court: "legal" }[ask.whom];
}

/** Which phases the events have been in. */
function reached({ events, letters, today }) {
  const { asks, answers } = moves(events, letters, today);
  const found = new Set();
  for (const { whom, kind } of [...asks, ...answers]) {
    if (whom === "seller") found.add(kind === "settlement-signed" ? "follow-up" : "negotiate");
    if (whom === "platform" || whom === "regulator") found.add("complain");
    if (whom === "regulator") found.add("follow-up");
    if (whom === "court") found.add("legal");
  }
  return found;
}

/** The drawn path: [{id, state: "done" | "waiting" | "next" | "open" | "later" | "unneeded", left}]; left: steps not ticked yet. */
function path(state, given) {
  const now = PHASES.indexOf(state.phase);
  const been = reached(given);
  return PHASES.map((id, i) => {
    const steps = stepsOf(id, given);
    const left = steps.filter((s) => !s.value).length;
    const done = steps.length > 0 && left === 0;
    const begun = been.has(id) || steps.some((s) => s.value === "done");
    if (state.id === "solved") return { id, left, state: done || begun ? "done" : "unneeded" };
    if (i === now) return { id, left, state: WAITING.has(state.id) ? "waiting" : "next" };
    if (done || (i < now && been.has(id))) return { id, left, state: "done" };
    return { id, left, state: i < now ? "open" : "later" };
  });
}

const WHO = { seller: "商家", institution: "保险公司、征信机构", platform: "平台", regulator: "部门", court: "法院" };
// whom a door stands for, where the event names another one
const INSTEAD = { "courier-complained": "快递企业", "insurance-claimed": "保险公司", "credit-objected": "征信机构、报送单位", "police-review-filed": "公安机关" };
const party = (ask) => INSTEAD[ask.kind] || WHO[ask.party || ask.whom];

function why({ id, ask, limit }, given) {
  const title = ask && given.titles[ask.kind];
  const asked = ask && `${on(ask.day)}${title ? `“${title}”` : `联系了${party(ask)}`}以后，还没有记下${party(ask)}的答复`;
  if (id === "solved") return `${on(parse(given.solved))}解决了。`;
  if (id === "start") return given.situations.length ? "还没有记下向商家提出要求。" : "还没有选是哪种情况。";
  if (id === "overdue") return `${asked}。${limit.clock ? `“${limit.clock.label}”` : "说好的日子"}${on(limit.day)}到期，已经过了${given.today - limit.day}天。`;
  if (id === "next" && ask) return `${asked}，已经过了${given.today - ask.day}天，不必再等。`;
  if (id === "next") {
    const last = lastAnswer(moves(given.events, given.letters, given.today));
    if (!last) return "前面的勾过了，没有在等谁。";
    return `${on(last.day)}${last.kind === "reply" ? `${WHO[last.whom] || "对方"}答复了` : `“${given.titles[last.kind]}”`}，现在轮到你。`;
  }
  return `${asked}。${limit ? `${limit.clock ? `“${limit.clock.label}”` : limit.soft ? "请对方答复的时间" : "说好的日子"}到${on(limit.day)}。` : ""}`;
}

/** A letter that was written and not sent, to a door not nearer than the one that is due. */
function unsent(rank, { drafts, events, letters, today }) {
  const past = events.filter((e) => (parse(e.day) ?? 0) <= today); // what is meant for a day to come is not done yet
  const sent = new Set(past.filter((e) => e.kind === "sent").map((e) => e.letter));
  const happened = new Set(past.map((e) => kindOf(e, letters)));
  return drafts.find((id) => letters[id]?.addressee && RANK[letters[id].addressee] >= rank && !sent.has(id) && !happened.has(letters[id].marks));
}

const DUE = { verify: RANK.seller, evidence: RANK.seller, negotiate: RANK.seller, complain: RANK.platform, "follow-up": RANK.regulator, legal: RANK.court };

/**
 * The reader's own clock that has run out and leads to another situation, in every situation that was chosen: going on down that list
 * would be for nothing. Undefined where one of them has a way of its own left, or the other situation is chosen already.
 */
function tooLate({ clocks, situations }) {
  const elsewhere = (c) => c.then && c.then.url.startsWith("scenarios/") && !situations.some((s) => s.url === c.then.url);
  const over = clocks.filter((c) => missed(c) && elsewhere(c));
  const keys = new Set(over.map((c) => c.key));
  return situations.every((s) => s.clocks.some((c) => keys.has(c.shared || `${s.id}/${c.id}`))) ? over[0] : undefined;
}

/** What to do next: {do, why, url}. Addresses relative to the site's root. */
function action(state, given) {
  const { clocks, letters, situations, today } = given;
  if (state.id === "solved") {
    const open = openAsks(moves(given.events, letters, today)).some((ask) => ask.whom === "regulator" && !ask.aside);
    if (open) return { do: "钱到账了，再去撤回投诉", why: "投诉还开着。先查自己的账户，到账了再撤。", url: "steps/follow-up.html#follow-up-6" };
    return { do: "材料留好，案件可以收起来", why: "事情了结了。协议、账单、聊天记录别删。", url: "case.html#cases" };
  }
  if (!WAITING.has(state.id)) {
    const asked = moves(given.events, letters, today).asks;
    // an ask on a day that nobody remembers may have been in time
    const unclear = asked.some((ask) => ask.day === null);
    const pressing = !unclear && clocks.find((c) => presses(c, today));
    if (pressing) return { do: pressing.label, why: `${pressing.text}。`, url: `${pressing.url}#first` };
    const over = !asked.length && tooLate(given);
    if (over) return { do: over.then.do, why: `“${over.label}”${on(over.limit)}到期，已经过了${today - over.limit}天。${over.if_missed}`, url: over.then.url };
    const letter = unsent(DUE[state.phase], given);
    if (letter) return { do: `把《${letters[letter].title}》寄出去`, why: "写了，还没有记下寄出。寄了的，记下哪天寄的、凭证是什么。", url: letters[letter].url };
  }
  if (state.id === "overdue" && state.limit.clock) {
    const { if_missed: text, then, url } = state.limit.clock;
    return { do: then ? then.do : text, why: then ? text : "", url: then ? then.url : `${url}#phase-${state.phase}` };
  }
  const steps = stepsOf(state.phase, given).filter((s) => !s.value);
  if (WAITING.has(state.id)) {
    const before = PHASES.slice(0, PHASES.indexOf(state.phase) + 1).flatMap((phase) => stepsOf(phase, given)).filter((s) => !s.value);
    const step = before.find((s) => s.perishable) || steps[0] || before[0];
    if (step) return { do: step.do, why: step.perishable ? `等的时候先做：${step.perishable}` : "等的时候可以做。", url: step.url };
    return { do: "对方有了答复，就记下来", why: "记下来，这里会说下一步。", url: "case.html#events" };
  }
  if (!situations.length) return { do: "选出你遇到的情况", why: "选了才有清单、期限和下一步。", url: "case.html#situations" };
  if (steps.length) return { do: steps[0].do, why: state.id === "start" ? "清单上第一件没勾的。" : "这一步第一件没勾的。", url: steps[0].url };
  return { do: "把做过的事和日子记下来", why: "这一步的清单做完了。记下日子，才知道该等到哪天。", url: "case.html#events" };
}

/**
 * given: {events: [{kind, day, letter?, side?}], facts: {name: text}, ticks: {scope: {step: "done" | "na"}}, drafts: [letter],
 *   situations: [situation of its script with id], clocks: caseClocks(), letters, titles: {event: title}, solved: ISO day?, today: day}
 * → {id, title, why, until: day | null, phase, path, action}
 */
export function derive(given) {
  const found = stand(given);
  const state = { ...found, phase: phaseOf(found, given) };
  return {
    id: state.id,
    title: state.id === "seller" ? `等${party(state.ask)}` : TITLES[state.id],
    why: why(state, given),
    until: state.limit && WAITING.has(state.id) ? state.limit.day : null,
    phase: state.phase,
    path: path(state, given),
    action: action(state, given),
  };
}
