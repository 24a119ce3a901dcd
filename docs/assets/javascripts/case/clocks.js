// The clocks of the chosen situations on the days of the case. Pure.
import { clocksOf, isLate } from "../lib/clock.js";
import { iso, parse } from "#dates";
import { answerTo } from "./happened.js";

// the longest clock that presses: what runs for months and years is a limit to know, not the next thing to do
const SHORT = { hour: Infinity, day: 31, workday: 22, month: 1, year: 0 };
const isShort = (clock) => clock.actor === "buyer" && clock.n <= SHORT[clock.unit];

/** The day by which a clock has to be answered: where an office may have had it extended, the longer one. */
const limitOf = ({ day, longest }, today) => parse(longest && parse(day) < today ? longest : day);

/**
 * Every clock once, the first to act on first, those without a day last: the clock as the data have it, with all that reckon() says of it and
 *   key, url (of its situation), start, last (the day to act by), limit (the day after which it is late): days or null
 *   late; met: the day on which what it is for was done or answered, or null where it was not, or nobody knows the day.
 * starts: {event: day}; all: moves(); today: day.
 */
export function caseClocks(situations, starts, all, today, holidays) {
  const clocks = situations.flatMap((s) => s.clocks.map((clock) => ({ ...clock, key: clock.shared || `${s.id}/${clock.id}`, url: s.url })));
  const days = (event) => (starts[event] === undefined ? undefined : iso(starts[event]));
  return clocksOf(clocks, days, today, holidays).map((/** @type {any} */ { clock, ...told }) => {
    const start = parse(told.start);
    const dated = { ...clock, ...told, start, last: parse(told.keep), limit: told.day ? limitOf(told, today) : null, late: isLate(told) };
    return { ...dated, met: metOn(dated, all) };
  });
}

/** The day on which a clock's business was done: the reader asked, or the other side answered. */
function metOn(clock, { asks, answers }) {
  if (clock.start === null) return null;
  const first = (moves) => moves.map(({ day }) => day).filter((day) => day !== null && day >= clock.start).sort((a, b) => a - b)[0] ?? null;
  if (clock.actor === "buyer") return isShort(clock) ? first(asks) : null;
  const mine = asks.filter((ask) => ask.kind === clock.from);
  return first(mine.flatMap((ask) => [answerTo(ask, answers), ...asks.filter((a) => a.whom === ask.whom && a.step > ask.step && a.aside === ask.aside)]).filter(Boolean));
}

/** Does it press: the reader's own, short, not done, and not yet run out? The day of the law counts: after the safe one there is still hurry. */
export const presses = (clock, today) => isShort(clock) && clock.met === null && clock.limit !== null && clock.limit >= today;

/** Has the reader's own, short one run out, as far as anybody knows? */
export const missed = (clock) => isShort(clock) && clock.met === null && clock.late;
