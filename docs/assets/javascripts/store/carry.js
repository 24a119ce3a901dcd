// A case as a document that can be kept elsewhere, and the way back: nothing that does not fit is let through.
import { VERSION } from "../lib/key.js";
import { fits, isMap } from "./leaves.js";

const FORMAT = "aftersales-handbook";

/** One case, or all: {handbook, version, exported, leaves: {path: value}}. */
export function toDocument(/** @type {import("./disk.js").Disk} */ disk, exported, id = "") {
  const prefix = id ? `case/${id}/` : "case/";
  return { handbook: FORMAT, version: VERSION, exported, leaves: Object.fromEntries(disk.paths(prefix).map((path) => [path, disk.get(path)])) };
}

/**
 * Looks at a document before anything is changed: {why: "foreign" | "newer" | "spoiled"} where it is not taken, else {cases: [{id, name, made,
 * leaves: [[path, value]]}]}.
 */
export function readDocument(document) {
  if (!isMap(document) || document.handbook !== FORMAT || !isMap(document.leaves)) return { why: "foreign" };
  if (!Number.isInteger(document.version) || document.version < VERSION) return { why: "foreign" };
  if (document.version > VERSION) return { why: "newer" };
  const found = new Map();
  for (const [path, value] of Object.entries(document.leaves)) {
    if (!path.startsWith("case/") || !fits(path, value)) return { why: "spoiled" };
    const id = path.split("/")[1];
    if (!found.has(id)) found.set(id, []);
    found.get(id).push([path, value]);
  }
  const cases = [...found].map(([id, leaves]) => {
    const at = new Map(leaves);
    return { id, name: at.get(`case/${id}/name`) || "", made: at.get(`case/${id}/made`), leaves };
  });
  return cases.length && cases.every((c) => c.made) ? { cases } : { why: "spoiled" };
}
