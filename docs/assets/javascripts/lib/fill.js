// A letter with its blanks filled. The lines come parsed from the build (macros/letters.py); here they only take values.
import { chinese, parse as parseMoney } from "./money.js";
import { parse as parseDate, words } from "./dates.js";

// Characters that nobody types on purpose and that change how text looks or where it ends.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** What was typed, ready to keep: same letters, no unseen characters, one kind of line end. */
export function clean(raw, multiline) {
  const text = String(raw).replace(/\r\n?/g, "\n").replace(UNSEEN, "");
  return multiline ? text.replace(/[\t ]+\n/g, "\n").replace(/\n{3,}/g, "\n\n") : text.replace(/[\n\t]+/g, " ");
}

/** A sentence why the value does not fit its field, or null. An empty value always fits: that is a matter of `required`. */
export function mistake(field, value) {
  if (isEmpty(value)) return null;
  if (field.type === "money") {
    const amount = parseMoney(value);
    if (amount === null) return "写数字，最多两位小数，比如 899 或 899.50";
    if (Number(amount) === 0) return "金额要大于0";
  }
  if (field.type === "date" && parseDate(value) === null) return "没有这一天。照 2026-11-17 这样选或写";
  if (field.type === "phone" && !/^[+0-9０-９ ()（）-]{5,24}$/.test(value)) return "写电话号码，只用数字和连字符";
  if (field.type === "choice" && !field.options.some((o) => o.id === value)) return "从列出的里面选一个";
  return null;
}

export function isEmpty(value) {
  return value === undefined || value === null || (Array.isArray(value) ? value.length === 0 : String(value).trim() === "");
}

/** A value as the letter says it; null where the blank stays a blank. */
export function spoken(field, value, filter) {
  if (isEmpty(value) || mistake(field, value)) return null;
  if (field.type === "money") {
    const amount = parseMoney(value);
    return filter === "cny" ? chinese(amount) : amount;
  }
  if (field.type === "date") return words(parseDate(value), false);
  const label = (id) => (field.options.find((o) => o.id === id) || {}).label;
  if (field.type === "choice") return label(value) || null;
  if (field.type === "choices") return value.map(label).filter(Boolean).join("、") || null;
  return clean(value, field.type === "longtext").trim();
}

function holds(when, values) {
  return when.every((w) => {
    const value = values[w.field];
    if (!w.is) return !isEmpty(value);
    return Array.isArray(value) ? value.includes(w.is) : value === w.is;
  });
}

/**
 * source: {fields, lines}; values: {field: typed}.
 * → {lines: [{kind, number, runs: [{text} | {text, field} | {blank, field, width}]}], missing: [field], wrong: [{field, why}]}
 */
export function fill(source, values) {
  const fields = Object.fromEntries(source.fields.map((f) => [f.id, f]));
  const lines = [];
  let number = 0;
  for (const line of source.lines) {
    if (line.when && !holds(line.when, values)) continue;
    number = line.kind === "item" ? number + 1 : 0;
    const runs = line.runs.map((run) => {
      if (run.text !== undefined) return run;
      const field = fields[run.field];
      const text = spoken(field, values[run.field], run.filter);
      return text === null ? { blank: field.label, field: run.field, width: field.width } : { text, field: run.field };
    });
    lines.push({ kind: line.kind, number, runs });
  }
  const missing = source.fields.filter((f) => f.required && isEmpty(values[f.id])).map((f) => f.id);
  const wrong = source.fields.map((f) => ({ field: f.id, why: mistake(f, values[f.id]) })).filter((w) => w.why);
  return { lines, missing, wrong };
}

/** The filled letter as text to copy; a blank stays visible as 【待填：…】. */
export function toText(title, lines) {
  const rows = [title, ""];
  for (const line of lines) {
    const text = line.runs.map((r) => (r.blank ? `【待填：${r.blank}】` : r.text)).join("");
    if (line.kind === "heading") rows.push("", text);
    else rows.push(line.number ? `${line.number}. ${text}` : text);
  }
  return rows.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}
