// 要记住的日子: a strip of the days, then each clock with its rule and where the law says so. The days that are still to be told come later (telling.js).
import { countedWords } from "../lib/clock.js";
import { words } from "#dates";
import { element } from "#page";
import { link, redraw } from "./parts.js";

const STANDS = { over: "过了", due: "过了", extended: "可能延长了", today: "今天", soon: "快到了", open: "" };

const DONE = (clock) => (clock.actor === "buyer" ? "做了" : "有了答复");

/** The days of a case in their order, with today among them: [{day, text, kind: "past" | "today" | "mine" | "theirs" | "kept", note}] */
export function strip({ days: known, clocks, titles, today: now }) {
  const begun = Object.entries(known).map(([kind, day]) => ({ day, text: titles[kind], kind: "past", note: "" }));
  const due = clocks.filter((c) => c.last !== null).map((c) => ({ day: c.last, text: c.label, kind: c.least ? "kept" : c.actor === "buyer" ? "mine" : "theirs", note: c.met === null ? STANDS[c.state] : DONE(c) }));
  const order = { past: 0, today: 1, mine: 2, theirs: 3, kept: 4 };
  return [...begun, ...due, { day: now, text: "今天", kind: "today", note: "" }].sort((a, b) => a.day - b.day || order[a.kind] - order[b.kind]);
}

const LABELS = { mine: "你的最后一天：", theirs: "对方的最后一天：", kept: "保证存到这天：" };

function stripItem({ day, text, kind, note }) {
  const item = element("li", `strip-day strip-day--${kind}`);
  const date = element("span", "strip-day__date", words(day));
  const what = element("span", "strip-day__text", `${LABELS[kind] || ""}${text}`);
  if (note) what.append(element("strong", "strip-day__note", note));
  item.append(date, what);
  return item;
}

/** What a clock says: its line first, what follows when it is over, how it was counted in the fold. */
export function clockItem(clock, page) {
  const { data, url } = page;
  const item = element("li", `clock clock--${clock.actor}`);
  // what was done is not late; both days are told
  const done = clock.met !== null && `${clock.actor === "buyer" ? "你" : "对方"}${words(clock.met, false)}${DONE(clock)}，最后一天是${words(clock.limit, false)}`;
  const out = element("p", "clock__out", done || clock.text);
  out.dataset.state = done ? "done" : clock.state;
  item.append(element("p", "clock__actor", data.actors[clock.actor]), element("h3", "clock__label", clock.label), element("p", "clock__rule", clock.rule), out);
  const missed = element("p", "", `${!clock.late ? "过了会怎样：" : clock.state === "due" ? "对方还没做的：" : "现在："}${clock.if_missed}`);
  if (clock.then) missed.append(link(clock.then.do, url(clock.then.url)));
  const more = element("details", "fold");
  more.append(element("summary", "", "怎么算，过了会怎样"));
  for (const text of [clock.begins, clock.rest, clock.note]) if (text) more.append(element("p", "", text));
  if (clock.counted) {
    const list = element("ul");
    list.append(...countedWords(clock.counted).map((text) => element("li", "", text)));
    more.append(element("p", "", "数的是这几天："), list);
  }
  if (done || !clock.late) more.append(missed);
  else item.append(missed);
  const cites = element("span", "cites");
  cites.append(element("span", "cites__word", "依据"), ...clock.laws.map(([label, address]) => link(label, url(address), "cite")));
  more.append(cites);
  item.append(more);
  return item;
}

export function days(root, page) {
  const place = element("div");

  function draw() {
    const seen = page.look();
    const known = seen.clocks.filter((c) => c.start !== null);
    const nodes = [];
    if (known.length || Object.keys(seen.days).length) {
      const list = element("ol", "strip-days");
      list.append(...strip(seen).map(stripItem));
      nodes.push(list);
    }
    if (known.length) {
      const list = element("ol", "clocks");
      list.append(...known.map((c) => clockItem(c, page)));
      nodes.push(list);
    }
    if (!nodes.length) nodes.push(element("p", "", seen.situations.length ? "还没有填日子。知道哪个填哪个。" : "选了情况，填了日子，这里就有期限。"));
    redraw(place, ...nodes);
  }

  root.querySelector("[data-body]").append(place);
  return draw;
}
