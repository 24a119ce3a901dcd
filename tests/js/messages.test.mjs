// What to send: which of the messages is the reader's, the facts that fill their blanks, and what is told of what is still empty.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { $, $$, backFromMemory, body, press, settled, text, turn } from "./help/dom.mjs";
import { blanks, blanksIn } from "../../docs/assets/javascripts/blanks.js";
import { copyBox } from "../../docs/assets/javascripts/copy.js";
import { messages } from "../../docs/assets/javascripts/messages.js";
import { store } from "../../docs/assets/javascripts/store.js";

const blank = (fact, label) => `<span data-fact="${fact}" data-label="${label}">【${label}】</span>`;
const box = (id, kind, fact) => `<div><input type="${kind}" id="${id}" data-asks="${fact}" autocomplete="off"><p id="${id}-error" hidden></p></div>`;
const PAGE = `<main><div id="root" data-of="no-reason-return">
  <fieldset data-chips><label><input type="radio" name="message" value="main" autocomplete="off">还在7日内</label><label><input type="radio" name="message" value="late" autocomplete="off">过了7日</label></fieldset>
  <div id="message-main" data-message="main"><figure id="one"><blockquote data-copy-source><p>订单${blank("order.number", "订单号")}，${blank("dates.received", "签收日")}签收，请退${blank("order.paid", "金额")}元，订单${blank("order.number", "订单号")}。</p></blockquote><button data-copy>复制</button></figure></div>
  <div id="message-late" data-message="late"><figure id="two"><blockquote data-copy-source><p>请修。</p></blockquote><button data-copy>复制</button></figure></div>
  ${box("number", "text", "order.number")}${box("day", "date", "dates.received")}${box("paid", "text", "order.paid")}
  </div><p id="step">${blank("order.number", "订单号")}</p></main>`;

const clipboard = () => {
  const kept = [];
  Object.defineProperty(navigator, "clipboard", { value: { writeText: (t) => Promise.resolve(kept.push(t)) }, configurable: true });
  return kept;
};
const fire = (node, name) => node.dispatchEvent(new window.Event(name, { bubbles: true }));
function type(selector, value) {
  $(selector).focus();
  $(selector).value = value;
  fire($(selector), "input");
  fire($(selector), "change");
  $(selector).blur();
}
function open() {
  body(PAGE);
  messages($("#root"));
  blanks();
  for (const figure of $$("figure")) copyBox(figure);
}
const shown = () => $$("[data-message]").filter((n) => !n.hidden).map((n) => n.dataset.message);
const chosen = () => $$("input[type=radio]").filter((n) => n.checked).map((n) => n.value);

beforeEach(() => {
  store.forget();
  open();
});

test("the first message stands until the reader says whose case it is; what he says is kept with the case", () => {
  assert.deepEqual([shown(), chosen(), store.current()], [["main"], ["main"], null], "看一眼不算开了案件");
  $$("input[type=radio]")[1].checked = true;
  fire($$("input[type=radio]")[1], "change");
  assert.deepEqual([shown(), chosen(), store.message("no-reason-return"), store.message("parcel")], [["late"], ["late"], "late", undefined]);
  open(); // the page again
  assert.deepEqual([shown(), chosen()], [["late"], ["late"]]);
  store.create("另一件");
  assert.deepEqual([shown(), chosen()], [["main"], ["main"]], "另一个案件没有选过");
});

test("a step leads to the message that is sent there: it is chosen and shown", () => {
  window.location.hash = "#message-late";
  fire(window, "hashchange");
  assert.deepEqual([shown(), chosen(), store.message("no-reason-return")], [["late"], ["late"], "late"]);
  window.location.hash = "#step";
  fire(window, "hashchange");
  assert.deepEqual(shown(), ["late"], "别的锚点不改话术");
  window.location.hash = "";
});

test("a message that a later release no longer has: the first one stands", () => {
  store.setMessage("no-reason-return", "gone");
  assert.deepEqual([shown(), chosen()], [["main"], ["main"]]);
});

test("what is typed once stands in every blank of the page, a day in words, an amount without a second 元", () => {
  type("#number", " 0043 ");
  type("#day", "2026-11-02");
  type("#paid", "299.00元");
  assert.equal(text($("#one p")), "订单0043，2026年11月2日签收，请退299.00元，订单0043。");
  assert.equal(text($("#step")), "0043");
  assert.deepEqual([store.fact("order.number"), store.fact("dates.received"), store.origin("order.number").from], ["0043", "2026-11-02", "page"]);
  store.setFacts({ "order.number": "77" }, "letter/return-notice"); // a letter's number comes here
  assert.deepEqual([text($("#step")), $("#number").value], ["77", "77"]);
});

test("an impossible or coming day is told and not kept", () => {
  type("#day", "2999-01-01");
  assert.match(text($("#day-error")), /这一天还没到/);
  assert.deepEqual([$("#day-error").hidden, $("#day").getAttribute("aria-invalid"), store.fact("dates.received")], [false, "true", undefined]);
  type("#day", "2026-11-02");
  assert.deepEqual([$("#day-error").hidden, store.fact("dates.received")], [true, "2026-11-02"]);
});

test("an emptied field: the case still knows it, says so, and forgets it when that is wanted", () => {
  type("#number", "0043");
  type("#number", "");
  assert.deepEqual([text($("#number-error")), store.fact("order.number"), text($("#step"))], ["你的案件里还记着0043。从案件里删掉它", "0043", "0043"]);
  press($("#number-error button"));
  assert.deepEqual([store.fact("order.number"), text($("#step")), $("#number-error").hidden], [undefined, "【订单号】", true]);
});

test("what is copied has its blanks to be seen, and they are named once each", async () => {
  const kept = clipboard();
  type("#paid", "299");
  assert.deepEqual(blanksIn($("#one")), ["订单号", "签收日"]);
  press($("#one button"));
  await settled();
  assert.deepEqual(kept, ["订单【订单号】，【签收日】签收，请退299元，订单【订单号】。"]);
  assert.equal(text($("#one [role=status]")), "已复制。还有2处空着：订单号、签收日。发之前补上。");
  press($("#two button"));
  await settled();
  assert.equal(text($("#two [role=status]")), "已复制。");
});

test("a value that looks like markup is a text", () => {
  type("#number", "<img src=x onerror=alert(1)>");
  assert.deepEqual([$$("img").length, text($("#step"))], [0, "<img src=x onerror=alert(1)>"]);
});

test("a page that comes back from behind Back has its fields again", async () => {
  type("#number", "0043");
  type("#day", "2026-11-03");
  turn($$("[name=message]")[1], true);
  $("#number").focus();
  await backFromMemory();
  assert.deepEqual([$("#number").value, $("#day").value, chosen(), shown()], ["0043", "2026-11-03", ["late"], ["late"]]);
});
