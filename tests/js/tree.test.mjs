// A decision tree as a reader goes through it, and comes back to it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { $, $$, body, press, text } from "./help/dom.mjs";
import { tree } from "../../docs/assets/javascripts/tree.js";

const part = (id, title, hint, answers) =>
  `<section id="go-${id}" data-tree-part><h2>${title}</h2>${hint ? `<p>${hint}</p>` : ""}<ul>${answers.map(([name, go]) => `<li><a class="tree__choice" href="#go-${go}">${name}</a></li>`).join("")}</ul></section>`;
const end = (id, title) => `<section id="go-${id}" data-tree-part><h2>${title}</h2><p><a href="s/${id}.html">去</a></p></section>`;
const PAGE = `<div class="tree"><div data-tree-desk>${part("where", "在哪里买的？", "看订单", [["网上", "kind"], ["店里", "plain"], ["不确定", "out"]])}${part("kind", "坏了吗？", "", [["坏了", "full"], ["没坏", "plain"]])}${end("full", "要修")}${end("plain", "再看看")}${end("out", "本手册不适用：吵架")}</div></div>`;

const shown = () => $$("[data-tree-part]").filter((p) => !p.hidden);
const heading = () => shown().map((p) => p.querySelector("h2").textContent).join();
const choose = (name) => press($$(".tree__choice").find((b) => !b.closest("[data-tree-part]").hidden && text(b) === name));
const above = () => ($(".tree__path").hidden ? null : $$(".tree__path button").map(text));
const former = () => $$(".button--quiet")[0];
const marked = () => shown().flatMap((p) => [...p.querySelectorAll("[aria-current]")].map(text));
const travelled = (act) =>
  new Promise((resolve) => {
    window.addEventListener("popstate", () => setTimeout(resolve), { once: true });
    act();
  });

beforeEach(() => {
  window.history.replaceState(null, "");
  tree(body(PAGE));
});

test("the first question alone, nothing to go back to; the page was only opened and takes no focus", () => {
  assert.equal(heading(), "在哪里买的？");
  assert.equal(above(), null);
  assert.equal(former().hidden, true);
  assert.equal(document.activeElement, document.body);
  assert.ok($(".tree").classList.contains("tree--live"));
});

test("an answer leads on; the way so far stands above; the new question has the focus; the address stays", () => {
  const address = window.location.href;
  choose("网上");
  assert.equal(heading(), "坏了吗？");
  assert.deepEqual(above(), ["在哪里买的？ 网上"]);
  assert.equal($(".tree__step").getAttribute("aria-label"), "改这一题：在哪里买的？ 网上");
  assert.equal(document.activeElement, shown()[0].querySelector("h2"));
  assert.equal(former().hidden, false);
  choose("坏了");
  assert.equal(heading(), "要修");
  assert.equal(window.location.href, address, "答了什么不写进网址");
});

test("Back in the browser goes back a question, and forward again; what was answered is marked", async () => {
  choose("网上");
  choose("坏了");
  await travelled(() => window.history.back());
  assert.equal(heading(), "坏了吗？");
  assert.deepEqual(marked(), ["坏了"]);
  await travelled(() => window.history.back());
  assert.deepEqual([heading(), marked(), above()], ["在哪里买的？", ["网上"], null]);
  await travelled(() => window.history.go(2));
  assert.equal(heading(), "要修");
});

test("the page's own ways back are the browser's: one question, or any of those above", async () => {
  choose("网上");
  choose("没坏");
  await travelled(() => press(former()));
  assert.equal(heading(), "坏了吗？");
  choose("坏了");
  assert.deepEqual(marked(), []);
  await travelled(() => press($$(".tree__step")[0]));
  assert.deepEqual([heading(), marked(), window.history.state?.way ?? null], ["在哪里买的？", ["网上"], null]);
});

test("a page that is loaded again stands where it stood", () => {
  choose("网上");
  choose("坏了");
  tree(body(PAGE)); // the same history entry, a new page
  assert.equal(heading(), "要修");
  assert.deepEqual(above(), ["在哪里买的？ 网上", "坏了吗？ 坏了"]);
});

test("a way that the tree no longer has begins anew", () => {
  for (const way of [[["go-where", 9]], [["go-gone", 0]], [["go-where", 0], ["go-where", 0]], "x", [null]]) {
    window.history.replaceState({ way }, "");
    tree(body(PAGE));
    assert.equal(heading(), "在哪里买的？", JSON.stringify(way));
  }
});

test("what another part of the page keeps in the history stays", () => {
  window.history.replaceState({ undo: [1] }, "");
  choose("店里");
  assert.deepEqual(window.history.state.undo, [1]);
});

test("a browser that lets nothing into the history still answers", () => {
  const push = window.history.pushState;
  window.history.pushState = () => {
    throw new window.DOMException("no", "SecurityError");
  };
  choose("网上");
  window.history.pushState = push;
  assert.equal(heading(), "坏了吗？");
  press(former());
  assert.equal(heading(), "在哪里买的？");
});

const LATER = `<div class="tree" data-tree="triage"><div data-tree-desk>${part("where", "在哪里买的？", "", [["网上", "kind"], ["店里", "plain"]])}${part("kind", "坏了吗？", "", [["坏了", "full"], ["坏了没有？", "unsure"]])}${part("unsure", "看一看", "", [["没坏", "plain"]])}${end("full", "要修")}<section id="go-plain" data-tree-part data-moved><h2><a href="triage/x.html#go-plain">再看看</a></h2></section></div></div>`;

/** What the page fetches: {src, arrive, lose} of each script it asked for. */
function fetched(act) {
  const asked = [];
  const { append } = document.head;
  document.head.append = (node) => asked.push(node);
  try {
    act();
  } finally {
    document.head.append = append;
  }
  return asked;
}
const soon = () => new Promise((resolve) => setTimeout(resolve));

test("what an end says that the page only names comes when the next answer may lead to it, and stands there when it is reached", async () => {
  const [none] = fetched(() => tree(body(LATER), { base: "https://handbook.example/" }));
  assert.equal(none, undefined, "只是打开，不取");
  assert.deepEqual(fetched(() => choose("网上")), [], "下一题通不到它，不取");
  const [script, ...others] = fetched(() => choose("坏了没有？"));
  assert.deepEqual([script.src, others.length], ["https://handbook.example/assets/tree/triage-x.js", 0]);
  window.handbookEnds = { plain: "<h2>再看看</h2><p><a href='s/plain.html'>去看</a><a href='tel:110'>打110</a></p>" };
  script.onload();
  await soon();
  assert.deepEqual(fetched(() => choose("没坏")), [], "取过了，不再取");
  assert.deepEqual([heading(), $$("#go-plain a").map((a) => a.getAttribute("href"))], ["再看看", ["https://handbook.example/s/plain.html", "tel:110"]]);
});

test("an end that is reached before it has come names the page that has it; then it says all, and keeps the focus", async () => {
  tree(body(LATER), { base: "https://handbook.example/" });
  const [script] = fetched(() => choose("店里"));
  assert.deepEqual([heading(), $("#go-plain a").getAttribute("href")], ["再看看", "triage/x.html#go-plain"]);
  script.onload();
  await soon();
  assert.equal(document.activeElement, $("#go-plain h2"));
  assert.equal($("#go-plain a").getAttribute("href"), "https://handbook.example/s/plain.html");
});

test("what does not come is asked for again with the next answer", async () => {
  tree(body(LATER), { base: "https://handbook.example/" });
  fetched(() => choose("网上"));
  const [script] = fetched(() => choose("坏了没有？"));
  script.onerror();
  await soon();
  assert.equal($("#go-plain a").getAttribute("href"), "triage/x.html#go-plain");
  assert.equal(fetched(() => choose("没坏")).length, 1);
});

test("a page that is loaded again on an end that it only names fetches it", async () => {
  tree(body(LATER), { base: "https://handbook.example/" });
  fetched(() => choose("店里"));
  const [script] = fetched(() => tree(body(LATER), { base: "https://handbook.example/" }));
  script.onload();
  await soon();
  assert.deepEqual([heading(), $("#go-plain a").getAttribute("href")], ["再看看", "https://handbook.example/s/plain.html"]);
});

test("a press beside the answers does nothing", () => {
  press($("h2"));
  assert.equal(heading(), "在哪里买的？");
});

test("who answered the first question in the search comes in at the second; an address may name any part", () => {
  window.history.replaceState(null, "", "#go-kind");
  tree(body(PAGE));
  assert.deepEqual([heading(), above()], ["坏了吗？", ["在哪里买的？ 网上"]]);
  press(former());
  assert.equal(heading(), "在哪里买的？");
  window.history.replaceState(null, "", "#go-full");
  tree(body(PAGE));
  assert.deepEqual([heading(), above()], ["要修", ["在哪里买的？ 网上", "坏了吗？ 坏了"]]);
  window.history.replaceState(null, "", "#go-plain");
  tree(body(PAGE));
  assert.deepEqual([heading(), above()], ["再看看", ["在哪里买的？ 店里"]], "最短的路");
  window.history.replaceState(null, "", "#go-nothing");
  tree(body(PAGE));
  assert.equal(heading(), "在哪里买的？");
  window.history.replaceState(null, "", window.location.pathname);
});

// ------------------------------------------------ a tree that is divided (macros/divided.py)

const DIVIDED = PAGE.replace('<div class="tree"', '<div class="tree" data-tree="triage" data-divided').replace('href="#go-kind"', 'href="triage/go-kind.html#go-kind"').replace(/<section id="go-kind".*?<\/section>/, "").replace(/<section id="go-full".*?<\/section>/, "");

test("an answer whose question another page has is followed as a link", () => {
  tree(body(DIVIDED), { base: "https://handbook.example/" });
  const link = $$(".tree__choice").find((b) => text(b) === "网上");
  let prevented = null;
  document.body.addEventListener("click", (event) => (prevented = event.defaultPrevented), { once: true });
  press(link);
  assert.equal(prevented, false);
  assert.deepEqual([heading(), above()], ["在哪里买的？", null]);
  choose("店里");
  assert.equal(heading(), "再看看", "在这一页的照旧");
});

test("an address of what another page has asks where it is; one of what is here, or none, asks nothing", () => {
  const opened = (hash) => {
    window.history.replaceState(null, "", `${window.location.pathname}${hash}`);
    return fetched(() => tree(body(DIVIDED), { base: "https://handbook.example/" })).map((script) => script.src);
  };
  assert.deepEqual(opened("#go-full"), ["https://handbook.example/assets/tree/triage.js"]);
  assert.deepEqual([...opened("#go-plain"), ...opened("#go-where"), ...opened("")], []);
  window.history.replaceState(null, "", `${window.location.pathname}#go-full`);
  assert.deepEqual(fetched(() => tree(body(PAGE), { base: "https://handbook.example/" })), [], "没有分开的，不问");
  window.history.replaceState(null, "", window.location.pathname);
});
