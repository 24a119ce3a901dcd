// A letter cut down for an online form that takes only so many characters: what happened stays, and what the form asks in boxes of its own goes first.
// Never in the middle of a sentence while a sentence still fits.
import { asked as questions } from "./asked.js";
import { fill, isEmpty, lineText, spoken } from "./fill.js";
import { count } from "./limits.js";

const REST = "（其余见附件）";
const HEAVY = 2; // the story keeps twice as much as another text
const sentences = (text) => text.match(/[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+$/g) || [];

/** Who the two sides are and where they live: every form has boxes for it. */
const SIDES = /^(buyer|helper|platform)\.|^seller\.(?!reason$)/;
const isSide = (f) => f.group === "who" || SIDES.test(f.case || "");
const isOwn = (f) => (f.case || "").startsWith("buyer.");
/** What the letter is about: such a line goes only when nothing else is left to go. */
const isCore = (f) => f.type === "longtext" || f.type === "date" || f.type === "money" || f.group === "want" || f.case === "seller.reason";

/** “人民币899元（大写：捌佰玖拾玖元整）” → “人民币899元” */
function withoutCapitals(line) {
  const runs = line.runs.map((run) => ({ ...run }));
  for (let i = 1; i + 1 < runs.length; i += 1) {
    const [before, after] = [runs[i - 1], runs[i + 1]];
    if (runs[i].filter !== "cny" || !/（大写：[^（）]*$/.test(before.text || "") || !/^[^（）]*）/.test(after.text || "")) continue;
    before.text = before.text.replace(/（大写：[^（）]*$/, "");
    after.text = after.text.replace(/^[^（）]*）/, "");
    runs[i] = { text: "" };
  }
  return { ...line, runs };
}

/** What goes, one after another, until the letter fits: each takes the letter's lines and gives those that stay. asked: line → its fields. */
const CUTS = [
  // what has a second receiver is another letter
  (lines) => {
    const receivers = lines.flatMap((line, i) => (line.kind === "to" ? [i] : []));
    return lines.slice(0, receivers[1]);
  },
  (lines, asked) => lines.filter((line) => !asked(line).length || !asked(line).every(isSide)),
  (lines) => lines.map(withoutCapitals),
  (lines) => lines.filter((line) => line.kind !== "heading"),
  // that all is true, what is attached, what comes next: words without anything of the case in them
  (lines, asked) => lines.filter((line) => line.kind !== "para" || line.when || asked(line).length || /：$/.test(line.runs.map((r) => r.text).join(""))),
  (lines, asked) => lines.filter((line) => !asked(line).length || !asked(line).every((f) => isSide(f) || f.role === "reference-number")),
];

/** The lines to paste, of those that are left of the source's: no signatures, no receiver, nothing of the buyer alone, no blank that need not be filled. */
function lay(source, values, left) {
  const fields = Object.fromEntries(source.fields.map((f) => [f.id, f]));
  const kept = fill({ ...source, lines: left }, values).lines.filter((line) => {
    const asked = line.runs.filter((r) => r.field).map((r) => fields[r.field]);
    return line.kind !== "sign" && line.kind !== "to" && !(asked.length && asked.every(isOwn)) && !line.runs.some((r) => r.blank && !fields[r.field].required);
  });
  // a heading with nothing under it says nothing
  const told = kept.filter((line, i) => line.kind !== "heading" || (kept[i + 1] && kept[i + 1].kind !== "heading"));
  let number = 0;
  return told.map((line) => ({ ...line, number: (number = line.kind === "item" ? number + 1 : 0) }));
}

const join = (lines) => lines.map(lineText).join("\n").trim();

/** Takes so many characters out of the long texts, sentences from the end of whichever has most; the first of each stays. → values */
function shorten(source, values, over) {
  const texts = source.fields
    .filter((f) => (f.type === "longtext" || f.type === "text") && !isEmpty(values[f.id]))
    .map((f) => ({ id: f.id, weight: f.role === "story" ? HEAVY : 1, parts: sentences(spoken(f, values[f.id])), cut: false }));
  const size = (t) => count(t.parts.join(""));
  let rest = over;
  while (rest > 0) {
    const [most] = texts.filter((t) => t.parts.length > 1).sort((a, b) => size(b) / b.weight - size(a) / a.weight);
    if (!most) break;
    rest -= count(most.parts.pop()) - (most.cut ? 0 : count(REST));
    most.cut = true;
  }
  return { ...values, ...Object.fromEntries(texts.filter((t) => t.cut).map((t) => [t.id, t.parts.join("").trim() + REST])) };
}

/** Cuts the longest text within its sentence, where not even first sentences fit. → values */
function chop(source, values, over) {
  const [longest] = source.fields.filter((f) => f.type === "longtext" && !isEmpty(values[f.id])).sort((a, b) => count(values[b.id]) - count(values[a.id]));
  if (!longest) return values;
  const text = [...spoken(longest, values[longest.id]).replace(REST, "")];
  return { ...values, [longest.id]: `${text.slice(0, Math.max(0, text.length - over - count(`……${REST}`))).join("")}……${REST}` };
}

/**
 * source, values as for fill(); limit: most characters.
 * → {text, length, shortened}: first goes what the form asks elsewhere, then the long texts lose sentences from their end, then lines from the end.
 */
export function brief(source, values, limit) {
  const fields = Object.fromEntries(source.fields.map((f) => [f.id, f]));
  const asked = (line) => line.runs.filter((r) => r.field).map((r) => fields[r.field]);
  let left = source.lines;
  let said = values;
  const text = () => join(lay(source, said, left));
  const over = () => count(text()) - limit;
  const done = (shortened) => ({ text: text(), length: count(text()), shortened });
  if (over() <= 0) return done(false);

  for (const cut of CUTS) if (over() > 0) left = cut(left, asked);
  const much = over();
  // a mark at the seam of value and sentence may count otherwise than alone
  for (let more = 0; over() > 0 && more <= 40; more += 20) said = shorten(source, values, much + more);
  for (const spare of [(line) => !asked(line).some(isCore), (line) => !asked(line).some((f) => f.type === "longtext")]) {
    while (over() > 0 && left.some(spare)) left = left.filter((_, i) => i !== left.map(spare).lastIndexOf(true));
  }
  if (over() > 0) said = chop(source, said, over());
  if (over() > 0) return { text: [...text()].slice(0, limit - count(REST)).join("") + REST, length: limit, shortened: true };
  return done(true);
}

/** The filled fields for copying one by one: [{label, text}]. */
export function pieces(source, typed) {
  const { fields, values } = questions(source, typed);
  return fields.map((f) => ({ label: f.label, text: spoken(f, values[f.id]) })).filter((p) => p.text !== null);
}
