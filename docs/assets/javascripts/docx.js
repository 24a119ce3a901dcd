// Loaded only when somebody asks for a .docx: the library is larger than the whole handbook's script.
import { fillDocx, TYPE } from "./lib/docx.js";

// the library makes its bytes in a plain buffer, its types do not say so
window.handbookDocx = (template, rows, draft) => new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (fillDocx(template, rows, draft))], { type: TYPE });
