// A letter with its blanks filled. The lines come parsed from the build (macros/letters.py); here they only take values.
import { chinese, parse as parseMoney } from "./money.js";
import { parse as parseIso, words } from "#dates";
import { kept } from "./help.js";
import { onlyMarks, seams } from "./seams.js";
import { stands } from "./asserts.js";
import { asked, holds, isEmpty } from "./asked.js";

export { holds, isEmpty };

// Characters that nobody types on purpose and that change how text looks or where it ends.
// Line ends under other names; a half of a pair of code units is no letter and breaks every file it gets into.
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const NO_LETTER = /\p{Cs}|[\ufffe\uffff]/gu;
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\u2065]/gu; // control and format characters, and the one among them that has no name yet

/** What was typed, ready to keep: same letters, no unseen characters, one kind of line end. */
export function clean(raw, multiline) {
  const text = String(raw).replace(LINE_END, "\n").replace(NO_LETTER, "").replace(UNSEEN, "");
  if (!multiline) return text.replace(/[\n\t]+/g, " ");
  // a pasted table: its cells stay apart
  return text.replace(/[\t ]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").replace(/\t/g, "　");
}

/** A day as people write it (2026/2/3, 2026年2月3日, 全角 digits) → days since 1970, or null where there is no such day. */
export function parseDate(raw) {
  const text = String(raw).replace(/[０-９]/g, (c) => String("０１２３４５６７８９".indexOf(c))).trim();
  const m = /^(\d{4})\s*[-/.．／年]\s*(\d{1,2})\s*[-/.．／月]\s*(\d{1,2})\s*日?$/.exec(text);
  return m && parseIso(`${m[1]}-${m[2].padStart(2, "0")}-${m[3].padStart(2, "0")}`);
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
  if (field.type === "phone" && !/^[+0-9０-９＋－ ()（）\-转分机#＃/、，,或]{5,60}$/.test(value)) return "写电话号码，只用数字和连字符；分机写“转8001”";
  if (field.type === "choice" && !field.options.some((o) => o.id === value)) return "从列出的里面选一个";
  return null;
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
  if (field.type === "choices") {
    const chosen = value.map(label).filter(Boolean);
    // “退货，退还货款；更换”: what is a list in itself is told from its neighbours by ；
    return chosen.join(chosen.some((text) => /[、，]/.test(text)) ? "；" : "、") || null;
  }
  return clean(value, field.type === "longtext").trim();
}

/** What the form knows, as lib/asserts.js asks for it. */
export function known(source, values) {
  const fields = Object.fromEntries(source.fields.map((f) => [f.id, f]));
  return {
    date: (id) => (isEmpty(values[id]) ? null : parseDate(values[id])),
    value: (id) => (isEmpty(values[id]) ? undefined : values[id]),
    label: (id) => fields[id].label,
    option: (id, option) => fields[id].options.find((o) => o.id === option).label,
    holidays: source.holidays,
  };
}

/** Who does it for the buyer: {name, phone, kin} as text, or null where the buyer writes alone. */
export function agent(source, values) {
  const state = source.agent ? kept(values, "agent") : {};
  if (!state.on) return null;
  const text = (key) => clean(state[key] || "", false).replace(/[\s。，；、.,;]+$/, "").trim();
  return { name: text("name"), phone: text("phone"), kin: text("kin") };
}

/** The letter's own words about the writer, in the third person. What the reader typed stays as typed. */
const third = (text) => text.replace(/自我|我国|我(们|方)?/g, (word) => (word === "自我" || word === "我国" ? word : "委托人"));

/** The lines as an agent hands them in: the fixed words and the options in the third person, who the agent is before the signatures of every paper in it. */
function byAgent({ name, phone, kin }, lines, fields) {
  const buyer = Object.values(fields).find((f) => f.case === "buyer.name");
  const told = lines.map((line) => ({
    ...line,
    runs: line.runs.map((r) => (r.blank || (r.field && !fields[r.field].options.length) ? r : { ...r, text: third(r.text) })),
  }));
  const who = name ? { text: name } : { blank: "代理人姓名", field: buyer.id, width: 6 };
  const line = (kind, before, after) => ({ kind, number: 0, runs: [{ text: before }, who, { text: after }] });
  const own = line("para", "本件由委托人的代理人", `${kin ? `（委托人的${kin}）` : ""}代为办理，随附授权委托书和代理人身份证明。`);
  const sign = line("sign", "代理人：", phone ? `　电话：${phone}` : "");
  const signs = told.map((l) => l.kind === "sign");
  if (!signs.includes(true)) return [...told, own, sign];
  return told.flatMap((l, i) => {
    if (!signs[i]) return l;
    const [run, more] = l.runs;
    const day = !more && run.field && fields[run.field].type === "date";
    const signed = signs[i + 1] ? [l] : day ? [sign, l] : [l, sign];
    return signs[i - 1] ? signed : [own, ...signed];
  });
}

/** The runs of a line without the parts whose blanks are empty: ｛，订单号[[order]]｝ goes as a whole. */
function standing(runs, values) {
  const gone = runs.filter((r) => r.part && r.field && isEmpty(values[r.field])).map((r) => r.part);
  return runs.filter((r) => !gone.includes(r.part));
}

/**
 * source: {fields, lines, agent?}; values: {field: typed}. A field that is not asked (lib/asked.js) says nothing and is not missed.
 * → {lines: [{kind, number, runs: [{text} | {text, field} | {blank, field, width}], wide?}], missing: [field], wrong: [{field, why}]}
 */
export function fill(source, typed) {
  const fields = Object.fromEntries(source.fields.map((f) => [f.id, f]));
  const { fields: questions, values } = asked(source, typed);
  const know = known(source, values);
  const lines = [];
  let number = 0;
  let count = 0; // of the rows of a table
  for (const line of source.lines) {
    const own = !line.when || holds(line.when, values) ? stands(line, know) : null;
    const left = own && standing(own, values);
    if (!left || !left.length) continue; // the line does not stand, or all its parts are gone
    number = line.kind === "item" ? number + 1 : 0;
    count = line.kind === "row" ? count + 1 : 0;
    const runs = left.map((run) => {
      const at = run.cell === undefined ? {} : { cell: run.cell };
      if (run.text !== undefined) return { text: run.count ? String(count) : run.text, ...at };
      const field = fields[run.field];
      const text = spoken(field, values[run.field], run.filter);
      if (text !== null && !onlyMarks(text)) return { text, field: run.field, ...at };
      // what a table need not say leaves its cell empty
      return run.cell !== undefined && !field.required ? { text: "", ...at } : { blank: field.label, field: run.field, width: field.width, ...at };
    });
    lines.push({ kind: line.kind, number, runs: seams(runs, fields), ...(line.wide ? { wide: line.wide } : {}) });
  }
  // a heading with nothing under it says nothing
  const told = lines.filter((line, i) => line.kind !== "heading" || (lines[i + 1] && lines[i + 1].kind !== "heading"));
  const missing = questions.filter((f) => f.required && isEmpty(values[f.id])).map((f) => f.id);
  const wrong = questions.map((f) => ({ field: f.id, why: mistake(f, values[f.id]) })).filter((w) => w.why);
  const helper = agent(source, values);
  return { lines: helper ? byAgent(helper, told, fields) : told, missing, wrong };
}

/** A run as text; a blank stays visible as 【待填：…】. */
export const said = (run) => (run.blank ? `【待填：${run.blank}】` : run.text);

/** A line as text, with its number; the cells of a table with tabs between them, so that it pastes as one. */
export const lineText = (line) => (line.number ? `${line.number}. ` : "") + line.runs.map(said).join(line.kind === "head" || line.kind === "row" ? "\t" : "");

/** The filled letter as text to copy. */
export function toText(title, lines) {
  const rows = [title, ""];
  for (const line of lines) {
    if (line.kind === "heading") rows.push("");
    rows.push(lineText(line));
  }
  return rows.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}
