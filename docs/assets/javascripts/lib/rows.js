// The filled letter as paragraphs: what the preview draws and the .docx writes.
import { said } from "./fill.js";

const SHORT = 24; // characters: a paragraph so short is no page's text on its own beside a signature

/** No signature alone on a page: it stays with the last of the text before it. macros/publish/docx.py does the same for the blank sheet. */
function withSignatures(list) {
  list.forEach((row, i) => {
    if (!list[i + 1] || list[i + 1].kind !== "sign") return;
    row.keep = true;
    if (i && row.kind !== "sign" && row.runs.map((r) => r.text).join("").length < SHORT) list[i - 1].keep = true;
  });
  return list;
}

/**
 * title, lines of fill() → [{kind, runs: [{text, field?, blank?}], keep?}] (blank: the whole run of fill(); keep: on one page with the next); a
 * value of several lines becomes several paragraphs, an empty line none. A table is a row of kind head with {wide} and its rows of kind row, whose runs
 * say in which `cell` they stand.
 */
export function rows(title, lines) {
  const result = [{ kind: "title", runs: [{ text: title }] }];
  for (const line of lines) {
    if (line.kind === "head" || line.kind === "row") {
      const runs = line.runs.map((run) => ({ text: said(run), field: run.field, blank: run.blank ? run : null, cell: run.cell }));
      result.push({ kind: line.kind, runs, ...(line.wide ? { wide: line.wide } : {}) });
      continue;
    }
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
  return withSignatures(result);
}

/** Rows of one table → its cells, each a list of runs. */
const cells = (row, wide) => wide.map((_, i) => row.runs.filter((run) => run.cell === i));

/** The rows with every table in one piece: {kind: "table", wide, lines: [[[run]]]}, its first line the heads. */
export function blocks(list) {
  const result = [];
  for (const row of list) {
    if (row.kind === "head") result.push({ kind: "table", wide: row.wide, lines: [cells(row, row.wide)] });
    else if (row.kind === "row") {
      const table = result[result.length - 1];
      table.lines.push(cells(row, table.wide));
    } else result.push(row);
  }
  return result;
}

/** The rows where there is no room for columns: each record of a table in one row of kind item, every cell after its head. */
export function stacked(list) {
  return blocks(list).flatMap((row) => {
    if (row.kind !== "table") return [row];
    const [heads, ...records] = row.lines;
    const head = (i) => heads[i].map((run) => run.text).join("");
    const told = (runs, i) => (runs.some((run) => run.text) ? [{ text: `${i ? "　" : ""}${head(i)}：` }, ...runs] : []);
    return records.map((record) => ({ kind: "item", runs: record.flatMap(told) }));
  });
}
