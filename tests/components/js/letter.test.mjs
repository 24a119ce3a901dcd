// A letter on the desk, on the small book's letter: what is typed, seen, kept, checked and sent.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, test } from "node:test";
import { $, $$, backFromMemory, press, text } from "../../js/help/dom.mjs";

const SOURCES = "../../../docs/assets/javascripts";
globalThis.getSelection = window.getSelection.bind(window);
window.Element.prototype.scrollIntoView = () => {};
const { store } = await import(`${SOURCES}/store.js`);
const { letter } = await import(`${SOURCES}/letter/index.js`);
const { sourceOf } = await import(`${SOURCES}/letter/source.js`);
const { letterCards } = await import(`${SOURCES}/letter-cards.js`);

await import(`${SOURCES}/letter-late.js`);
new Function("window", readFileSync(join(process.env.SMALL, "assets", "letter-data.js"), "utf8"))(window);
// what a page loads is here already: it has only to arrive
const { append } = document.head;
document.head.append = (...nodes) => {
  for (const node of nodes) if (node.tagName === "SCRIPT") node.onload();
  else append.call(document.head, node);
};

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
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
const keyOf = (fact) => Object.keys(localStorage).find((key) => key.endsWith(`/fact/${fact}`));
let copied;
let printed;

const [first] = store.disk.listeners; // the store's own; those of the pages before are gone with them

function open() {
  store.disk.listeners.clear();
  store.disk.listeners.add(first);
  document.body.innerHTML = readFileSync(join(process.env.SMALL, "letter.html"), "utf8");
  letter($("[data-module=letter]"), { base: new URL("https://handbook.example/") });
}
/** Open, and touched: then comes what only a writer needs (letter/late.js). */
async function touched() {
  open();
  $("[data-module=letter]").dispatchEvent(new window.Event("focusin", { bubbles: true }));
  await settled();
}
const fill = () => {
  type(field("seller"), "某某灯具有限公司");
  type(field("buyer"), "王小明");
  type(field("paid"), "899");
};

beforeEach(async () => {
  store.forget();
  delete document.body.dataset.printing;
  copied = [];
  printed = [];
  Object.defineProperty(window.navigator, "clipboard", { value: { writeText: (t) => Promise.resolve(copied.push(t)) }, configurable: true });
  window.print = () => {
    window.dispatchEvent(new window.Event("beforeprint"));
    printed.push(document.body.dataset.printing);
  };
  await touched();
});

test("a letter that is opened walks through its form once, however many fields it has", () => {
  const known = Object.getOwnPropertyDescriptor(window.HTMLFormElement.prototype, "elements");
  let walks = 0;
  Object.defineProperty(window.HTMLFormElement.prototype, "elements", {
    ...known,
    get() {
      walks += 1;
      return known.get.call(this);
    },
  });
  open();
  Object.defineProperty(window.HTMLFormElement.prototype, "elements", known);
  assert.ok($$("[data-form] [data-field]").length > 3);
  assert.equal(walks, 1);
});

test("page, form and what comes later are all that is known of the letter", () => {
  const { all, amounts } = window.handbookLetterData;
  const whole = JSON.parse(readFileSync(join(process.env.SMALL, "letter-source.json"), "utf8"));
  const known = Object.fromEntries(Object.entries(all).filter(([key]) => key in whole));
  const sums = amounts["refund-letter"].map(({ citations, ...sum }) => assert.ok(citations) ?? sum);
  assert.deepEqual({ ...sourceOf($("[data-module=letter]")), ...known, amounts: sums }, whole);
});

test("a field is described by its hint and by what is wrong with it, a group of choices as a whole", () => {
  const seen = { hinted: 0, plain: 0, groups: 0 };
  for (const box of $$("[data-form] [data-field]")) {
    const id = box.dataset.field;
    const group = box.tagName === "FIELDSET";
    const ids = (group ? box : $(`#field-${id}`)).getAttribute("aria-describedby").split(" ");
    const [hint, error] = [".field__hint", ".field__error"].map((part) => box.querySelector(part));
    assert.deepEqual(ids, [...(hint ? [hint.id] : []), error.id]);
    assert.deepEqual([error.id, error.hidden, ids.map((name) => $$(`#${name}`).length)], [`error-${id}`, true, ids.map(() => 1)]);
    seen[hint ? "hinted" : "plain"] += 1;
    seen.groups += group ? 1 : 0;
  }
  assert.ok(seen.hinted && seen.plain && seen.groups, JSON.stringify(seen));
});

// ------------------------------------------------------------------ the sheet

test("the empty sheet names its blanks, leaves out what is chosen, and is a draft", () => {
  assert.deepEqual([$("[data-paper] .paper__title").textContent, $("[data-paper] .paper__draft").textContent], ["退款信", "草稿：还没填完，不要照这样交出去"]);
  assert.equal($("[data-paper]").classList.contains("paper--draft"), true);
  assert.deepEqual(lines(), ["店家名称：", "要求", "我付了付的钱元（大写：付的钱）。", "1. 把钱退回来", "你的姓名"]);
  const pens = $$("[data-paper] .pen");
  assert.deepEqual(pens.slice(0, 2).map((n) => [n.className, n.querySelector(".pen__label").textContent]), [["pen pen--12", "店家名称"], ["pen pen--5", "付的钱"]]);
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
  assert.match(text($(".summary__title")), /^还有3处要补$/);
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

test("what a press ends is told after the press: nothing moves under the pointer", async () => {
  const at = (name) => document.dispatchEvent(new window.Event(name));
  const seller = field("seller");
  seller.value = "店".repeat(3);
  seller.dispatchEvent(new window.Event("input", { bubbles: true }));
  field("paid").value = "八百";
  field("paid").dispatchEvent(new window.Event("input", { bubbles: true }));
  at("pointerdown");
  field("paid").dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal(wrong("paid")[0], "");
  at("pointerup");
  assert.equal(wrong("paid")[0], "", "点击还没完");
  await settled();
  assert.equal(wrong("paid")[0], "写数字，最多两位小数，比如 899 或 899.50");
  type(field("paid"), "899");
  assert.match(wrong("paid")[0], /^留意：/, "没有按着，马上说");
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

test("where copying is refused the reader has the words that were meant, with what is missing named in them", async () => {
  type(field("buyer"), "王小明");
  Object.defineProperty(window.navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) }, configurable: true });
  document.execCommand = () => false;
  press($("[data-copy-letter]"));
  press($$("dialog button")[1]);
  await settled();
  assert.equal(text($("[data-copy-letter]")), "没能复制");
  assert.equal(said(), "浏览器不让复制。全文在弹出的框里，自己选中复制。");
  const area = $("dialog textarea");
  assert.match(area.value, /^退款信\n\n【待填：店家名称】：[^]*王小明$/);
  assert.deepEqual([area.selectionStart, area.selectionEnd], [0, area.value.length]);
  press($("dialog button"));
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

test("a text that is too long is kept whole, counted near its limit, and told above it: in the field at once, and by the check", async () => {
  clean();
  const under = (id) => text($(`[data-field=${id}] .field__count`) || document.createElement("p"));
  const long = `${"长".repeat(5999)}。`;
  type(field("story"), "长".repeat(3599));
  assert.deepEqual([under("story"), wrong("story")[0]], ["", "留意：有3599字，收信人看不完。留下要紧的，其余放进附件"]);
  type(field("story"), "长".repeat(3600));
  assert.equal(under("story"), "还能写400字");
  field("story").value = long;
  field("story").dispatchEvent(new window.Event("input", { bubbles: true }));
  assert.deepEqual([under("story"), ...wrong("story")], ["", "太长，最多4000字，多了2000字。删短些，放不下的作为附件", false, "true", true]);
  assert.ok(lines().includes(`经过：${long}`));
  press($("[data-copy-letter]"));
  assert.deepEqual($$("dialog li, dialog p:not(.ask__tools)").map(text), ["经过：太长，最多4000字，多了2000字。删短些，放不下的作为附件"], "只说一遍");
  press($$("dialog button")[1]);
  await settled();
  assert.ok(copied[0].includes(`经过：${long}`));
  await touched();
  assert.equal(field("story").value, long);
  type(field("seller"), "店".repeat(250));
  assert.equal(wrong("seller")[0], "太长，最多200字，多了50字。删短些，放不下的作为附件");
  await touched();
  assert.equal(field("seller").value.length, 250);
  type(field("seller"), `${"店".repeat(198)}👟`);
  assert.deepEqual([under("seller"), wrong("seller")[0]], ["还能写1字", ""]);
  unfold("[data-tool=story]");
  const words = $("[data-tool=story] .events__item input[type=text]");
  type(words, "事".repeat(260));
  assert.deepEqual([text($("[data-tool=story] .field__count")), words.getAttribute("aria-invalid"), store.events().map((e) => e.text.length)], ["太长，最多200字，多了60字。", "true", [260]]);
});

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

const note = (id) => {
  const node = $(`[data-field=${id}] [data-origin]`);
  return node && !node.hidden ? text(node) : "";
};
const choice = (id, label) => $$(`[data-field=${id}] [data-origin] button`).find((b) => text(b) === label);

test("what the case knows is filled in and says so; a correction is the case's, and says it no more", () => {
  store.setFacts({ "buyer.name": "李四", "order.paid": "12", "dates.received": "2026-11-12" }, "letter/short-note");
  open();
  assert.deepEqual([field("buyer").value, field("paid").value, field("received").value, field("seller").value], ["李四", "12", "2026-11-12", ""]);
  assert.deepEqual([note("buyer"), note("received"), note("seller")], ["从你的案件带来", "从你的案件带来", ""]);
  type(field("buyer"), "王小明");
  assert.deepEqual([store.fact("buyer.name"), store.draft("refund-letter"), note("buyer"), note("paid")], ["王小明", {}, "", "从你的案件带来"]);
  open();
  assert.equal(field("buyer").value, "王小明");
});

test("an emptied field is empty in this letter; the case still knows, offers it, and forgets it only when told", () => {
  store.setFacts({ "buyer.name": "李四", "dates.received": "2026-11-12" }, "page");
  open();
  type(field("buyer"), "");
  type(field("received"), "");
  assert.deepEqual([store.fact("buyer.name"), store.fact("dates.received")], ["李四", "2026-11-12"]);
  assert.equal(note("buyer"), "这里空着。你的案件里还记着“李四”。填回来也从案件里删掉");
  assert.match(note("received"), /“2026年11月12日”/);
  assert.equal(lines().at(-1), "你的姓名");
  open();
  assert.deepEqual([field("buyer").value, field("received").value], ["", ""], "再打开，还是空的");
  press(choice("received", "填回来"));
  assert.deepEqual([field("received").value, document.activeElement, note("received")], ["2026-11-12", field("received"), "从你的案件带来"]);
  press(choice("buyer", "也从案件里删掉"));
  assert.deepEqual([store.fact("buyer.name"), note("buyer"), document.activeElement, store.draft("refund-letter")], [undefined, "", field("buyer"), {}]);
  type(field("phone"), "138");
  assert.equal(store.fact("dates.received"), "2026-11-12", "别的格里打字，什么也不删");
});

test("a draft of the first release that says other things than its case shows both, and either can be taken", () => {
  store.setFacts({ "buyer.name": "李四", "order.paid": "12" }, "old");
  store.setDraft("refund-letter", 1, { buyer: "李思", paid: "13", seller: "店" });
  open();
  assert.deepEqual([field("buyer").value, note("buyer")], ["李思", "你的案件里写的是“李四”。改成案件里的案件也改成这里的"]);
  press(choice("buyer", "改成案件里的"));
  press(choice("paid", "案件也改成这里的"));
  assert.deepEqual([field("buyer").value, store.fact("order.paid"), store.draft("refund-letter")], ["李四", "13", { seller: "店" }]);
  assert.deepEqual([note("buyer"), note("paid")], ["从你的案件带来", ""]);
});

test("what only repeats the case is no draft: a correction elsewhere reaches the letter", () => {
  store.setFacts({ "buyer.name": "李四" }, "old");
  store.setDraft("refund-letter", 1, { buyer: "李四", seller: "店" });
  open();
  assert.deepEqual(store.draft("refund-letter"), { seller: "店" });
  store.setFacts({ "buyer.name": "李思" }, "letter/short-note"); // in another tab
  assert.equal(field("buyer").value, "李思");
  assert.equal(lines().at(-1), "李思");
});

test("another tab's words appear in the fields that nobody is in; the one that is being written is left alone", () => {
  fill();
  field("buyer").focus();
  field("buyer").value = "wang xiao ming"; // half of an input method's word, not yet told
  const nodes = [field("buyer"), field("seller")];
  store.together(() => {
    store.setFacts({ "buyer.name": "别人", "order.paid": "5" }, "letter/short-note");
    store.setDraft("refund-letter", 1, { seller: "另一家", way: "card" });
  });
  assert.deepEqual([field("buyer").value, field("paid").value, field("seller").value, $$("[name=way]")[1].checked], ["wang xiao ming", "5", "另一家", true]);
  assert.deepEqual([[field("buyer"), field("seller")], document.activeElement], [nodes, field("buyer")], "同样的格子，焦点也在");
  assert.equal(lines()[0], "另一家：");
  type(field("buyer"), "王小明");
  assert.deepEqual([store.fact("buyer.name"), store.fact("order.paid")], ["王小明", "5"]);
});

test("a letter whose case was taken away elsewhere shows the case that is in hand then, and nothing of the other", () => {
  const other = store.create("二");
  store.setFacts({ "buyer.name": "二号" }, "page");
  const gone = store.create("一");
  open();
  fill();
  field("paid").focus();
  store.remove(gone);
  assert.deepEqual([store.current(), field("buyer").value, field("seller").value, field("paid").value], [other, "二号", "", ""]);
  store.forget();
  assert.deepEqual([field("buyer").value, lines()[0]], ["", "店家名称："]);
});

test("a browser that empties the fields of a page that comes back: they say what is kept, also the one that has the focus", async () => {
  fill();
  pick("way", "card");
  field("buyer").focus();
  const shown = () => [field("seller").value, field("buyer").value, field("paid").value, $$("[name=way]").find((n) => n.checked)?.value];
  assert.equal($("[data-form]").getAttribute("autocomplete"), "off");
  await backFromMemory();
  assert.deepEqual(shown(), ["某某灯具有限公司", "王小明", "899", "card"]);
  await backFromMemory(() => store.disk.window.localStorage.setItem(keyOf("buyer.name"), JSON.stringify({ value: "王大明", on: "2026-11-01", from: "page" })));
  assert.deepEqual(shown(), ["某某灯具有限公司", "王大明", "899", "card"]);
  assert.equal($("[data-form]").getAttribute("autocomplete"), "off", "and no browser proposes here what was typed elsewhere");
});

test("impossible days stay in the draft and are no fact", () => {
  field("received").type = "text"; // a browser without a control for days
  type(field("received"), "2026-11-31");
  assert.deepEqual([store.fact("dates.received"), store.draft("refund-letter")], [undefined, { received: "2026-11-31" }]);
  type(field("received"), "2026/11/3");
  assert.deepEqual([store.fact("dates.received"), store.draft("refund-letter")], ["2026-11-03", {}]);
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

test("emptying asks first: this draft, all where there are several, also what the case knows, or none", async () => {
  type(field("seller"), "店");
  press($("[data-clear]"));
  assert.equal($("dialog h2").textContent, "清空这份文书？");
  assert.deepEqual($$("dialog button").map(text), ["清空", "不，留着"], "案件里没有它的东西");
  press($("dialog button"));
  await settled();
  assert.deepEqual([field("seller").value, said(), store.letters()], ["", "已清空。", []]);
  fill();
  press($("[data-clear]"));
  assert.match(text($("dialog ul")), /只在这份文书里写的会从这台设备上删掉，找不回来。.*别的文书也用。要一起删吗？/);
  assert.deepEqual($$("dialog button").map(text), ["只清这份", "连案件里的一起删", "不，留着"]);
  press($$("dialog button")[2]);
  await settled();
  assert.equal(field("seller").value, "某某灯具有限公司");
  press($("[data-new-draft]"));
  type(field("seller"), "另一家");
  press($("[data-clear]"));
  assert.deepEqual($$("dialog button").map(text), ["只清这份", "2份都清空", "连案件里的一起删", "不，留着"]);
  press($("dialog button"));
  await settled();
  assert.equal(said(), "已清空。案件里记着的还在，可以一格一格填回来。");
  assert.deepEqual([names(), field("seller").value], [[["1", "第1份：某某灯具有限公司"]], "某某灯具有限公司"]);
  press($("[data-new-draft]"));
  press($("[data-clear]"));
  press($$("dialog button")[1]);
  await settled();
  assert.deepEqual([names(), field("seller").value, field("buyer").value], [[["1", "第1份"]], "", ""], "清空以后，案子里知道的也先不填回来");
  assert.deepEqual(lines()[0], "店家名称：");
  assert.deepEqual([store.fact("buyer.name"), note("buyer")], ["王小明", "这里空着。你的案件里还记着“王小明”。填回来也从案件里删掉"]);
  fill();
  store.setFacts({ "dates.returned": "2026-11-01" }, "page");
  press($("[data-clear]"));
  press($$("dialog button").find((b) => text(b) === "连案件里的一起删"));
  await settled();
  assert.equal(said(), "已清空，案件里的也删了。");
  assert.deepEqual([field("buyer").value, store.fact("buyer.name"), store.fact("order.paid"), store.draft("refund-letter"), note("buyer")], ["", undefined, undefined, {}, ""]);
  assert.equal(store.fact("dates.returned"), "2026-11-01", "这份文书没有的，不动");
});

test("a card that leads to a letter says that there is a draft, and how many", () => {
  const card = () => {
    document.body.innerHTML = '<a data-letter-card="refund-letter"><span data-letter-state hidden></span></a>';
    letterCards();
    return [text($("[data-letter-state]")), $("[data-letter-state]").hidden];
  };
  assert.deepEqual(card(), ["", true]);
  open();
  type(field("buyer"), " ");
  press($("[data-new-draft]"));
  assert.deepEqual(card(), ["", true], "空的不算草稿");
  open();
  type(field("buyer"), "王小明");
  assert.deepEqual(card(), ["这台设备上有你的草稿", false], "写的全是案件里的，也算");
  store.beginDraft("refund-letter", 1);
  assert.deepEqual([text($("[data-letter-state]")), card()], ["这台设备上有你的草稿，2份", ["这台设备上有你的草稿，2份", false]]);
});

// ------------------------------------------------------------------ helping hands

test("events, one a line, go into the story in the order of their days, and again without doubling", async () => {
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
  await touched();
  unfold("[data-tool=story]");
  const rows = () => $$("[data-tool=story] .events__item").map((n) => [...n.querySelectorAll("input")].map((i) => i.value));
  assert.deepEqual(rows(), [["2026-11-10", "收到灯。"], ["2026-11-13", "灯不亮"]], "按日期排");
  press(row(0).querySelector("button"));
  assert.deepEqual(rows(), [["2026-11-13", "灯不亮"]]);
  assert.deepEqual(store.events().map((e) => [e.day, e.text]), [["2026-11-13", "灯不亮"]]);
  store.setEvent(undefined, { kind: "note", day: "2026-11-14", text: "店家不理" }); // in another tab
  assert.deepEqual(rows().length, 2, "别处记的，这里也有");
  put(0, "", "");
  assert.deepEqual(store.events().map((e) => e.text), ["店家不理"], "一行空了，就不是一件事");
  put(0, "2026-11-15", "");
  assert.deepEqual(store.events().map((e) => e.day), ["2026-11-14", "2026-11-15"], "只写了日子，也记着");
});

test("the days that the case has a name for stand in the story; they are emptied in the case, not here", async () => {
  store.setFacts({ "dates.received": "2026-11-12", "dates.unsure_asked": "2026-11-01" }, "page");
  unfold("[data-tool=story]");
  const [day, words] = $$("[data-tool=story] .events__item input");
  const named = window.handbookLetterData.all.events.received;
  assert.deepEqual([$$("[data-tool=story] .events__item").length, day.value, words.value, words.placeholder, $$("[data-tool=story] .events__item button").length], [1, "2026-11-12", "", named, 0]);
  type(day, "");
  assert.equal(store.fact("dates.received"), "2026-11-12");
  type(day, "2026-11-13");
  type(words, "签收，灯罩裂了");
  assert.deepEqual([store.fact("dates.received"), field("received").value], ["2026-11-13", "2026-11-13"]);
  press($$("[data-tool=story] button").find((b) => text(b).startsWith("写进")));
  assert.equal(field("story").value, "2026年11月13日，签收，灯罩裂了。");
});

test("what another tab ticks or writes in a hand is shown, but not while one is in it", async () => {
  unfold("[data-tool=agent]");
  const inputs = () => $$("[data-tool=agent] input:not([type=checkbox])");
  inputs()[1].focus();
  inputs()[1].value = "13";
  store.setHelp("refund-letter", 1, "agent", (now) => ({ ...now, on: true, name: "王小红" }));
  assert.equal(inputs()[0].value, "");
  type(inputs()[1], "139");
  assert.deepEqual(store.help("refund-letter").agent, { on: true, name: "王小红" });
  assert.equal(store.fact("helper.phone"), "139");
  inputs()[1].blur();
  type(field("seller"), "店");
  assert.deepEqual([inputs()[0].value, inputs()[1].value, $("[data-tool=agent] [type=checkbox]").checked], ["王小红", "139", true]);
  const [{ rule, conditions }] = window.handbookLetterData.amounts["refund-letter"];
  const box = () => unfold("[data-amount='0']").querySelector("[type=checkbox]");
  assert.equal(box().checked, false);
  store.setHelp("refund-letter", 1, rule, (now) => ({ ...now, ticked: [conditions[0].id] }));
  assert.equal(box().checked, true);
});

test("for somebody of the family: the letter in the third person, with who acts for them", async () => {
  fill();
  unfold("[data-tool=agent]");
  const inputs = $$("[data-tool=agent] input:not([type=checkbox])");
  assert.deepEqual(inputs.map((n) => [n.type, text(document.querySelector(`label[for=${n.id}]`))]), [
    ["text", "你的姓名（代理人）"],
    ["tel", "你的电话（代理人）"],
    ["text", "你是他（她）的什么人，比如“女儿”"],
  ]);
  const box = $("[data-tool=agent] [type=checkbox]");
  box.checked = true;
  box.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.match(text($("[data-tool=agent] .tool__say")), /^正文改成了委托人的口气/);
  type(inputs[0], "王小红");
  assert.ok(lines().some((l) => l.startsWith("委托人付了")), lines().join("|"));
  assert.ok(lines().some((l) => l.includes("王小红")), lines().join("|"));
  box.checked = false;
  box.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal(text($("[data-tool=agent] .tool__say")), "");
  assert.ok(!lines().some((l) => l.includes("委托人")));
  await touched();
  unfold("[data-tool=agent]");
  assert.equal($$("[data-tool=agent] input:not([type=checkbox])")[0].value, "王小红");
});

test("who acts for the buyer is known to every letter of the case; a draft may say otherwise, and may leave it out", async () => {
  store.setFacts({ "helper.name": "王小红", "helper.kin": "女儿" }, "case");
  unfold("[data-tool=agent]");
  const inputs = () => $$("[data-tool=agent] input:not([type=checkbox])").map((n) => n.value);
  assert.deepEqual(inputs(), ["王小红", "", "女儿"]);
  const [name, , kin] = $$("[data-tool=agent] input:not([type=checkbox])");
  type(name, "王小明");
  assert.equal(store.fact("helper.name"), "王小明", "改在哪里，都改了案件里的");
  type(kin, "");
  assert.equal(store.fact("helper.kin"), "女儿", "空着不等于从案件里删");
  assert.equal(store.help("refund-letter").agent.kin, "");
  await touched();
  unfold("[data-tool=agent]");
  assert.deepEqual(inputs(), ["王小明", "", ""]);
  type($$("[data-tool=agent] input:not([type=checkbox])")[2], "儿子");
  assert.equal(store.fact("helper.kin"), "儿子");
  assert.equal(store.help("refund-letter").agent.kin, undefined);
});
