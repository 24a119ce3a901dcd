// Who comes back with a case is told what was changed since; who only reads, or comes for the first time, is not, and nothing is begun for him.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { $, $$, body, press, text } from "./help/dom.mjs";
import { changed } from "../../docs/assets/javascripts/changed.js";
import { store } from "../../docs/assets/javascripts/store.js";

const PAGE = `<main><h1>灯坏了</h1><details id="root" data-of="scenario/broken-lamp"><summary>这一页改过</summary><ul>
  <li data-on="2026-11-28">第二次：<a href="log.html">详细</a></li><li data-on="2026-11-20">第一次</li></ul></details></main>`;
const open = () => {
  body(PAGE);
  changed($("#root"));
};
const note = () => $("details.fold");
const today = () => new Date().toLocaleDateString("sv");

beforeEach(() => store.forget());

test("without a case nothing is told and no case is begun", () => {
  open();
  assert.equal(note(), null);
  assert.equal(store.current(), null);
});

test("the first look with a case is kept and tells nothing", () => {
  store.create("");
  open();
  assert.equal(note(), null);
  assert.equal(store.seen("scenario/broken-lamp"), today());
});

test("only what is younger than the last look is told, until it is read", () => {
  store.create("");
  store.keep([["seen/scenario/broken-lamp", "2026-11-20"]]);
  open();
  assert.equal(text(note().querySelector("summary")), "2026年11月20日你看过以后，改了1处");
  assert.equal(note().open, false, "what to do now stays on the first screen");
  assert.deepEqual([...note().querySelectorAll("li")].map((line) => line.dataset.on), ["2026-11-28"]);
  assert.equal(note().previousElementSibling.tagName, "H1");
  assert.equal(store.seen("scenario/broken-lamp"), "2026-11-20", "a page that was left unread tells it again");
  press(note().querySelector("button"));
  assert.equal(note(), null);
  assert.equal(store.seen("scenario/broken-lamp"), today());
  assert.equal($$("[data-on]").length, 2);
});

test("another case has its own looks", () => {
  const first = store.create("甲");
  store.keep([["seen/scenario/broken-lamp", "2026-11-27"]]);
  store.create("乙");
  assert.equal(store.seen("scenario/broken-lamp"), undefined);
  store.switchTo(first);
  assert.equal(store.seen("scenario/broken-lamp"), "2026-11-27");
});
