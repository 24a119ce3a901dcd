// The filled letter as paragraphs: what the preview draws and the .docx writes.
import { said } from "./fill.js";

/**
 * title, lines of fill() → [{kind, runs: [{text, field?, blank?}]}] (blank: the whole run of fill()); a value of several lines becomes several
 * paragraphs, an empty line none.
 */
export function rows(title, lines) {
  const result = [{ kind: "title", runs: [{ text: title }] }];
  for (const line of lines) {
    let row = { kind: line.kind, runs: line.number ? [{ text: `${line.number}. ` }] : [] };
    const close = () => {
      if (row.runs.some((r) => r.text.trim())) result.push(row);
      row = { kind: line.kind === "to" ? "para" : line.kind, runs: [] };
    };
    for (const run of line.runs) {
      said(run)
        .split("\n")
        .forEach((text, i) => {
          if (i) close();
          if (text) row.runs.push({ text, field: run.field, blank: run.blank ? run : null });
        });
    }
    close();
  }
  return result;
}
