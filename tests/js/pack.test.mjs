// The letters in a situation's pack: chosen one by one, blank or as the reader has filled them in, and never other than on their own pages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { $, $$, body, press, settled, text, turn } from "./help/dom.mjs";
import { check } from "../../docs/assets/javascripts/lib/checks.js";
import { today } from "../../docs/assets/javascripts/lib/dates.js";
import { fill, isEmpty, lineText } from "../../docs/assets/javascripts/lib/fill.js";
import { given } from "../../docs/assets/javascripts/lib/given.js";
import { said } from "../../docs/assets/javascripts/lib/shares.js";

const { store } = await import("../../docs/assets/javascripts/store.js");
const { own } = await import("../../docs/assets/javascripts/pack/own.js");
const { chosen } = await import("../../docs/assets/javascripts/pack/chosen.js");
const { letters } = JSON.parse(readFileSync(process.env.CASE, "utf8"));
const claims = JSON.parse(readFileSync(process.env.ASSERTIONS, "utf8"));
const days = JSON.parse(readFileSync(process.env.HOLIDAYS, "utf8"));
const TITLES = { "return-notice": "退货通知", "complaint-12315": "投诉书" };

// what the site's scripts put on the window; `away`: those that cannot be had
const brings = {
  "days.js": () => (window.handbookDays = days),
  "pack-letters.js": () => (window.handbookOwnLetters = own),
  "letter-late.js": () => (window.handbookLetterCheck = { check, ears: () => () => null }),
  "letter-data.js": () => (window.handbookLetterData = { all: { claims: [], repealed: [], moved: [], cautions: {}, events: {}, limits: [] }, amounts: {} }),
};
let away = [];
let asked = [];
const { append } = document.head;
document.head.append = (node) => {
  if (node.tagName !== "SCRIPT") return append.call(document.head, node);
  const name = new URL(node.src).pathname.replace(/.*\/assets\//, "");
  asked.push(name);
  queueMicrotask(() => {
    if (away.includes(name)) return node.onerror();
    const [, id] = /^letter\/(.*)\.js$/.exec(name) || [];
    if (id) (window.handbookLetters = window.handbookLetters || {})[id] = { ...letters[id], blank: `<h2 class="paper__title">${TITLES[id]}</h2><p>空白</p>` };
    else brings[name]();
    node.onload();
  });
  return undefined;
};

const waited = async () => {
  for (let i = 0; i < 5; i += 1) await settled();
};
const pick = (id) => $(`[data-pick="${id}"]`);
const choose = async (id, on = true) => {
  turn(pick(id).querySelector("input[type=checkbox]"), on);
  await waited();
};
const way = async (id, n) => {
  turn(pick(id).querySelector(`input[value="${n}"]`), true);
  await waited();
};
const shown = () => $$(".pack__letter").filter((node) => !node.hidden).map((node) => text(node.querySelector(".paper__title")));

/** A pack's page, just opened. → before(print) */
async function opened() {
  const picks = Object.entries(TITLES).map(([id, title]) => `<div data-pick="${id}"><label><input type="checkbox"><span>${title}</span></label></div>`);
  const named = Object.entries(TITLES).map(([id, title]) => `<li data-named="${id}"><a href="letters/${id}.html">${title}</a><span data-together hidden>（印在最后）</span></li>`);
  const root = body(`<main><p data-alone hidden></p>${picks.join("")}<ul>${named.join("")}</ul><div data-sheets></div></main>`);
  const before = chosen(root, "https://handbook.example/");
  await waited();
  return before;
}

document.addEventListener("click", (event) => event.target.closest("a") && event.preventDefault());

beforeEach(() => {
  for (const listener of [...store.disk.listeners].slice(1)) store.disk.listeners.delete(listener); // the page before is gone
  store.forget();
  [away, asked] = [[], []];
  for (const name of ["handbookLetters", "handbookOwnLetters", "handbookDays", "handbookLetterCheck", "handbookLetterData"]) delete window[name];
});

test("every letter says on every day worked out by hand what it says on its own page, and what is wrong with it is the same", async () => {
  await opened();
  for (const name of Object.keys(brings)) brings[name]();
  let several = 0;
  for (const { letter, source, cases } of claims)
    for (const { is, text: other, why, ...values } of cases) {
      void [is, other, why];
      store.forget();
      store.setDraft(letter, 1, values);
      const open = Object.entries(given(source, values, today())).filter(([id, value]) => value && isEmpty(values[id]));
      const ticked = source.fields.filter((f) => Array.isArray(values[f.id])).map((f) => [f.id, f.options.map((o) => o.id).filter((o) => values[f.id].includes(o))]);
      const page = { ...values, ...Object.fromEntries([...ticked, ...open]) };
      window.handbookLetters = { [letter]: letters[letter] };
      const look = own.look(letter, 1);
      assert.deepEqual(look.lines.map(lineText), fill(source, page).lines.map(lineText), `${letter} ${JSON.stringify(values)}`);
      const findings = check({ ...source, ...window.handbookLetterData.all, amounts: [] }, page, { today: today() });
      assert.deepEqual(look.findings, findings, letter);
      several += findings.some((f) => f.why !== "还没填") ? 1 : 0;
    }
  assert.ok(several > 50, `${several} cases with something to say`);
});

test("none is chosen at first; a chosen one without a draft is the blank, and goes again", async () => {
  await opened();
  assert.deepEqual([shown(), asked], [[], []]);
  await choose("complaint-12315");
  assert.deepEqual(shown(), ["投诉书"]);
  assert.deepEqual(asked, ["letter/complaint-12315.js"], "nothing else is needed for a blank");
  assert.equal(pick("complaint-12315").querySelector("input[type=radio]"), null);
  assert.equal($('[data-named="complaint-12315"] [data-together]').hidden, false);
  await choose("return-notice");
  assert.deepEqual(shown(), ["退货通知", "投诉书"], "in the order of the list");
  await choose("complaint-12315", false);
  assert.deepEqual(shown(), ["退货通知"]);
  assert.equal($('[data-named="complaint-12315"] [data-together]').hidden, true);
});

test("of a draft the filled text, or the blank where the reader says so", async () => {
  store.setFacts({ "buyer.name": "李小明" }, "letter/return-notice");
  store.setDraft("return-notice", 1, { freight: "seller" });
  store.beginDraft("return-notice", 1);
  await opened();
  await choose("return-notice");
  const sheet = $(".pack__letter");
  assert.match(text(sheet), /李小明/);
  assert.match(text(sheet), /草稿：还没填完/);
  assert.ok(sheet.classList.contains("paper--draft"));
  assert.match(text(pick("return-notice")), /还有\d+处没填好，照现在印出来是草稿.*商品名称.*去改《退货通知》/);
  assert.deepEqual($$("[data-pick] input[type=radio]").map((n) => n.checked), [true, false]);
  await way("return-notice", 0);
  assert.match(text(sheet), /空白/);
  assert.doesNotMatch(text(sheet), /李小明|草稿/);
  assert.ok(!sheet.classList.contains("paper--draft"));
  assert.equal(pick("return-notice").querySelector(".summary"), null);
});

test("of several drafts each has its name; the one that was last worked on is meant first", async () => {
  for (const [n, seller] of [[1, "甲店"], [2, "乙店"], [3, "丙店"]]) {
    store.setDraft("return-notice", n, { seller });
    store.beginDraft("return-notice", n);
  }
  store.setOpenDraft("return-notice", 2);
  await opened();
  await choose("return-notice");
  assert.deepEqual($$(".pack__how label").map(text), ["用我填好的第1份：甲店", "用我填好的第2份：乙店", "用我填好的第3份：丙店", "用空白的，手写"]);
  assert.match(text($(".pack__letter")), /乙店/);
  await way("return-notice", 3);
  assert.match(text($(".pack__letter")), /丙店/);
  press($(".pack__way"));
  await waited();
  assert.equal(store.openDraft("return-notice"), 3, "the way leads to the one that is printed");
});

test("what is changed in another tab is printed as it is now", async () => {
  store.setFacts({ "buyer.name": "李小明" }, "letter/return-notice");
  store.beginDraft("return-notice", 1);
  await opened();
  await choose("return-notice");
  store.setFacts({ "buyer.name": "李大明" }, "letter/return-notice");
  await waited();
  assert.match(text($(".pack__letter")), /李大明/);
  store.clearDraft("return-notice", 1);
  await waited();
  assert.match(text($(".pack__letter")), /空白/, "a draft that was emptied");
});

test("a letter that cannot be had is told beside its box; the others are printed, and it is asked for again", async () => {
  away = ["letter/return-notice.js"];
  const before = await opened();
  await choose("return-notice");
  await choose("complaint-12315");
  assert.deepEqual(shown(), ["投诉书"]);
  assert.match(text(pick("return-notice")), /没有取到，可能断网了。别的照样能印/);
  let printed = 0;
  before(() => (printed += 1));
  assert.equal(printed, 0);
  assert.match(text($(".ask")), /《退货通知》没有取到，这次印不出来/);
  press($$(".ask button").find((button) => button.textContent === "不印它，打印别的"));
  assert.equal(printed, 1);
  away = [];
  await choose("return-notice", false);
  await choose("return-notice");
  assert.deepEqual(shown(), ["退货通知", "投诉书"]);
  assert.doesNotMatch(text(pick("return-notice")), /没有取到/);
});

test("the reader's own text cannot be had: the blank can", async () => {
  store.setDraft("return-notice", 1, { seller: "甲店" });
  away = ["pack-letters.js"];
  await opened();
  await choose("return-notice");
  assert.match(text(pick("return-notice")), /你填好的没有取到.*可以先印空白的/);
  assert.deepEqual(shown(), []);
  await way("return-notice", 0);
  assert.deepEqual(shown(), ["退货通知"]);
});

test("without its check a filled letter is printed, and that it was not looked through is said", async () => {
  store.setDraft("return-notice", 1, { seller: "甲店" });
  away = ["letter-late.js"];
  const before = await opened();
  await choose("return-notice");
  assert.match(text($(".pack__letter")), /甲店/);
  assert.match(text(pick("return-notice")), /其余的检查还没有取到/);
  before(() => assert.fail("asks first"));
  assert.match(text($(".ask")), /其余的检查还没有取到/);
  press($(".ask button"));
});

test("what is not filled well is asked about before it is printed, inside the press; the day it leaves with is kept", async () => {
  store.setDraft("return-notice", 1, { seller: "甲店" });
  const before = await opened();
  await choose("return-notice");
  let printed = 0;
  before(() => (printed += 1));
  assert.equal(printed, 0);
  assert.match(text($(".ask h2")), /有1份文书没填好，会印成草稿/);
  assert.match(text($(".ask")), /《退货通知》商品名称/);
  press($$(".ask button").find((button) => button.textContent === "回去看看"));
  assert.equal(document.activeElement, pick("return-notice").querySelector("input"));
  assert.equal(printed, 0);
  const { sent } = store.draft("return-notice", 1);
  assert.equal(sent ?? store.fact("dates.notice_sent"), undefined);
  before(() => (printed += 1));
  press($$(".ask button").find((button) => button.textContent === "照样打印，标明草稿"));
  assert.equal(printed, 1);
  await waited();
  assert.match(store.draft("return-notice", 1).sent ?? store.fact("dates.notice_sent"), /^20\d\d-\d\d-\d\d$/);
});

test("with blanks alone nothing is asked", async () => {
  const before = await opened();
  await choose("return-notice");
  let printed = 0;
  before(() => (printed += 1));
  assert.equal(printed, 1);
  assert.equal($(".ask"), null);
});

test("a kept value counts as the form would take it", () => {
  const source = {
    fields: [
      { id: "day", type: "date", case: null, options: [] },
      { id: "one", type: "choice", case: null, options: [{ id: "a", label: "甲" }] },
      { id: "many", type: "choices", case: null, options: [{ id: "a", label: "甲" }, { id: "b", label: "乙" }] },
      { id: "line", type: "text", case: "order.goods", options: [] },
      { id: "today", type: "date", role: "written-on", case: null, options: [] },
    ],
    lines: [],
  };
  window.handbookLetters = { "return-notice": { id: "return-notice", title: "信", agent: false, ...source } };
  store.setDraft("return-notice", 1, { day: "2026-02-30", one: "gone", many: ["b", "gone", "a"], line: "甲\n乙" });
  assert.deepEqual(own.look("return-notice", 1).findings, []);
  const values = (options) => said(source, 1, { own: {}, fact: () => undefined, help: {}, day: null, ...options }).values;
  assert.deepEqual(values({ own: { many: "b", line: ["x"] } }).many, [], "a shape that is none of the field's is nothing");
  assert.equal(values({ own: { line: ["x"] } }).line, "");
  assert.equal(values({ fact: () => "鞋" }).line, "鞋");
  assert.equal(values({ fact: () => "鞋", own: { line: "" } }).line, "", "emptied in this draft");
  assert.equal(values({}).today, "");
  assert.deepEqual([...said(source, 1, { own: {}, fact: () => undefined, help: {}, day: 0 }).given], ["today"]);
});
