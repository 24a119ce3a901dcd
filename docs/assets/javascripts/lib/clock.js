// What a clock says to the reader: its last day, whether it was moved on and why, and how it stands today.
import { isRest, lastDay, standing, words } from "./dates.js";

const day1 = (day) => words(day, false).replace(/^\d+年/, "");

/** 10月1日至7日, 9月30日至10月2日, or one day alone */
function span(from, to) {
  if (from === to) return day1(from);
  const end = day1(to);
  const month = day1(from).replace(/\d+日$/, "");
  return `${day1(from)}至${end.startsWith(month) ? end.slice(month.length) : end}`;
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
      if (isRest(day, { off: [], work: [] })) worked.push(words(day).replace(/^\d+年/, ""));
      continue;
    }
    const first = day;
    let holiday = false;
    for (; day <= last && isRest(day, table); day += 1) holiday = holiday || !isRest(day, { off: [], work: [] });
    day -= 1;
    if (holiday) holidays.push(span(first, day));
    else weekend = true;
  }
  const left = [weekend ? "周末" : "", holidays.length ? `${holidays.join("、")}的放假` : ""].filter(Boolean);
  const parts = [left.length ? `跳过了${left.join("和")}` : "", worked.length ? `${worked.join("、")}要上班，照算` : ""];
  return parts.filter(Boolean).join("；");
}

/** Why a day is only estimated: its year is not in the table, or its arrangement is still to come. */
function doubt(day, table) {
  return Number(words(day, false).slice(0, 4)) > table.known_until ? "那一年的放假安排还没公布，到时再核对" : "那时的放假安排这里没有收，先核对";
}

/**
 * One clock that runs from `start`, on the day `now` (days since 1970): {state, text}, or null where it is not a matter of days.
 * clock: as lastDay(), with `actor`, `safe` (the reader's own: the day before any move is the one to keep) and `applies` {from, until}
 * as days: outside them another rule was law, and no day is computed.
 */
export function told(clock, start, now, table) {
  const { from, until } = clock.applies || {};
  if (from && start < from) return { state: "other", text: `这条从${words(from, false)}起适用。你填的日子更早，那时是别的规定，这里不替你算` };
  if (until && start > until) return { state: "other", text: `这条只到${words(until, false)}为止。你填的日子更晚，已经换了规定，这里不替你算` };
  const result = lastDay(clock, start, table);
  if (result === null) return null;
  const { day, plain, estimated } = result;
  const moved = day > plain;
  const about = estimated ? "预计" : "";
  const late = estimated ? `。${doubt(day, table)}` : "";
  const { state, text } = standing(day, now, clock.actor);
  if (clock.safe && moved && now <= plain) {
    const safe = standing(plain, now, clock.actor);
    return {
      state: safe.state,
      text: `稳妥的最后一天是${words(plain)}，${safe.text}。那天是休息日，依法顺延到${about}${words(day)}，对方可能不认，别等${late}`,
    };
  }
  if (clock.safe && moved && now <= day) {
    return { state, text: `稳妥的最后一天${words(plain)}已经过了。那天是休息日，依法顺延到${about}${words(day)}，${text}，马上办${late}` };
  }
  // the day to keep does not depend on an arrangement of holidays: nothing of it is estimated
  if (clock.safe && !moved) return { state, text: `最晚${words(day)}，${text}` };
  const why = moved ? `。${words(plain)}是${clock.roll === "statutory" ? "法定节假日" : "休息日"}，顺延到这一天` : "";
  const over = clock.unit === "workday" ? passedOver(start, day, table) : "";
  return { state, text: `${about}最晚${words(day)}，${text}${why}${over && `。${over}`}${late}` };
}
