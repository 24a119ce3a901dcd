// Rows into the .docx template (macros/exports/docx.py makes it). Values are inserted as text: what looks like a mark or a tag stays what it is.
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";

export const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** template: base64 of the .docx; rows as lib/rows.js gives them → the filled file's bytes (Uint8Array). Throws where the template is broken. */
export function fillDocx(template, rows, draft) {
  const document = new Docxtemplater(new PizZip(template, { base64: true }), { paragraphLoop: true });
  document.render({ draft, rows: rows.map((row) => ({ [row.kind]: true, runs: row.runs.map((r) => ({ text: r.text, blank: Boolean(r.blank) })) })) });
  return document.getZip().generate({ type: "uint8array", compression: "DEFLATE", mimeType: TYPE });
}
