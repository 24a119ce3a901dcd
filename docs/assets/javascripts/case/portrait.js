// A case as people read it: its leaves under the names that the handbook gives them. Pure: leaves and names in, texts out. Where the handbook
// knows no name (a step of another edition), the id stands there: nothing that is kept is left out.
import { parse, words } from "#dates";
import { fill, isEmpty } from "../lib/fill.js";
import { ordered } from "../lib/proofs.js";
import { rows } from "../lib/rows.js";
import { said, withHelper } from "../lib/shares.js";
import { eventOf } from "../store/events.js";
import { told } from "./events.js";

/** "2026-11-17" → “2026年11月17日” */
export const dayText = (iso) => (parse(iso) === null ? iso || "" : words(parse(iso), false));

/**
 * What the handbook calls things. data: window.handbookCase, which the page has; more: what comes when it is asked for, as the windows
 * of these scripts have it (letters, whole situations, the steps that they share); without it ids stand where its words would.
 * @param {any} data @param {{ letters?: any, situations?: any, shared?: any }} more
 */
export function names(data, more = {}) {
  const of = (map, id) => (map && Object.prototype.hasOwnProperty.call(map, id) ? map[id] : undefined);
  const steps = (situation) => (situation ? Object.values(situation.steps).flat() : []);
  const phase = (scope) => data.phases.find((p) => `steps-${p.id}` === scope);
  return {
    groups: Object.entries(data.groups),
    fact: (id) => of(data.facts, id) || (eventOf(id) && of(data.events, eventOf(id))) || id,
    event: (event) => told(event, data),
    evidence: (what) => of(data.evidence, what) || what,
    form: (id) => of(data.register?.forms, id) || id,
    letter: (id) => of(data.letters, id)?.title || id,
    source: (id) => of(more.letters, id) && { ...more.letters[id], holidays: data.holidays },
    situation: (id) => of(data.situations, id)?.title || phase(id)?.title || id,
    /** What a step of a situation, or of a phase's own page, says. */
    step: (scope, id) => steps(of(more.situations, scope)).find((one) => one.id === id)?.do || of(more.shared, id) || id,
    /** Where a fact came from. */
    origin(from) {
      if (from?.startsWith("letter/")) return `来自《${this.letter(from.slice(7))}》`;
      if (from === "case") return "在“我的案件”里填的";
      return from === "old" ? "早先填的" : from === "page" || from === "changes" ? "在情况页填的" : "";
    },
  };
}

const joined = (...parts) => parts.filter(Boolean).join("，");

function factsOf(under, book) {
  const facts = Object.entries(under("fact"));
  const known = new Set(book.groups.map(([id]) => id));
  const group = (name) => (known.has(name.split(".")[0]) ? name.split(".")[0] : "");
  return [...book.groups, ["", "其他"]]
    .map(([id, title]) => ({
      title,
      rows: facts
        .filter(([name]) => group(name) === id)
        .map(([name, { value, on, from }]) => ({ title: book.fact(name), text: value, note: joined(on && `${dayText(on)}记`, book.origin(from)) })),
    }))
    .filter((g) => g.rows.length);
}

function eventsOf(under, book) {
  return Object.entries(under("event"))
    .sort(([x, a], [y, b]) => (a.day || "9999").localeCompare(b.day || "9999") || x.localeCompare(y))
    .map(([, event]) => ({
      title: [event.day ? dayText(event.day) : "日子不记得", event.time].filter(Boolean).join(" "),
      text: [book.event(event), event.text].filter(Boolean).join("："),
      note: joined(event.who && !event.side && `对方：${event.who}`, event.how, event.promise && `答应了：${event.promise}`, event.proof && `凭证：${event.proof}`, event.on && `${dayText(event.on)}记`, book.origin(event.from)),
    }));
}

function ticksOf(under, book) {
  const scopes = new Map();
  for (const [path, state] of Object.entries(under("tick"))) {
    const [scope, step] = path.split("/");
    if (!scopes.has(scope)) scopes.set(scope, []);
    scopes.get(scope).push({ title: state === "done" ? "做了" : "用不上", text: book.step(scope, step) });
  }
  return [...scopes].map(([scope, list]) => ({ title: book.situation(scope), rows: list }));
}

function lettersOf(under, book) {
  const drafts = under("draft");
  const helps = under("help");
  // what a letter shares with its case lies in the case: of such a draft there is only the day on which it was begun
  const numbers = [...new Set([drafts, helps, under("begun")].flatMap(Object.keys).map((path) => path.split("/").slice(0, 2).join("/")))];
  const rest = (map, prefix) => Object.fromEntries(Object.entries(map).filter(([path]) => path.startsWith(prefix)).map(([path, v]) => [path.slice(prefix.length), v]));
  const fact = (name) => (eventOf(name) ? under("event")[eventOf(name)]?.day : under("fact")[name]?.value);
  return numbers.sort().map((key) => {
    const [id, n] = key.split("/");
    const own = rest(drafts, `${key}/`);
    const title = `${book.letter(id)}${n === "1" ? "" : `（第${n}份）`}`;
    const source = book.source(id);
    const known = new Set(source ? source.fields.map((field) => field.id) : []);
    // what the letter of this edition has no blank for is still what the reader wrote
    const others = Object.entries(own).filter(([field, value]) => !known.has(field) && !isEmpty(value));
    const more = others.map(([field, value]) => ({ kind: "para", runs: [{ text: `${field}：${[value].flat().join("、")}` }] }));
    if (!source) return { title, missing: 0, rows: more };
    // sums and counts that nobody wrote: the page of a case shows the letter as its form does. A day that was not kept is not known yet.
    const { values } = said(source, +n, { own, fact, help: withHelper(rest(helps, `${key}/`), fact), day: null });
    const { lines, missing } = fill(source, values);
    return { title, missing: missing.length, rows: [...rows(source.title, lines).slice(1), ...more] };
  });
}

/**
 * leaves: [[path, value]] of one case, whose id is `id`.
 * → {name, made, away, solved, situations: [title], facts, events, ticks, letters, proofs}; a row is {title, text, note?}.
 */
export function portrait(id, leaves, book) {
  const all = new Map(leaves);
  const under = (kind) => {
    const prefix = `case/${id}/${kind}/`;
    return Object.fromEntries([...all].filter(([path]) => path.startsWith(prefix)).map(([path, value]) => [path.slice(prefix.length), value]));
  };
  return {
    name: all.get(`case/${id}/name`) || "",
    ...Object.fromEntries(["made", "away", "solved"].map((key) => [key, all.get(`case/${id}/${key}`) || ""])),
    situations: Object.keys(under("situation")).map((one) => book.situation(one)),
    facts: factsOf(under, book),
    events: eventsOf(under, book),
    ticks: ticksOf(under, book),
    letters: lettersOf(under, book),
    proofs: ordered(under("proof")),
  };
}

/** What a leaf is about and what it says, for the list of changes: [what, text]. path: within the case. */
export function leafWords(path, value, book) {
  const [kind, a, b, c] = path.split("/");
  const short = (text) => ([...text].length > 60 ? `${[...text].slice(0, 60).join("")}……` : text);
  const say = (text) => short(String(text));
  if (kind === "name") return ["案件的名字", say(value)];
  if (kind === "made" || kind === "away" || kind === "solved") return [{ made: "开始记的日子", away: "收起来的日子", solved: "解决的日子" }[kind], dayText(value)];
  if (kind === "fact") return [book.fact(a), say(value.value)];
  if (kind === "event") return [book.event(value), say(joined(dayText(value.day), value.text))];
  if (kind === "tick") return [`${book.situation(a)}：${book.step(a, b)}`, value === "done" ? "做了" : "用不上"];
  if (kind === "situation") return ["情况", book.situation(a)];
  if (kind === "message") return [`${book.situation(a)}：你的情况`, value];
  if (kind === "begun") return [`${book.letter(a)}${b === "1" ? "" : `（第${b}份）`}：开始写的日子`, dayText(value)];
  if (kind === "proof") return ["证据", say(value.title || value.name)];
  if (kind === "draft") {
    const field = book.source(a)?.fields.find((f) => f.id === c);
    const label = (one) => field?.options.find((o) => o.id === one)?.label || one;
    return [`${book.letter(a)}${b === "1" ? "" : `（第${b}份）`}：${field ? field.label : c}`, say([value].flat().map(label).join("、")) || "（空着）"];
  }
  return [`${book.letter(a)}：表单里的工具`, ""];
}
