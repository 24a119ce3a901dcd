// The search field as a combobox: what is shown, said and kept in the address while one types, presses arrows, Escape and Enter.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { $, $$, body, key, press, text } from "./help/dom.mjs";

const { search } = await import("../../docs/assets/javascripts/search/ui.js");
const BASE = new URL("https://handbook.example/index.html"); // as pages name it: the front page, not its folder
const field = (kind) => `<div data-search="${kind}"><input data-search-input role="combobox" disabled aria-expanded="false">
  <div data-search-panel hidden><p data-search-help hidden>问几个问题</p><div data-search-results id="list" hidden></div><p data-search-none hidden></p></div>
  <p data-search-status role="status"></p><p data-search-intro>说明</p></div>`;
const RESULTS = [
  { kind: "scenario", url: "s/a.html", title: "押金不退", sentence: "租房子的押金要退。" },
  { kind: "scenario", url: "s/b.html", title: "iPhone 押金", sentence: "" },
  { kind: "question", url: "q.html#c", title: "押金7日内退吗", sentence: "长".repeat(95) },
  { kind: "letter", url: "l/d.html", title: "要押金的信", sentence: "一" },
  { kind: "letter", url: "l/e.html", title: "第二封信", sentence: "二" },
  { kind: "law", url: "law.html", title: "合同法", sentence: "" },
];
let asked;
let found;
let loads;
let fail;
let listening = [];
globalThis.addEventListener = (name, listener) => {
  listening.push([name, listener]);
  window.addEventListener(name, listener);
};

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  window.setTimeout = setTimeout;
  asked = [];
  loads = [];
  fail = false;
  found = (query) => ({ results: query.includes("没有") ? [] : RESULTS, sure: !query.includes("像"), words: new Set(["押金", "iphone", "7日"]) });
  window.handbookSearch = {};
  window.handbookEngine = {
    prepare: async () => ({ groups: { scenario: "你遇到的事", question: "问答", letter: "文书", law: "法律" } }),
    find: (engine, query, limit) => {
      asked.push([query, limit]);
      return found(query);
    },
  };
  document.head.append = (node) => {
    loads.push(node.src);
    Promise.resolve().then(() => (fail ? node.onerror() : node.onload()));
  };
  window.Element.prototype.scrollIntoView = () => {};
  window.history.replaceState(null, "", "/page.html");
});
afterEach(() => {
  mock.timers.reset();
  for (const [name, listener] of listening) window.removeEventListener(name, listener);
  listening = [];
});

const turns = async () => {
  for (let n = 0; n < 12; n += 1) await null;
};
const input = () => $("[data-search-input]");
const panel = () => $("[data-search-panel]");
const options = () => $$("[data-search-result]");
const status = () => text($("[data-search-status]"));
async function type(words) {
  input().value = words;
  input().dispatchEvent(new window.Event("input", { bubbles: true }));
  await turns();
  for (let n = 0; n < 5; n += 1) mock.timers.tick(0); // the results below, a few at a time
}
/** Tasks wait until they are called, one by one. → {next(): the next of them, rest(): the others come in their time again} */
function oneByOne() {
  const tasks = [];
  window.setTimeout = (act, ms = 0) => (ms ? setTimeout(act, ms) : tasks.push(act));
  const rest = () => {
    window.setTimeout = setTimeout;
    for (const act of tasks) setTimeout(act, 0);
  };
  return { next: () => tasks.shift()(), rest };
}
const start = (kind) => {
  search(body(field(kind)), { base: BASE });
};

test("nothing is fetched before somebody searches; then engine, index and model, once", async () => {
  start("field");
  assert.equal(input().disabled, false);
  input().dispatchEvent(new window.Event("focus")); // the search page sets it by itself: no sign that anybody searches
  await turns();
  assert.deepEqual(loads, []);
  input().dispatchEvent(new window.Event("pointerdown"));
  await turns();
  assert.equal(loads.length, 3, "一碰就取，不等第一个字");
  await type("押金");
  await type("押金不");
  assert.deepEqual(loads, ["search.js", "search-index.js", "search-model.js"].map((name) => `https://handbook.example/assets/${name}`));
  assert.deepEqual(asked, [["押金", 8], ["押金不", 8]]);
});

test("of a pasted chat the first 900 characters are looked at, and it is said", async () => {
  start("field");
  await type("押".repeat(900));
  assert.ok($("[data-search-none]").hidden);
  await type("押".repeat(901));
  assert.equal(asked.at(-1)[0].length, 900);
  assert.equal($("[data-search-none]").hidden, false);
  assert.equal(text($("[data-search-none]")), "文字很长，只按前900个字找。");
  assert.equal($("[data-search-help]").hidden, false);
  mock.timers.tick(300);
  assert.match(status(), /^文字很长，只按前900个字找。找到/);
});

test("somebody in danger sees whom to call above the results; the strip stays while more is typed and goes with the danger", async () => {
  const danger = { id: "fraud", title: "停手", lines: ["不再转钱。", "打110。"], calls: [{ number: "110", name: "报警" }], to: { title: "被骗了", url: "s/scam.html" } };
  const plain = found;
  found = (query) => ({ ...plain(query), danger: query.includes("骗") ? danger : null });
  start("field");
  await type("押金");
  assert.equal($("[data-danger]"), null);
  await type("押金 被骗");
  const box = $("[data-danger]");
  assert.equal(box.dataset.danger, "fraud");
  assert.equal(box.nextElementSibling, $("[data-search-results]"));
  assert.deepEqual([...box.querySelectorAll("a")].map((a) => [text(a), a.getAttribute("href")]), [["打110", "tel:110"], ["被骗了", "https://handbook.example/s/scam.html"]]);
  assert.equal(box.querySelector("a").getAttribute("aria-label"), "打110：报警");
  mock.timers.tick(300);
  assert.match(status(), /^停手。电话在结果上面。找到/);
  await type("押金 被骗了");
  assert.equal($("[data-danger]"), box);
  await type("没有 被骗");
  assert.ok($("[data-danger]"), "没有结果也要说");
  await type("押金");
  assert.equal($("[data-danger]"), null);
  await type("被骗");
  await type("");
  assert.equal($("[data-danger]"), null);
});

test("the best three under one name with their kind, the others under the name of theirs", async () => {
  start("field");
  await type("押金");
  assert.deepEqual($$("[role=group]").map((g) => [text($(`#${g.getAttribute("aria-labelledby")}`)), [...g.querySelectorAll("a")].map((a) => a.getAttribute("href"))]), [
    ["最像的", ["https://handbook.example/s/a.html", "https://handbook.example/s/b.html", "https://handbook.example/q.html#c"]],
    ["文书", ["https://handbook.example/l/d.html", "https://handbook.example/l/e.html"]],
    ["法律", ["https://handbook.example/law.html"]],
  ]);
  assert.deepEqual(options().map((a) => a.querySelector(".result__kind")?.textContent), ["你遇到的事", "你遇到的事", "问答", undefined, undefined, undefined]);
  assert.deepEqual(options().map((a) => [a.getAttribute("role"), a.getAttribute("aria-selected")]), Array(6).fill(["option", "false"]));
  assert.equal(new Set(options().map((a) => a.id)).size, 6);
});

test("what was asked is marked, pairs run together, words and numbers whole", async () => {
  start("field");
  await type("押金");
  assert.deepEqual(options().slice(0, 3).map((a) => a.querySelector(".result__title").innerHTML), ["<mark>押金</mark>不退", "<mark>iPhone</mark> <mark>押金</mark>", "<mark>押金7日</mark>内退吗"]);
  assert.equal(options()[0].querySelector(".result__text").innerHTML, "租房子的<mark>押金</mark>要退。");
  assert.equal(options()[1].querySelector(".result__text"), null);
  assert.equal(options()[2].querySelector(".result__text").textContent, `${"长".repeat(90)}…`);
});

test("the field says that it is open; the status waits for a pause", async () => {
  start("field");
  await type("押金");
  assert.deepEqual([panel().hidden, $("#list").hidden, input().getAttribute("aria-expanded"), $("[data-search-intro]").hidden, $("[data-search-none]").hidden], [false, false, "true", true, true]);
  assert.equal(status(), "");
  mock.timers.tick(299);
  assert.equal(status(), "");
  await type("押金不退");
  mock.timers.tick(299);
  assert.equal(status(), "", "又按了一个键，重新等");
  mock.timers.tick(1);
  assert.equal(status(), "找到6条，最像的在前面。");
});

test("near is not called found, and another way is offered; nothing is said so", async () => {
  start("field");
  await type("好像押金");
  mock.timers.tick(300);
  assert.equal(status(), "没有正好的。下面6条是相近的。");
  assert.equal($("[data-search-help]").hidden, false);
  await type("押金");
  assert.equal($("[data-search-help]").hidden, true);
  await type("没有的");
  mock.timers.tick(300);
  assert.equal(status(), "没有找到。");
  assert.deepEqual([$("#list").hidden, panel().hidden, input().getAttribute("aria-expanded"), $("[data-search-none]").hidden, $("[data-search-help]").hidden], [true, false, "false", false, false]);
  assert.equal(text($("[data-search-none]")), "没有找到。换个说法试试，比如只写两三个词。");
  await type("押金");
  assert.equal($("[data-search-none]").hidden, true);
});

test("an empty field is as it was", async () => {
  start("field");
  await type("押金");
  await type("  ");
  mock.timers.tick(300);
  assert.deepEqual([options().length, $("#list").hidden, panel().hidden, input().getAttribute("aria-expanded"), $("[data-search-intro]").hidden, status()], [0, true, true, "false", false, ""]);
});

test("the arrows go through the results and back to the field, no further", async () => {
  start("field");
  await type("押金");
  const at = () => [options().findIndex((a) => a.getAttribute("aria-selected") === "true"), input().getAttribute("aria-activedescendant")];
  key(input(), "ArrowDown");
  assert.deepEqual(at(), [0, options()[0].id]);
  key(input(), "ArrowDown");
  assert.deepEqual(at(), [1, options()[1].id]);
  assert.equal($$("[aria-selected=true]").length, 1);
  for (let n = 0; n < 9; n += 1) key(input(), "ArrowDown");
  assert.deepEqual(at(), [5, options()[5].id]);
  for (let n = 0; n < 5; n += 1) key(input(), "ArrowUp");
  assert.deepEqual(at(), [0, options()[0].id]);
  key(input(), "ArrowUp");
  assert.deepEqual(at(), [-1, null]);
  key(input(), "ArrowUp");
  assert.deepEqual(at(), [-1, null]);
  key(input(), "ArrowDown");
  await type("押金不");
  assert.deepEqual(at(), [-1, null], "新的结果，从头选");
});

test("a key that does something does nothing else; others are left alone, and so are those of an input method", async () => {
  start("field");
  await type("押金");
  const sent = (name, more = {}) => {
    const event = new window.KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more });
    input().dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.deepEqual(["ArrowDown", "ArrowUp", "Escape"].map((name) => sent(name)), [true, true, true]);
  assert.deepEqual([sent("a"), sent("ArrowUp"), sent("Escape")], [false, false, false]);
  await type("押金");
  assert.equal(sent("ArrowDown", { isComposing: true }), false);
  assert.equal(input().getAttribute("aria-activedescendant"), null);
});

test("Escape closes, with the focus in the field; ArrowDown opens again", async () => {
  start("field");
  await type("押金");
  key(input(), "ArrowDown");
  options()[0].focus();
  key(options()[0], "Escape");
  assert.deepEqual([panel().hidden, input().getAttribute("aria-expanded"), input().getAttribute("aria-activedescendant"), document.activeElement], [true, "false", null, input()]);
  key(input(), "ArrowDown");
  await turns();
  mock.timers.tick(0);
  assert.equal(panel().hidden, false);
  assert.equal(asked.length, 2);
  input().value = " ";
  key(input(), "Escape");
  key(input(), "ArrowDown");
  await turns();
  assert.equal(asked.length, 2, "空的框里按下箭头，不搜");
});

test("Enter goes to the chosen result", async () => {
  start("field");
  await type("押金");
  key(input(), "ArrowDown");
  let went = null;
  options()[0].addEventListener("click", (event) => {
    event.preventDefault();
    went = event.currentTarget.href;
  });
  key(input(), "Enter");
  assert.equal(went, "https://handbook.example/s/a.html");
});

test("text that an input method is still making is not searched until it is done", async () => {
  start("field");
  input().value = "ya";
  input().dispatchEvent(new window.InputEvent("input", { bubbles: true, isComposing: true }));
  await turns();
  assert.deepEqual(asked, []);
  input().value = "押金";
  input().dispatchEvent(new window.CompositionEvent("compositionend", { bubbles: true }));
  await turns();
  assert.deepEqual(asked, [["押金", 8]]);
});

test("the header's results come back with the focus and go with it; a press on their ground is no way out", async () => {
  start("popup");
  input().focus();
  assert.equal(panel().hidden, true, "还没有结果");
  await type("押金");
  const leave = (to) => input().dispatchEvent(new window.FocusEvent("focusout", { bubbles: true, relatedTarget: to }));
  leave(options()[0]);
  assert.equal(panel().hidden, false);
  leave(document.body);
  assert.equal(panel().hidden, true);
  input().dispatchEvent(new window.FocusEvent("focus"));
  assert.equal(panel().hidden, false);
  const down = (node) => {
    const event = new window.MouseEvent("mousedown", { bubbles: true, cancelable: true });
    node.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.deepEqual([down(panel()), down(options()[0].querySelector(".result__title"))], [true, false]);
});

// ------------------------------------------------------------------ the search page

test("the search page asks for more and keeps the query in its address, after a pause", async () => {
  start("page");
  assert.equal(document.activeElement, input());
  await type("押金 不退");
  assert.deepEqual(asked, [["押金 不退", 20]]);
  assert.equal(window.location.hash, "");
  mock.timers.tick(300);
  assert.equal(window.location.hash, `#q=${encodeURIComponent("押金 不退")}`);
  assert.equal($("[data-search-help]").hidden, false, "搜索页上一直能换一条路");
  key(input(), "Escape");
  assert.equal(panel().hidden, false, "搜索页的结果就是这一页，不关");
  key(input(), "Enter");
  assert.notEqual(document.activeElement, input(), "收起手机的键盘");
  await type("");
  mock.timers.tick(300);
  assert.equal(window.location.href, "https://handbook.example/page.html");
  await type("押金");
  press($("#list"));
  assert.equal(window.location.hash, `#q=${encodeURIComponent("押金")}`, "点结果以前就记下");
});

test("an address with a query is searched; a broken one is not", async () => {
  window.history.replaceState(null, "", "/page.html#q=%E6%8A%BC%E9%87%91+%E4%B8%8D%E9%80%80");
  start("page");
  await turns();
  mock.timers.tick(0);
  assert.equal(input().value, "押金 不退");
  assert.deepEqual(asked, [["押金 不退", 20]]);
  assert.notEqual(document.activeElement, input());
  const go = async (hash) => {
    window.history.replaceState(null, "", `/page.html${hash}`);
    window.dispatchEvent(new window.Event("hashchange"));
    await turns();
  };
  await go("#q=%E6%8A%BC%E9%87%91%20%E4%B8%8D%E9%80%80");
  assert.equal(asked.length, 1, "是自己写进地址的，不再搜一遍");
  await go("#q=%E9%80%80");
  assert.deepEqual(asked.at(-1), ["退", 20]);
  await go("#q=%E0%A4%A");
  await go("#other");
  assert.equal(input().value, "退");
  assert.equal(asked.length, 2);
});

test("a lost connection is said, and the next key tries again", async () => {
  // a module of its own: nothing is loaded in it yet
  const fresh = await import("../../docs/assets/javascripts/search/ui.js?fresh");
  fresh.search(body(field("field")), { base: BASE });
  fail = true;
  await type("押金");
  assert.equal(status(), "搜索没有载入。检查网络后再试，或从目录里找。");
  fail = false;
  await type("押金不");
  mock.timers.tick(300);
  assert.equal(status(), "找到6条，最像的在前面。");
});

test("the answer of an older key never comes over that of a newer one", async () => {
  const fresh = await import("../../docs/assets/javascripts/search/ui.js?slow");
  fresh.search(body(field("field")), { base: BASE });
  input().value = "押";
  input().dispatchEvent(new window.Event("input"));
  input().value = "押金";
  input().dispatchEvent(new window.Event("input"));
  await turns();
  assert.deepEqual(asked, [["押金", 8]]);
});

test("where nothing was understood one question is asked, and the three nearest stand under it", async () => {
  start("inline");
  const ask = { question: "是哪一类？", choices: [{ title: "网上买东西", url: "triage.html#go-online" }, { title: "都不是", url: "triage.html#go-other" }] };
  found = () => ({ results: RESULTS, sure: false, words: new Set(), ask });
  await type("唉");
  assert.deepEqual($$(".results__name").map(text), ["是哪一类？", "相近的"]);
  assert.deepEqual(options().map((a) => a.getAttribute("href")), ["triage.html#go-online", "triage.html#go-other", "s/a.html", "s/b.html", "q.html#c"].map((url) => new URL(url, BASE).href));
  mock.timers.tick(300);
  assert.equal(status(), "没有正好的。先答一题：是哪一类？");
  key(input(), "ArrowDown");
  assert.equal(options()[0].getAttribute("aria-selected"), "true");
});

test("a result says why; a line says that it may be for somebody else, and goes", async () => {
  start("inline");
  const outside = { kind: "outside", id: "merchant-side", url: "about/outside.html#merchant-side", title: "我是商家" };
  found = (query) => ({ results: [{ ...RESULTS[0], why: "房东扣押金" }], sure: true, words: new Set(["押金"]), aside: query.includes("店") ? outside : null });
  await type("我的店 押金");
  assert.equal(text($(".result__why")), "像你说的：房东扣押金");
  assert.deepEqual($$(".result__why mark").map(text), ["押金"]);
  assert.equal(text($("[data-search-aside]")), "也许不归本手册：我是商家");
  assert.equal($("[data-search-aside] a").getAttribute("href"), new URL("about/outside.html#merchant-side", BASE).href);
  mock.timers.tick(300);
  assert.equal(status(), "也许不归本手册：我是商家。找到1条，最像的在前面。");
  await type("押金");
  assert.equal($("[data-search-aside]"), null);
});

test("what is found again at its place stays as it is; the rest comes after the best three, and until then nothing goes", async () => {
  start("field");
  await type("押金");
  const before = options();
  const plain = found;
  found = (query) => ({ ...plain(query), results: [...RESULTS.slice(0, 4), { kind: "letter", url: "l/new.html", title: "新的信", sentence: "" }] });
  input().value = "押金不";
  input().dispatchEvent(new window.Event("input", { bubbles: true }));
  await turns();
  assert.deepEqual(options(), before, "前三条没有变，后面的还没轮到");
  mock.timers.tick(0);
  const after = options();
  assert.deepEqual(after.map((a, i) => a === before[i]), [true, true, true, true, false]);
  assert.equal(after[4].getAttribute("href"), "https://handbook.example/l/new.html");
  found = plain;
  await type("押金没有");
  assert.equal(options().length, 0);
});

test("a newer key's results are never followed by those of the key before", async () => {
  start("field");
  const plain = found;
  input().value = "押金";
  input().dispatchEvent(new window.Event("input", { bubbles: true }));
  await turns();
  found = (query) => ({ ...plain(query), results: RESULTS.slice(1, 3) });
  await type("押金不");
  assert.deepEqual(options().map((a) => a.getAttribute("href")), ["https://handbook.example/s/b.html", "https://handbook.example/q.html#c"]);
  input().value = "押金";
  found = plain;
  input().dispatchEvent(new window.Event("input", { bubbles: true }));
  await turns();
  await type("");
  mock.timers.tick(300);
  assert.equal(options().length, 0, "清空以后不再画");
});

test("what was typed while this script was on its way is searched as soon as it is there", async () => {
  const root = body(field("field"));
  const { next } = oneByOne();
  input().value = "押金";
  search(root, { base: BASE, meant: true });
  await turns();
  assert.deepEqual(asked, [["押金", 8]]);
  assert.equal(options().length, 0, "找和画是两件事，中间可以按键");
  next();
  assert.equal(options().length, 3, "最像的三条先画");
});

test("a single figure is no word: it is not marked wherever it stands", async () => {
  start("field");
  found = () => ({ results: [{ kind: "scenario", url: "s/a.html", title: "第7次退款", sentence: "" }], sure: true, words: new Set(["7", "退款"]) });
  await type("7退款");
  assert.deepEqual($$("mark").map(text), ["退款"]);
});

test("a field that was only touched shows nothing yet", async () => {
  search(body(field("field")), { base: BASE, meant: true });
  await turns();
  assert.deepEqual(asked, []);
  assert.ok($("[data-search-results]").hidden);
});

test("what else can be known of what is meant is fetched, and asked with again, once", async () => {
  const fetched = [];
  let missing = true;
  found = () => ({
    results: missing ? RESULTS.slice(1, 2) : RESULTS.slice(0, 1),
    sure: true,
    words: new Set(),
    more: missing
      ? async (fetch) => {
          await fetch("search-model-shop.1.js");
          fetched.push(...loads.slice(-1));
          missing = false;
        }
      : null,
  });
  await start("popup");
  await type("押金");
  assert.deepEqual(fetched, ["https://handbook.example/assets/search-model-shop.1.js"]);
  assert.deepEqual(asked.map(([query]) => query), ["押金", "押金"]);
  assert.equal($("[data-search-result] .result__title").textContent, "押金不退");
});

test("where it cannot be fetched, what was found stays, it is said, and the next key tries again", async () => {
  let tried = 0;
  found = () => ({ results: RESULTS, sure: true, words: new Set(), more: () => Promise.reject(new Error(`offline ${(tried += 1)}`)) });
  await start("popup");
  await type("押金");
  assert.equal(tried, 1, "不一再去取");
  assert.equal($$("[data-search-result]").length, RESULTS.length);
  mock.timers.tick(300);
  assert.match(status(), /^手册有一部分没有取到，结果可能不全。.*找到6条/);
  assert.equal(input().value, "押金");
  await type("押金不");
  assert.equal(tried, 2);
});

/** What is found before and after parts have come: `more` fetches by itself, `rest` at a press. → {come(), fail()} */
function inParts(before, after, how) {
  let settle;
  let here = false;
  const coming = () => new Promise((resolve, reject) => (settle = { come: () => resolve((here = true)), fail: () => reject(new Error("offline")) }));
  found = () => ({ results: here ? after : before, sure: true, words: new Set(["押金"]), more: null, rest: null, ...(here ? {} : { [how]: coming }) });
  return { come: () => settle.come(), fail: () => settle.fail() };
}
const BETTER = { kind: "scenario", url: "s/new.html", title: "更像的", sentence: "" };
const hrefs = () => options().map((a) => a.getAttribute("href").replace("https://handbook.example/", ""));
const arrive = async () => {
  await turns();
  for (let n = 0; n < 5; n += 1) mock.timers.tick(1);
};

test("what comes late takes its place, but nothing moves while a finger, the mouse or the keyboard is in the list", async () => {
  const two = RESULTS.slice(0, 2);
  const late = [BETTER, ...two];
  const touches = {
    nothing: () => {},
    finger: () => $("#list").dispatchEvent(new window.Event("pointerenter")),
    arrows: () => key(input(), "ArrowDown"),
    focus: () => options()[1].focus(),
  };
  for (const [name, touch] of Object.entries(touches)) {
    const parts = inParts(two, late, "more");
    start("field");
    await type("押金");
    touch();
    const before = options();
    parts.come();
    await arrive();
    if (name === "nothing") {
      assert.deepEqual(hrefs(), late.map((r) => r.url));
      continue;
    }
    assert.deepEqual(options().slice(0, 2), before, name);
    assert.deepEqual(hrefs().slice(2), ["s/new.html"], name);
    assert.equal(text($$(".results__name").at(-1)), "后来找到的");
    if (name === "arrows") assert.equal(options()[0].getAttribute("aria-selected"), "true");
    if (name === "focus") assert.equal(document.activeElement, before[1]);
  }
});

test("nothing is drawn under a press, which would be lost: not what comes late, not the rows below", async () => {
  const pointer = (name) => document.body.dispatchEvent(new window.Event(name, { bubbles: true }));
  const shown = () => [...$("#list").children].map((node) => node.outerHTML);
  const parts = inParts(RESULTS.slice(0, 5), [BETTER, ...RESULTS], "more");
  start("field");
  const tasks = oneByOne();
  input().value = "押金";
  input().dispatchEvent(new window.Event("input", { bubbles: true }));
  await turns();
  tasks.next(); // the best three; those below wait for their turn
  const three = shown();
  assert.equal(options().length, 3);
  pointer("pointerdown");
  tasks.rest();
  parts.come();
  await arrive();
  assert.deepEqual(shown(), three);
  pointer("pointerup");
  await arrive();
  await arrive();
  assert.deepEqual(hrefs(), [BETTER, ...RESULTS].map((r) => r.url));
});

test("a press whose end nobody sees holds nothing back from who types", async () => {
  start("field");
  document.body.dispatchEvent(new window.Event("pointerdown", { bubbles: true }));
  await type("押金");
  assert.equal(options().length, RESULTS.length);
});

test("a finger that has left holds nothing, and the next key sorts all anew", async () => {
  const parts = inParts(RESULTS, [BETTER, ...RESULTS.slice(0, 5)], "more");
  start("field");
  await type("押金");
  for (const name of ["pointerenter", "pointerleave"]) $("#list").dispatchEvent(new window.Event(name));
  parts.come();
  await arrive();
  assert.equal(hrefs()[0], "s/new.html");
});

test("what comes late opens nothing that was closed", async () => {
  const parts = inParts(RESULTS, [BETTER], "more");
  start("popup");
  input().focus();
  await type("押金");
  key(input(), "Escape");
  assert.equal(panel().hidden, true);
  parts.come();
  await arrive();
  assert.equal(panel().hidden, true);
  assert.equal(input().getAttribute("aria-expanded"), "false");
});

test("a button looks through the whole handbook, says what it does, and goes when all is here", async () => {
  const parts = inParts(RESULTS.slice(0, 1), RESULTS, "rest");
  start("popup");
  await type("押金");
  const button = $("[data-search-panel] button");
  assert.equal(text(button), "在整本手册里找");
  assert.equal($("#list").contains(button), false, "不在结果的列表框里");
  button.focus();
  press(button);
  assert.deepEqual([text(button), button.getAttribute("aria-disabled"), status()], ["正在取整本手册……", "true", "正在取整本手册……"]);
  press(button);
  parts.fail();
  await arrive();
  mock.timers.tick(300);
  assert.deepEqual([text(button), button.getAttribute("aria-disabled")], ["在整本手册里找", "false"]);
  assert.match(status(), /^手册有一部分没有取到，结果可能不全。检查网络后再试，或者重新打开这一页。找到1条/);
  assert.deepEqual([input().value, hrefs()], ["押金", ["s/a.html"]], "打的字、结果都还在");
  press(button);
  parts.come();
  await arrive();
  mock.timers.tick(300);
  assert.equal(hrefs().length, 6);
  assert.equal(button.isConnected, false);
  assert.equal(document.activeElement, options()[0], "焦点不丢");
  assert.equal(status(), "找到6条，最像的在前面。");
});

test("the button is there for no results too, and only where there are parts", async () => {
  inParts([], RESULTS, "rest");
  start("field");
  await type("押金");
  assert.equal(text($(".results__whole")), "在整本手册里找");
  await type("");
  assert.equal($(".results__whole"), null);
  found = () => ({ results: RESULTS, sure: true, words: new Set(), more: null, rest: null });
  await type("押金");
  assert.equal($(".results__whole"), null);
});
