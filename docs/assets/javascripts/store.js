// What the reader keeps: ticks, drafts, dates. One key, one version (store/versions.js), this device only.
//
// Storage is optional: where the browser refuses it, everything works until the page is closed, and `problem()` says so.
import { KEY } from "./lib/key.js";
import { empty, isMap, Newer, parse } from "./store/versions.js";

const CASE = "default"; // until there are several cases

let state = empty();
let trouble = null; // null | "refused" | "newer" | "broken" | "stuck" | "full"
const listeners = new Set();

const isFull = (error) => error instanceof Error && /quota/i.test(error.name);

/** May this page write? A full storage still reads. */
function probe() {
  try {
    localStorage.setItem(`${KEY}/probe`, "1");
    localStorage.removeItem(`${KEY}/probe`);
    return null;
  } catch (error) {
    // some browsers refuse by giving a private window no room at all
    return isFull(error) && localStorage.length ? "full" : "refused";
  }
}

/** Puts aside what cannot be read, beside what was put aside before, so that nothing is destroyed. */
function putAside(text) {
  let place = `${KEY}/broken`;
  for (let n = 2; localStorage.getItem(place) !== null && localStorage.getItem(place) !== text; n += 1) place = `${KEY}/broken/${n}`;
  localStorage.setItem(place, text);
  localStorage.removeItem(KEY);
}

function load() {
  let text;
  try {
    text = localStorage.getItem(KEY);
    trouble = probe();
  } catch {
    trouble = "refused";
    return;
  }
  if (text === null) return;
  try {
    state = parse(text);
  } catch (error) {
    if (error instanceof Newer) {
      trouble = "newer";
      return;
    }
    try {
      putAside(text);
      trouble = "broken";
    } catch {
      trouble = "stuck"; // no room for a copy: then what lies there stays, and nothing is written over it
    }
  }
}

function save() {
  if (trouble === "refused" || trouble === "newer" || trouble === "stuck") return;
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
  } catch (error) {
    if (!(error instanceof Newer)) return;
    trouble = "newer"; // another tab runs a later release: what it writes is not touched
    state = empty();
  }
  tell();
});

const SENTENCES = {
  refused: "这个浏览器不让网页保存内容。你现在勾的、填的还能用，关掉页面就没有了。离开前先复制或打印。",
  newer: "这台设备上存着更新版本的手册留下的内容，这一页不改动它。刷新页面，或用新版本打开。",
  broken: "以前存在这台设备上的内容读不出来，已另外留了一份，从空白重新开始。",
  stuck: "以前存在这台设备上的内容读不出来，存储空间也满了，没法另留一份。那份内容没有动；这一页填的关掉就没有了，先复制或打印。",
  full: "这台设备的存储空间满了，新的改动存不下来。先复制或打印，再清理空间。",
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
    for (const key of Object.keys(localStorage)) if (key === KEY || key.startsWith(`${KEY}/`)) localStorage.removeItem(key);
    if (trouble !== "refused") trouble = null;
  } catch {
    trouble = "refused";
  }
  tell();
}
