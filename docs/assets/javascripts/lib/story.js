// “一件事一句话” → 事实与理由: events in the order of their days, a line each.
import { parse, words } from "#dates";

/** [{date: "2026-11-17" | "", text}] → text; what has no day stands after what has one, in the order it was written. */
export function tell(events) {
  const day = (e) => parse(e.date) ?? Infinity;
  return events
    .map((e, i) => ({ ...e, i, text: String(e.text).trim() }))
    .filter((e) => e.text)
    .sort((a, b) => (day(a) === day(b) ? a.i - b.i : day(a) - day(b)))
    .map((e) => `${Number.isFinite(day(e)) ? `${words(day(e), false)}，` : ""}${e.text}${/[。！？；…]$/.test(e.text) ? "" : "。"}`)
    .join("\n");
}

/** Adds a paragraph to a text, once; takes it out again. */
export const withParagraph = (text, paragraph) => (text.includes(paragraph) ? text : [text.trim(), paragraph].filter(Boolean).join("\n"));
export const withoutParagraph = (text, paragraph) => text.replace(paragraph, "").replace(/\n{2,}/g, "\n").trim();
