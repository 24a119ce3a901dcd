// Away and back on the page: the file that is handed out, what it would change, and that nothing changes before the reader says so.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { $, $$, press, settled, text } from "./help/dom.mjs";
import { page, store } from "./help/case.mjs";

const { words, letters } = JSON.parse(readFileSync(process.env.CASE, "utf8"));
const button = (name) => $$("#carry button, dialog button").find((b) => (b.getAttribute("aria-label") || b.textContent) === name);
const say = () => $$("#carry [role=status]").map(text).filter(Boolean).join(" | ");
const pressed = async (name) => {
  press(button(name));
  for (let i = 0; i < 5; i += 1) await settled();
};
const lies = () => JSON.stringify(Object.entries({ ...window.localStorage }).sort());

// what is handed to the browser: name → text
let handed = [];
const made = new Map();
URL.createObjectURL = (blob) => {
  made.set(`blob:${made.size}`, blob);
  return `blob:${made.size - 1}`;
};
URL.revokeObjectURL = () => {};
// the addresses of what was handed out are given back after a minute; the test does not wait for it
const later = globalThis.setTimeout;
globalThis.setTimeout = (what, ms, ...rest) => (ms >= 60000 ? later(what, ms, ...rest).unref() : later(what, ms, ...rest));
document.addEventListener("click", (event) => {
  if (!event.target.download) return;
  event.preventDefault();
  handed.push({ name: event.target.download, blob: made.get(event.target.getAttribute("href")) });
});

/** What the reader gets at a press: {name, text, type} */
async function got(name) {
  handed = [];
  await pressed(name);
  assert.equal(handed.length, 1, `${name}: ${handed.length} files`);
  return { name: handed[0].name, type: handed[0].blob.type, text: await handed[0].blob.text() };
}

async function picked(body, name = "案件.html") {
  const input = $("#carry input[type=file]");
  Object.defineProperty(input, "files", { value: [Object.assign(new Blob([body]), { name })], configurable: true });
  input.dispatchEvent(new window.Event("change"));
  for (let i = 0; i < 8; i += 1) await settled();
}

function fill() {
  store.setFacts({ "buyer.name": "王小明", "order.goods": "跑鞋", "order.number": "0042", "dates.received": "2026-11-17" }, "letter/return-notice");
  store.setTicks("no-reason-return", { "save-chat": "done" });
  store.setDraft("return-notice", 1, { bank: "x" });
}

beforeEach(() => {
  page();
  window.handbookWords = words;
  window.handbookLetters = letters;
});

test("with nothing kept there is nothing to carry away", () => {
  assert.match(text($("#carry")), /还没有案件，没有要存的/);
  assert.ok(button("存成能打开的文件").closest("div").hidden);
});

test("a page that shows the case and brings it back; its name says what and when", async () => {
  fill();
  const out = await got("存成能打开的文件");
  assert.match(out.name, /^案件-跑鞋-20\d\d-\d\d-\d\d\.html$/);
  assert.match(out.type, /^text\/html/);
  assert.ok(out.text.includes("<h1>跑鞋</h1>") && out.text.includes("<td>王小明") && out.text.includes("保存完整聊天记录"));
  const before = Object.fromEntries(store.disk.paths("case/").map((p) => [p, JSON.stringify(store.disk.get(p))]));
  page();
  await picked(out.text);
  assert.match(text($(".carry__preview")), /这台设备上没有这个案件/);
  assert.equal(store.list().length, 0);
  await pressed("照这样带进来");
  assert.match(say(), /带进来了1个案件/);
  assert.deepEqual(Object.fromEntries(store.disk.paths("case/").map((p) => [p, JSON.stringify(store.disk.get(p))])), before);
  assert.equal($$(".carry__preview *").length, 0);
});

test("without the words (the connection is lost) the page is made all the same", async () => {
  fill();
  window.handbookWords = window.handbookLetters = window.handbookSituations = undefined;
  const { append } = document.head;
  const asked = [];
  document.head.append = (node) => (node.tagName === "SCRIPT" ? (asked.push(new URL(node.src).pathname), queueMicrotask(() => node.onerror())) : append.call(document.head, node));
  const out = await got("存成能打开的文件");
  document.head.append = append;
  assert.ok(out.text.includes("王小明") && out.text.includes("save-chat"));
  assert.deepEqual(asked.map((path) => path.replace(/.*assets\//, "")), ["case-words.js", "letter/return-notice.js", "case/no-reason-return.js"], "the letters and the situations that the case has, and no others");
});

test("the data alone, as a file or copied; pasted back", async () => {
  fill();
  const out = await got("只存数据（JSON）");
  assert.match(out.name, /\.json$/);
  let copied = "";
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (t) => void (copied = t) }, configurable: true });
  await pressed("复制数据");
  assert.deepEqual(JSON.parse(copied), JSON.parse(out.text));
  page();
  const area = $("#carry textarea");
  area.value = copied;
  await pressed("看看里面是什么");
  await pressed("照这样带进来");
  assert.equal(store.fact("order.goods"), "跑鞋");
});

test("one case or all of them", async () => {
  fill();
  store.create("第二件");
  const which = $("#carry select");
  assert.deepEqual([...which.options].map((o) => o.textContent).sort(), ["全部2个案件", "第二件", "跑鞋"].sort());
  assert.ok(!which.closest("[hidden]"), "two cases: the reader says which");
  assert.equal(which.value, store.current());
  which.value = "";
  const out = await got("只存数据（JSON）");
  assert.match(out.name, /^案件-全部2件-/);
  page();
  await picked(out.text);
  assert.equal($$(".carry__case").length, 2);
  const skip = $$(".carry__case")[1].querySelector('input[value="skip"]');
  skip.checked = true;
  await pressed("照这样带进来");
  assert.equal(store.list().length, 1);
});

test("the same case: what would change is told, and each way does what it says", async () => {
  for (const [how, number, shop, cases] of [["merge", "0042", "只在这里", 1], ["replace", "0042", undefined, 1], ["new", "0042", undefined, 2], ["skip", "0043", "只在这里", 1]]) {
    page();
    fill();
    const { text: file } = await got("只存数据（JSON）");
    store.setFacts({ "order.number": "0043", "seller.shop": "只在这里" }, "page");
    store.dropFact("order.goods");
    const before = lies();
    await picked(file);
    const told = text($(".carry__case"));
    assert.match(told, /新的1项，不一样的1项，一样的\d+项，只在这台设备上的1项/);
    assert.match(told, /订单号：0043 → 0042/);
    assert.match(told, /商品名称：跑鞋/);
    assert.match(told, /店铺名：只在这里/);
    assert.equal(lies(), before, "looking changes nothing");
    $(`.carry__case input[value="${how}"]`).checked = true;
    await pressed("照这样带进来");
    assert.deepEqual([store.fact("order.number"), store.fact("seller.shop"), store.list().length], [number, shop, cases], how);
    if (how === "skip") assert.equal(lies(), before);
  }
});

test("what is all the same need not come back; 不带了 changes nothing", async () => {
  fill();
  const { text: file } = await got("只存数据（JSON）");
  const before = lies();
  await picked(file);
  assert.match(text($(".carry__case")), /完全一样/);
  assert.ok($('.carry__case input[value="skip"]').checked);
  await pressed("不带了");
  assert.equal(lies(), before);
  assert.equal($$(".carry__preview *").length, 0);
});

test("each refusal has its sentence and changes nothing", async () => {
  fill();
  const { text: file } = await got("只存数据（JSON）");
  const before = lies();
  const html = (await got("存成能打开的文件")).text;
  const cases = [
    ["", /是空的/], ["{}", /不是本手册导出的/], ["<p>x</p>", /不是本手册导出的/], [file.slice(0, 300), /不完整/], [html.slice(0, -40), /不完整/],
    [file.replace('"version": 2', '"version": 3'), /更新版本/], [file.replace('"done"', '"maybe"'), /坏了/], [Uint8Array.from([0xd6, 0xd0, 0xff]), /编码不对/],
    [new Uint8Array(5 * 1024 * 1024 + 1), /太大了/],
  ];
  for (const [body, why] of cases) {
    await picked(body);
    assert.match(say(), why);
    assert.match(say(), /一个字也没有改/);
    assert.equal($$(".carry__preview *").length, 0);
    assert.equal(lies(), before, String(why));
  }
});

test("a file that is not as it was exported says so before anything else", async () => {
  fill();
  const { text: file } = await got("只存数据（JSON）");
  await picked(file.replace("0042", "0049"));
  assert.ok(!$(".carry__preview .note").hidden);
  await picked(file);
  assert.ok($(".carry__preview .note").hidden);
});

test("of a page the data is read and nothing is shown or run", async () => {
  fill();
  const { text: file } = await got("存成能打开的文件");
  const mean = file.replace("<main>", '<main><img src="https://elsewhere.example/x" onerror="window.hit=1"><script>window.hit=1</script>');
  await picked(mean);
  assert.equal(window.hit, undefined);
  assert.equal($$("#carry img, #carry script, #carry iframe").length, 0);
  assert.equal($$(".carry__case").length, 1);
});

test("of two files chosen one after the other the later one is shown", async () => {
  fill();
  const { text: file } = await got("只存数据（JSON）");
  let release;
  const slow = Object.assign(new Blob([file]), { name: "slow.json", arrayBuffer: () => new Promise((done) => (release = () => done(new Blob([file]).arrayBuffer()))) });
  const input = $("#carry input[type=file]");
  Object.defineProperty(input, "files", { value: [slow], configurable: true });
  input.dispatchEvent(new window.Event("change"));
  await picked("{}");
  release();
  for (let i = 0; i < 8; i += 1) await settled();
  assert.match(say(), /不是本手册导出的/);
  assert.equal($$(".carry__preview *").length, 0);
});

test("what could not be read can be fetched", async () => {
  assert.equal(button("取回这些内容"), undefined);
  window.localStorage.setItem("aftersales-handbook/broken/1", "{第一份");
  window.localStorage.setItem("aftersales-handbook/broken/2", "{第二份");
  store.disk.tell();
  assert.match(text($("#carry")), /有2份读不出来/);
  const out = await got("取回这些内容");
  assert.equal(out.text, "{第一份\n\n{第二份");
  assert.match(out.name, /^读不出来的内容-.*\.txt$/);
});

test("nothing stays after the tab: asked first, moved there, and back", async () => {
  fill();
  await pressed("改成关掉就不留");
  press(button("照旧存着"));
  await settled();
  assert.equal(store.disk.session(), false);
  press(button("改成关掉就不留"));
  press(button("不留"));
  await settled();
  assert.equal(store.disk.session(), true);
  assert.match(text($("#carry")), /现在：关掉这个标签页，什么也不留/);
  assert.equal(store.fact("order.goods"), "跑鞋");
  assert.ok(!lies().includes("跑鞋"), "not on the device any more");
  await pressed("改成存在这台设备上");
  assert.equal(store.disk.session(), false);
  assert.ok(lies().includes("跑鞋"));
});

test("everything gone, and shown to be gone", async () => {
  fill();
  window.localStorage.setItem("aftersales-handbook/broken/1", "x");
  window.localStorage.setItem("别人的", "x");
  const n = store.disk.paths("").length;
  press(button("删除本机全部数据"));
  assert.match(text($("dialog")), new RegExp(`现在有：案件1个，内容${n}项，读不出来的1份。`));
  press(button("不，留着"));
  await settled();
  assert.equal(store.list().length, 1);
  press(button("删除本机全部数据"));
  press(button("全部删除"));
  await settled();
  assert.match(say(), new RegExp(`删掉了：案件1个，内容${n}项，读不出来的1份。现在这台设备上：案件0个，内容0项。`));
  assert.deepEqual(Object.keys({ ...window.localStorage }), ["别人的"]);
  window.localStorage.clear();
});
