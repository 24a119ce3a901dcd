// The checklist: what a tick, 不适用, undo and starting over do to what is seen and kept.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { $, $$, backFromMemory, body, press, settled, text, turn } from "./help/dom.mjs";
import { store } from "../../docs/assets/javascripts/store.js";
import { checklist } from "../../docs/assets/javascripts/checklist.js";

const step = (id, name) => `<li data-step id="${id}"><div class="step__row"><label><input type="checkbox" id="tick-${id}" autocomplete="off">${name}</label></div><details><summary>为什么，怎么做</summary></details></li>`;
const PAGE = `<section data-scope="lamp">
  <div data-checklist-bar><progress></progress><span data-progress-text></span><button data-undo>撤销</button><button data-reset>全部重来</button><button data-print>打印</button></div>
  <p data-status role="status"></p>
  <details data-phase="verify"><summary>核实<span data-phase-count></span></summary><ul>${step("a", "看哪里坏了")}${step("b", "看订单")}</ul></details>
  <details data-phase="evidence"><summary>取证<span data-phase-count></span></summary><ul>${step("c", "拍照")}</ul></details>
</section>`;
const box = (id) => $(`#tick-${id}`);
const na = (id) => $(`#${id} [data-na]`);
const said = () => $("[data-status]").textContent;
const counts = () => $$("[data-phase-count]").map((n) => n.textContent);
const open = () => $$("[data-phase]").map((p) => p.open);
const answer = async (label) => {
  await settled();
  press($$("dialog button").find((b) => b.textContent === label));
  await settled();
};

test("what only a script can do is there once it runs, with a name of its own for those who listen", () => {
  assert.deepEqual($$("[data-na]").map((n) => [n.tagName, n.getAttribute("type"), n.textContent, n.getAttribute("aria-label")])[0], ["BUTTON", "button", "不适用", "不适用：看哪里坏了"]);
  assert.equal($("#b summary").getAttribute("aria-label"), "为什么，怎么做：看订单");
});

beforeEach(() => {
  store.forget();
  window.history.replaceState(null, "");
  window.location.hash = "";
  checklist(body(PAGE));
});

test("at first nothing is done and nothing can be taken back", () => {
  assert.equal($("[data-progress-text]").textContent, "做完0件，共3件");
  assert.deepEqual([$("progress").value, $("progress").max], [0, 3]);
  assert.deepEqual(counts(), ["0/2", "0/1"]);
  assert.deepEqual([$("[data-undo]").disabled, $("[data-reset]").disabled], [true, true]);
  assert.deepEqual(open(), [true, false], "先做的那一步打开，后面的收着");
  assert.equal(na("a").getAttribute("aria-pressed"), "false");
});

test("a tick is counted, kept and said; so is taking it off", () => {
  turn(box("a"), true);
  assert.equal(said(), "已完成：看哪里坏了");
  assert.equal($("[data-progress-text]").textContent, "做完1件，共3件");
  assert.deepEqual([$("progress").value, $("progress").max], [1, 3]);
  assert.deepEqual(counts(), ["1/2", "0/1"]);
  assert.equal($("#a").className, "step--done");
  assert.equal(store.tick("lamp", "a"), "done");
  assert.deepEqual([$("[data-undo]").disabled, $("[data-reset]").disabled], [false, false]);
  turn(box("a"), false);
  assert.equal(said(), "已取消：看哪里坏了");
  assert.equal(store.tick("lamp", "a"), undefined);
  assert.equal($("[data-reset]").disabled, true);
});

test("what does not apply counts neither as done nor as to do, and can apply again", () => {
  press(na("b"));
  assert.equal(said(), "不适用：看订单");
  assert.equal($("[data-progress-text]").textContent, "做完0件，共2件（另有1件不适用）");
  assert.deepEqual([$("progress").value, $("progress").max], [0, 2]);
  assert.deepEqual([box("b").disabled, box("b").checked, na("b").getAttribute("aria-pressed")], [true, false, "true"]);
  assert.deepEqual([box("a").disabled, na("a").getAttribute("aria-pressed")], [false, "false"]);
  assert.equal($("#b").className, "step--na");
  assert.deepEqual(counts(), ["1/2", "0/1"]);
  assert.equal($("[data-reset]").disabled, false);
  press(na("b"));
  assert.equal(said(), "又适用了：看订单");
  assert.equal(box("b").disabled, false);
});

test("a phase with nothing left says so", () => {
  turn(box("c"), true);
  assert.deepEqual(counts(), ["0/2", "做完了"]);
  assert.deepEqual($$("[data-phase]").map((p) => p.classList.contains("phase--done")), [false, true]);
  turn(box("c"), false);
  assert.deepEqual($$("[data-phase]").map((p) => p.classList.contains("phase--done")), [false, false]);
});

test("with everything ruled out the bar still has a length", () => {
  for (const id of ["a", "b", "c"]) press(na(id));
  assert.deepEqual([$("progress").value, $("progress").max], [0, 1]);
});

test("undo takes back one thing at a time, the last first, and leaves the focus somewhere", () => {
  turn(box("a"), true);
  press(na("a"));
  $("[data-undo]").focus();
  press($("[data-undo]"));
  assert.equal(said(), "已撤销：不适用：看哪里坏了");
  assert.equal(store.tick("lamp", "a"), "done");
  assert.equal(document.activeElement, $("[data-undo]"));
  press($("[data-undo]"));
  assert.equal(store.tick("lamp", "a"), undefined);
  assert.equal($("[data-undo]").disabled, true);
  assert.equal(document.activeElement, box("a"));
});

test("starting over is asked first; 不 changes nothing; yes can be undone", async () => {
  turn(box("a"), true);
  press(na("b"));
  press($("[data-reset]"));
  assert.equal($("dialog h2").textContent, "全部重来？");
  assert.equal($("dialog p").textContent, "这张清单上的勾和“不适用”都会去掉。重来以后还可以按“撤销”找回。");
  assert.deepEqual($$("dialog button").map((b) => [b.textContent, b.className]), [["全部重来", "button button--strong"], ["不，留着", "button"]]);
  await answer("不，留着");
  assert.equal($("dialog"), null);
  assert.equal(store.tick("lamp", "a"), "done");
  press($("[data-reset]"));
  await answer("全部重来");
  assert.equal(said(), "已全部重来");
  assert.deepEqual(["a", "b", "c"].map((id) => store.tick("lamp", id)), [undefined, undefined, undefined]);
  press($("[data-undo]"));
  assert.deepEqual(["a", "b", "c"].map((id) => store.tick("lamp", id)), ["done", "na", undefined]);
});

test("what was ticked before stands, and the phase to go on with is open", () => {
  store.setTicks("lamp", { a: "done", b: "na" });
  checklist(body(PAGE));
  assert.deepEqual([box("a").checked, box("b").checked, box("b").disabled], [true, false, true]);
  assert.deepEqual(open(), [false, true]);
  store.setTicks("lamp", { c: "done" });
  checklist(body(PAGE));
  assert.deepEqual(open(), [true, false], "都做完了，从头看起");
});

test("who comes to a step by its address finds it open", () => {
  body(PAGE);
  window.location.hash = "#c";
  const target = document.querySelector.bind(document);
  document.querySelector = (selector) => (selector === ":target" ? target("#c") : target(selector));
  checklist(target("section"));
  document.querySelector = target;
  assert.deepEqual(open(), [true, true]);
});

test("one list alone stays as it is", () => {
  checklist(body(PAGE.replace(/<details data-phase="evidence">.*<\/details>/s, "").replace('<details data-phase="verify">', '<details data-phase="verify" open>')));
  assert.deepEqual(open(), [true]);
  turn(box("a"), true);
  turn(box("b"), true);
  assert.deepEqual(counts(), ["做完了"]);
});

test("the print button prints", () => {
  let printed = 0;
  window.print = () => {
    window.dispatchEvent(new window.Event("beforeprint"));
    printed += 1;
  };
  press($("[data-print]"));
  assert.equal(printed, 1);
});

test("a tick from another page or tab is shown", () => {
  store.setTicks("lamp", { c: "done" });
  assert.equal(box("c").checked, true);
  assert.equal($("[data-progress-text]").textContent, "做完1件，共3件");
  assert.equal(text($("[data-phase=evidence] summary")), "取证做完了");
});

test("what can be taken back outlives a reload, as the question before starting over promises", async () => {
  turn(box("a"), true);
  press(na("b"));
  press($("[data-reset]"));
  await answer("全部重来");
  checklist(body(PAGE)); // the same history entry, a new page
  assert.equal($("[data-undo]").disabled, false);
  press($("[data-undo]"));
  assert.equal(said(), "已撤销：已全部重来");
  assert.deepEqual([store.tick("lamp", "a"), store.tick("lamp", "b")], ["done", "na"]);
  checklist(body(PAGE));
  press($("[data-undo]"));
  assert.deepEqual([store.tick("lamp", "a"), store.tick("lamp", "b")], ["done", undefined]);
});

test("nothing is taken back in a list that went on elsewhere, or was cleared", () => {
  turn(box("a"), true);
  store.setTicks("lamp", { a: "na" });
  checklist(body(PAGE));
  assert.equal($("[data-undo]").disabled, true);
});

test("after all is forgotten nothing of a situation can be taken back", async () => {
  const inside = PAGE.replace("<section ", "<section data-scenario ");
  checklist(body(inside));
  turn(box("a"), true);
  press($("[data-reset]"));
  await answer("全部重来");
  checklist(body(inside));
  assert.equal($("[data-undo]").disabled, false);
  store.forget();
  checklist(body(inside));
  assert.equal($("[data-undo]").disabled, true);
});

test("a tick is still seen on a page that comes back from memory", async () => {
  turn(box("a"), true);
  press(na("b"));
  await backFromMemory();
  assert.deepEqual([box("a").checked, box("b").disabled, store.tick("lamp", "a")], [true, true, "done"]);
  assert.deepEqual(["a", "b", "c"].map((id) => box(id).getAttribute("autocomplete")), ["off", "off", "off"]);
});
