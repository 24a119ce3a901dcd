// Rows into the .docx template (macros/publish/docx.py makes it). Values are inserted as text: what looks like a mark or a tag stays what it is.
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { blocks } from "./rows.js";

export const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const CORE = "docProps/core.xml";

/** The day as the file's properties say it; no hour, nobody needs to know it. */
const dated = (day) => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}T00:00:00Z`;

// a table as the file says it; its styles are the template's (macros/publish/docx.py, TABLE, CELL)
const WIDTH = 8844; // twentieths of a point: 156 mm
const escape = (text) => text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
const runXml = (r) => `<w:r>${r.blank ? '<w:rPr><w:highlight w:val="yellow"/></w:rPr>' : ""}<w:t xml:space="preserve">${escape(r.text)}</w:t></w:r>`;
const cellXml = (runs, share) =>
  `<w:tc><w:tcPr><w:tcW w:w="${Math.round((WIDTH * share) / 100)}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="文书表内文字"/></w:pPr>${runs.map(runXml).join("")}</w:p></w:tc>`;
const rowXml = (cells, wide, i) => `<w:tr><w:trPr><w:cantSplit/>${i ? "" : "<w:tblHeader/>"}</w:trPr>${cells.map((runs, n) => cellXml(runs, wide[n])).join("")}</w:tr>`;
const tableXml = ({ wide, lines }) =>
  `<w:tbl><w:tblPr><w:tblStyle w:val="文书表格"/><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>` +
  `<w:tblGrid>${wide.map((share) => `<w:gridCol w:w="${Math.round((WIDTH * share) / 100)}"/>`).join("")}</w:tblGrid>${lines.map((cells, i) => rowXml(cells, wide, i)).join("")}</w:tbl>`;

const BODY = "word/document.xml";

/** The file's text with the hyphens inside numbers as Word's own that never end a line: an order's number is not broken, and its hyphen stays one. */
const unbroken = (xml) =>
  xml.replace(/<w:t(?: [^>]*)?>[^<]*<\/w:t>/g, (said) => said.replace(/([0-9A-Za-z])-(?=[0-9A-Za-z])/g, '$1</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'));

/** A row as the template takes it. */
const told = (row) =>
  row.kind === "table" ? { table: true, xml: tableXml(row) } : { [row.kind]: true, keep: Boolean(row.keep), runs: row.runs.map((r) => ({ text: r.text, blank: Boolean(r.blank) })) };

/**
 * template: base64 of the .docx; rows as lib/rows.js gives them; today: a Date → the filled file's bytes (Uint8Array). Throws where the template is
 * broken.
 */
export function fillDocx(template, rows, draft, today = new Date()) {
  const document = new Docxtemplater(new PizZip(template, { base64: true }), { paragraphLoop: true });
  const name = rows[0].runs.map((r) => r.text).join("");
  document.render({ name, draft, rows: blocks(rows).map(told) });
  const zip = document.getZip();
  zip.file(CORE, zip.file(CORE).asText().replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${dated(today)}`));
  zip.file(BODY, unbroken(zip.file(BODY).asText()));
  return zip.generate({ type: "uint8array", compression: "DEFLATE", mimeType: TYPE });
}
