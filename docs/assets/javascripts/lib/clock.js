// What a clock says: its last day and why it is that one, how it stands today, and what nobody can know yet. Nothing here touches a page.
//
// Days are whole numbers since 1970 here, ISO texts for those who ask. A clock of the data: {n, unit: day|workday|month|year|hour,
// roll: none|holiday|statutory, actor, from: event, safe?: the reader's own (the day before any move is the one to keep), least?: the
// least time that something is kept, applies?: {from, until} the rule's own dates (ISO), extend?: {n, unit, when}}. The table of holidays
// is that of macros/rest_days.py.
import { isKnown, isRest, iso, lastDay, nextWorkday, parse, words } from "#dates";

const PLAIN_WEEK = { off: [], work: [] };
/** Without the year: 11月24日（周二）, 11月24日 */
const short = (day, withWeek = true) => words(day, withWeek).replace(/^\d+年/, "");
const sentences = (parts) => parts.filter(Boolean).map((text) => `${text}。`).join("");

/** 10月1日至7日, 9月30日至10月2日, or one day alone */
function span(from, to) {
  if (from === to) return short(from, false);
  const end = short(to, false);
  const month = short(from, false).replace(/\d+日$/, "");
  return `${short(from, false)}至${end.startsWith(month) ? end.slice(month.length) : end}`;
}

/**
 * Which days a clock of working days passed over, from the day after the event to its last day: weekends, holidays by their dates, and
 * weekend days that were worked and so count. "" where it passed over none.
 */
export function passedOver(start, last, table) {
  const holidays = [];
  const worked = [];
  let weekend = false;
  for (let day = start + 1; day <= last; day += 1) {
    if (!isRest(day, table)) {
      if (isRest(day, PLAIN_WEEK)) worked.push(short(day));
      continue;
    }
    const first = day;
    let holiday = false;
    for (; day <= last && isRest(day, table); day += 1) holiday = holiday || !isRest(day, PLAIN_WEEK);
    day -= 1;
    if (holiday) holidays.push(span(first, day));
    else weekend = true;
  }
  const left = [weekend ? "周末" : "", holidays.length ? `${holidays.join("、")}的放假` : ""].filter(Boolean);
  const parts = [left.length ? `跳过了${left.join("和")}` : "", worked.length ? `${worked.join("、")}要上班，照算` : ""];
  return parts.filter(Boolean).join("；");
}

/** The working days that a clock counted, from the day after the event to its last one. */
function counted(start, last, table) {
  const days = [];
  for (let day = nextWorkday(start, table); day <= last; day = nextWorkday(day, table)) days.push(day);
  return days;
}

/** Where counting begins, and where it ends when a month has no such day. */
function begins({ unit }, start, plain, table) {
  if (unit === "day") return `从第二天数起，${short(start + 1)}是第1日`;
  if (unit === "workday") return `从下一个工作日数起，${short(nextWorkday(start, table))}是第1个`;
  const clipped = iso(plain).slice(8) !== iso(start).slice(8);
  return `从第二天起算，到期那个月的同一日为止${clipped ? "；那个月没有这一日，算到月末" : ""}`;
}

/** What a rest day does to the last day, or why it does nothing. In the words of the law: 法定休假日 (any rest day), 法定节假日. */
function rest({ unit, roll }, { start, plain, day, certain }, table) {
  const restDay = isRest(plain, table);
  if (unit === "workday") {
    const over = passedOver(start, day, table);
    return over ? `只数工作日：${over}` : "只数工作日，中间没有休息日";
  }
  if (roll === "none") return restDay ? `${short(plain)}是休息日；条文没有写遇到休息日顺延，最后一天还是它` : "条文没有写遇到休息日顺延，碰上休息日也不动";
  const moved = day > plain;
  const to = `${certain ? "" : "预计"}就是${short(day)}`;
  if (roll === "holiday") {
    if (moved) return `${short(plain)}是法定休假日，依法以休假日结束的次日为最后一日，${to}`;
    const worked = !restDay && isRest(plain, PLAIN_WEEK) ? "要上班，" : "";
    return certain ? `${short(plain)}${worked}不是法定休假日，不顺延` : `${short(plain)}不是周末；要是那天放假，依法还会顺延`;
  }
  if (moved) {
    const closed = isRest(day, table) ? "。那天还在休息，条文只让法定节假日顺延，不再往后移" : "";
    return `${short(plain)}是法定节假日，依法以节假日后的第一日为期满的日子，${to}${closed}`;
  }
  return `${short(plain)}${restDay ? "是休息日，不是法定节假日，所以" : "不是法定节假日，"}不顺延`;
}

/** Why a day is only estimated, by the days that it was counted from and to. */
function doubt(from, to, table) {
  const year = (day) => Number(iso(day).slice(0, 4));
  if (year(from) < table.first) return "本手册没有收那一年的放假安排，先核对";
  if (year(to) > table.known_until) return "本手册还没有那一年的放假安排，到时再核对";
  return "本手册还没有下一年的放假安排，元旦前后可能调休，到时再核对";
}

const OFFICES = { regulator: "部门", court: "法院" };

/** An office does nothing on a rest day, whatever the law counts. "" once it has opened again. */
function closedUntil({ actor }, day, now, table) {
  if (!OFFICES[actor] || !isRest(day, table)) return "";
  const opens = nextWorkday(day, table);
  if (now >= opens) return "";
  return `那天${OFFICES[actor]}不上班，${isKnown(day, opens, table) ? "" : "预计"}${short(opens)}再问`;
}

/** How many days are left of a day: {state: "open"|"soon"|"today"|"late", text}. */
function standing(day, now, actor) {
  const left = day - now;
  if (left < 0) return { state: "late", text: `已经过了${-left}天` };
  if (left === 0) return { state: "today", text: actor === "buyer" ? "就是今天，24:00前" : "今天到期" };
  return { state: left <= 3 ? "soon" : "open", text: `还有${left}天` };
}

/** Outside its own dates a rule says nothing; a day that is still to come has started nothing. Null where the clock runs. */
function notRunning({ applies }, start, now) {
  const from = parse(applies?.from);
  const until = parse(applies?.until);
  if (from !== null && start < from) return { state: "other", text: `这条从${words(from, false)}起适用。你填的日子更早，那时是别的规定，这里不替你算` };
  if (until !== null && start > until) return { state: "other", text: `这条只到${words(until, false)}为止。你填的日子更晚，已经换了规定，这里不替你算` };
  if (start > now) return { state: "ahead", text: `还没开始：${words(start)}还没到。日子没填错的，看看这台设备的日期对不对` };
  return null;
}

/** The line to read first, and how the clock stands, from the days that are known of it. */
function line(clock, { plain, day, longest, certain }, now) {
  const about = certain ? "" : "预计";
  const { state, text } = standing(day, now, clock.actor);
  if (clock.safe && day > plain && now <= day) {
    const kept = standing(plain, now, clock.actor);
    const law = `依法${about}可以到${words(day)}`;
    if (now <= plain) return { state: kept.state, text: `稳妥的最后一天是${words(plain)}，${kept.text}。${law}，对方可能不认，别等` };
    return { state, text: `稳妥的最后一天${words(plain)}已经过了。${law}，${text}，马上办` };
  }
  if (clock.least) return state === "late" ? { state: "over", text: `只保证存到${words(day)}，${text}，可能已经删了` } : { state: "open", text: `至少存到${words(day)}，${text}` };
  // the day to keep depends on no arrangement of holidays: nothing of it is estimated
  const until = `${clock.safe && day === plain ? "" : about}最晚${words(day)}`;
  if (state !== "late") return { state, text: `${until}，${text}` };
  const late = clock.actor === "buyer" ? "over" : "due";
  if (longest === null) return { state: late, text: `${until}，${text}` };
  const more = standing(longest, now, clock.actor);
  if (more.state !== "late") return { state: "extended", text: `${until}，${text}。延长过的，最晚${words(longest)}，${more.text}` };
  return { state: late, text: `${until}；就算延长过，也只到${words(longest)}，${more.text}` };
}

/**
 * One clock that began on the day `start`, on the day `now`. Null where it is not a matter of days (hours).
 *
 * state: "other" (another rule was law that day), "ahead" (the day is still to come: a slip, or this device's clock is wrong; both say
 *   their reason in `text` and have no days), "open", "soon" (3 days or less), "today", "extended" (over, but the office may have had it
 *   extended), "due" (the other side is late), "over" (the reader is).
 * text: the line to read first. begins: from which day it counts. rest: what rest days do to it, also that they do nothing; when the
 *   office is open again; what is not known yet. Both are whole sentences or "".
 * keep: the day to act by (ISO); day: the last day by law; they differ where a rest day moves a clock that is the reader's own.
 * estimated: may `day` still change? longest: the last day where the period is extended, or null.
 * counted: the working days counted, ISO, or null where every day counts.
 */
export function reckon(clock, start, now, table) {
  const idle = notRunning(clock, start, now);
  if (idle) return { ...idle, begins: "", rest: "", keep: null, day: null, longest: null, estimated: false, counted: null };
  const last = lastDay(clock, start, table);
  if (last === null) return null;
  const { plain, day, estimated } = last;
  const more = clock.extend ? lastDay({ ...clock.extend, roll: clock.roll }, plain, table) : null;
  const days = { start, plain, day, longest: more && more.day, certain: !estimated };
  const { state, text } = line(clock, days, now);
  const dueOn = days.longest !== null && now > day ? days.longest : day;
  const unknown = estimated || (state === "extended" && more.estimated);
  return {
    state,
    text,
    begins: `${begins(clock, start, plain, table)}。`,
    rest: sentences([
      rest(clock, days, table),
      more && now <= day ? `${clock.extend.when}的，${more.estimated ? "预计" : ""}可以延长到${words(more.day)}` : "",
      closedUntil(clock, dueOn, now, table),
      unknown ? doubt(clock.unit === "workday" ? start + 1 : plain, dueOn, table) : "",
    ]),
    keep: iso(clock.safe ? plain : day),
    day: iso(day),
    longest: more && iso(more.day),
    estimated,
    counted: clock.unit === "workday" ? counted(start, day, table).map(iso) : null,
  };
}

/** Working days as a list of a few words each, for the fold: 1. 11月23日（周一） … */
export const countedWords = (days) => days.map((day, i) => `第${i + 1}个：${short(parse(day))}`);

/** Is it late: may the other side be pressed, or has the reader missed it? Then the page says what that allows. */
export const isLate = ({ state }) => state === "due" || state === "over";

/**
 * Every clock of a case, once each, the first to act on first: [{clock, start, ...reckon()}]. Those whose event has no day come last as
 * {clock, start: null, state: "unknown"}; hours are left out.
 *
 * clocks: as above, each with `key`, the same wherever the clock is met (two situations that share one give it once).
 * days: event → the ISO day it happened on, or undefined; what is no day counts as unknown. today: days since 1970 (dates.today()).
 */
export function clocksOf(clocks, days, today, table) {
  const once = [...new Map(clocks.map((clock) => [clock.key, clock])).values()];
  const told = once
    .map((clock) => {
      const start = parse(days(clock.from));
      if (start === null) return { clock, start: null, state: clock.unit === "hour" ? null : "unknown" };
      return { clock, start: iso(start), ...(reckon(clock, start, today, table) || { state: null }) };
    })
    .filter(({ state }) => state !== null);
  const rank = (entry) => entry.keep || (entry.start === null ? "~~" : "~"); // after every ISO day
  return told.sort((a, b) => (rank(a) < rank(b) ? -1 : Number(rank(a) > rank(b))));
}

const RUNNING = ["open", "soon", "today", "extended"];

/**
 * The dates that are still to come, for the reader's calendar: entries of lib/ics.js from what clocksOf() found. Nothing in them depends on
 * the day they were made: an entry is read weeks later. Each clock needs a `label` and, where it has a page, a `url` (absolute).
 * caseId: the case's own id, which never changes: with the clock's key it is the entry's UID, so that a later file moves the entry.
 */
export function calendarEntries(found, caseId) {
  return found
    .filter(({ state }) => RUNNING.includes(state))
    .map(({ clock, state, start, keep, day, longest, estimated, begins: from, rest: why }) => {
      const mine = keep !== day;
      const last = state === "extended" ? longest : keep;
      const title = `${estimated && !mine ? "（预计）" : ""}${clock.label}${state === "extended" ? "：延长后的最后一天" : "：最后一天"}`;
      const law = mine ? `依法${estimated ? "预计" : ""}可以到${words(parse(day))}，对方可能不认，按这一天办最稳。` : "";
      return { uid: `${caseId}/${clock.key}@aftersales-dispute-handbook`, day: last, title, note: `${law}起算的日子：${words(parse(start))}。${from}${why}`, url: clock.url };
    });
}

/** Which of two rules was law on a day, where the second began on the day `on`: {side: "before"|"after", text}. */
export function ruleOn(day, on) {
  const side = day < on ? "before" : "after";
  return { side, text: `${words(day, false)}：看“${words(on, false)}${side === "before" ? "以前" : "起"}”这一栏。` };
}
