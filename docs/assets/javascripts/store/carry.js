// A case as a document that can be kept elsewhere, and the way back: nothing that does not fit is let through, and nothing is changed by looking.
//
// The document: {handbook, version, exported: day, sum: SHA-256 of the leaves as text, leaves: {path: value}}. It goes out as JSON, or as the data
// block of a page that shows the case (case/casepage.js). Of such a page only the block is read, by looking for its two ends in the text.
import { textHash } from "../lib/hash.js";
import { VERSION } from "../lib/key.js";
import { fits, isDay, isMap } from "#leaves";

const FORMAT = "aftersales-handbook";
/** Bytes of a file, characters of a pasted text: more is refused before it is read. A case is some ten thousand. */
export const LIMIT = 5 * 1024 * 1024;
export const BLOCK_ID = "case-data";
const BLOCK_END = "</script>";

/** Does this page of ours say so itself? It is the content of <meta name="generator">. */
export const GENERATOR = FORMAT;

/** One case, or all. */
export function toDocument(/** @type {import("./disk.js").Disk} */ disk, exported, id = "") {
  const leaves = Object.fromEntries(disk.paths(id ? `case/${id}/` : "case/").map((path) => [path, disk.get(path)]));
  return { handbook: FORMAT, version: VERSION, exported, sum: textHash(JSON.stringify(leaves)), leaves };
}

/** The document as a text that can stand in a page's data block: no character of it means anything to a reader of HTML. */
export const blockText = (document) =>
  JSON.stringify(document).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The text of a page's data block; null where the page has none that ends. */
function blockOf(html) {
  const name = html.indexOf(`id="${BLOCK_ID}"`);
  const start = name < 0 ? -1 : html.indexOf(">", name) + 1;
  const end = start > 0 ? html.indexOf(BLOCK_END, start) : -1;
  return end < 0 ? null : html.slice(start, end);
}

/**
 * Looks at a document before anything is changed: {why: "foreign" | "newer" | "spoiled"} where it is not taken, else {exported, altered: is it
 * not as it was exported?, cases: [{id, name, made, leaves: [[path, value]]}]}.
 */
export function readDocument(document) {
  if (!isMap(document) || document.handbook !== FORMAT || !isMap(document.leaves)) return { why: "foreign" };
  if (!Number.isInteger(document.version) || document.version < 1) return { why: "foreign" };
  if (document.version > VERSION) return { why: "newer" };
  if (document.version < VERSION) return { why: "foreign" }; // the first release exported nothing
  const found = new Map();
  const rename = globalThis.window?.handbookRename || ((...leaf) => leaf);
  for (const [path, value] of Object.entries(document.leaves)) {
    if (!path.startsWith("case/") || !fits(path, value)) return { why: "spoiled" };
    const id = path.split("/")[1];
    if (!found.has(id)) found.set(id, []);
    found.get(id).push(rename(path, value));
  }
  const cases = [...found].map(([id, leaves]) => {
    const at = new Map(leaves);
    return { id, name: at.get(`case/${id}/name`) || "", made: at.get(`case/${id}/made`), leaves };
  });
  if (!cases.length || !cases.every((c) => c.made)) return { why: "spoiled" };
  return { exported: isDay(document.exported) ? document.exported : "", altered: document.sum !== textHash(JSON.stringify(document.leaves)), cases };
}

/** As readDocument(), of a text: JSON, or a page with a data block. Also why: "empty" | "big" | "truncated". */
export function readText(raw) {
  if (raw.length > LIMIT) return { why: "big" };
  const text = raw.replace(/^\ufeff/, "").trim();
  if (!text) return { why: "empty" };
  const page = text.startsWith("<");
  const json = page ? blockOf(text) : text;
  const ours = text.slice(0, 4096).includes(FORMAT);
  if (json === null) return { why: ours ? "truncated" : "foreign" };
  let document;
  try {
    document = JSON.parse(json);
  } catch {
    if (!ours) return { why: "foreign" };
    return { why: json.trim().endsWith("}") ? "spoiled" : "truncated" };
  }
  return readDocument(document);
}

/** As readText(), of a file, which is refused by its size before a byte of it is read. Also why: "encoding" | "unreadable". */
export async function readFile(file) {
  if (file.size > LIMIT) return { why: "big" };
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return { why: "unreadable" };
  }
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { why: "encoding" };
  }
  return readText(text);
}

/**
 * What taking a case would do to what is here: {known: is the case here?, added: [[path, value]], changed: [[path, value, value here]],
 * same: how many, gone: [[path, value here]], what only is here: it stays when the case is merged, goes when it is replaced}.
 */
export function differences(/** @type {import("./disk.js").Disk} */ disk, { id, leaves }) {
  const there = new Set(leaves.map(([path]) => path));
  const here = disk.paths(`case/${id}/`);
  const alike = (path, value) => JSON.stringify(disk.get(path)) === JSON.stringify(value);
  const old = leaves.filter(([path]) => disk.get(path) !== undefined);
  return {
    known: here.length > 0,
    added: leaves.filter(([path]) => disk.get(path) === undefined),
    changed: old.filter(([path, value]) => !alike(path, value)).map(([path, value]) => [path, value, disk.get(path)]),
    same: old.filter(([path, value]) => alike(path, value)).length,
    gone: here.filter((path) => !there.has(path)).map((path) => [path, disk.get(path)]),
  };
}

/** “案件-鞋子-2026-11-28.html”: what and when, in letters that every system takes in a file's name. */
export function fileName(name, day, extension) {
  const safe = [...name.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/gu, " ").replace(/\s+/g, " ").trim()].slice(0, 40).join("").trim();
  return `${["案件", safe, day].filter(Boolean).join("-")}.${extension}`;
}
