// Where a value meets the sentence around it: one mark, one unit, one label. What the reader typed stays as typed in the form.
// The marks follow GB/T 15834—2011: no two of 。，；：、 beside each other; ？ and ！ stand in the place of 。; a mark before ” stays where it is.

const TAIL = /[\s。．，；、：.,;:！？!?]+$/; // what a value may end in that the sentence has a say in
const HEAD = /^[\s。．，；、：,;:]+/;
const LOUD = /[！？!?]+/; // they say something that 。 does not
const STOPPED = /[。．！？!?….]$/;
const MARK = /^[。．，；、：,;:！？!?]/;
const QUOTED = /([。．，；、：.,;:！？!?…]+)([”’」』"'》〉]+)$/;
const BRACKETED = /([。．，；、：.,;:]+)([）)〕】\]]+)$/;
const ADDRESS = /:\/\/\S*$/;

/** Nothing but marks: says nothing, so that its blank stays a blank. */
export const onlyMarks = (text) => /^[\s。．，；、：.,;:！？!?…]+$/.test(text);

/** “不退。（录音在手机里。）”: the bracket is a sentence of its own, it stands after one that has ended. */
function bracketApart(text) {
  if (!/[）)]$/.test(text)) return false;
  const open = Math.max(text.lastIndexOf("（"), text.lastIndexOf("("));
  return open > 0 && STOPPED.test(text.slice(0, open).trimEnd());
}

/** Has a sentence ended here, with its mark or with a quotation or a bracket that has one? */
const ended = (text) => STOPPED.test(text) || /[。！？!?…][”’」』"']+$/.test(text) || bracketApart(text);

/** The units that may follow a number; a reader who writes “3件” means the same as one who writes “3”. */
function withoutUnit(value, next) {
  const unit = /^(周岁|[元件页份次个岁])/.exec(next);
  if (!unit) return value;
  const own = unit[1] === "周岁" ? "周?岁" : unit[1];
  return value.replace(new RegExp(`([0-9０-９一二三四五六七八九十百千万两])\\s*${own}整?$`), "$1");
}

/** “订单号（小票号）：” before “小票号 123”, “第” before “第3页”: the label is there already. A story may begin so: “经过3天，……”. */
function withoutLabel(value, before, long) {
  const m = /^([\u4e00-\u9fff]{1,8}?)(?:[：:]\s*|\s*(?=[0-9０-９A-Za-z]))/.exec(value);
  if (!m || m[0].length === value.length || (long && !/[：:]/.test(m[0]))) return value;
  const [, own, note = ""] = /^([^]*?)(?:（([^（）]*)）)?[：:]?\s*$/.exec(before);
  return [own, ...note.split("、")].some((label) => label.endsWith(m[1])) ? value.slice(m[0].length) : value;
}

/** A value before more text → [the value, how many characters of the text it takes the place of: 0 or 1]. */
function inside(value, next) {
  const tail = (TAIL.exec(value) || [""])[0];
  const loud = (LOUD.exec(tail) || [""])[0];
  const body = value.slice(0, value.length - tail.length);
  const stop = next[0] === "。";
  if (loud && stop) return [body + loud, 1];
  if (loud && /^\s/.test(next)) return [body + loud, 0];
  if (!MARK.test(next)) return [body, 0];
  if (stop && ended(body)) return [body, 1];
  const quoted = QUOTED.exec(body);
  // ？ and ！ within the quotation stay; 。 does not stand before ，
  if (quoted && !LOUD.test(quoted[1]) && !quoted[1].includes("…")) return [body.slice(0, quoted.index) + quoted[2], 0];
  const bracketed = BRACKETED.exec(body);
  return [bracketed ? body.slice(0, bracketed.index) + bracketed[2] : body, 0];
}

/** A value at the end of its line: a story ends as a sentence does; elsewhere one 。 is enough, and nothing ends in ，. */
function last(value, long) {
  if (long && !ADDRESS.test(value)) {
    const [text, taken] = inside(value, "。");
    return taken ? text : `${text}。`;
  }
  const [tail] = TAIL.exec(value) || [""];
  return value.slice(0, value.length - tail.length) + (LOUD.exec(tail) || /\.{3,}|[。．.]/.exec(tail) || [""])[0];
}

/**
 * A line's runs, values filled in ({text, field}, {text} or {blank, …}) → the same runs with their seams made good. A table's cells do not touch.
 * fields: {id: field}. Choices are the letter's own words: only their marks are looked at.
 */
export function seams(runs, fields) {
  const result = runs.map((run) => ({ ...run }));
  let before = "";
  result.forEach((run, i) => {
    if (i && run.cell !== result[i - 1].cell) before = "";
    if (run.field && !run.blank && run.text) {
      const { type } = fields[run.field];
      const after = result.slice(i + 1).find((r) => r.cell === run.cell && (r.blank || r.text));
      const next = after ? after.text || "【" : "";
      let text = run.text;
      if (type === "money" && /人民币[^。；]*$/.test(before)) text = text.replace(/^人民币/, "");
      if (type === "text" || type === "longtext") text = withoutLabel(text.replace(HEAD, ""), before, type === "longtext");
      const [said, taken] = next ? inside(text, next) : [last(text, type === "longtext"), 0];
      run.text = withoutUnit(said, next) || run.text;
      if (taken) after.text = next.slice(taken);
    }
    before += run.blank ? "【】" : run.text;
  });
  return result;
}
