// A letter cut down for an online form that takes only so many characters. Never in the middle of a sentence while a sentence still fits.
import { fill, isEmpty, lineText, spoken } from "./fill.js";

/** Characters as a person counts them: an emoji outside the first plane is one. */
export const count = (text) => [...text].length;

const REST = "（其余见附件）";
const sentences = (text) => text.match(/[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+$/g) || [];

/** The form asks for these in boxes of their own. */
const own = (line, fields) => {
  const asked = line.runs.filter((r) => r.field).map((r) => fields[r.field]);
  return line.kind === "sign" || line.kind === "to" || (asked.length > 0 && asked.every((f) => (f.case || "").startsWith("buyer.")));
};

function lay(source, values) {
  const fields = Object.fromEntries(source.fields.map((f) => [f.id, f]));
  const kept = fill(source, values).lines.filter(
    (line) => !own(line, fields) && !line.runs.some((r) => r.blank && !fields[r.field].required),
  );
  // a heading with nothing under it says nothing
  return kept.filter((line, i) => line.kind !== "heading" || (kept[i + 1] && kept[i + 1].kind !== "heading"));
}

const join = (lines) => lines.map(lineText).join("\n").trim();

/**
 * source, values as for fill(); limit: most characters.
 * → {text, length, shortened}; first the headings go, then the long stories lose sentences from their end, then lines go from the end.
 */
export function brief(source, values, limit) {
  let lines = lay(source, values);
  let text = join(lines);
  const done = (shortened) => ({ text, length: count(text), shortened });
  if (count(text) <= limit) return done(false);

  lines = lines.filter((line) => line.kind !== "heading");
  text = join(lines);

  const long = source.fields.filter((f) => f.type === "longtext" && !isEmpty(values[f.id]));
  const cut = { ...values };
  while (count(text) > limit) {
    const [longest] = long
      .map((f) => ({ f, parts: sentences(spoken(f, cut[f.id]).replace(REST, "")) }))
      .filter(({ parts }) => parts.length > 1)
      .sort((a, b) => count(b.parts.join("")) - count(a.parts.join("")));
    if (!longest) break;
    cut[longest.f.id] = longest.parts.slice(0, -1).join("").trim() + REST;
    lines = lay(source, cut).filter((line) => line.kind !== "heading");
    text = join(lines);
  }
  while (count(text) > limit && lines.length > 1) {
    lines = lines.slice(0, -1);
    text = join(lines);
  }
  if (count(text) > limit) text = [...text].slice(0, limit - count(REST)).join("") + REST;
  return done(true);
}

/** The filled fields for copying one by one: [{label, text}]. */
export function pieces(source, values) {
  return source.fields.map((f) => ({ label: f.label, text: spoken(f, values[f.id]) })).filter((p) => p.text !== null);
}
