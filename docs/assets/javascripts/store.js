// What the reader keeps: ticks, drafts, dates. One key, one version, this device only.
//
// {version: 1, theme?, ticks: {"case/scope/step": "done" | "na"}, facts: {"case": {"dates.received": "2026-11-17", …}},
//  drafts: {"case/letter": {field: value}, "case/letter/2": …}, open?: {"case/letter": 2}}
//
// Storage is optional: where the browser refuses it, everything works until the page is closed, and `problem()` says so.
import { KEY, VERSION } from "./lib/key.js";

const CASE = "default"; // until there are several cases

const empty = () => ({ version: VERSION, ticks: {}, facts: {}, drafts: {} });
const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

let state = empty();
let trouble = null; // null | "refused" | "newer" | "broken" | "full"
const listeners = new Set();

function parse(text) {
  const value = JSON.parse(text);
  if (!isMap(value) || typeof value.version !== "number") throw new Error("not ours");
  if (value.version > VERSION) {
    trouble = "newer";
    return empty();
  }
  const base = empty();
  for (const part of ["ticks", "facts", "drafts"]) if (isMap(value[part])) base[part] = value[part];
  return Object.assign({}, value, base);
}

function load() {
  let text;
  try {
    const probe = `${KEY}/probe`;
    localStorage.setItem(probe, "1");
    localStorage.removeItem(probe);
    text = localStorage.getItem(KEY);
  } catch {
    trouble = "refused";
    return;
  }
  if (text === null) return;
  try {
    state = parse(text);
  } catch {
    // keep what cannot be read, so that nothing is destroyed, and start afresh
    trouble = "broken";
    try {
      localStorage.setItem(`${KEY}/broken`, text);
      localStorage.removeItem(KEY);
    } catch {
      trouble = "refused";
    }
  }
}

function save() {
  if (trouble === "refused" || trouble === "newer") return;
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
    if (trouble === "full") trouble = null;
  } catch {
    trouble = "full";
  }
}

function tell() {
  for (const listener of listeners) listener();
}

load();
addEventListener("storage", (event) => {
  if (event.key !== KEY) return;
  try {
    state = event.newValue === null ? empty() : parse(event.newValue);
  } catch {
    return;
  }
  tell();
});

const SENTENCES = {
  refused: "这个浏览器不让网页保存内容。你现在勾的、填的还能用，关掉页面就没有了。离开前先复制或打印。",
  newer: "这台设备上存着更新版本的手册留下的内容，这一页不改动它。刷新页面，或用新版本打开。",
  broken: "以前存在这台设备上的内容读不出来，已另外留了一份，从空白重新开始。",
  full: "这台设备的存储空间满了，刚才的改动没有存下来。先复制或打印，再清理空间。",
};

/** A sentence about why nothing is kept, or null. */
export const problem = () => (trouble ? SENTENCES[trouble] : null);

/** Calls back after every change, also one made in another tab. Returns how to stop. */
export function watch(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(edit) {
  edit(state);
  save();
  tell();
}

const tickKey = (scope, step) => `${CASE}/${scope}/${step}`;

/** "done", "na" or undefined. */
export const tick = (scope, step) => state.ticks[tickKey(scope, step)];

/** Sets several ticks at once: {step: "done" | "na" | undefined}. */
export function setTicks(scope, values) {
  change((s) => {
    for (const [step, value] of Object.entries(values)) {
      if (value) s.ticks[tickKey(scope, step)] = value;
      else delete s.ticks[tickKey(scope, step)];
    }
  });
}

/** A fact of the case, such as "dates.received" or "order.number"; undefined where unknown. */
export const fact = (name) => (isMap(state.facts[CASE]) ? state.facts[CASE][name] : undefined);

export function setFact(name, value) {
  change((s) => {
    const facts = isMap(s.facts[CASE]) ? s.facts[CASE] : (s.facts[CASE] = {});
    if (value) facts[name] = value;
    else delete facts[name];
  });
}

const draftKey = (letter, n) => `${CASE}/${letter}${n > 1 ? `/${n}` : ""}`;

/** The numbers of a letter's drafts, in order; the first is always there, though it may be empty. */
export function draftNumbers(letter) {
  const prefix = `${draftKey(letter, 1)}/`;
  const more = Object.keys(state.drafts)
    .filter((key) => key.startsWith(prefix) && /^[2-9]\d*$|^1\d+$/.test(key.slice(prefix.length)))
    .map((key) => +key.slice(prefix.length));
  return [1, ...more.sort((a, b) => a - b)];
}

/** Which of its drafts the reader last worked on. */
export function openDraft(letter) {
  const n = isMap(state.open) ? state.open[draftKey(letter, 1)] : 1;
  return draftNumbers(letter).includes(n) ? n : 1;
}

export function setOpenDraft(letter, n) {
  change((s) => {
    s.open = { ...(isMap(s.open) ? s.open : {}), [draftKey(letter, 1)]: n };
  });
}

/** The values typed into a letter's draft; an empty object where none. */
export function draft(letter, n = 1) {
  const found = state.drafts[draftKey(letter, n)];
  return isMap(found) ? found : {};
}

/** Keeps a draft's values, and gives the case the facts that came with them. */
export function setDraft(letter, values, facts = {}, n = 1) {
  change((s) => {
    s.drafts[draftKey(letter, n)] = values;
    const known = isMap(s.facts[CASE]) ? s.facts[CASE] : (s.facts[CASE] = {});
    for (const [name, value] of Object.entries(facts)) {
      if (value) known[name] = value;
      else delete known[name];
    }
  });
}

export function clearDraft(letter, n = 1) {
  change((s) => delete s.drafts[draftKey(letter, n)]);
}

export const theme = () => state.theme;
export const setTheme = (value) => change((s) => (s.theme = value));

/** Forgets everything that is kept on this device. */
export function forget() {
  state = empty();
  try {
    localStorage.removeItem(KEY);
    localStorage.removeItem(`${KEY}/broken`);
    if (trouble !== "refused") trouble = null;
  } catch {
    trouble = "refused";
  }
  tell();
}
