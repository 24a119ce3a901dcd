// Calendar days without times: a date is its ISO text outside, a whole number of days since 1970 inside.
// A period begins the day after the event (民法典第201条); a month ends on the same day number or the month's last day.

const DAY = 86400000;
const WEEK = ["日", "一", "二", "三", "四", "五", "六"];

/** "2026-11-17" → days since 1970, or null where there is no such day. */
export function parse(iso) {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso || "");
  if (!m) return null;
  const time = Date.UTC(+m[1], +m[2] - 1, +m[3]);
  return new Date(time).toISOString().slice(0, 10) === iso ? time / DAY : null;
}

export const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** Days since 1970 → 2026年11月24日（周二） */
export function words(day, withWeek = true) {
  const date = new Date(day * DAY);
  const text = `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  return withWeek ? `${text}（周${WEEK[date.getUTCDay()]}）` : text;
}

/** Today in China, whatever the device's own time zone. */
export function today(now = new Date()) {
  return Math.floor((now.getTime() + 8 * 3600000) / DAY);
}

const number = (day) => +iso(day).replace(/-/g, "");

/** Is it a rest day? `table` is the build's table of days off and make-up working days. */
export function isRest(day, table) {
  const n = number(day);
  if (table.off.includes(n)) return true;
  const weekend = [0, 6].includes(new Date(day * DAY).getUTCDay());
  return weekend && !table.work.includes(n);
}

const year = (day) => +iso(day).slice(0, 4);

/** Is the arrangement of holidays of every year from one day to another published and in the table? */
const isKnown = (from, to, table) => year(from) >= table.first && year(to) <= table.known_until;

/** Is it a statutory holiday (法定节假日)? Weekends and days that are worked off elsewhere are not. */
export const isStatutory = (day, table) => table.statutory.includes(number(day));

function addMonths(day, n) {
  const date = new Date(day * DAY);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date.getUTCDate(), last)) / DAY;
}

/**
 * The last day of a clock that runs from the day of an event.
 * clock: {n, unit: day|workday|month|year, roll: none|holiday|statutory}; hours are not a matter of days: null.
 * Returns {day, plain, estimated}: `plain` is the last day before any move; `estimated` where the table does not know for certain
 * (no arrangement published yet, or a year before the table).
 */
export function lastDay(clock, start, table) {
  let day = start;
  let estimated = false;
  if (clock.unit === "hour") return null;
  if (clock.unit === "day") day = start + clock.n;
  else if (clock.unit === "month") day = addMonths(start, clock.n);
  else if (clock.unit === "year") day = addMonths(start, clock.n * 12);
  else {
    for (let left = clock.n; left > 0; ) {
      day += 1;
      if (!isRest(day, table)) left -= 1;
    }
    estimated = !isKnown(start + 1, day, table);
  }
  const plain = day;
  if (clock.roll === "holiday") {
    while (isRest(day, table)) day += 1;
    estimated = estimated || !isKnown(plain, day, table);
  }
  if (clock.roll === "statutory") {
    while (isStatutory(day, table)) day += 1;
    // which days are statutory holidays is known before anybody arranges the days around them
    estimated = estimated || year(plain) < table.first || year(day) > table.last;
  }
  return { day, plain, estimated };
}

/** How it stands today: {state: "open"|"soon"|"today"|"over", text}. `actor` says whose clock it is. */
export function standing(day, now, actor) {
  const left = day - now;
  const mine = actor === "buyer";
  if (left < 0) {
    const text = mine ? `已经过了${-left}天` : `已经过了${-left}天，对方还没做的，你可以往下走`;
    return { state: mine ? "over" : "due", text };
  }
  if (left === 0) return { state: "today", text: mine ? "就是今天，24:00前" : "今天到期" };
  return { state: left <= 3 ? "soon" : "open", text: `还有${left}天` };
}
