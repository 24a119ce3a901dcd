// The page's modules on pages of the small book, in a document without a browser. The pages are drawn by the test that starts this one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mock, test } from "node:test";
import { JSDOM } from "jsdom";

const SOURCES = "../../../docs/assets/javascripts";

/** A new document with a drawn page in its article; the globals that the modules look up are its own. */
function open(name) {
  const html = readFileSync(join(process.env.SMALL, `${name}.html`), "utf8");
  const { window } = new JSDOM(`<!doctype html><body><article>${html}</article>`, { url: "https://handbook.example/x.html", pretendToBeVisual: true });
  for (const key of ["window", "document", "localStorage", "history", "Node", "NodeFilter", "Event"]) globalThis[key] = key === "window" ? window : window[key];
  globalThis.addEventListener = window.addEventListener.bind(window);
  globalThis.location = window.location;
  return window;
}

open("situation");
const { store } = await import(`${SOURCES}/store.js`);
const { openForPrint } = await import(`${SOURCES}/lib/page.js`);
const { calendarMaker } = await import(`${SOURCES}/calendar.js`);
const { deadlines } = await import(`${SOURCES}/deadlines.js`);
const { tree } = await import(`${SOURCES}/tree.js`);
const { change } = await import(`${SOURCES}/change.js`);
const { terms } = await import(`${SOURCES}/terms.js`);
const { sheet } = await import(`${SOURCES}/letter/sheet.js`);

const BASE = { base: new URL("https://handbook.example/") };
const DAYS = JSON.parse(readFileSync(join(process.env.SMALL, "assets", "days.js"), "utf8").replace(/^window.handbookDays=|;\n$/g, ""));
const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
const texts = (root, selector) => [...root.querySelectorAll(selector)].map(text);

// ------------------------------------------------------------------------- paper

test("printing opens every fold and closes again what was closed, and only that", () => {
  const window = open("situation");
  openForPrint();
  const folds = [...document.querySelectorAll("article details")];
  const [reader, ...closed] = folds.filter((d) => !d.open);
  reader.open = true; // one that the reader opened
  const before = folds.map((d) => d.open);
  assert.ok(closed.length > 5 && before.includes(true));
  for (let again = 0; again < 2; again += 1) {
    window.dispatchEvent(new window.Event("beforeprint"));
    assert.ok(folds.every((d) => d.open));
    window.dispatchEvent(new window.Event("afterprint"));
    assert.deepEqual(folds.map((d) => d.open), before);
  }
});

test("the paper carries the day it was printed on", () => {
  const window = open("situation");
  openForPrint();
  window.dispatchEvent(new window.Event("beforeprint"));
  assert.match(text(document.querySelector("[data-print-date]")), /^20\d\d年\d+月\d+日$/);
});

// ------------------------------------------------------------------------- clocks

// the day on which the reader opens the page
const onDay = (iso) => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now: Date.parse(`${iso}T04:00:00Z`) });
};
const clock = (id) => document.querySelector(`#deadlines #deadline-${id}`);
const out = (id) => clock(id).querySelector("[data-deadline-out]");
const more = (id) => clock(id).querySelector("[data-deadline-more]");

/** The page of a situation once the reader has given the day of an event. */
function given(event, day, on = "2026-11-05") {
  onDay(on);
  store.forget();
  Object.assign(open("situation"), { handbookDays: DAYS });
  for (const root of document.querySelectorAll("[data-module=deadlines]")) deadlines(root, BASE);
  store.setFacts({ [`dates.${event}`]: day }, "page");
}

test("a clock whose event has no day says nothing; the others that begin with it all do", () => {
  given("received", "2026-11-02");
  assert.equal(out("regulator-decide").hidden, true);
  assert.equal(more("regulator-decide").hidden, true);
  assert.deepEqual(
    [...document.querySelectorAll("#deadlines [data-clock]")].filter((n) => !n.querySelector("[data-deadline-out]").hidden).map((n) => n.id),
    ["deadline-sue", "deadline-send-notice", "deadline-papers-kept"],
  );
});

test("a day in a year whose holidays are in the table is no estimate, one in a later year is", () => {
  given("complaint_filed", "2026-11-02");
  assert.match(text(out("regulator-decide")), /^最晚2026年11月10日/);
  given("complaint_filed", "2026-11-25", "2026-11-26");
  assert.match(text(out("court-decide")), /^预计最晚2027年1月25日/);
  assert.match(text(more("court-decide")), /本手册还没有那一年的放假安排，到时再核对。$/);
});

test("from when it counts, what rest days do, and the working days themselves, folded", () => {
  given("complaint_filed", "2026-11-02");
  assert.deepEqual(texts(more("regulator-decide"), ":scope > p"), ["只数工作日：跳过了周末。"]);
  const fold = more("regulator-decide").querySelector("details");
  assert.equal(fold.open, false);
  assert.deepEqual(
    [text(fold.querySelector("summary")), texts(fold, "p"), texts(fold, "li").at(0), texts(fold, "li").at(-1), texts(fold, "li").length],
    ["数的是哪几天", ["从下一个工作日数起，11月3日（周二）是第1个。"], "第1个：11月3日（周二）", "第6个：11月10日（周二）", 6],
  );
  given("seller_received", "2026-11-02");
  assert.deepEqual(texts(more("seller-refund"), ":scope > p"), ["从第二天数起，11月3日（周二）是第1日。11月9日（周一）不是法定休假日，不顺延。"]);
  assert.equal(more("seller-refund").querySelector("details"), null, "every day counts: there is nothing to list");
});

test("another day replaces what was said of the first", () => {
  given("complaint_filed", "2026-11-02");
  store.setFacts({ "dates.complaint_filed": "2026-11-03" }, "page");
  assert.match(text(out("regulator-decide")), /^最晚2026年11月11日/);
  assert.equal(more("regulator-decide").querySelectorAll("details").length, 1);
  store.dropFact("dates.complaint_filed");
  assert.equal(out("regulator-decide").hidden && more("regulator-decide").hidden, true);
});

test("a day that is still to come takes away what was said of the day before it", () => {
  given("received", "2026-11-02");
  const results = () => ["deadline-sue", "deadline-send-notice"].map((id) => document.querySelector(`#${id} [data-deadline-out]`).hidden);
  const place = document.querySelector("#deadlines [data-day=received]");
  assert.equal(place.querySelector("input"), null, "a field is made when its fold is opened");
  place.closest("details").open = true;
  place.closest("details").dispatchEvent(new window.Event("toggle"));
  const input = place.querySelector("input");
  assert.equal(input.value, "2026-11-02");
  const type = (day) => {
    input.value = day;
    input.dispatchEvent(new window.Event("change", { bubbles: true }));
  };
  assert.deepEqual(results(), [false, false]);
  type("2099-01-01");
  assert.deepEqual([results(), text(document.getElementById(`${input.id}-error`)).startsWith("这一天还没到")], [[true, true], true]);
  type("2026-11-03");
  assert.deepEqual([results(), document.getElementById(`${input.id}-error`).hidden], [[false, false], true]);
});

test("hours are no matter of days: nothing is said", () => {
  given("notice_sent", "2026-11-02");
  assert.equal(out("platform-look").hidden, true);
});

test("a clock that is over says what that allows, and leads there", () => {
  given("seller_received", "2025-03-03");
  assert.match(text(out("seller-refund")), /^最晚2025年3月10日（周一），已经过了\d+天$/);
  const allowed = more("seller-refund").querySelector("p");
  assert.match(text(allowed), /^对方还没做的： ?可以投诉/);
  assert.deepEqual([...allowed.querySelectorAll("a")].map((a) => [text(a), a.getAttribute("href")]), [["找监管所", "../channels/index.html#bureau"]]);
  assert.equal(document.querySelectorAll("#deadline-seller-refund [data-missed]").length, 1, "what the page says of it stays where it is");
});

test("where the reader is too late it says what is still there, also at the top of the page", () => {
  given("received", "2020-01-02");
  assert.match(text(more("send-notice").querySelector("p")), /^现在： ?不能再无理由退/);
  const strip = document.querySelector(".strip__date [data-deadline-more]");
  assert.match(text(strip.querySelector("p")), /^现在： ?不能再无理由退/);
  assert.equal(strip.querySelector("a").getAttribute("href"), "../letters/refund-letter.html");
});

test("a clock that runs leads nowhere yet; the day after, it does", () => {
  given("seller_received", "2026-11-02", "2026-11-09");
  assert.equal(more("seller-refund").querySelector("a"), null);
  given("seller_received", "2026-11-02", "2026-11-10");
  assert.equal(text(more("seller-refund").querySelector("a")), "找监管所");
  mock.timers.reset();
});

test("the library of calendar files is asked for once, and again only after it could not be had", async () => {
  const window = open("situation");
  const asked = () => [...document.querySelectorAll("head script")].map((n) => n.getAttribute("src"));
  const base = new URL("file:///home/reader/handbook/");
  const lost = calendarMaker(base);
  document.querySelector("head script").dispatchEvent(new window.Event("error"));
  await assert.rejects(lost);
  const [first, second] = [calendarMaker(base), calendarMaker(base)];
  assert.deepEqual(asked(), ["file:///home/reader/handbook/assets/ics.js", "file:///home/reader/handbook/assets/ics.js"]);
  window.handbookCalendar = () => ({ text: "BEGIN:VCALENDAR", stamp: 1 });
  document.querySelectorAll("head script")[1].dispatchEvent(new window.Event("load"));
  assert.equal(await first, window.handbookCalendar);
  assert.equal(await second, window.handbookCalendar);
});

// -------------------------------------------------------------------------- tree

const desk = () => document.querySelector("[data-tree-part]:not([hidden])");

function press(name) {
  const choice = [...desk().querySelectorAll(".tree__choice")].find((b) => text(b) === name);
  assert.ok(choice, `没有“${name}”：${texts(desk(), ".tree__choice")}`);
  choice.click();
}

const begin = () => {
  open("triage");
  tree(document.querySelector("[data-module=tree]"));
};

test("one question at a time, its answers in order, and the way so far above", () => {
  begin();
  assert.deepEqual([texts(desk(), "h2"), texts(desk(), ".tree__choice")], [["在哪里买的？"], ["网上", "店里", "不确定"]]);
  press("店里");
  assert.deepEqual([texts(desk(), "h2"), texts(desk(), ".tree__choice"), texts(document, ".tree__step")], [["坏了吗？"], ["坏了", "没坏", "不确定"], ["在哪里买的？ 店里"]]);
});

test("an answer leads where the data say, with verdicts, doors that dial, letters, notes and laws", () => {
  begin();
  press("网上");
  assert.deepEqual(texts(desk(), "h2"), ["网上买的"]);
  assert.deepEqual([...desk().querySelectorAll("a")].map((a) => [text(a), a.getAttribute("href")]), [
    ["不喜欢，店家不给退", "scenarios/change-of-mind.html"],
    ["监管所", "channels/index.html#bureau"],
    ["打12315", "tel:12315"],
    ["网页", "https://bureau.example/door"],
    ["写《退款信》", "letters/refund-letter.html"],
    ["《买卖法》第25条", "laws/shop-law.html#art-25"],
  ]);
  assert.equal(text(desk().querySelector(".verdict--strong")), "通常可以");
  assert.ok(text(desk()).includes("先拍照"));
});

test("an end outside the handbook says so", () => {
  begin();
  press("店里");
  press("没坏");
  assert.deepEqual(texts(desk(), "h2"), ["本手册不适用：不归这里"]);
});

// -------------------------------------------------------------------- changed rules

test("the reader's day decides which rule is his; the first day is the new one's", () => {
  for (const [day, side, words] of [["2019-12-31", "before", "2019年12月31日：看“2020年1月1日以前”这一栏。"], ["2020-01-01", "after", "2020年1月1日：看“2020年1月1日起”这一栏。"]]) {
    store.forget();
    open("changes");
    const root = document.querySelector("[data-module=change]");
    change(root);
    root.querySelector("input").value = day;
    root.querySelector("input").dispatchEvent(new window.Event("change"));
    assert.deepEqual([...root.querySelectorAll(".change__side--yours")].map((n) => n.dataset.side), [side]);
    assert.equal(text(root.querySelector("[data-change-out]")), words);
    assert.equal(store.fact("dates.received"), day);
  }
});

test("no day, no side", () => {
  store.forget();
  open("changes");
  const root = document.querySelector("[data-module=change]");
  change(root);
  assert.equal(root.querySelectorAll(".change__side--yours, .change__side--other").length, 0);
  assert.equal(text(root.querySelector("[data-change-out]")), "");
});

// -------------------------------------------------------------------------- terms

const KNOWN = { "cooling-off": ["冷静期", "可以反悔的那几天。", "glossary.html#cooling-off"], other: ["别的", "没有用到。", "glossary.html#other"] };

/** Until a word is explained: that comes in turns. */
async function explained() {
  for (let turn = 0; turn < 50 && !document.querySelector(".word"); turn += 1) await new Promise((go) => setTimeout(go));
}

test("a mark stays beside the word before it when that explains itself", async () => {
  const window = open("terms");
  Object.assign(window, { requestIdleCallback: (f) => f(), handbookTerms: KNOWN });
  const [line] = document.querySelectorAll("p:not(.terms p)");
  line.parentElement.querySelectorAll("p:not(.terms p)").forEach((p) => p.remove());
  const own = document.createElement("p");
  own.textContent = "过了（冷静期），不退。";
  document.querySelector("article").prepend(own);
  terms(document.querySelector("[data-module=terms]"), BASE);
  await explained();
  const word = own.querySelector(".word");
  assert.deepEqual([word.previousSibling.data, word.nextSibling.data], ["过了（", "），"]);
  assert.equal(text(own), "过了（冷静期），可以反悔的那几天。不退。");
});

test("the terms of a page are listed in the order of their first use, those of other pages not", async () => {
  const window = open("terms");
  const two = { receipt: ["又是", "第三句里。", "glossary.html#receipt"], ...KNOWN };
  Object.assign(window, { requestIdleCallback: (f) => f(), handbookTerms: two });
  terms(document.querySelector("[data-module=terms]"), BASE);
  await explained();
  assert.equal(text(document.querySelector(".terms summary")), "本页用到的词（2）");
  assert.deepEqual([...document.querySelectorAll(".terms li")].map((n) => n.id), ["term-cooling-off", "term-receipt"]);
});

test("a term is explained at its first use in running text and nowhere else", async () => {
  const window = open("terms");
  Object.assign(window, { requestIdleCallback: (f) => f(), handbookTerms: KNOWN });
  terms(document.querySelector("[data-module=terms]"), BASE);
  await explained();
  assert.deepEqual(texts(document, ".terms li"), ["冷静期：可以反悔的那几天。"]);
  assert.equal(document.querySelector(".terms li").id, "term-cooling-off");
  assert.equal(document.querySelector(".terms li a").href, "https://handbook.example/glossary.html#cooling-off");
  const words = [...document.querySelectorAll(".word")];
  assert.deepEqual(words.map(text), ["冷静期"]);
  assert.equal(text(words[0].parentElement), "冷静期可以反悔的那几天。里可以退。冷静期只有一次。");
  assert.equal(document.querySelector("h2 .word, a .word"), null);
  const tip = document.getElementById(words[0].getAttribute("aria-controls"));
  assert.deepEqual([tip.hidden, text(tip)], [true, "可以反悔的那几天。"]);
  words[0].click();
  assert.equal(tip.hidden, false);
});

// -------------------------------------------------------------------------- draft

const LINES = [{ kind: "para", runs: [{ text: "退款" }] }];

test("what is not finished is a draft and says which way; what is finished does not", () => {
  open("situation");
  const said = (result) => sheet("退款信", { lines: LINES, missing: [], errors: [], ...result }).map(text);
  assert.deepEqual(said({}), ["退款信", "退款"]);
  assert.deepEqual(said({ missing: ["paid"], errors: [{}] }), ["退款信", "草稿：还没填完，不要照这样交出去", "退款"]);
  assert.deepEqual(said({ errors: [{}] }), ["退款信", "草稿：有地方要改，不要照这样交出去", "退款"]);
});
