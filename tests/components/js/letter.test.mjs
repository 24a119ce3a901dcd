// A letter on the desk, on the small book's letter: what is typed, seen, kept, checked and sent.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, test } from "node:test";
import { JSDOM } from "jsdom";

const SOURCES = "../../../docs/assets/javascripts";
const { window } = new JSDOM("<!doctype html><body></body>", { url: "https://handbook.example/letters/refund-letter.html", pretendToBeVisual: true });
for (const key of ["window", "document", "localStorage", "location", "Node", "NodeFilter", "Event", "navigator"])
  Object.defineProperty(globalThis, key, { value: key === "window" ? window : window[key], configurable: true, writable: true });
globalThis.addEventListener = window.addEventListener.bind(window);
globalThis.getSelection = window.getSelection.bind(window);
window.Element.prototype.scrollIntoView = () => {};
window.HTMLDialogElement.prototype.showModal = function showModal() {
  this.addEventListener("click", (event) => {
    if (event.target.type !== "submit") return;
    event.preventDefault();
    this.returnValue = event.target.value;
    this.dispatchEvent(new window.Event("close"));
  });
};
const store = await import(`${SOURCES}/store.js`);
const { letter, letterCards } = await import(`${SOURCES}/letter/index.js`);

const $ = (selector) => document.querySelector(selector);
const $$ = (selector) => [...document.querySelectorAll(selector)];
const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const press = (node) => node.dispatchEvent(new window.MouseEvent("click", { bubbles: true, cancelable: true }));
const field = (id) => $(`[data-form] [name=${id}]`);
function type(node, value) {
  node.value = value;
  node.dispatchEvent(new window.Event("input", { bubbles: true }));
  node.dispatchEvent(new window.Event("change", { bubbles: true }));
}
function pick(name, value, on = true) {
  const node = $$(`[name=${name}]`).find((n) => n.value === value);
  node.checked = on;
  node.dispatchEvent(new window.Event("input", { bubbles: true }));
  node.dispatchEvent(new window.Event("change", { bubbles: true }));
}
function unfold(selector) {
  const node = $(selector);
  node.open = true;
  node.dispatchEvent(new window.Event("toggle"));
  return node;
}
const lines = () => $$("[data-paper] .paper__line, [data-paper] .paper__heading").map(text);
const said = () => text($("[data-status]"));
let copied;
let printed;

function open() {
  document.body.innerHTML = readFileSync(join(process.env.SMALL, "letter.html"), "utf8");
  letter($("[data-module=letter]"), { base: new URL("https://handbook.example/") });
}
const fill = () => {
  type(field("seller"), "某某灯具有限公司");
  type(field("buyer"), "王小明");
  type(field("paid"), "899");
};

beforeEach(() => {
  store.forget();
  delete document.body.dataset.printing;
  copied = [];
  printed = [];
  Object.defineProperty(window.navigator, "clipboard", { value: { writeText: (t) => Promise.resolve(copied.push(t)) }, configurable: true });
  window.print = () => printed.push(document.body.dataset.printing);
  open();
});

// ------------------------------------------------------------------ the sheet

test("the empty sheet names its blanks, leaves out what is chosen, and is a draft", () => {
  assert.deepEqual([$("[data-paper] .paper__title").textContent, $("[data-paper] .paper__draft").textContent], ["退款信", "草稿：还没填完，不要照这样交出去"]);
  assert.equal($("[data-paper]").classList.contains("paper--draft"), true);
  assert.deepEqual(lines(), ["店家名称：", "要求", "我在哪天收的货收货，付了付的钱元（大写：付的钱）。", "1. 把钱退回来", "算法：算法；附：附了什么；电话：你的电话号", "你的姓名"]);
  const pens = $$("[data-paper] .pen");
  assert.deepEqual(pens.slice(0, 2).map((n) => [n.className, n.querySelector(".pen__label").textContent]), [["pen pen--12", "店家名称"], ["pen pen--8", "哪天收的货"]]);
  assert.ok(pens.every((n) => Number(/^pen pen--(\d+)$/.exec(n.className)[1]) <= 24));
});

test("what is typed stands in the sheet at once, amounts in capitals too; what is chosen brings its line", () => {
  fill();
  type(field("received"), "2026-11-12");
  pick("way", "card");
  pick("things", "order");
  type(field("story"), "灯不亮。\n店家不理。");
  assert.deepEqual(lines().slice(0, 8), ["某某灯具有限公司：", "要求", "我在2026年11月12日收货，付了899元（大写：人民币捌佰玖拾玖元整）。", "1. 把钱退回来", "2. 钱退到卡", "3. 附上订单", "经过：灯不亮。", "店家不理。"]);
  assert.equal(lines().at(-1), "王小明");
  assert.deepEqual($$("[data-paper] .filled").slice(0, 2).map(text), ["某某灯具有限公司", "2026年11月12日"]);
  assert.equal($("[data-paper] .paper__draft"), null);
  assert.equal($("[data-paper]").classList.contains("paper--draft"), false);
  pick("things", "order", false);
  assert.ok(!lines().includes("3. 附上订单"));
});

test("a letter that is filled and wrong says another thing than one that is not filled", () => {
  fill();
  type(field("paid"), "");
  assert.equal($("[data-paper] .paper__draft").textContent, "草稿：还没填完，不要照这样交出去");
  type(field("paid"), "899");
  type(field("received"), "2999-01-01");
  assert.equal($("[data-paper] .paper__draft").textContent, "草稿：有地方要改，不要照这样交出去");
});

// ------------------------------------------------------------------ what is wrong

const wrong = (id) => [text($(`#error-${id}`)), $(`#error-${id}`).hidden, field(id).getAttribute("aria-invalid"), $(`[data-field=${id}]`).classList.contains("field--wrong")];

test("a mistake is told beside its field once it was touched; what is only empty waits until one sends", async () => {
  type(field("paid"), "八百");
  assert.deepEqual(wrong("paid"), ["写数字，最多两位小数，比如 899 或 899.50", false, "true", true]);
  assert.deepEqual(wrong("seller"), ["", true, "false", false]);
  type(field("seller"), "");
  assert.equal(wrong("seller")[0], "");
  press($("[data-copy-letter]"));
  assert.equal($("dialog h2").textContent, "还有3处没填好");
  assert.deepEqual($$("dialog li").map(text).slice(0, 3), ["店家名称", "你的姓名", "付的钱：写数字，最多两位小数，比如 899 或 899.50"]);
  assert.deepEqual($$("dialog button").map((b) => [text(b), b.className]), [["回去补", "button button--strong"], ["照样复制，空处会标出来", "button"]]);
  press($("dialog button"));
  await settled();
  assert.deepEqual(copied, []);
  assert.equal(document.activeElement, $("[data-summary]"));
  assert.deepEqual(wrong("seller"), ["这里要填", false, "true", true]);
  assert.match(text($(".summary__title")), /^还有3处要补，\d处请再看一眼$/);
  assert.deepEqual($$("[data-summary] a").slice(0, 2).map((a) => [text(a), a.getAttribute("href")]), [["店家名称：还没填", "#field-seller"], ["你的姓名：还没填", "#field-buyer"]]);
  press($("[data-summary] a"));
  assert.equal(document.activeElement, field("seller"));
  type(field("seller"), "某某灯具有限公司");
  assert.deepEqual(wrong("seller"), ["", true, "false", false]);
  assert.match(text($(".summary__title")), /^还有2处要补/);
  fill();
  assert.equal($("[data-summary]").classList.contains("summary--soft"), true);
  assert.match(text($("[data-summary] a")), /^留意 · /);
});

test("a draft leaves only when the reader says so; what is missing is marked in it", async () => {
  press($("[data-copy-letter]"));
  press($$("dialog button")[1]);
  await settled();
  assert.match(copied[0], /^退款信\n\n【待填：店家名称】：\n/);
  assert.equal(text($("[data-copy-letter]")), "已复制，去粘贴");
  assert.equal(said(), "全文已复制。");
});

const clean = () => {
  fill();
  type(field("received"), "2026-11-12");
  type(field("count"), "全部退还899元");
  type(field("phone"), "13800000000");
  pick("things", "order");
  pick("way", "back");
  unfold("[data-amount='0']");
  for (const box of $$("[data-amount='0'] [type=checkbox]")) {
    box.checked = true;
    box.dispatchEvent(new window.Event("change", { bubbles: true }));
  }
};

test("a letter with nothing wrong is copied without a question, in the words of the sheet", async () => {
  clean();
  press($("[data-copy-letter]"));
  await settled();
  assert.equal($("dialog"), null);
  assert.equal(copied[0].split("\n").slice(1).filter(Boolean).join("|"), lines().join("|"));
});

test("where copying is refused the sheet is selected and the reader told how", async () => {
  clean();
  Object.defineProperty(window.navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) }, configurable: true });
  document.execCommand = () => false;
  press($("[data-copy-letter]"));
  await settled();
  assert.equal(text($("[data-copy-letter]")), "没能复制，已选中，请长按复制");
  assert.match(said(), /^浏览器不让复制/);
  assert.match(window.getSelection().toString(), /王小明/);
});

test("printing: the filled letter, the blank sheet, and by the browser's own command what fits", async () => {
  press($("[data-print-blank]"));
  window.dispatchEvent(new window.Event("afterprint"));
  assert.equal(document.body.dataset.printing, undefined);
  window.dispatchEvent(new window.Event("beforeprint"));
  assert.equal(document.body.dataset.printing, "blank");
  window.dispatchEvent(new window.Event("afterprint"));
  clean();
  press($("[data-print-filled]"));
  await settled();
  assert.deepEqual(printed, ["blank", "filled"]);
});

// ------------------------------------------------------------------ drafts

const names = () => $$("[data-drafts] option").map((o) => [o.value, o.textContent]);

test("what is typed is there when one comes back; the case's facts come along", () => {
  fill();
  pick("way", "card");
  pick("things", "order");
  open();
  assert.deepEqual([field("seller").value, field("buyer").value, field("paid").value], ["某某灯具有限公司", "王小明", "899"]);
  assert.deepEqual($$("[name=way]").map((n) => n.checked), [false, true]);
  assert.deepEqual($$("[name=things]").map((n) => n.checked), [true, false]);
  assert.equal(store.fact("buyer.name"), "王小明");
  assert.equal(store.fact("order.paid"), "899");
});

test("what the case knows is filled in; what the draft says stands over it", () => {
  store.setFact("buyer.name", "李四");
  store.setFact("order.paid", "12");
  open();
  assert.deepEqual([field("buyer").value, field("paid").value, field("seller").value], ["李四", "12", ""]);
  type(field("buyer"), "王小明");
  open();
  assert.equal(field("buyer").value, "王小明");
});

test("another draft shares who one is and nothing else; both are named and can be gone back to", () => {
  fill();
  assert.deepEqual(names(), [["1", "第1份：某某灯具有限公司"]]);
  press($("[data-new-draft]"));
  assert.equal(said(), "新的一份：第2份。前面写的都还在。");
  assert.deepEqual([field("seller").value, field("buyer").value, field("paid").value], ["", "王小明", ""]);
  assert.equal(document.activeElement, field("seller"));
  type(field("seller"), "另一家很长很长很长的店名字");
  type(field("paid"), "5");
  assert.deepEqual(names(), [["1", "第1份：某某灯具有限公司"], ["2", "第2份：另一家很长很长很长的店名"]]);
  assert.equal(store.fact("order.paid"), "899");
  const list = $("[data-drafts] select");
  assert.equal(list.value, "2");
  list.value = "1";
  list.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal(said(), "现在是第1份。");
  assert.deepEqual([field("seller").value, field("paid").value, list.value], ["某某灯具有限公司", "899", "1"]);
  list.value = "2";
  list.dispatchEvent(new window.Event("change", { bubbles: true }));
  open();
  assert.deepEqual([field("seller").value, $("[data-drafts] select").value], ["另一家很长很长很长的店名字", "2"]);
});

test("emptying asks first: this draft, or all where there are several, or none", async () => {
  fill();
  press($("[data-clear]"));
  assert.equal($("dialog h2").textContent, "清空这份文书？");
  assert.deepEqual($$("dialog button").map((b) => [b.value, text(b)]), [["yes", "清空"], ["", "不，留着"]]);
  press($$("dialog button")[1]);
  await settled();
  assert.equal(field("seller").value, "某某灯具有限公司");
  press($("[data-new-draft]"));
  type(field("seller"), "另一家");
  press($("[data-clear]"));
  assert.deepEqual($$("dialog button").map((b) => [b.value, text(b)]), [["yes", "清空"], ["all", "2份都清空"], ["", "不，留着"]]);
  press($("dialog button"));
  await settled();
  assert.equal(said(), "已清空。");
  assert.deepEqual([names(), field("seller").value], [[["1", "第1份：某某灯具有限公司"]], "某某灯具有限公司"]);
  press($("[data-new-draft]"));
  press($("[data-clear]"));
  press($$("dialog button")[1]);
  await settled();
  assert.deepEqual([names(), field("seller").value, field("buyer").value], [[["1", "第1份"]], "", ""], "清空以后，案子里知道的也先不填回来");
  assert.deepEqual(lines()[0], "店家名称：");
});

test("a card that leads to a letter says that there is a draft, and how many", () => {
  const card = () => {
    document.body.innerHTML = '<a data-letter-card="refund-letter"><span data-letter-state hidden></span></a>';
    letterCards();
    return [text($("[data-letter-state]")), $("[data-letter-state]").hidden];
  };
  assert.deepEqual(card(), ["", true]);
  store.setDraft("refund-letter", { seller: "店", _help: {} });
  assert.deepEqual(card(), ["这台设备上有你的草稿", false]);
  store.setDraft("refund-letter", { seller: "店" }, {}, 2);
  assert.deepEqual([text($("[data-letter-state]")), card()], ["这台设备上有你的草稿，2份", ["这台设备上有你的草稿，2份", false]]);
  store.forget();
  store.setDraft("refund-letter", { seller: " ", _help: { story: {} } });
  assert.deepEqual(card(), ["", true], "空的不算草稿");
});

// ------------------------------------------------------------------ helping hands

test("events, one a line, go into the story in the order of their days, and again without doubling", () => {
  unfold("[data-tool=story]");
  const row = (n) => $$("[data-tool=story] .events__item")[n];
  const write = $$("[data-tool=story] button").find((b) => text(b) === "写进“经过”");
  press(write);
  assert.equal(text($("[data-tool=story] .tool__say")), "还没有写。一件事写一句话。");
  const put = (n, date, what) => {
    const [day, words] = row(n).querySelectorAll("input");
    type(day, date);
    type(words, what);
  };
  put(0, "2026-11-12", "灯不亮");
  press($$("[data-tool=story] button").find((b) => text(b) === "再加一件"));
  assert.equal(document.activeElement, row(1).querySelector("input"));
  put(1, "2026-11-10", "收到灯。");
  press(write);
  assert.equal(field("story").value, "2026年11月10日，收到灯。\n2026年11月12日，灯不亮。");
  assert.equal(text($("[data-tool=story] .tool__say")), "已经按日期排好，写进去了。还可以接着改。");
  type(field("story"), `先说一句。\n${field("story").value}`);
  put(0, "2026-11-13", "灯不亮");
  press(write);
  assert.equal(field("story").value, "先说一句。\n2026年11月10日，收到灯。\n2026年11月13日，灯不亮。");
  open();
  unfold("[data-tool=story]");
  assert.equal($$("[data-tool=story] .events__item").length, 2);
  press(row(0).querySelector("button"));
  assert.deepEqual([$$("[data-tool=story] .events__item").length, row(0).querySelectorAll("input")[1].value], [1, "收到灯。"]);
});

test("for somebody of the family: the letter in the third person, with who acts for them", () => {
  fill();
  unfold("[data-tool=agent]");
  const inputs = $$("[data-tool=agent] input:not([type=checkbox])");
  assert.deepEqual(inputs.map((n) => [n.type, n.maxLength, text(document.querySelector(`label[for=${n.id}]`))]), [
    ["text", 30, "你的姓名（代理人）"],
    ["tel", 24, "你的电话（代理人）"],
    ["text", 20, "你是他（她）的什么人，比如“女儿”"],
  ]);
  const box = $("[data-tool=agent] [type=checkbox]");
  box.checked = true;
  box.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.match(text($("[data-tool=agent] .tool__say")), /^正文改成了委托人的口气/);
  type(inputs[0], "王小红");
  assert.ok(lines().some((l) => l.startsWith("委托人在")), lines().join("|"));
  assert.ok(lines().some((l) => l.includes("王小红")), lines().join("|"));
  box.checked = false;
  box.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal(text($("[data-tool=agent] .tool__say")), "");
  assert.ok(!lines().some((l) => l.includes("委托人")));
  open();
  unfold("[data-tool=agent]");
  assert.equal($$("[data-tool=agent] input:not([type=checkbox])")[0].value, "王小红");
});
