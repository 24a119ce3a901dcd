// What the device's own date says of a day that a page names: a stored copy, or a tab that was left open, is read long after it was made.
import { parse, words } from "#dates";

const BEGUN = 60; // days after which a rule is new no more (macros/coming.py)
const OLD = 180; // days after which laws are compared again (macros/freshness.py)
const BY = "按这台设备的日期，";

/** How a rule's day stands to today: a sentence. Both are days since 1970. */
export function stands(day, now) {
  const left = day - now;
  return BY + (left > 0 ? `还有${left}天。` : left === 0 ? "就是今天。" : `已经过了${-left}天。`);
}

/** What a page says first of its rules where one of them has just begun, else "". days: since 1970. */
export function news(days, now) {
  const since = Math.min(...days.map((day) => now - day).filter((passed) => passed >= 0));
  if (since > BEGUN) return "";
  return `${since ? `${since}天前` : "今天"}起变了（按这台设备的日期）`;
}

/** What a page says of itself once its laws were not compared for long: {title, text}, else null. checked: ISO; now: since 1970. */
export function aged(checked, now) {
  const day = parse(checked);
  const passed = day === null ? 0 : now - day;
  if (passed <= OLD) return null;
  return { title: `核对以后已过${passed}天，先看有没有新的`, text: `这一页引的条文是${words(day, false)}核对的，${BY}已过${passed}天。` };
}
