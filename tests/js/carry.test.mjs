import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { JSDOM } from "jsdom";
import { casePage } from "../../docs/assets/javascripts/case/casepage.js";
import { leafWords, names, portrait } from "../../docs/assets/javascripts/case/portrait.js";
import { blockText, differences, fileName, LIMIT, readDocument, readFile, readText, toDocument } from "../../docs/assets/javascripts/store/carry.js";
import { DATA, fillCase, HASH, WORDS } from "./help/cases.mjs";
import { DAY, device, lies, open } from "./help/device.mjs";

const book = names(DATA, WORDS);

function exported(store, id = "") {
  const document = toDocument(store.disk, DAY, id);
  const { cases } = readDocument(document);
  return { document, cases, json: JSON.stringify(document, null, 1), html: casePage(cases.map((c) => portrait(c.id, c.leaves, book)), document, book) };
}

/** Everything of the cases of a store, but which is in hand. */
const content = (store) => Object.fromEntries(store.disk.paths("case/").sort().map((path) => [path, JSON.parse(JSON.stringify(store.disk.get(path)))]));

test("out and in again, as JSON and as a page: every leaf is the same, on an empty device", () => {
  const store = open(device());
  fillCase(store);
  fillCase(store);
  const { json, html } = exported(store);
  for (const text of [json, html, `\ufeff${html.replace(/\n/g, "\r\n")}`, `\ufeff  ${json.replace(/\n/g, "\r\n")}\r\n`]) {
    const found = readText(text);
    assert.equal(found.altered, false);
    assert.equal(found.exported, DAY);
    assert.deepEqual(found.cases.map((c) => c.name), ["鞋子", "鞋子"]);
    const other = open(device());
    assert.equal(other.take(found.cases.map((c) => ({ ...c, how: "merge" }))), true);
    assert.deepEqual(content(other), content(store));
    assert.equal(other.current(), found.cases[0].id);
  }
});

test("one case goes alone", () => {
  const store = open(device());
  const one = fillCase(store);
  fillCase(store);
  const { cases } = exported(store, one);
  assert.deepEqual(cases.map((c) => c.id), [one]);
});

test("what taking a case would do is told before it is done: added, changed, the same, what only is here", () => {
  const store = open(device());
  const id = fillCase(store);
  const { json } = exported(store);
  store.setFacts({ "order.number": "0043" }, "page");
  store.dropFact("order.goods");
  const note = store.setEvent(undefined, { day: "2026-11-27", kind: "note", text: "后来的事" });
  const [one] = readText(json).cases;
  const found = differences(store.disk, one);
  assert.equal(found.known, true);
  assert.deepEqual(found.added.map(([path]) => path), [`case/${id}/fact/order.goods`]);
  assert.deepEqual(found.changed.map(([path, there, here]) => [path, there.value, here.value]), [[`case/${id}/fact/order.number`, "0042", "0043"]]);
  assert.deepEqual(found.gone.map(([path]) => path), [`case/${id}/event/${note}`]);
  assert.equal(found.same, one.leaves.length - 2);
  assert.equal(differences(open(device()).disk, one).known, false);
});

test("merged, replaced, or beside it", () => {
  const start = () => {
    const store = open(device());
    const id = fillCase(store);
    const [one] = readText(exported(store).json).cases;
    store.setFacts({ "order.number": "0043" }, "page");
    store.setFacts({ "seller.shop": "只在这里" }, "page");
    return { store, id, one };
  };
  const merged = start();
  merged.store.take([{ ...merged.one, how: "merge" }]);
  assert.deepEqual([merged.store.fact("order.number"), merged.store.fact("seller.shop"), merged.store.list().length], ["0042", "只在这里", 1]);
  const replaced = start();
  replaced.store.take([{ ...replaced.one, how: "replace" }]);
  assert.deepEqual([replaced.store.fact("order.number"), replaced.store.fact("seller.shop"), replaced.store.list().length], ["0042", undefined, 1]);
  const beside = start();
  const before = beside.store.disk.paths(`case/${beside.id}/`).map((p) => [p, beside.store.disk.get(p)]);
  beside.store.take([{ ...beside.one, how: "new" }]);
  assert.equal(beside.store.list().length, 2);
  assert.notEqual(beside.store.current(), beside.id);
  assert.equal(beside.store.fact("order.number"), "0042");
  assert.deepEqual(beside.store.disk.paths(`case/${beside.id}/`).map((p) => [p, beside.store.disk.get(p)]), before);
});

test("no room for it: nothing of it is taken, and the case in hand is as it was, here and on the device", () => {
  const big = open(device());
  fillCase(big, (plain) => plain + "长".repeat(2000));
  const [one] = readText(exported(big).json).cases;
  const window = device({}, 9000);
  const store = open(window);
  const id = fillCase(store);
  const [had, lay] = [content(store), lies(window)];
  for (const how of ["merge", "new"]) {
    assert.equal(store.take([{ ...one, how }]), false);
    assert.deepEqual(content(store), had);
    assert.equal(lies(window), lay);
    assert.equal(store.current(), id);
    assert.equal(store.problem(), null, "what is here has its room");
  }
});

const WHYS = [
  ["empty", ""], ["empty", " \r\n\ufeff"], ["foreign", "{}"], ["foreign", "[]"], ["foreign", "null"], ["foreign", "5"], ["foreign", "你好"],
  ["foreign", "<!doctype html><p>别的网页</p>"], ["foreign", '{"handbook":"other","version":2,"leaves":{}}'],
  ["foreign", '{"version":1,"ticks":{},"facts":{},"drafts":{}}'], ["big", "x".repeat(LIMIT + 1)],
];
for (const [why, text] of WHYS)
  test(`refused: ${why}: ${JSON.stringify(text.slice(0, 40))}`, () => assert.deepEqual(readText(text), { why }));

test("refused: newer, older than any, spoiled, cut off", () => {
  const store = open(device());
  fillCase(store);
  const { document, json, html } = exported(store);
  const why = (change) => readDocument({ ...document, ...change }).why;
  assert.equal(why({ version: 3 }), "newer");
  for (const version of [1, 0, -1, 2.5, "2", null]) assert.equal(why({ version }), "foreign", String(version));
  const [path] = Object.keys(document.leaves);
  const id = path.split("/")[1];
  for (const leaves of [
    {}, { theme: "dark" }, { current: id }, { [`case/${id}/name`]: "没有开始的日子" },
    { ...document.leaves, [`case/${id}/made`]: "2026-13-01" }, { ...document.leaves, [`case/${id}/fact/order.number`]: { value: 5 } },
    { ...document.leaves, [`case/${id}/tick/a/b`]: true }, { ...document.leaves, "case/../x": 1 }, { ...document.leaves, [`case/${id}/event/x`]: { day: "", kind: "constructor" } },
    JSON.parse(`{"case/${id}/made":"2026-11-28","case/${id}/help/a/1/b":{"__proto__":{"on":true}}}`), JSON.parse('{"case/__proto__/made":"2026-11-28"}'),
    { [`case/${id}/made`]: DAY, [`case/${id}/help/a/1/b`]: { a: { b: { c: { d: { e: 1 } } } } } },
    { [`case/${id}/made`]: DAY, [`case/${id}/proof/a`]: { name: "a", sha256: "5" } }, { [`case/${id}/made`]: DAY, [`case/${id}/proof/a`]: { name: "a", size: -1 } },
  ])
    assert.equal(why({ leaves }), "spoiled", JSON.stringify(leaves).slice(0, 80));
  for (const leaves of [undefined, null, [], "x"]) assert.equal(why({ leaves }), "foreign");
  for (const text of [json, html]) {
    assert.equal(readText(text.slice(0, text.length >> 1)).why, "truncated");
    assert.equal(readText(text.slice(0, 600)).why, "truncated");
  }
  assert.equal(readText(json.replace('"leaves":', '"leaves"')).why, "spoiled");
  assert.equal(readText(html.replace('"leaves":', '"leaves"')).why, "spoiled");
});

test("not as it was exported: it is taken, and that is told", () => {
  const store = open(device());
  fillCase(store);
  const { json, document } = exported(store);
  const found = readText(json.replace("0042", "0043"));
  assert.equal(found.altered, true);
  assert.equal(readDocument({ ...document, sum: undefined }).altered, true);
  const twice = json.replace(/\n( +"case\/[^\n]*\/name": )"鞋子",/, '\n$1"鞋子",\n$1"靴子",');
  assert.equal(readText(twice).altered, true, "a name that stands there twice");
});

test("a file is refused by its size before a byte of it is read; what is no UTF-8 or cannot be read is told", async () => {
  let read = 0;
  const file = (size, bytes) => ({ size, arrayBuffer: async () => ((read += 1), bytes) });
  assert.deepEqual(await readFile(file(50 * 1024 * 1024, null)), { why: "big" });
  assert.deepEqual(await readFile(file(LIMIT + 1, null)), { why: "big" });
  assert.equal(read, 0);
  const gbk = Uint8Array.from([0x7b, 0x22, 0xcd, 0xf5, 0xd0, 0xa1, 0xc3, 0xf7, 0x22, 0x7d]);
  assert.deepEqual(await readFile(file(10, gbk.buffer)), { why: "encoding" });
  assert.deepEqual(await readFile(file(6, Uint8Array.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0]).buffer)), { why: "encoding" });
  assert.deepEqual(await readFile({ size: 5, arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")) }), { why: "unreadable" });
  assert.deepEqual(await readFile(new Blob([])), { why: "empty" });
  const store = open(device());
  fillCase(store);
  for (const text of Object.values(exported(store)).slice(2)) assert.equal((await readFile(new Blob([text]))).cases.length, 1);
});

test("files that earlier releases exported are taken for ever", () => {
  for (const name of ["case-2.json", "case-2.html"]) {
    const found = readText(readFileSync(new URL(`../fixtures/stored/${name}`, import.meta.url), "utf8"));
    assert.deepEqual([found.why, found.altered, found.cases.length], [undefined, false, 1], name);
    const store = open(device());
    store.take([{ ...found.cases[0], how: "merge" }]);
    assert.equal(store.fact("order.number"), "0042");
    assert.equal(store.fact("dates.received"), "2026-11-17");
    assert.equal(store.tick("no-reason-return", "photo"), "done");
    assert.equal(store.draft("return-notice", 2).tel, "13800000000");
    assert.equal(store.help("return-notice", 1).agent.name, "王小红");
    assert.deepEqual(Object.values(store.proofs()).map((p) => p.sha256), [HASH, undefined]);
    assert.equal(store.events().length, 3);
  }
});

test("names of files say what and when, in letters that every system takes", () => {
  assert.equal(fileName("鞋子", DAY, "html"), "案件-鞋子-2026-11-28.html");
  assert.equal(fileName("", DAY, "json"), "案件-2026-11-28.json");
  assert.equal(fileName('../..\\a:b*c?"<>|\u202e\nd', DAY, "html"), "案件-.. .. a b c d-2026-11-28.html");
  assert.equal([...fileName("长".repeat(300), DAY, "html")].length, 59);
});

// ------------------------------------------------------------ the page

const HOSTILE = [
  "</script><script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", '"><svg onload=window.hit=1>', "' onmouseover='window.hit=1", "<!--<script>", "]]>",
  "</table></td></style><style>*{display:none}</style>", "&lt;b&gt;&amp;", "javascript:window.hit=1", "{{7*7}}[[x]]{tag}", "<iframe src=//x>", "</title><base href=//x>",
];

test("whatever stands in whatever place: the page has the tags it has, and the text is the text", () => {
  const plain = open(device());
  fillCase(plain);
  const shape = (html) => {
    const { document } = new JSDOM(html).window;
    return [...document.querySelectorAll("*")].map((n) => `${n.tagName} ${n.getAttributeNames()}`).join("\n");
  };
  const usual = shape(exported(plain).html);
  for (const mean of HOSTILE) {
    const store = open(device());
    fillCase(store, (text) => (/^(letter\/|return-notice$|boxed$|digital$)/.test(text) ? text : `${text.split("\n")[0]}${mean}${text.includes("\n") ? "\nzwei" : ""}`));
    const { html, document } = exported(store);
    const dom = new JSDOM(html, { runScripts: "dangerously" });
    assert.equal(dom.window.hit, undefined, mean);
    assert.equal(shape(html), usual, mean);
    const seen = dom.window.document.body.textContent;
    assert.ok(seen.includes(`王小明${mean}`), mean);
    assert.deepEqual(JSON.parse(dom.window.document.getElementById("case-data").textContent), JSON.parse(JSON.stringify(document)), mean);
    const found = readText(html);
    const other = open(device());
    other.take(found.cases.map((c) => ({ ...c, how: "merge" })));
    assert.deepEqual(content(other), content(store), mean);
  }
});

test("the page: a policy that lets nothing happen, no script, nothing from elsewhere", () => {
  const store = open(device());
  fillCase(store);
  const { html } = exported(store);
  const { document } = new JSDOM(html).window;
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]').content;
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'$/);
  assert.ok(html.indexOf("Content-Security-Policy") < html.indexOf("<style>"));
  assert.deepEqual([...document.querySelectorAll("script")].map((s) => s.type), ["application/json"]);
  assert.equal(document.querySelectorAll("[src], [href], [style], link, img, form, iframe, object").length, 0);
  assert.equal(document.documentElement.lang, "zh-CN");
  assert.equal(document.title, "鞋子 2026-11-28");
});

test("the page says everything, under the handbook's names", () => {
  const store = open(device());
  fillCase(store);
  const { document } = new JSDOM(exported(store).html).window;
  const rows = Object.fromEntries([...document.querySelectorAll("tr")].map((tr) => [tr.querySelector("th").textContent, tr.querySelector("td").textContent]));
  assert.equal(rows["情况"], "七日无理由退货被拒");
  assert.equal(rows["你的姓名"], "王小明2026年11月28日记，来自《退货通知》");
  assert.equal(rows["订单号"], "00422026年11月28日记，来自《退货通知》");
  assert.equal(rows["claim.refund"], "8992026年11月28日记，在情况页填的", "what the handbook has no name for is still there");
  assert.equal(rows["2026年11月17日"], "签收商品2026年11月28日记，来自《退货通知》");
  assert.equal(rows["2026年11月20日 15:05"], "寄出文书《退货通知》（商家，客服8号）：客服说不退平台聊天，答应了：明天答复，凭证：聊天截图，2026年11月28日记");
  assert.equal(rows["日子不记得"], "我联系对方：打过电话2026年11月28日记");
  assert.equal(rows["种类"], "商品实物");
  assert.equal(rows["从哪里来"], "平台订单页");
  assert.equal(rows["形式"], "电子数据打印件");
  assert.match(rows["文件"], /^IMG_1\.jpg，3\.3 MB，文件时间2026-11-17 \d\d:03$/);
  assert.match(rows["SHA-256"], /^(abababab ?){8}2026-11-28 \d\d:00算出$/);
  assert.equal(rows["做了"], "拍清商品完好");
  assert.equal(rows["用不上"], "存下聊天记录");
  const letters = [...document.querySelectorAll(".letter")].map((node) => [...node.querySelectorAll("p")].map((p) => p.textContent));
  assert.deepEqual(letters, [
    ["我是王小明，2026年11月17日签收。", "没有拆封。", "第二行。", "1. 商品完好、包装在"],
    ["我是王小明，【待填：签收那天】签收。", "【待填：为什么】", "1. 商品【待填：商品现状】"],
  ]);
  assert.deepEqual([...document.querySelectorAll("h3")].map((h) => h.textContent).filter((t) => t.includes("退货")), ["退货通知", "退货通知（第2份）", "七日无理由退货被拒"]);
  assert.ok(document.body.textContent.includes("草稿：还有1处没填。") && document.body.textContent.includes("草稿：还有2处没填。"));
});

test("what is known stands under its group, and no group stands there empty", () => {
  const store = open(device());
  store.create("鞋子");
  store.setFacts({ "order.goods": "跑鞋" }, "page");
  const [one] = readDocument(toDocument(store.disk, DAY)).cases;
  const { facts } = portrait(one.id, one.leaves, book);
  assert.deepEqual(facts.map((group) => group.rows.map((row) => row.text)), [["跑鞋"]]);
});

test("without the letters' texts the page still says what was typed", () => {
  const store = open(device());
  fillCase(store);
  const { document, cases } = exported(store);
  const html = casePage(cases.map((c) => portrait(c.id, c.leaves, names(DATA))), document, names(DATA));
  const { document: page } = new JSDOM(html).window;
  assert.deepEqual([...page.querySelectorAll(".letter p")].map((p) => p.textContent), ["why：没有拆封。\n第二行。", "state：whole、boxed", "tel：13800000000"]);
});

test("who helps is the case's, and the letter says it", () => {
  const store = open(device());
  fillCase(store);
  store.setFacts({ "helper.name": "王大红", "helper.phone": "13911112222" }, "case");
  store.setHelp("return-notice", 1, "agent", () => ({ on: true, phone: "" }));
  const agent = { ...WORDS.letters["return-notice"], agent: true };
  const known = names(DATA, { ...WORDS, letters: { "return-notice": agent } });
  const { document } = exported(store);
  const [one] = readDocument(document).cases;
  const [letter] = portrait(one.id, one.leaves, known).letters;
  const text = letter.rows.map((line) => line.runs.map((run) => run.text).join("")).join("\n");
  assert.ok(text.includes("代理人王大红") && !text.includes("13911112222"), text);
});

test("what a letter of this edition has no blank for stands under it", () => {
  const store = open(device());
  fillCase(store);
  store.setDraft("return-notice", 1, { gone: "早先的空里写的" });
  const { document } = new JSDOM(exported(store).html).window;
  assert.equal([...document.querySelectorAll(".letter")][0].lastChild.textContent, "gone：早先的空里写的");
});

test("every leaf has words for the list of changes", () => {
  const store = open(device());
  fillCase(store);
  const { document } = exported(store);
  const words = Object.entries(document.leaves).map(([path, value]) => leafWords(path.split("/").slice(2).join("/"), value, book));
  for (const wanted of [
    ["案件的名字", "鞋子"], ["开始记的日子", "2026年11月28日"], ["订单号", "0042"], ["签收商品", "2026年11月17日"], ["寄出文书《退货通知》（商家，客服8号）", "2026年11月20日，客服说不退"],
    ["七日无理由退货被拒：拍清商品完好", "做了"], ["情况", "七日无理由退货被拒"], ["退货通知：为什么", "没有拆封。\n第二行。"], ["退货通知：商品现状", "完好、包装在"],
    ["退货通知（第2份）：电话", "13800000000"], ["证据", "订单截图"], ["退货通知：表单里的工具", ""],
    ["退货通知：开始写的日子", "2026年11月28日"],
  ])
    assert.ok(words.some((found) => JSON.stringify(found) === JSON.stringify(wanted)), JSON.stringify(wanted));
});

test("nothing of the data block means anything to a reader of HTML", () => {
  const text = blockText({ a: "</ScRiPt><!--&amp;\u2028\u2029]]>" });
  assert.ok(!/[<>&\u2028\u2029]/.test(text));
  assert.deepEqual(JSON.parse(text), { a: "</ScRiPt><!--&amp;\u2028\u2029]]>" });
});
