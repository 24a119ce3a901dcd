// A decision tree as a reader goes through it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { $, $$, body, press, text } from "./help/dom.mjs";
import { tree } from "../../docs/assets/javascripts/tree.js";

const DATA = {
  start: "where",
  nodes: {
    where: { id: "where", ask: "在哪里买的？", hint: "看订单", answers: [{ text: "网上", go: "kind" }, { text: "店里", go: "plain" }, { text: "不确定", go: "out" }] },
    kind: { id: "kind", ask: "坏了吗？", answers: [{ text: "坏了", go: "full" }, { text: "没坏", go: "plain" }] },
  },
  ends: {
    full: {
      title: "要修", why: "坏了就修。", outside: false,
      scenarios: [{ title: "灯坏了", url: "s/lamp.html", level: "strong", verdict: "通常可以" }],
      channels: [{ title: "监管所", url: "c#bureau", text: "管卖东西的" }],
      notes: ["先拍照", "再打电话"],
      citations: [{ label: "买卖法第25条", url: "laws/shop.html#art-25" }],
    },
    plain: { title: "再看看", why: "不急。", outside: false, scenarios: [], channels: [], notes: [], citations: [] },
    out: { title: "吵架", why: "不是买卖。", outside: true, scenarios: [], channels: [], notes: ["找居委会"], citations: [] },
  },
};
const choose = (name) => press($$(".tree__choice").find((b) => text(b) === name));

beforeEach(() => {
  tree(body(`<div><script type="application/json" data-tree-data>${JSON.stringify(DATA)}</script><div data-tree-desk>没有脚本时的树</div></div>`));
});

test("the first question alone: its hint, its answers, nothing to go back to", () => {
  assert.equal(text($("[data-tree-desk]")), "在哪里买的？看订单网上店里不确定");
  assert.deepEqual($$("[data-tree-desk] button").map((b) => b.type), ["button", "button", "button"]);
  assert.equal($("h2.tree__ask").textContent, "在哪里买的？");
  assert.equal($(".tree__hint").textContent, "看订单");
  assert.equal($(".tree__path"), null);
  assert.equal(document.activeElement, document.body, "页面刚打开，不抢焦点");
});

test("an answer leads on; the way so far stands above; the new question has the focus", () => {
  choose("网上");
  assert.deepEqual($$(".tree__path > li > button.tree__step").map(text), ["在哪里买的？ 网上"]);
  assert.equal($(".tree__step").getAttribute("aria-label"), "改这一题：在哪里买的？ 网上");
  assert.equal($("h2").textContent, "坏了吗？");
  assert.equal(document.activeElement, $("h2"));
  assert.equal($("h2").tabIndex, -1);
  assert.equal($(".tree__hint"), null);
  assert.equal(text($(".button--quiet")), "上一题");
});

test("an end: what it is, why, where to go, what to know, by which law", () => {
  choose("网上");
  choose("坏了");
  assert.equal($("h2").textContent, "要修");
  assert.equal($("h2 + p").textContent, "坏了就修。");
  const [scenarios, channels, notes] = $$("[data-tree-desk] > ul, [data-tree-desk] > ol:not(.tree__path)");
  assert.equal(scenarios.outerHTML, '<ul class="tree__links"><li><a href="s/lamp.html">灯坏了</a><span class="verdict verdict--strong">通常可以</span></li></ul>');
  assert.equal(channels.outerHTML, '<ol class="tree__links"><li><a href="c#bureau">监管所</a><span class="tree__text">管卖东西的</span></li></ol>');
  assert.equal(notes.outerHTML, "<ul><li>先拍照</li><li>再打电话</li></ul>");
  assert.equal($("p.cites").outerHTML, '<p class="cites"><span class="cites__word">依据</span><a class="cite" href="laws/shop.html#art-25">买卖法第25条</a></p>');
  assert.equal($$(".tree__step").length, 2);
});

test("an end that has nothing of a kind shows no empty list", () => {
  choose("店里");
  assert.equal(text($("[data-tree-desk]")), "在哪里买的？ 店里再看看不急。上一题");
  assert.equal($$("[data-tree-desk] ul, .cites").length, 0);
});

test("what the handbook is not for is said in its heading", () => {
  choose("不确定");
  assert.equal($("h2").textContent, "本手册不适用：吵架");
  assert.equal($("ul").outerHTML, "<ul><li>找居委会</li></ul>");
});

test("going back: one question, or to any above; the answer given is marked", () => {
  choose("网上");
  choose("坏了");
  press($(".button--quiet"));
  assert.equal($("h2").textContent, "坏了吗？");
  assert.deepEqual($$(".tree__choice[aria-current=true]").map(text), ["坏了"]);
  choose("没坏");
  press($$(".tree__step")[0]);
  assert.equal($("h2").textContent, "在哪里买的？");
  assert.equal($(".tree__path"), null);
  assert.equal($(".button--quiet"), null);
  assert.deepEqual($$(".tree__choice[aria-current=true]").map(text), ["网上"]);
  choose("网上");
  assert.deepEqual($$(".tree__choice[aria-current=true]").map(text), ["没坏"]);
});
