// The evidence register without a page: its order, what is still missing, is a file still the same, what goes into the list of evidence.
import { isEmpty } from "./fill.js";

/** {id: entry} → [{...entry, id, number}] in the reader's order, numbered from 1. */
export function ordered(proofs) {
  return Object.entries(proofs)
    .map(([id, entry]) => ({ ...entry, id }))
    .sort((a, b) => (a.no ?? Infinity) - (b.no ?? Infinity) || (a.id < b.id ? -1 : 1))
    .map((entry, i) => ({ ...entry, number: i + 1 }));
}

/** What a piece of evidence is called. */
export const called = (entry) => entry.title || entry.name;

/** Moves one entry up (-1) or down (1) → {id: its new place} of every entry whose place changes. */
export function moved(list, id, by) {
  const ids = list.map((entry) => entry.id);
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return {};
  ids.splice(to, 0, ...ids.splice(from, 1));
  const places = ids.map((one, i) => [one, i + 1]);
  return Object.fromEntries(places.filter(([one, no]) => list.find((entry) => entry.id === one).no !== no));
}

/** 3460300 → "3.3 MB" */
export function size(bytes) {
  if (bytes < 1024) return `${bytes}字节`;
  const units = ["KB", "MB", "GB"];
  let n = bytes / 1024;
  let i = 0;
  for (; n >= 999.95 && i < 2; i += 1) n /= 1024;
  return `${n.toFixed(1)} ${units[i]}`;
}

/** An instant as the reader's clock shows it: 2026-11-20 14:03; "" where there is none. */
export function moment(isoTime) {
  const date = new Date(isoTime || NaN);
  if (Number.isNaN(date.getTime())) return "";
  const two = (n) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A hash that eyes can compare: eight groups of eight. */
export const grouped = (sha256) => sha256.replace(/(.{8})(?=.)/g, "$1 ");

/**
 * What the chosen situations ask to keep. steps: [{id, do, evidence?, perishable?, done, title, url}] in the situations' order; kinds: every kind
 * of evidence, in the handbook's order.
 * → [{what, state: "have" | "done" | "missing", have: [number], steps, perishable: [sentence]}]; what perishes and is missing first, then what is
 * missing, then the rest. "done": every step is ticked, but nothing of the kind stands in the register.
 */
export function needs(steps, list, kinds) {
  const found = kinds
    .map((what) => {
      const of = steps.filter((step) => step.evidence === what);
      const have = list.filter((entry) => entry.what === what).map((entry) => entry.number);
      const open = of.filter((step) => !step.done);
      const perishable = [...new Set((open.length ? open : of).map((step) => step.perishable).filter(Boolean))];
      return { what, state: have.length ? "have" : open.length ? "missing" : "done", have, steps: open.length ? open : of, perishable };
    })
    .filter((need) => need.steps.length);
  const rank = (need) => (need.state !== "missing" ? 2 : need.perishable.length ? 0 : 1);
  return [0, 1, 2].flatMap((r) => found.filter((need) => rank(need) === r));
}

/**
 * A file that is looked at again: {state, proof?}. "same": the register has just these bytes; "changed": it has a file of this name with other
 * bytes; "unknown": neither.
 */
export function checked({ name, sha256 }, list) {
  const same = list.filter((entry) => entry.sha256 === sha256);
  if (same.length) return { state: "same", proof: same.find((entry) => entry.name === name) || same[0] };
  const proof = list.find((entry) => entry.sha256 && entry.name === name);
  return proof ? { state: "changed", proof } : { state: "unknown" };
}

/** “证据1、3：手机相册；证据2：家里”: where the originals are, each place once. */
export function originals(list) {
  const places = new Map();
  for (const { number, original } of list) if (!isEmpty(original)) places.set(original.trim(), [...(places.get(original.trim()) || []), number]);
  return [...places].map(([place, numbers]) => `证据${numbers.join("、")}：${place}`).join("；");
}

/**
 * The register as values of the letter that lists evidence. letter: {items: [{name, source, proves, form, pages}], count?, originals?}: its
 * fields' ids. → {values: {field: text}, left: how many entries it has no room for}. A field that the register has nothing for gets "": what an earlier
 * list said there is no longer true.
 */
export function listed(list, letter) {
  const values = {};
  if (letter.count) values[letter.count] = list.length ? String(list.length) : "";
  if (letter.originals) values[letter.originals] = originals(list);
  letter.items.forEach((fields, i) => {
    const entry = list[i];
    const says = entry ? { ...entry, name: called(entry) } : {};
    for (const [part, field] of Object.entries(fields)) values[field] = says[part] || "";
  });
  return { values, left: Math.max(0, list.length - letter.items.length) };
}
