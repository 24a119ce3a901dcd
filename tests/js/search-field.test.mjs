// The search field before its script is there: nothing is fetched until somebody means it, nothing typed meanwhile is lost, and a loss is told.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { $, body, text } from "./help/dom.mjs";

const { search } = await import("../../docs/assets/javascripts/search/field.js");
const BASE = new URL("https://handbook.example/");
const field = (kind, panel) => `<div data-search="${kind}"><input data-search-input disabled><div${panel ? " data-search-panel hidden" : ""}>
  <p data-search-status role="status"></p><div data-search-help hidden><p data-search-none hidden></p><a href="#">全部情况</a></div></div></div><button>别处</button>`;
let loads;
let fail;
let begun;

beforeEach(() => {
  loads = [];
  fail = false;
  begun = [];
  delete window.handbookSearchField;
  document.head.append = (node) => {
    loads.push(node.src);
    Promise.resolve().then(() => {
      if (fail) return node.onerror();
      window.handbookSearchField = (root, about) => begun.push([root.dataset.search, about.meant, $("[data-search-input]").value]);
      return node.onload();
    });
  };
});

const turns = async () => {
  for (let n = 0; n < 6; n += 1) await null;
};
const input = () => $("[data-search-input]");
const sign = async (name) => {
  input().dispatchEvent(new window.Event(name, { bubbles: true }));
  await turns();
};
const start = (kind, panel = kind === "popup") => search(body(field(kind, panel)), { base: BASE });

test("the field is open at once; a sign fetches the script once, and what was typed meanwhile is there", async () => {
  start("popup");
  assert.equal(input().disabled, false);
  await sign("focus");
  assert.deepEqual(loads, [], "只是走到这里，不算");
  input().dispatchEvent(new window.Event("pointerdown", { bubbles: true }));
  input().value = "押金";
  await sign("input");
  assert.deepEqual(loads, ["https://handbook.example/assets/search-ui.js"]);
  assert.deepEqual(begun, [["popup", true, "押金"]]);
  await sign("input");
  assert.equal(loads.length, 1);
  assert.equal(begun.length, 1, "字再多，只开始一次");
});

test("a page that has the script begins with it, and nobody has meant anything yet", () => {
  window.handbookSearchField = (root, about) => begun.push([root.dataset.search, about.meant, ""]);
  start("page");
  assert.deepEqual(begun, [["page", false, ""]]);
  assert.deepEqual(loads, []);
});

test("where the script is lost it is said, with the ways that are left; the next key tries again", async () => {
  fail = true;
  start("popup");
  await sign("keydown");
  assert.match(text($("[data-search-status]")), /搜索没有载入。检查网络后再试/);
  assert.equal($("[data-search-panel]").hidden, false, "要看得见");
  assert.equal($("[data-search-help]").hidden, false);
  input().dispatchEvent(new window.FocusEvent("focusout", { bubbles: true, relatedTarget: $("[data-search-help] a") }));
  assert.equal($("[data-search-panel]").hidden, false, "走到里面的链接，还开着");
  input().dispatchEvent(new window.FocusEvent("focusout", { bubbles: true, relatedTarget: $("button") }));
  assert.equal($("[data-search-panel]").hidden, true, "走开了，不再盖着页面");
  fail = false;
  input().value = "退款";
  await sign("keydown");
  assert.deepEqual(begun, [["popup", true, "退款"]]);
  assert.equal(text($("[data-search-status]")), "");
  assert.equal($("[data-search-help]").hidden, true);
});

test("Enter before the script is there leads to the page that searches; not while an input method composes, not without words", () => {
  start("popup");
  document.head.append = () => {};
  const pressed = (composing) => {
    const event = new window.KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, isComposing: composing });
    input().dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.equal(pressed(false), false, "没有字");
  input().value = "退款";
  assert.equal(pressed(true), false, "输入法的回车");
  assert.equal(pressed(false), true);
  start("page");
  input().value = "退款";
  assert.equal(pressed(false), false, "搜索页自己就在这里");
});
