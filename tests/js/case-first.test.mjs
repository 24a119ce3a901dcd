// What the case page's first script shows by itself, before the parts in which things are written down have come, and what they add when they do.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { $, $$, text } from "./help/dom.mjs";
import { data, first, later, lists, page, situations, store } from "./help/case.mjs";

const NRR = "no-reason-return";
// a Saturday whose week has a last day of its own: on others it moves, and two days are told
mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-28T12:00:00+08:00") });
beforeEach(() => page());

test("where one stands, what comes next and the days need nothing that comes later", () => {
  store.choose(NRR);
  store.setFacts({ "dates.received": "2026-11-26" }, "page");
  first();
  assert.equal($("#now .stand__word").textContent, "刚开始");
  assert.match(text($("#now .stand")), new RegExp(situations[NRR].title), "叫什么，看情况自己的标题");
  assert.ok($("#now .stand__do").href.includes(NRR));
  assert.equal($$("#path .walk__step").length, 6);
  assert.match(text($("#days .clock")), /最晚.+还有5天/);
  assert.equal($$("#days input, #now button").length, 0);
  const shown = () => ["#now .stand", "#now .stand__next", "#path", "#days .clocks"].map((place) => text($(place)));
  const before = shown();
  const [, started] = first();
  started.add(later, lists);
  assert.deepEqual(shown(), before, "来了别的，这些一个字也不变");
  assert.ok($("#now [data-key=solve]"), "解决了的按钮来了");
  assert.ok($("#days [data-key=calendar]"));
  assert.ok($$("#days input[type=date]").length, "还能填别的日子");
});

test("every section is there from the start, and those that wait for their script say so where it does not come", () => {
  const [root, started] = first();
  assert.deepEqual([...root.querySelectorAll("[data-part]")].filter((place) => place.hidden), []);
  const waiting = (names) => started.waiting(names).map((place) => place.dataset.part);
  assert.deepEqual(waiting(["events", "carry", "now"]), ["events", "carry"]);
  const { evidence, carry, ...written } = later;
  started.add(written, lists);
  assert.deepEqual(waiting(["events", "carry"]), ["carry"]);
  assert.ok($("#events button"));
  started.add({ ...written, evidence, carry }, lists);
  assert.deepEqual(waiting(["events", "carry"]), []);
  assert.equal($$("#events [data-key=add-event]").length, 1, "来过的不再来一遍");
});

test("what comes later comes a part at a time, from above, each whole before the next: what the reader does meanwhile is not kept waiting", async () => {
  store.setFacts({ "seller.shop": "某某店" }, "page");
  const [root, started] = first();
  const there = () => [...root.querySelectorAll(".live")].map((place) => place.dataset.part).filter(Boolean);
  const before = there();
  const turns = [];
  const whole = {};
  const drawn = {};
  const counting = Object.entries(later).map(([name, part]) => [name, (place, to) => {
    const draw = part(place, to);
    return () => {
      drawn[name] = (drawn[name] || 0) + 1;
      draw?.();
    };
  }]);
  await started.add(Object.fromEntries(counting), lists, () => {
    turns.push(there());
    for (const name of there()) whole[name] = whole[name] || text($(`#${name}`));
    return Promise.resolve();
  });
  assert.equal(turns.length, Object.keys(later).length, "一部分一轮");
  turns.reduce((had, now) => {
    assert.ok(now.length - had.length <= 1, `一轮里多了${now.length - had.length}部分`);
    return now;
  }, before);
  assert.deepEqual(turns[turns.length - 1], [...root.querySelectorAll("[data-part]")].map((place) => place.dataset.part));
  const [heard] = turns.filter((now) => now.includes("facts"));
  assert.ok(!heard.includes("carry"), "上面的先来");
  for (const name of ["events", "letters", "evidence", "facts", "cases", "carry"]) assert.equal(text($(`#${name}`)), whole[name], `${name}来时就是完整的`);
  assert.deepEqual(drawn, Object.fromEntries(Object.keys(later).map((name) => [name, 1])), "每部分只画一遍");
});

test("what the address names stays where it is with every part that comes above it, not only when all have come", async () => {
  const [, started] = first();
  const held = [];
  window.Element.prototype.scrollIntoView = function scrollIntoView() {
    held.push(this.id);
  };
  window.location.hash = "#carry";
  const turns = [];
  await started.add(later, lists, () => Promise.resolve(turns.push(held.length)));
  window.location.hash = "";
  delete window.Element.prototype.scrollIntoView;
  assert.deepEqual([...new Set(held)], ["carry"]);
  assert.deepEqual(turns, turns.map((_, i) => i + 1));
});

test("a part that fails when it is drawn keeps none of the others from coming", async () => {
  const [root, started] = first();
  const told = mock.method(console, "error", () => undefined);
  const fails = () => () => {
    throw new Error("no");
  };
  await started.add({ ...later, events: fails }, lists, () => Promise.resolve());
  told.mock.restore();
  assert.equal(told.mock.callCount(), 1);
  assert.ok($("#carry button"));
  assert.deepEqual([...root.querySelectorAll("[data-part]:not(.live)")], []);
});

test("a case without a name of its own has none while its situation is on its way, then the situation's", () => {
  store.choose(NRR);
  const asked = [];
  document.head.append = (node) => asked.push(node);
  first({});
  assert.deepEqual(asked.map((node) => node.src), [`https://handbook.example/assets/case/${NRR}.js`]);
  assert.equal(text($("#now .stand")), "刚开始", "不先叫它“还没起名的案件”");
  store.setFacts({ "seller.shop": "某某店" }, "page");
  first({});
  assert.match(text($("#now .stand")), /某某店/, "有名字的，不等");
});

test("a situation that this handbook does not know is asked for once, and left out when the lists are there", async () => {
  store.choose("from-another-edition");
  const asked = [];
  document.head.append = (node) => {
    asked.push(node.src);
    Promise.resolve().then(() => node.onerror());
  };
  const [, started] = first();
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.equal(asked.length, 1);
  assert.equal($("#now .stand__word").textContent, "刚开始");
  started.add(later, lists);
  assert.equal($$("#situations .part__item").length, 0);
  assert.match(text($("#now .stand")), /还没起名的案件/);
  assert.equal(asked.length, 1);
});

test("what every page with a case loads has nothing in it that only the case page asks for", () => {
  assert.deepEqual(Object.keys(data).filter((key) => !(key in lists)).sort(), ["actors", "events", "holidays", "letters", "phases"]);
});
