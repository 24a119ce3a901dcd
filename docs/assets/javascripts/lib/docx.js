// Rows into the .docx template (macros/exports/docx.py makes it). Values are inserted as text: what looks like a mark or a tag stays what it is.
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";

export const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const CORE = "docProps/core.xml";

/** The day as the file's properties say it; no hour, nobody needs to know it. */
const dated = (day) => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}T00:00:00Z`;

/**
 * template: base64 of the .docx; rows as lib/rows.js gives them; today: a Date → the filled file's bytes (Uint8Array). Throws where the template is
 * broken.
 */
export function fillDocx(template, rows, draft, today = new Date()) {
  const document = new Docxtemplater(new PizZip(template, { base64: true }), { paragraphLoop: true });
  const name = rows[0].runs.map((r) => r.text).join("");
  document.render({ name, draft, rows: rows.map((row) => ({ [row.kind]: true, keep: Boolean(row.keep), runs: row.runs.map((r) => ({ text: r.text, blank: Boolean(r.blank) })) })) });
  const zip = document.getZip();
  zip.file(CORE, zip.file(CORE).asText().replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${dated(today)}`));
  return zip.generate({ type: "uint8array", compression: "DEFLATE", mimeType: TYPE });
}
