// Loaded only when somebody asks for a .docx: the library is larger than the whole handbook's script.
import { fillDocx, TYPE } from "./lib/docx.js";

window.handbookDocx = (template, rows, draft) => new Blob([fillDocx(template, rows, draft)], { type: TYPE });
