// What the parts of the case page show and keep: events, letters, facts, days, situations, the state and the question about an old day.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { $, $$, press, settled, text } from "./help/dom.mjs";
import { data, elsewhere, page, reopen, situations, store } from "./help/case.mjs";
import { strip } from "../../docs/assets/javascripts/case/days.js";
import { caseClocks } from "../../docs/assets/javascripts/case/clocks.js";
import { look } from "../../docs/assets/javascripts/case/look.js";
import { calendarDates } from "../../docs/assets/javascripts/case/telling.js";
import { progress } from "../../docs/assets/javascripts/case/situations.js";
import { parse } from "../../docs/assets/javascripts/lib/dates.js";

const NRR = "no-reason-return";
const named = (root, name) => $$(`${root} button, dialog button`).find((b) => (b.getAttribute("aria-label") || b.textContent) === name);
const pressed = (root, name) => press(named(root, name));
const labelled = (root, name) => {
  const label = $$(`${root} label`).find((l) => l.textContent === name && !l.closest("[hidden]"));
  return label && document.getElementById(label.htmlFor);
};
const type = (root, name, value) => {
  const node = labelled(root, name);
  node.value = value;
  node.dispatchEvent(new window.Event("input", { bubbles: true }));
  node.dispatchEvent(new window.Event("change", { bubbles: true }));
};
const submit = (root) => $(`${root} form`).dispatchEvent(new window.Event("submit", { bubbles: true, cancelable: true }));
const titles = () => $$("#events .part__item .part__title").map(text);
const state = () => text($("#now .stand__word"));
const kept = (id) => store.value(store.current(), `event/${id}`);
const answer = async (name) => {
  await settled();
  press($$("dialog button").find((b) => b.textContent === name));
  await settled();
};

mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-28T12:00:00+08:00") });
beforeEach(() => page());

// ------------------------------------------------------------------- events

test("a contact with all its six things is one entry of the list and one row of the log", () => {
  pressed("#events", "记一件事");
  assert.equal(labelled("#events", "哪天").value, "2026-11-28");
  type("#events", "哪天", "2026-11-20");
  type("#events", "对方是哪一方", "seller");
  type("#events", "对方是谁", "客服小李");
  type("#events", "几点", "15:05");
  type("#events", "怎么联系、怎么寄的", "平台聊天");
  type("#events", "说了什么、发生了什么", "问退款。\n等通知。");
  type("#events", "答应了什么", "周五前退");
  type("#events", "凭证", "截图3张");
  submit("#events");
  assert.deepEqual(titles(), ["我联系对方（商家，客服小李）"]);
  const [event] = store.events();
  assert.deepEqual(JSON.parse(JSON.stringify({ ...event, id: 0 })), { id: 0, kind: "contact", day: "2026-11-20", side: "seller", who: "客服小李", time: "15:05", how: "平台聊天", text: "问退款。\n等通知。", promise: "周五前退", proof: "截图3张", from: "case", on: "2026-11-28" });
  assert.deepEqual($$(".log--mine td").map((n) => n.textContent), ["2026年11月20日 15:05", "平台聊天", "我联系对方（商家，客服小李）", "问退款。\n等通知。", "周五前退", "截图3张"]);
  assert.equal(document.activeElement.textContent, "记一件事", "写完回到原处");
});

test("a day of the vocabulary is the case's own day, once; it cannot lie ahead or be left out", () => {
  pressed("#events", "记一件事");
  type("#events", "是什么事", "complaint-filed");
  assert.equal(labelled("#events", "对方是谁"), undefined, "不问用不上的");
  type("#events", "哪天", "");
  submit("#events");
  assert.match(text($("#events .field__error")), /填上是哪一天/);
  type("#events", "哪天", "2026-11-29");
  submit("#events");
  assert.match(text($("#events .field__error")), /还没到/);
  type("#events", "哪天", "2026-11-20");
  submit("#events");
  assert.equal(store.fact("dates.complaint_filed"), "2026-11-20");
  assert.equal(kept("complaint-filed").from, "case");
  pressed("#events", "记一件事");
  assert.ok(![...labelled("#events", "是什么事").options].some((o) => o.value === "complaint-filed"), "已经有了的，去改那一条");
  pressed("#events", "不记了");
  assert.equal(store.events().length, 1);
});

test("an entry is changed in its place and keeps its id; deleted only after asking", async () => {
  store.setEvent("", { kind: "reply", side: "seller", day: "2026-11-20", text: "不退" });
  const [{ id }] = store.events();
  pressed("#events", "改：2026年11月20日（周五）对方答复（商家）");
  type("#events", "说了什么、发生了什么", "同意退");
  submit("#events");
  assert.equal(store.events()[0].id, id);
  assert.equal(store.events()[0].text, "同意退");
  pressed("#events", "改：2026年11月20日（周五）对方答复（商家）");
  type("#events", "说了什么、发生了什么", "");
  submit("#events");
  assert.equal(store.events()[0].text, undefined, "删空了的，就没有了");
  pressed("#events", "删：2026年11月20日（周五）对方答复（商家）");
  await answer("不，留着");
  assert.equal(store.events().length, 1);
  pressed("#events", "删：2026年11月20日（周五）对方答复（商家）");
  await answer("删掉");
  assert.equal(store.events().length, 0);
});

test("what is being written stays when the page is drawn again, and the focus with it", () => {
  store.setEvent("received", { kind: "received", day: "2026-11-20" });
  pressed("#events", "记一件事");
  const node = labelled("#events", "说了什么、发生了什么");
  node.value = "写到一半";
  node.focus();
  store.setFacts({ "order.goods": "灯" }, "page");
  assert.equal(labelled("#events", "说了什么、发生了什么").value, "写到一半");
  assert.equal(document.activeElement, node);
});

test("an entry without a day stands last and says so", () => {
  store.setEvent("", { kind: "note", day: "", text: "<b>粗</b>" });
  store.setEvent("received", { kind: "received", day: "2026-11-20" });
  assert.deepEqual(titles(), ["签收商品", "别的事"]);
  assert.match(text($$("#events .part__item")[1]), /哪天不记得了.*<b>粗<\/b>/);
});

// ------------------------------------------------------------------ letters

test("a draft stands there unsent; sent, it has its day and its proof, and the day that sending it is", () => {
  store.choose(NRR);
  store.beginDraft("return-notice", 1);
  assert.match(text($("#letters .part__item")), /退货通知写了草稿还没有记寄出/);
  pressed("#letters", "《退货通知》寄出了");
  type("#letters", "《退货通知》哪天寄的", "2026-11-29");
  submit("#letters");
  assert.match(text($("#letters .field__error")), /还没到/);
  type("#letters", "《退货通知》哪天寄的", "2026-11-27");
  type("#letters", "凭证", "截图2张");
  submit("#letters");
  assert.match(text($("#letters .part__item")), /2026年11月27日寄出（凭证：截图2张）/);
  assert.equal(store.fact("dates.notice_sent"), "2026-11-27");
  const sent = store.events().find((e) => e.kind === "sent");
  assert.deepEqual([sent.letter, sent.day, sent.proof], ["return-notice", "2026-11-27", "截图2张"]);
  assert.equal(state(), "等商家");
});

test("sending a second letter does not move the day on which one first asked", () => {
  store.setFacts({ "dates.refund_demanded": "2026-11-01" }, "page");
  store.beginDraft("refund-demand", 1);
  pressed("#letters", "《退款催告函》寄出了");
  submit("#letters");
  assert.equal(store.fact("dates.refund_demanded"), "2026-11-01");
  assert.equal(store.events().filter((e) => e.kind === "sent").length, 1);
});

const POLICE = "police-review-application";

/** Written once for each kind and sent on 20 November. → the day of the police's clock */
function policeLetter(...kinds) {
  kinds.forEach((kind, i) => {
    store.beginDraft(POLICE, i + 1);
    if (kind) store.setDraft(POLICE, i + 1, { kind });
  });
  pressed("#letters", `《${data.letters[POLICE].title}》寄出了`);
  type("#letters", `《${data.letters[POLICE].title}》哪天寄的`, "2026-11-20");
  submit("#letters");
  assert.equal(store.events().filter((e) => e.kind === "sent").length, 1);
  return store.fact("dates.police_review_filed") ?? null;
}

for (const [kinds, day] of [
  [["review"], "2026-11-20"],
  [["recheck"], "2026-11-20"],
  [["review", "recheck"], "2026-11-20"],
  [["procurator"], null],
  [["procurator-unwritten"], null],
  [["review", "procurator"], null], // which of the two was sent is not known
  [[undefined], null],
])
  test(`the letter about the police, written as ${kinds.join(" and ") || "nothing yet"}, ${day ? "starts" : "does not start"} the clock of the police`, () => {
    assert.equal(policeLetter(...kinds), day);
    const now = parse("2026-11-28");
    assert.equal(look(store, data, [], now).days["police-review-filed"] ?? null, day && parse(day));
  });

test("the letters that fit stand there until they are begun", () => {
  store.choose(NRR);
  const fit = () => $$("#letters [data-body] ul:not(.part__list) li").map(text);
  assert.deepEqual(fit(), situations[NRR].letters.map((id) => data.letters[id].title));
  store.beginDraft(situations[NRR].letters[0], 1);
  assert.equal(fit().length, situations[NRR].letters.length - 1);
});

// -------------------------------------------------------------------- facts

test("a fact is written once, with its source and day; emptying is not deleting; deleting is", () => {
  type("#facts", "你的姓名", "王小明");
  assert.equal(store.fact("buyer.name"), "王小明");
  const row = labelled("#facts", "你的姓名").closest(".field");
  assert.match(text(row), /2026年11月28日在这一页填的/);
  const node = labelled("#facts", "你的姓名");
  type("#facts", "你的姓名", "");
  assert.equal(store.fact("buyer.name"), "王小明");
  node.dispatchEvent(new window.Event("blur"));
  assert.equal(node.value, "王小明");
  pressed("#facts", "删掉“你的姓名”");
  assert.equal(store.fact("buyer.name"), undefined);
  assert.equal(node.value, "");
  assert.equal(row.querySelector(".part__foot").hidden, true);
});

test("every fact of the vocabulary but the days has its field, in its group; what a letter kept says so", () => {
  const labels = $$("#facts label").map((n) => n.textContent);
  assert.deepEqual(labels.sort(), Object.entries(data.facts).filter(([id]) => !id.startsWith("dates.")).map(([, title]) => title).sort());
  store.setFacts({ "order.goods": "灯" }, "letter/return-notice");
  assert.match(text(labelled("#facts", "商品名称").closest(".field")), /从《退货通知》填的/);
  store.setFacts({ "helper.kin": "女儿" }, "old");
  const fold = labelled("#facts", data.facts["helper.kin"]).closest("details");
  assert.match(text(fold), /填了1项/);
  assert.match(text(fold), /从以前存的填的/);
});

test("a correction from another tab appears in a field that nobody is in", async () => {
  store.setFacts({ "buyer.name": "甲" }, "case");
  await elsewhere("fact/buyer.name", { value: "乙", on: "2026-11-28", from: "case" });
  assert.equal(labelled("#facts", "你的姓名").value, "乙");
});

// --------------------------------------------------------------------- days

test("the strip holds the days in their order with today among them; what was done is not late", () => {
  const seen = {
    days: { received: parse("2026-11-10"), "notice-sent": parse("2026-11-12") },
    titles: { received: "签收", "notice-sent": "通知" },
    today: parse("2026-11-28"),
    clocks: [
      { last: parse("2026-11-17"), label: "退货", actor: "buyer", state: "over", met: parse("2026-11-12") },
      { last: parse("2026-11-27"), label: "退款", actor: "seller", state: "due", met: null },
      { last: parse("2026-11-28"), label: "答复", actor: "seller", state: "today", met: null },
      { last: null, label: "没有日子", actor: "buyer", state: "unknown", met: null },
    ],
  };
  assert.deepEqual(strip(seen).map(({ text: t, kind, note }) => [t, kind, note]), [["签收", "past", ""], ["通知", "past", ""], ["退货", "mine", "做了"], ["退款", "theirs", "过了"], ["今天", "today", ""], ["答复", "theirs", "今天"]]);
});

test("the reader's calendar gets what is still to come and not done, under the same name each time", () => {
  store.choose(NRR);
  store.setFacts({ "dates.received": "2026-11-24", "dates.complaint_filed": "2026-11-20", "order.goods": "灯" }, "case");
  const days = { received: parse("2026-11-20"), "notice-sent": parse("2026-11-21"), "complaint-filed": parse("2026-11-20") };
  const answers = [{ kind: "reply", whom: "seller", rank: 1, day: parse("2026-11-24") }];
  const asks = [{ kind: "notice-sent", whom: "seller", rank: 1, step: 1, aside: false, day: parse("2026-11-21") }];
  const seen = { id: store.current(), clocks: caseClocks([{ id: NRR, ...situations[NRR] }], days, { asks, answers }, parse("2026-11-28"), data.holidays) };
  const entries = calendarDates(seen, (url) => `https://a/${url}`);
  assert.deepEqual(entries.map(({ day, title, url }) => [day, title, url]), [["2026-12-01", "12315决定是否受理投诉：最后一天", `https://a/${situations[NRR].url}`]], "做了的、答复了的、过了的、没有日子的不写");
  assert.ok(entries[0].uid.startsWith(`${store.current()}/complaint-decision@`));
  assert.equal($("#days [data-key=calendar]").hidden, false);
});

test("a day filled in gives the clocks that run from it, each with its rule and where the law says so", () => {
  store.choose(NRR);
  assert.match(text($("#days")), /还没有填日子/);
  type("#days", "签收商品的日子", "2026-12-05");
  assert.match(text($("#days .field__error:not([hidden])")), /还没到/);
  assert.equal(store.fact("dates.received"), undefined);
  type("#days", "签收商品的日子", "2026-11-24");
  const clock = $$("#days .clock").find((n) => /发出退货通知/.test(n.textContent));
  assert.match(text(clock), /签收商品后7日内.*最晚2026年12月1日.*还有3天/);
  assert.ok(clock.querySelector(".cite[href*='laws/consumer-rights-law.html#art-25']"));
  assert.equal(labelled("#days", "签收商品的日子"), undefined, "填了的不再问");
  store.setFacts({ "dates.notice_sent": "2026-11-25" }, "case");
  assert.match(text($$("#days .clock").find((n) => /签收商品后7日内/.test(n.textContent))), /你2026年11月25日做了，最后一天是2026年12月1日/);
});

// --------------------------------------------------------------- situations

test("a situation is chosen and left; its list shows how far it is, 不适用 not counted", () => {
  assert.deepEqual(progress(["a", "b", "c"], { a: "done", b: "na", z: "done" }), { na: 1, total: 2, done: 1 });
  assert.deepEqual(progress(["a"]), { na: 0, total: 1, done: 0 });
  const select = $("#situations select");
  select.value = NRR;
  pressed("#situations", "加上这种情况");
  assert.deepEqual(store.situations(), [NRR]);
  const total = Object.values(situations[NRR].steps).flat().length;
  store.setTicks(NRR, { "count-seven-days": "done", "check-exceptions": "na" });
  assert.match(text($("#situations .part__item")), new RegExp(`清单做完1件，共${total - 1}件（另有1件不适用）`));
  pressed("#situations", `不是这种情况：${data.situations[NRR].title}`);
  assert.deepEqual(store.situations(), []);
  assert.equal(store.tick(NRR, "count-seven-days"), "done", "打过的勾还在");
});

test("what was ticked on the six steps' pages is counted, too", () => {
  store.setTicks("steps-verify", { [data.checklists["steps-verify"][0]]: "done" });
  assert.match(text($("#situations")), /六个步骤：核实退货政策清单做完1件/);
});

// ---------------------------------------------------------------------- now

test("state, reason and next thing follow from what is kept", () => {
  assert.equal(state(), "刚开始");
  assert.match($("#now .stand__do").href, /\/case\.html#situations$/);
  store.choose(NRR);
  store.setFacts({ "dates.complaint_filed": "2026-11-16" }, "case");
  assert.equal(state(), "已超期");
  assert.equal($$("#path li")[4].getAttribute("aria-current"), "step");
  assert.match(text($$("#path li")[4]), /记录与跟进下一步/);
  assert.match(text($$("#path li")[3]), /投诉举报做完了/);
});

test("solved with its day, and open again", () => {
  store.setFacts({ "order.goods": "灯" }, "page");
  pressed("#now", "解决了");
  type("#now", "哪天解决的", "2026-11-30");
  submit("#now");
  assert.equal(store.list()[0].solved, undefined, "还没到的日子不收");
  type("#now", "哪天解决的", "2026-11-27");
  submit("#now");
  assert.equal(state(), "已解决");
  assert.equal(store.list()[0].solved, "2026-11-27");
  reopen();
  pressed("#now", "其实没有解决");
  assert.equal(state(), "刚开始");
});

for (const [name, before, fact, after] of [
  ["第一次向商家提出要求", {}, "dates.refund_demanded", "2026-11-10"],
  ["第一次向商家提出要求", { "dates.refund_demanded": "2026-11-20" }, "dates.refund_demanded", "2026-11-10"],
  ["第一次向商家提出要求", { "dates.refund_demanded": "2026-11-01" }, "dates.refund_demanded", "2026-11-01"],
  ["发出退货通知", {}, "dates.notice_sent", "2026-11-10"],
  ["都不是", {}, "dates.notice_sent", undefined],
])
  test(`the day that had two meanings: ${name} ${JSON.stringify(before)}`, () => {
    store.setFacts(before, "page");
    store.setFacts({ "dates.unsure_asked": "2026-11-10" }, "old");
    assert.match(text($("#now .note")), /2026年11月10日这一天，是哪件事/);
    pressed("#now .note", name);
    assert.equal(store.fact(fact), after);
    assert.equal(store.fact("dates.unsure_asked"), undefined);
    assert.equal($("#now .note"), null);
  });
