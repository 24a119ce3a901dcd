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

/** Days since 1970 → 20261124, as the table has them. */
function number(day) {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 10000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/** Is it a rest day? `table` is the build's table of days off and make-up working days. */
export function isRest(day, table) {
  const n = number(day);
  if (table.off.includes(n)) return true;
  const weekend = [0, 6].includes(new Date(day * DAY).getUTCDay());
  return weekend && !table.work.includes(n);
}

/**
 * The holidays of New Year are arranged with the year they begin: in 2007, 2018 the last days of December were moved by the arrangement
 * of the year to come. Up to this day (month and day) a year is settled by its own.
 */
const SETTLED = 1228;

/** Is it certain which days from one to another are rest days: are the arrangements of all their years in the table? */
export const isKnown = (from, to, table) => number(from) >= table.first * 10000 && number(to) <= table.known_until * 10000 + SETTLED;

/** Is it a statutory holiday (法定节假日)? Weekends and days that are worked off elsewhere are not. */
export const isStatutory = (day, table) => table.statutory.includes(number(day));

function addMonths(day, n) {
  const date = new Date(day * DAY);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date.getUTCDate(), last)) / DAY;
}

/** The first working day after a day. */
export function nextWorkday(day, table) {
  let next = day + 1;
  while (isRest(next, table)) next += 1;
  return next;
}

/** Where a period of `n` units from a day ends, before any move; hours are not a matter of days: null. */
function plainEnd({ n, unit }, start, table) {
  if (unit === "hour") return null;
  if (unit === "day") return start + n;
  if (unit === "month") return addMonths(start, n);
  if (unit === "year") return addMonths(start, n * 12);
  let day = start;
  for (let left = n; left > 0; left -= 1) day = nextWorkday(day, table);
  return day;
}

/**
 * The last day of a clock that runs from the day of an event.
 * clock: {n, unit: day|workday|month|year, roll: none|holiday|statutory}; hours are not a matter of days: null.
 * Returns {day, plain, estimated}: `plain` is the last day before any move; `estimated` where the table does not know for certain
 * (an arrangement that it does not have). A statutory holiday moves a day past the statutory holidays only (令121号45条): 3 October to
 * 4 October, though offices are still closed.
 */
export function lastDay(clock, start, table) {
  const plain = plainEnd(clock, start, table);
  if (plain === null) return null;
  let day = plain;
  if (clock.roll === "holiday") while (isRest(day, table)) day += 1;
  if (clock.roll === "statutory") while (isStatutory(day, table)) day += 1;
  if (clock.unit === "workday") return { day, plain, estimated: !isKnown(start + 1, day, table) };
  return { day, plain, estimated: clock.roll !== "none" && !isKnown(plain, day, table) };
}
