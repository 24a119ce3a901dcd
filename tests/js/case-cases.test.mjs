// Several cases: names, the one in hand, putting away, deleting one and no other.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { $, $$, press, settled, text } from "./help/dom.mjs";
import { data, elsewhere, page, reopen, store } from "./help/case.mjs";
import { nameOf } from "../../docs/assets/javascripts/case/names.js";

const rows = () => $$("#cases .part__item").map((n) => text(n.querySelector(".part__title")));
const pressed = (name) => press($$("#cases button, dialog button").find((b) => (b.getAttribute("aria-label") || b.textContent) === name));
const now = () => text($("#cases .part__item--now .part__title"));
const write = (form, value) => {
  form.querySelector("input").value = value;
  form.dispatchEvent(new window.Event("submit", { bubbles: true, cancelable: true }));
};

beforeEach(() => page());

test("without a case there is nothing to list, and one can be begun", () => {
  assert.deepEqual(rows(), []);
  pressed("另开一个案件");
  write($("#cases form"), "  鞋  ");
  assert.deepEqual(rows(), ["鞋"]);
  assert.equal(store.list().length, 1);
});

test("a case without a name is called by its merchant and goods, then by its letters, then by its situations", () => {
  const name = () => nameOf(store, data, store.current());
  store.choose("no-reason-return");
  assert.equal(name(), "七日无理由退货被拒");
  store.beginDraft("return-notice", 1);
  assert.equal(name(), "退货通知");
  store.beginDraft("refund-demand", 1);
  store.beginDraft("civil-complaint", 1);
  assert.match(name(), /^.+、.+等$/);
  store.setFacts({ "order.goods": "跑步鞋" }, "page");
  assert.equal(name(), "跑步鞋");
  store.setFacts({ "seller.licence_name": "某某鞋业有限公司" }, "page");
  assert.equal(name(), "某某鞋业有限公司：跑步鞋");
  store.setFacts({ "seller.shop": "一二三四五六七八九十一二三四五六七八旗舰店" }, "page");
  assert.equal(name(), "一二三四五六七八九十一二三四五六…：跑步鞋");
  store.rename(store.current(), "我的鞋");
  assert.equal(name(), "我的鞋");
  assert.deepEqual(rows(), ["我的鞋"]);
});

test("under a case stand the days that matter, as days", () => {
  store.setFacts({ "order.goods": "鞋" }, "page");
  const [year, month, day] = store.list()[0].made.split("-").map(Number);
  assert.equal(text($("#cases .part__facts")), `现在打开的，${year}年${month}月${day}日开始记`);
});

test("a letter or a situation that the handbook does not know gives no name", () => {
  store.beginDraft("gone", 1);
  store.choose("gone");
  assert.equal(nameOf(store, data, store.current()), "还没起名的案件");
});

test("the open case can be changed; each keeps its own", () => {
  store.setFacts({ "order.goods": "鞋" }, "page");
  const shoe = store.current();
  pressed("另开一个案件");
  write($("#cases form"), "灯");
  assert.deepEqual(rows().sort(), ["灯", "鞋"].sort());
  assert.equal(now(), "灯");
  assert.equal(store.fact("order.goods"), undefined);
  pressed("打开这个案件“鞋”");
  assert.equal(now(), "鞋");
  assert.equal(store.current(), shoe);
  assert.equal(store.fact("order.goods"), "鞋");
  reopen();
  assert.equal(now(), "鞋");
});

test("a name can be given, changed, left alone and taken away", () => {
  store.setFacts({ "order.goods": "鞋" }, "page");
  pressed("给“鞋”改名字");
  assert.equal(document.activeElement, $("#cases form input"));
  write($("#cases form"), "那双鞋");
  assert.deepEqual(rows(), ["那双鞋"]);
  assert.match($("#cases [role=status]").textContent, /那双鞋/);
  pressed("给“那双鞋”改名字");
  press($$("#cases form button").find((b) => b.textContent === "不改了"));
  assert.deepEqual(rows(), ["那双鞋"]);
  pressed("给“那双鞋”改名字");
  write($("#cases form"), "");
  assert.deepEqual(rows(), ["鞋"]);
});

test("put away and taken out again, nothing is lost", () => {
  store.setFacts({ "order.goods": "鞋" }, "page");
  const id = store.current();
  pressed("收起来：“鞋”");
  assert.ok(store.list()[0].away);
  assert.match(text($("#cases .part__item")), /收起了/);
  pressed("取出来：“鞋”");
  assert.equal(store.list()[0].away, undefined);
  assert.equal(store.value(id, "fact/order.goods").value, "鞋");
});

test("one case is deleted, after asking, and no other", async () => {
  store.setFacts({ "order.goods": "鞋" }, "page");
  store.setTicks("no-reason-return", { a: "done" });
  const shoe = store.current();
  const lamp = store.create("灯");
  store.setFacts({ "order.goods": "灯" }, "page");
  pressed("删掉“鞋”");
  await settled();
  pressed("不，留着");
  await settled();
  assert.equal(store.list().length, 2);
  pressed("删掉“鞋”");
  await settled();
  pressed("删掉这个案件");
  await settled();
  assert.deepEqual(store.disk.paths(`case/${shoe}/`), []);
  assert.deepEqual(store.list().map((c) => c.id), [lamp]);
  assert.equal(store.fact("order.goods"), "灯");
  assert.deepEqual(rows(), ["灯"]);
});

test("what another tab does is seen", async () => {
  store.setFacts({ "order.goods": "鞋" }, "page");
  await elsewhere("name", "别处起的名");
  assert.deepEqual(rows(), ["别处起的名"]);
});

test("names are words, whatever is in them", () => {
  store.setFacts({ "order.goods": "<img src=x onerror=alert(1)>" }, "page");
  assert.equal($("#cases img"), null);
  assert.match(rows()[0], /^<img src=x/);
});

test("a name that is too long is not taken and not cut: it stands there with how much is too much", () => {
  store.create("鞋");
  pressed("给“鞋”改名字");
  const control = $("#cases form input");
  control.value = "鞋".repeat(85);
  control.dispatchEvent(new window.Event("input"));
  $("#cases form").dispatchEvent(new window.Event("submit", { cancelable: true, bubbles: true }));
  assert.deepEqual([$("#cases form input").value.length, text($("#cases .field__count")), store.value(store.current(), "name")], [85, "太长，最多80字，多了5字。", "鞋"]);
});
