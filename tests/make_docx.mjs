// Fills letters through the browser's own modules and writes the .docx files, for tests/test_docx.py to open with another library.
// Input (a JSON file): {template, letters: [source], fuzz, out}. Output: <out>/letter-<id>.docx, <out>/mark-<id>-<n>.docx (every value of words ends
// in the n-th mark), <out>/dash-<id>.docx (every short value is a number with hyphens), <out>/fuzz-<n>.docx and <out>/cases.json,
// cases.json: [{file, letter, text, values, cleaned}] where text is what the copy button gives.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fillDocx } from "../docs/assets/javascripts/lib/docx.js";
import { clean, fill, toText } from "../docs/assets/javascripts/lib/fill.js";
import { rows } from "../docs/assets/javascripts/lib/rows.js";

const { template, letters, fuzz, out } = JSON.parse(readFileSync(process.argv[2], "utf8"));
mkdirSync(out, { recursive: true });
const cases = [];

function make(source, values, name) {
  const result = fill(source, values);
  writeFileSync(join(out, name), fillDocx(template, rows(source.title, result.lines), result.missing.length + result.wrong.length > 0, new Date(2026, 10, 3)));
  const typed = Object.fromEntries(source.fields.map((f) => [f.id, f.type === "text" || f.type === "longtext" ? clean(values[f.id] || "", f.type === "longtext").trim() : null]));
  cases.push({ file: name, letter: source.id, text: toText(source.title, result.lines), typed, used: result.lines.flatMap((l) => l.runs.filter((r) => r.field && !r.blank).map((r) => r.field)) });
}

/** A value that can be told from every other field's. */
function sample(field, i) {
  if (field.type === "money") return `${1000 + i}.${String(10 + i).slice(-2)}`;
  if (field.type === "date") return `2026-${String((i % 9) + 1).padStart(2, "0")}-${String((i % 27) + 1).padStart(2, "0")}`;
  if (field.type === "phone") return `1380000${String(1000 + i)}`;
  if (field.type === "choice") return field.options[0].id;
  if (field.type === "choices") return field.options.map((o) => o.id);
  return field.type === "longtext" ? `第一件事甲${i}。\n第二件事乙${i}。` : `内容丙${i}`;
}

for (const source of letters) make(source, Object.fromEntries(source.fields.map((f, i) => [f.id, sample(f, i)])), `letter-${source.id}.docx`);

["。", "，", "；", "！", "？", "、", ".", ",", ";"].forEach((mark, n) => {
  for (const source of letters) {
    const value = (f, i) => (f.type === "text" || f.type === "longtext" ? `内容丙${i}${mark}` : sample(f, i));
    make(source, Object.fromEntries(source.fields.map((f, i) => [f.id, value(f, i)])), `mark-${source.id}-${n}.docx`);
  }
});

for (const source of letters) {
  const value = (f, i) => (f.type === "text" ? `YX-${300 + i}S-2026-7a` : sample(f, i));
  make(source, Object.fromEntries(source.fields.map((f, i) => [f.id, value(f, i)])), `dash-${source.id}.docx`);
}

let seed = 20261122;
function random(n) {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
}
const PIECES = [
  "鞋", "退款", "a", "Z9", " ", "　", "\n", "\n\n", "\t", "<b>", "</w:t>", "<script>alert(1)</script>", "{{x}}", "{#rows}", "{/rows}", "{text}", "{", "}", "[[a]]", "[[ ]]", "$&", "$1",
  "👟", "👨‍👩‍👧", "𠮷", "\u202e", "\u200b", "\u0000", "\u0007", "\u000b", "\u2028", "\ud800", "\udc00", "\ufffe", "\\", "'", '"', "&amp;", "&", "]]>", "<!--", "％", "１２３", "é", "e\u0301", "ك", "一二\t三四\n五六\t七八",
];
const ODD = { money: ["-5", "1e9", "１，２３４．５", "¥899元", "99999999999", "0", "abc"], date: ["2026/2/30", "2026-02-30", "2026年2月3日", "２０２６-０１-０５", "x"], phone: ["138", "１３８００００００００", "<b>", "010-12345678"] };
for (let n = 0; n < fuzz; n += 1) {
  const source = letters[random(letters.length)];
  const values = {};
  for (const field of source.fields) {
    const choice = random(4);
    if (choice === 0) values[field.id] = field.type === "choices" ? [] : "";
    else if (choice === 1) values[field.id] = sample(field, random(90));
    else if (ODD[field.type]) values[field.id] = ODD[field.type][random(ODD[field.type].length)];
    else if (field.options.length) values[field.id] = field.type === "choice" ? "no-such" : ["no-such", field.options[0].id];
    else if (random(200) === 0) values[field.id] = "长".repeat(4000);
    else values[field.id] = Array.from({ length: random(14) }, () => PIECES[random(PIECES.length)]).join("");
  }
  make(source, values, `fuzz-${n}.docx`);
}
writeFileSync(join(out, "cases.json"), JSON.stringify(cases));
