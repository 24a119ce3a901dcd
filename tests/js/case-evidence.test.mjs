// The evidence register on the page: files become entries, what is missing is told, a later look says whether a file is still the same.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, test } from "node:test";
import { $, $$, press, settled, text } from "./help/dom.mjs";
import { data, page, reopen, store } from "./help/case.mjs";

const sha = (body) => createHash("sha256").update(body).digest("hex");
const file = (name, body, more = {}) => Object.assign(new Blob([body], { type: "image/jpeg" }), { name, lastModified: Date.UTC(2026, 10, 20, 6, 3), ...more });
const say = () => text($("#evidence [role=status]"));
const button = (name) => $$("#evidence button, dialog button").find((b) => (b.getAttribute("aria-label") || b.textContent) === name);
const items = () => $$("#evidence .proofs__item");
const titles = () => items().map((n) => text(n.querySelector("summary")));
const entries = () => Object.values(store.proofs()).sort((a, b) => a.no - b.no);
const control = (item, label) => {
  const found = [...item.querySelectorAll("label")].find((l) => l.textContent.startsWith(label));
  return document.getElementById(found.htmlFor);
};
const write = (node, value) => {
  node.value = value;
  node.dispatchEvent(new window.Event("input", { bubbles: true }));
};

/** A press that opens the picker, and what the reader picks there. */
async function picked(name, ...files) {
  let opened = null;
  const inputs = $$("#evidence input[type=file]");
  for (const one of inputs) one.click = () => (opened = one);
  press(button(name));
  assert.ok(opened, `${name}: no picker`);
  Object.defineProperty(opened, "files", { value: files, configurable: true });
  opened.dispatchEvent(new window.Event("change"));
  for (let i = 0; i < 50 && (i < 3 || !$("#evidence .proofs__reading").hidden); i += 1) await settled();
}

beforeEach(() => page());

test("a file is an entry: its name, size, time and hash, and nothing of what is in it", async () => {
  await picked("选文件登记", file("IMG_1.jpg", "the picture itself"));
  const [{ at, ...entry }] = entries();
  assert.deepEqual(entry, { name: "IMG_1.jpg", kind: "image/jpeg", size: 18, time: "2026-11-20T06:03:00.000Z", sha256: sha("the picture itself"), what: undefined, no: 1, id: undefined, on: entry.on });
  assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60000);
  assert.ok(!JSON.stringify(window.localStorage).includes("the picture itself"));
  assert.match(say(), /登记了1个文件/);
  assert.ok(items()[0].querySelector("details").open, "what it proves is asked at once");
  assert.match(text(items()[0]), /SHA-256：[0-9a-f]{8} /);
});

test("several at once, in order; what is registered already is not registered twice", async () => {
  await picked("选文件登记", file("a.jpg", "a"), file("b.jpg", "b"));
  assert.deepEqual(titles(), ["证据1：a.jpg", "证据2：b.jpg"]);
  await picked("选文件登记", file("copy of a.jpg", "a"), file("c.jpg", "c"));
  assert.deepEqual(titles(), ["证据1：a.jpg", "证据2：b.jpg", "证据3：c.jpg"]);
  assert.match(say(), /登记过的没有再记：copy of a\.jpg（证据1）/);
});

test("a file that cannot be read is named; the others are registered", async () => {
  const bad = { name: "gone.mp4", size: 9, type: "", slice: () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }) };
  await picked("选文件登记", bad, file("b.jpg", "b"));
  assert.deepEqual(titles(), ["证据1：b.jpg"]);
  assert.match(say(), /读不出来：gone\.mp4/);
});

test("called off: what was read stays, the rest is not read", async () => {
  const slow = { name: "film.mp4", size: 10 * 1024 * 1024, type: "video/mp4", slice: (a, b) => ({ arrayBuffer: async () => (await settled(), new ArrayBuffer(b - a)) }) };
  const waiting = picked("选文件登记", file("a.jpg", "a"), slow, file("c.jpg", "c"));
  for (let i = 0; i < 12; i += 1) await settled();
  assert.match(text($("#evidence .proofs__reading")), /正在读第2个，共3个：film\.mp4（10\.0 MB）/);
  const { value } = $("#evidence progress");
  assert.ok(value > 0 && value < 1, String(value));
  press(button("停下"));
  await waiting;
  assert.deepEqual(titles(), ["证据1：a.jpg"]);
  assert.match(say(), /停下了，还有2个没读/);
});

test("what the reader says is kept as it is written, and stands there when the page is opened again", async () => {
  await picked("选文件登记", file("IMG_1.jpg", "a"));
  const [item] = items();
  write(control(item, "名称"), "订单截图");
  write(control(item, "证明什么"), "哪天买的");
  write(control(item, "原件在哪里"), "本人手机");
  write(control(item, "从哪里来"), "平台订单页");
  write(control(item, "交上去的样子"), "digital");
  write(control(item, "页码"), "1");
  assert.deepEqual(titles(), ["证据1：订单截图"]);
  const [{ title, proves, original, source, form, pages }] = entries();
  assert.deepEqual({ title, proves, original, source, form, pages }, { title: "订单截图", proves: "哪天买的", original: "本人手机", source: "平台订单页", form: "digital", pages: "1" });
  reopen();
  assert.equal(control(items()[0], "证明什么").value, "哪天买的");
  write(control(items()[0], "名称"), " ");
  assert.deepEqual(titles(), ["证据1：IMG_1.jpg"]);
});

test("the examples go with the kind of evidence", async () => {
  await picked("选文件登记", file("IMG_1.jpg", "a"));
  write(control(items()[0], "哪一种"), "witness");
  for (const example of data.examples.witness) assert.ok(text(items()[0]).includes(`比如“${example}”`), example);
});

test("what another tab writes appears where the reader is not writing", async () => {
  await picked("选文件登记", file("IMG_1.jpg", "a"));
  const [id] = Object.keys(store.proofs());
  const mine = control(items()[0], "证明什么");
  mine.focus();
  mine.value = "正在写";
  store.setProof(id, { ...store.proofs()[id], proves: "别处写的", original: "别处写的" });
  assert.equal(mine.value, "正在写");
  assert.equal(control(items()[0], "原件在哪里").value, "别处写的");
});

test("a thing that is no file; up, down and out", async () => {
  press(button("没有文件的（实物、纸质、证人）"));
  await picked("选文件登记", file("b.jpg", "b"));
  assert.deepEqual(titles(), ["证据1：还没起名的证据", "证据2：b.jpg"]);
  assert.match(text(items()[0]), /没有文件/);
  press(button("往上：证据2"));
  assert.deepEqual(titles(), ["证据1：b.jpg", "证据2：还没起名的证据"]);
  assert.ok(button("往上：证据1").disabled && button("往下：证据2").disabled);
  press(button("删去这一件：证据1"));
  press(button("不，留着"));
  await settled();
  assert.equal(entries().length, 2);
  press(button("删去这一件：证据1"));
  press(button("删去"));
  await settled();
  assert.deepEqual(titles(), ["证据1：还没起名的证据"]);
});

test("what is missing: what perishes first, from the situations; registering it takes it from the list", async () => {
  assert.match(text($("#evidence")), /选了“遇到的是哪种情况”/);
  store.choose("no-reason-return");
  const missing = () => $$("#evidence .proofs__need--now .part__title").map(text);
  const before = missing();
  assert.ok(before.includes("商品照片和视频") && before.includes("聊天记录"), before.join());
  assert.ok($$("#evidence .proofs__need--now").every((n) => /会消失：/.test(text(n))));
  await picked("选文件登记：商品照片和视频", file("shoe.jpg", "shoe"));
  assert.equal(entries()[0].what, "goods-photo");
  assert.deepEqual(missing(), before.filter((t) => t !== "商品照片和视频"));
  assert.match(text($("#evidence")), /已经有的：商品照片和视频（证据1）/);
  press(button("没有文件，也登记：商品实物"));
  assert.deepEqual(titles(), ["证据1：shoe.jpg", "证据2：商品实物"]);
  store.setTicks("no-reason-return", { "save-chat": "done" });
  assert.ok(!missing().includes("聊天记录"));
  assert.match(text($("#evidence")), /聊天记录（清单里勾过，还没登记）/);
});

test("looked at again: the same, changed, never seen", async () => {
  await picked("选文件登记", file("a.jpg", "a"), file("b.jpg", "b"));
  await picked("核对文件变没变", file("renamed.jpg", "a"), file("b.jpg", "b, changed"), file("c.jpg", "c"));
  assert.deepEqual($$("#evidence .proofs__checked").map(text), [
    "一样 renamed.jpg：和登记的证据1一样，一个字节也没有变。",
    "变了 b.jpg：和证据2同名，内容不一样了。找没改过的那一份；改过的别当原件交。",
    "没见过 c.jpg：没有登记过。",
  ]);
  assert.equal(entries().length, 2, "looking registers nothing");
  store.create("另一件");
  assert.ok($("#evidence .proofs__results").hidden, "it was about another case");
});

test("into the letter, as far as it has room; what stands there otherwise is asked about", async () => {
  const most = data.register.items.length;
  await picked("选文件登记", ...Array.from({ length: most + 2 }, (_, i) => file(`${i + 1}.jpg`, String(i))));
  press(button("写进“证据目录”"));
  await settled();
  const draft = () => store.draft("evidence-list");
  assert.equal(draft()["name-1"], "1.jpg");
  assert.equal(draft()[`name-${most}`], `${most}.jpg`);
  assert.equal(draft().count, String(most + 2));
  assert.match(say(), /还有2件放不下/);
  assert.match($("#evidence [role=status] a").href, /letters\/evidence-list\.html$/);
  store.setDraft("evidence-list", 1, { "name-1": "自己写的" });
  press(button("写进“证据目录”"));
  press(button("不，留着"));
  await settled();
  assert.equal(draft()["name-1"], "自己写的");
  press(button("写进“证据目录”"));
  press(button("换成登记的"));
  await settled();
  assert.equal(draft()["name-1"], "1.jpg");
});

/** The sheet that is printed, as rows of cells. */
function printed(name) {
  let sheet = null;
  const main = Object.assign(document.createElement("article"), { id: "main" });
  document.body.append(main);
  window.print = () => {
    window.dispatchEvent(new window.Event("beforeprint"));
    assert.equal(document.body.dataset.printing, "sheet");
    sheet = main.querySelector(".printsheet").cloneNode(true);
    window.dispatchEvent(new window.Event("afterprint"));
  };
  press(button(name));
  assert.equal(main.children.length, 0, "after printing the page is as it was");
  assert.equal(document.body.dataset.printing, undefined);
  main.remove();
  return { sheet, rows: [...sheet.querySelectorAll("tr")].map((tr) => [...tr.children].map((cell) => cell.textContent)) };
}

test("the sheets: every piece in the list, every file with its hash", async () => {
  await picked("选文件登记", ...Array.from({ length: 12 }, (_, i) => file(`${i + 1}.jpg`, String(i))));
  press(button("没有文件的（实物、纸质、证人）"));
  store.setFacts({ "buyer.name": "王小明" }, "page");
  const [id, first] = Object.entries(store.proofs()).find(([, e]) => e.no === 1);
  store.setProof(id, { ...first, title: "订单截图", source: "订单页", proves: "哪天买的", form: "digital", pages: "1", original: "本人手机" });
  const list = printed("打印证据目录");
  assert.deepEqual(list.rows[0], ["编号", "名称", "来源", "内容和证明对象", "形式", "页码"]);
  assert.deepEqual(list.rows[1], ["1", "订单截图", "订单页", "哪天买的", "电子数据打印件", "1"]);
  assert.equal(list.rows.length, 14);
  assert.match(list.sheet.textContent, /提交人：王小明.*以上证据共13件。.*证据1：本人手机/s);
  const hashes = printed("打印校验单");
  assert.equal(hashes.rows.length, 12, "what is no file has no hash");
  assert.equal(hashes.rows[11][1].replace(/\s/g, "").slice(-64), sha("11"));
  assert.match(hashes.sheet.textContent, /登记人：王小明.*共12个文件/s);
});

test("where nothing prints, that is told", async () => {
  await picked("选文件登记", file("a.jpg", "a"));
  const main = Object.assign(document.createElement("article"), { id: "main" });
  document.body.append(main);
  window.print = () => {};
  press(button("打印校验单"));
  await new Promise((done) => setTimeout(done, 1100));
  assert.match($("dialog").textContent, /没有看到打印的窗口.*在浏览器打开/);
  press(button("知道了"));
  assert.equal(main.children.length, 0);
  assert.equal(document.body.dataset.printing, undefined);
});
